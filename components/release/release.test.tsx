import { describe, expect, it } from 'vitest';
import { alert, event, principal, T0 } from '../../client/testing';
import { AS_IS } from '../../domain/coarsen';
import { release, released, track } from '../../domain/testing/samples';
import { Dossier } from '../dossier/dossier';
import { fakeConsole, html, words } from '../shell/testing';
import { ReleaseLists } from './release-lists';

const ownTrack = { kind: 'track' as const, id: 'track_a' };
const coarse = { gridM: 20_000, delayS: 60, withheld: ['impact'] };

describe('releases on the console', () => {
  it('RL-44 the dossier of an own track offers its release to the other Parties, by class what may be held back; a duty officer reads that a supervisor does it', () => {
    const shown = (role: 'supervisor' | 'duty', language: 'en' | 'ru' = 'en') => {
      const source = fakeConsole({ me: principal({ role }) });
      source.give('NAT:P1', event(1, 'track.changed', track()));
      return html(<Dossier layout="wide" />, source, { language, initial: { selection: ownTrack } });
    };
    const text = words(shown('supervisor'));
    expect(text).toMatch(/Receivers .*Hold back impact area class kind of sensor looks/);
    expect(text).toContain('Release for Party A');
    expect(shown('supervisor')).toContain('Name a receiver.');
    expect(shown('duty')).toContain('A supervisor releases national records.');
    expect(words(shown('supervisor', 'ru'))).toContain('Передать за Сторону A');
  });

  it('RL-44 a national alert is offered in its dossier, one that all hold is not', () => {
    const shown = (compartment: 'NAT:P1' | 'SHARED') => {
      const source = fakeConsole();
      const national = alert({ id: 'raid#1', key: 'raid', facts: { ...alert().facts, launch: null } });
      source.give(compartment, event(3, 'alert.changed', national));
      const selection = { kind: 'alert' as const, id: 'raid#1' };
      return words(html(<Dossier layout="wide" />, source, { initial: { selection } }));
    };
    expect(shown('NAT:P1')).toContain('Release for Party A');
    expect(shown('SHARED')).not.toContain('Release for Party A');
  });

  it('RL-97 a received line of the log is read in the reader’s language, what stayed with its owner as a dash', () => {
    const shown = (language: 'en' | 'ru') => {
      const source = fakeConsole();
      const record = { atMs: T0, msg: 'log.sensor.stale', params: { sensor: 'R1' }, text: null };
      const given = { ...released({ from: 'P2' }), kind: 'log' as const, record };
      source.give('NAT:P1', event(1, 'released.changed', given as never));
      return words(html(<ReleaseLists />, source, { language }));
    };
    expect(shown('en')).toMatch(/06:00:28Z.*R1/);
    expect(shown('ru')).toMatch(/06:00:28Z.*R1/);
    expect(shown('ru')).not.toContain('log.sensor');
  });

  it('RL-44 own releases stand with their receivers, coarseness and withdrawal; what was received says by whom, how coarse, and when it is withdrawn', () => {
    const shown = (language: 'en' | 'ru', withdrawn = false) => {
      const source = fakeConsole();
      source.give(
        'NAT:P1',
        event(1, 'release.changed', release({ coarsen: coarse })),
        event(
          2,
          'released.changed',
          released({
            ...{ from: 'P2', coarsen: coarse },
            ...(withdrawn && { state: 'WITHDRAWN', record: null, withdrawnFor: 'in error' }),
          }),
        ),
      );
      return words(html(<ReleaseLists />, source, { language }));
    };
    expect(shown('en')).toContain('RE-0001 national track to B, grid 20 km, 60 s later, without impact area');
    expect(shown('en')).toContain('released by Party B, grid 20 km, 60 s later, without impact area');
    expect(shown('en')).toContain('Withdraw RE-0001 for Party A');
    expect(shown('ru')).toContain('передано Стороной B, сетка 20 км');
    expect(shown('en', true)).toMatch(/withdrawn by Party B.*in error/);
  });

  it('RL-44 the dossier of a track that was given says whose it is and how coarse', () => {
    const source = fakeConsole();
    source.give(
      'NAT:P1',
      event(1, 'released.changed', released({ from: 'P2', coarsen: { ...AS_IS, gridM: 5000 } })),
    );
    const selection = { kind: 'track' as const, id: 'released_a' };
    const text = words(html(<Dossier layout="wide" />, source, { initial: { selection } }));
    expect(text).toContain('RC-0001');
    expect(text).toContain('released by Party B, grid 5 km');
    expect(text).not.toContain('Release for Party');
  });

  it('RL-50 without releases nothing stands there, not even an empty place', () => {
    expect(html(<ReleaseLists />, fakeConsole())).toBe('');
  });
});
