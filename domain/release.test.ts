import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AS_IS } from './coarsen';
import type { Participant } from './participants';
import type { EventBodies, EventKind } from './records';
import {
  classesOf,
  FIELD_CLASSES,
  givenOf,
  isOwnLine,
  RELEASE_KINDS,
  RELEASE_RULES,
  type Release,
  releasable,
  releaseFault,
} from './release';
import { claim, launchAlert, officer, track } from './testing/samples';

const who = (id: string, kind: Participant['kind'] = 'PARTY'): Participant => {
  return { id, kind, letter: id, order: 0, name: { en: id, ru: id } };
};
const ALL = [who('P1'), who('P2'), who('P3'), who('O1', 'OBSERVER')];
const asked = (part: Partial<Release> = {}) => ({
  ...{ of: { kind: 'track' as const, id: 'track_a' }, to: ['P2'], coarsen: AS_IS },
  ...part,
});
const verdict = (part: Partial<Release>, by = officer('P1'), members = ['P1', 'P2', 'P3']): string => {
  const r = releaseFault(by, asked(part), ALL, (p) => members.includes(p));
  return r === null ? 'ok' : r.code === 'BAD_REQUEST' ? r.field : r.code;
};
/** One record of each kind, with whatever is only its owner's in it. */
const BODIES: { [K in EventKind]?: EventBodies[K] } = {
  'track.changed': track(),
  'claim.changed': claim(),
  'alert.changed': launchAlert(['P1']),
  'sensor.changed': { sensor: 'radar-1', status: 'ON', stale: false, lastLookMs: 5, sinceMs: 4 },
  'log.written': {
    ...{ id: 'log_a', atMs: 1, msg: 'log.sensor.stale', params: { sensor: 'radar-1' }, text: null },
    ...{ by: null, about: null },
  },
};

