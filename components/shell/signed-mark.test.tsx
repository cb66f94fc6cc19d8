import { describe, expect, it } from 'vitest';
import { FakeSource } from '../../client/source/fake-source';
import { alert, event, PARTIES, principal, T0 } from '../../client/testing';
import type { Answer } from '../../domain/alert';
import type { Participant } from '../../domain/participants';
import type { Act } from '../../domain/signature';
import { PartyCell } from '../alerts/party-cell';
import { LogLine } from '../log/log-line';
import { SignedMark } from './signed-mark';
import { html } from './testing';

const act = (user: string, part: Partial<Act>): Act => ({
  ...{ id: 'command-1', name: 'alert.acknowledge', payload: {}, participant: 'P1', user },
  ...{ signature: null, unsigned: null },
  ...part,
});
function console(): FakeSource {
  const source = new FakeSource({ me: principal(), participants: PARTIES }, T0);
  const signature = { keyId: 'abcdefgh-and-more', value: 'v' };
  source.give(
    'SHARED',
    event(1, 'act.taken', act('anna', { signature })),
    event(2, 'act.taken', act('boris', { unsigned: 'noKey' })),
    event(3, 'act.taken', act('token:1', { unsigned: 'token' })),
    event(4, 'act.taken', act('robot', { unsigned: 'robot' })),
  );
  // What is national stands in the compartment of its own.
  source.give('NAT:P1', event(1, 'act.taken', act('clara', { signature })));
  return source;
}

describe('the mark of a signature', () => {
  it('UX-173 says of each act whether it was signed, with which key or why not, in both languages', () => {
    const source = console();
    const mark = (user: string, language: 'en' | 'ru' = 'en', atMs = T0) =>
      /title="([^"]*)"/.exec(html(<SignedMark user={user} atMs={atMs} />, source, { language }))?.[1] ?? null;
    expect([mark('anna'), mark('boris'), mark('token:1'), mark('clara')]).toEqual([
      'Signed: key abcdefgh',
      'Unsigned: this browser had no key',
      'Unsigned: a program without a key',
      'Signed: key abcdefgh',
    ]);
    expect([mark('anna', 'ru'), mark('boris', 'ru')]).toEqual([
      'Подписано: ключ abcdefgh',
      'Без подписи: в браузере не было ключа',
    ]);
    // A robot is marked as one; what nobody signs has no mark.
    expect([mark('robot'), mark('nobody'), mark('anna', 'en', T0 + 1)]).toEqual([null, null, null]);
  });

  it('UX-173 one without a signature of an officer who has a key stands out', () => {
    const source = console();
    source.give('SHARED', event(5, 'act.taken', act('dora', { unsigned: 'keyUnused' })));
    const painted = (user: string) => html(<SignedMark words user={user} atMs={T0} />, source);
    expect(painted('dora')).toContain('Unsigned, although this officer has a key');
    expect([painted('dora').includes('text-await'), painted('boris').includes('text-await')]).toEqual([
      ...[true, false],
    ]);
  });

  it('UX-192 one that was signed stays signed when its key is revoked, and says when and why', () => {
    const source = console();
    const revoked = { participant: 'P1', user: 'anna', keyId: 'abcdefgh-and-more', by: 'x', reason: 'lost' };
    source.give('SHARED', event(5, 'key.revoked', revoked));
    const said = /title="([^"]*)"/.exec(html(<SignedMark user="anna" atMs={T0} />, source))?.[1];
    expect(said).toMatch(/^Signed, key revoked since: key abcdefgh, revoked \S+, “lost”$/);
    const words = html(<SignedMark words user="anna" atMs={T0} />, source, { language: 'ru' });
    expect(words).toContain('Подписано, ключ позднее отозван');
  });

  it('UX-173 stands at the answer of an alert and at its line of the log', () => {
    const source = console();
    const by = { user: 'boris', participant: 'P1', robot: false, nameEn: 'Boris', nameRu: 'Борис' };
    const answer: Answer = {
      ...{ kind: 'ACK', party: 'P1', user: 'boris', nameEn: 'Boris', nameRu: 'Борис', robot: false },
      ...{ atMs: T0, rev: 1, reason: null, commandId: 'command-1' },
    };
    const row = { alert: alert({ answers: [answer] }), compartment: 'SHARED' as const };
    const line = {
      ...{ id: 'l', atMs: T0, msg: 'log.note', params: {}, text: null, by, about: null },
      ...{ compartment: 'SHARED' as const },
    };
    const party = PARTIES.find((p) => p.id === 'P1') as Participant;
    const said = 'Unsigned: this browser had no key';
    expect(html(<PartyCell row={row} party={party} />, source)).toContain(said);
    expect(html(<LogLine line={line} corrected={false} />, source)).toContain(said);
  });
});