describe('rules of releases', () => {
  it('RL-35 the owner’s supervisor releases, to other Parties; an observer is given nothing but notifications', () => {
    expect(verdict({})).toBe('ok');
    expect(verdict({ to: ['P3', 'P2'] })).toBe('ok');
    expect(verdict({}, officer('P1', 'duty'))).toBe('FORBIDDEN');
    expect(verdict({}, { ...officer('O1', 'observer'), kind: 'OBSERVER' })).toBe('FORBIDDEN');
    expect(verdict({ to: ['P2', 'P1'] })).toBe('payload.to.1');
    expect(verdict({ to: ['O1'] })).toBe('payload.to.0');
    expect(verdict({ to: ['P9'] })).toBe('payload.to.0');
    expect(verdict({ to: ['P2', 'P2'] })).toBe('payload.to.1');
    expect(verdict({ to: [] })).toBe('payload.to');
    expect(verdict({ coarsen: { ...AS_IS, withheld: ['impact', 'objects'] } })).toBe(
      'payload.coarsen.withheld.1',
    );
  });

  it('RL-93 to Parties that are members now: one that waits or has left is refused by a code of its own, alone or among others', () => {
    const members = ['P1', 'P2'];
    for (const to of [['P3'], ['P2', 'P3']]) {
      expect(releaseFault(officer('P1'), asked({ to }), ALL, (p) => members.includes(p))).toEqual({
        ...{ code: 'FORBIDDEN', reason: 'receiverNoMember' },
      });
    }
    expect(verdict({}, officer('P1'), members)).toBe('ok');
    // What is wrong with the words themselves is said first.
    expect(verdict({ to: ['P3', 'O1'] }, officer('P1'), members)).toBe('payload.to.1');
  });

  it('RL-36 of each class of record the table says what may leave; sensors, detections, reasons, numbers and ids of a track stay', () => {
    const leaving = Object.fromEntries(
      Object.entries(BODIES).map(([kind, body]) => {
        const r = releasable({ kind: kind as EventKind, body: { ...body, secret: 1 } as never });
        return [r?.kind, Object.keys(r?.fields ?? {}).join(' ')];
      }),
    );
    expect(leaving).toEqual({
      track:
        'status phase kinematics launchPoint azimuthDeg impact corridor classes phenomenologies firstLookMs lastLookMs',
      claim: 'form kinds objects place flight lifecycle firstMs updatedMs endedMs',
      alert: 'code severity condition lifecycle raisedMs',
      sensor: 'sensor status stale sinceMs',
      log: 'atMs msg params text',
    });
    expect(Object.keys(leaving).sort()).toEqual([...RELEASE_KINDS].sort());
    expect(releasable({ kind: 'track.changed', body: track({ status: 'tentative' }) })).toBeNull();
    expect(releasable({ kind: 'shift.changed', body: {} as never })).toBeNull();
  });

  it('UX-217 no release of a track gives what looks left over', () => {
    const residuals = [{ sensor: 'radar-1', atMs: 1, sigmas: [0.1, 0.2, 0.3], chi2: 1 }];
    const record = releasable({ kind: 'track.changed', body: track({ residuals }) });
    expect(Object.keys(record?.fields ?? {})).toContain('kinematics');
    expect(JSON.stringify(record?.fields)).not.toContain('sigmas');
  });

  it('RL-97 a line leaves with what it says, less the numbers of its owner’s own records', () => {
    const line = (msg: string, params: Record<string, string | number>) => ({
      ...{ id: 'log_b', atMs: 1, msg, params, text: null, by: null, about: null },
    });
    const params = {
      track: 7,
      alert: 3,
      shift: 2,
      release: 4,
      copy: 5,
      claim: 6,
      draft: 8,
      launch: 9,
      sensor: 'R1',
    };
    const { fields } = releasable({ kind: 'log.written', body: line('log.sensor.stale', params) }) ?? {};
    expect(fields).toEqual({
      ...{ atMs: 1, msg: 'log.sensor.stale', text: null, params: { launch: 9, sensor: 'R1' } },
    });
    expect(
      ['log.sensor.stale', 'log.release.received', 'log.release.copyEnded'].map((m) => isOwnLine({ msg: m })),
    ).toEqual([true, false, false]);
  });

  it('RL-36 the page of releasability prints the table as it is', () => {
    const rows = RELEASE_KINDS.map((kind) => {
      const { gives, classes, places, byDefault } = RELEASE_RULES[kind];
      const cells = [kind, byDefault, gives.join(' '), Object.keys(classes).join(' '), places.join(' ')];
      return `| ${cells.map((c) => c || '—').join(' | ')} |`;
    });
    const page = readFileSync(new URL('../docs/releasability.md', import.meta.url), 'utf8');
    expect(page.split('\n').filter((line) => RELEASE_KINDS.some((k) => line.startsWith(`| ${k} |`)))).toEqual(
      rows,
    );
  });

  it('RL-37 what the owner holds back is not in the copy at all, and every class of the table has fields that it holds back', () => {
    const { fields } = releasable({ kind: 'track.changed', body: track() }) as { fields: object };
    const given = (withheld: string[]) =>
      Object.keys(givenOf('track', { ...fields }, { ...AS_IS, withheld }, 'o'));
    expect(given([])).toEqual(Object.keys(fields));
    expect(given(['impact', 'class'])).not.toContain('impact');
    for (const kind of RELEASE_KINDS)
      for (const c of classesOf(kind)) {
        expect(FIELD_CLASSES).toContain(c);
        for (const f of RELEASE_RULES[kind].classes[c] ?? [])
          expect(RELEASE_RULES[kind].gives as readonly string[]).toContain(f);
      }
  });

  it('RL-38 a copy on a grid has its places on it, and no ring of places that nothing could make honest', () => {
    const whole = {
      ...releasable({ kind: 'track.changed', body: track({ corridor: [{ lat: 0, lon: 0 }] }) }),
    };
    const fields = whole.fields ?? {};
    const given = givenOf('track', fields, { ...AS_IS, gridM: 30_000 }, 'o') as unknown as typeof whole & {
      kinematics: { P: number[] };
      launchPoint: { cov: number[] };
      corridor: unknown;
    };
    expect(given.corridor).toBeNull();
    const more = 30_000 ** 2 / 12;
    const before = track();
    expect(given.kinematics.P[0]).toBeCloseTo((before.kinematics.P[0] ?? 0) + more, 3);
    expect(given.launchPoint.cov[2]).toBeCloseTo(before.launchPoint.cov[2] + more, 3);
  });
});
