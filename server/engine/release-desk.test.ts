import { describe, expect, it } from 'vitest';
import { AS_IS, type Coarsening } from '../../domain/coarsen';
import { compartmentOf, copyLabel, nationalLabel } from '../../domain/labels';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { EngineEvent, NationalTrack } from '../../domain/records';
import type { Release, Released } from '../../domain/release';
import { EPOCH, officer, track } from '../../domain/testing/samples';
import { createEngine } from './engine';
import { LogWriter } from './log';
import { Numbers } from './numbers';
import { ReleaseDesk } from './release-desk';
import { OBSERVER, PARTIES, twoSensorConfig } from './testing/two-sensors';

const THIRD = { ...PARTIES[0], id: 'P3', letter: 'C', order: 2 } as (typeof PARTIES)[number];
const config = twoSensorConfig(EPOCH, [...PARTIES, THIRD]);
const S = 1000;
const P1 = officer('P1');
const give = (to: string[], coarsen: Coarsening = AS_IS, id = 'track_a'): AnyCommand => ({
  name: 'release.give',
  payload: { of: { kind: 'track', id }, to, coarsen: coarsen as never, reason: 'to be seen together' },
});
const withdraw = (release: string): AnyCommand => ({
  name: 'release.withdraw',
  payload: { release, reason: 'given in error' },
});

/** A desk that has heard of P1's track, and keeps what it made. */
function desk(stored?: string, members = new Set(['P1', 'P2', 'P3'])) {
  const [numbers, log, snapshot] = stored ? JSON.parse(stored) : [];
  const book = new Numbers(numbers);
  const writer = new LogWriter('test', log);
  const it = new ReleaseDesk(
    config,
    { numbers: book, log: writer, isMember: (p) => members.has(p) },
    snapshot,
  );
  const made: EngineEvent[] = [];
  const run = {
    made,
    tells: (part: Partial<NationalTrack> = {}, atS = 0, label = nationalLabel('P1', 'EXERCISE')) =>
      void made.push(...it.follow([{ kind: 'track.changed', label, body: track(part) }], EPOCH + atS * S)),
    asks: (command: AnyCommand, atS = 1, by = P1): string => {
      const out: EngineEvent[] = [];
      const result = it.command(by, command as never, EPOCH + atS * S, out);
      made.push(...out);
      return result.code;
    },
    leaves: (party: string, atS: number) => {
      members.delete(party);
      made.push(...it.left(party, EPOCH + atS * S));
    },
    comes: (party: string) => void members.add(party),
    passes: (atS: number) => {
      made.push(...it.advance(EPOCH + atS * S));
    },
    copies: (to = 'P2'): Released[] =>
      made.flatMap((e) =>
        e.kind === 'released.changed' && compartmentOf(e.label) === `NAT:${to}` ? [e.body] : [],
      ),
    releases: (): Release[] => made.flatMap((e) => (e.kind === 'release.changed' ? [e.body] : [])),
    store: () => JSON.stringify([book.snapshot(), writer.snapshot(), it.snapshot()]),
  };
  if (!stored) run.tells();
  return run;
}

describe('releases in the session', () => {
  it('RL-39 a released track goes to those named as a marked copy, and nothing of it to anybody else', () => {
    const at = desk();
    expect(at.made).toEqual([]);
    expect(at.asks(give(['P2']))).toBe('OK');
    expect(at.copies()).toMatchObject([{ from: 'P1', kind: 'track', rev: 1, number: 1, state: 'ACTIVE' }]);
    expect(new Set(at.made.map((e) => compartmentOf(e.label)))).toEqual(new Set(['NAT:P1', 'NAT:P2']));
    for (const e of at.made)
      if (compartmentOf(e.label) === 'NAT:P2')
        expect(e.label).toEqual(copyLabel(nationalLabel('P1', 'EXERCISE'), 'P2'));
    // Neither the owner's ids and numbers nor what made the track leave with it.
    const text = JSON.stringify(at.made.filter((e) => compartmentOf(e.label) === 'NAT:P2'));
    expect(text).not.toMatch(/track_a|radar-1|det_1|release_|score|reportedAs/);
    expect(at.releases()).toMatchObject([{ to: ['P2'], of: { kind: 'track', id: 'track_a' }, rev: 1 }]);
  });

  it('RL-40 each revision that changes what a receiver holds is given on, and no other, not even its time', () => {
    const at = desk();
    at.asks(give(['P2', 'P3']));
    at.tells({ rev: 2, azimuthDeg: 91 }, 5);
    at.tells({ rev: 3, azimuthDeg: 91, score: 99, evidence: ['det_9'], number: 7 }, 6);
    at.tells({ id: 'track_b', azimuthDeg: 17 }, 7);
    for (const to of ['P2', 'P3'])
      expect(at.copies(to).map((c) => [c.rev, (c.record as NationalTrack).azimuthDeg])).toEqual([
        [1, 90],
        [2, 91],
      ]);
    // What a Party holds as a copy is not its own to give on.
    at.tells({ id: 'track_c' }, 8, copyLabel(nationalLabel('P2', 'EXERCISE'), 'P1'));
    expect(at.asks(give(['P3'], AS_IS, 'track_c'), 9)).toBe('NOT_FOUND');
  });

  it('RL-41 withdrawn, with a reason, the copy says so and holds no record; nothing more is given; it is withdrawn once and by its owner', () => {
    const at = desk();
    at.asks(give(['P2']));
    const { id } = at.releases()[0] as Release;
    expect(at.asks(withdraw(id), 2, officer('P2'))).toBe('NOT_FOUND');
    expect(at.asks(withdraw(id), 3)).toBe('OK');
    at.tells({ rev: 2, azimuthDeg: 91 }, 4);
    expect(at.copies().map((c) => [c.rev, c.state, c.record === null, c.withdrawnFor])).toEqual([
      [1, 'ACTIVE', false, null],
      [2, 'WITHDRAWN', true, 'given in error'],
    ]);
    expect(at.asks(withdraw(id), 5)).toBe('ALREADY');
    expect(at.asks(give(['P2']), 6)).toBe('OK');
    expect(at.copies().at(-1)).toMatchObject({ number: 2, rev: 1, state: 'ACTIVE' });
  });

  it('RL-42 a delay keeps the order and the age of what is given: the receiver hears of the release at once, of the record later', () => {
    const at = desk();
    at.asks(give(['P2'], { ...AS_IS, delayS: 60 }), 1);
    expect(at.copies().map((c) => [c.rev, c.record])).toEqual([[1, null]]);
    at.tells({ rev: 2, azimuthDeg: 91 }, 30);
    at.passes(60);
    expect(at.copies()).toHaveLength(1);
    at.passes(61);
    at.passes(89);
    const given = () =>
      at.copies().flatMap((c) => (c.record ? [(c.record as NationalTrack).azimuthDeg] : []));
    expect(given()).toEqual([90]);
    const again = desk(at.store());
    for (const run of [at, again]) run.passes(90);
    expect(given()).toEqual([90, 91]);
    expect(again.copies()).toEqual(at.copies().slice(-1));
    // One that is withdrawn before that gives nothing any more.
    again.tells({ rev: 3, azimuthDeg: 92 }, 91);
    expect(again.asks(withdraw((at.releases()[0] as Release).id), 92)).toBe('OK');
    again.passes(1000);
    expect(again.copies().at(-1)).toMatchObject({ state: 'WITHDRAWN', record: null });
  });

  it('RL-35 what is not there, another Party’s, given already or to whom it may not go is refused and leaves no trace', () => {
    const at = desk();
    const refused = [
      at.asks(give(['P2'], AS_IS, 'track_z')),
      at.asks(give(['P3']), 1, officer('P2')),
      at.asks(give([OBSERVER.id])),
      at.asks(give(['P1'])),
      at.asks(give(['P2']), 1, officer('P1', 'duty')),
    ];
    expect(refused).toEqual(['NOT_FOUND', 'NOT_FOUND', 'BAD_REQUEST', 'BAD_REQUEST', 'FORBIDDEN']);
    expect(at.made).toEqual([]);
    expect([at.asks(give(['P2'])), at.asks(give(['P3', 'P2'])), at.asks(give(['P3']))]).toEqual([
      'OK',
      'ALREADY',
      'OK',
    ]);
  });

  it('RL-93 who is no member is released nothing: a candidate and one that has left are refused, alone or among others', () => {
    const at = desk(undefined, new Set(['P1', 'P2']));
    expect([at.asks(give(['P3'])), at.asks(give(['P2', 'P3']))]).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(at.made).toEqual([]);
    at.comes('P3');
    expect(at.asks(give(['P3']))).toBe('OK');
    at.leaves('P3', 2);
    expect(at.asks(give(['P3']), 3)).toBe('FORBIDDEN');
  });

  it('RL-94 a release ends for the Party that leaves, for the others it goes on; both read so, and it does not begin again', () => {
    const at = desk();
    at.asks(give(['P2', 'P3'], { ...AS_IS, delayS: 10 }), 1);
    at.passes(20);
    at.tells({ rev: 2, azimuthDeg: 91 }, 25);
    const from = at.made.length;
    at.leaves('P3', 30);
    expect(at.copies('P3').at(-1)).toMatchObject({ state: 'ENDED', record: null, withdrawnFor: null });
    expect(at.releases().at(-1)).toMatchObject({ state: 'ACTIVE', to: ['P2'], rev: 2 });
    const told = at.made.slice(from).map((e) => {
      const said = e.kind === 'log.written' ? [e.body.msg, e.body.params.object] : [];
      return [compartmentOf(e.label), e.kind, ...said].join(' ');
    });
    expect(told).toEqual([
      'NAT:P1 release.changed',
      'NAT:P1 log.written log.release.ended P3',
      'NAT:P3 released.changed',
      'NAT:P3 log.written log.release.copyEnded P3',
    ]);
    // What waited for its delay comes to who stayed, and what is new is given on to him; it comes again and gets nothing.
    at.comes('P3');
    const kept = at.copies('P3').length;
    const stored = desk(at.store());
    for (const run of [at, stored]) {
      run.passes(35);
      run.tells({ rev: 3, azimuthDeg: 92 }, 40);
      run.passes(50);
      const azimuths = run.copies('P2').map((c) => (c.record as NationalTrack | null)?.azimuthDeg);
      expect(azimuths.slice(-2)).toEqual([91, 92]);
    }
    expect([at.copies('P3').length, stored.copies('P3')]).toEqual([kept, []]);
    // Given anew it is another copy.
    expect(at.asks(give(['P3']), 60)).toBe('OK');
    expect(at.copies('P3').at(-1)).toMatchObject({ number: 2, state: 'ACTIVE' });
  });

  it('RL-94 with its last receiver it is over, and cannot be withdrawn; who leaves gives nothing on either', () => {
    const at = desk();
    at.asks(give(['P2']));
    at.leaves('P2', 2);
    expect(at.releases().at(-1)).toMatchObject({ state: 'ENDED', to: ['P2'], withdrawn: null });
    expect(at.asks(withdraw(at.releases()[0]?.id ?? ''), 3)).toBe('FORBIDDEN');
    at.asks(give(['P3']), 4);
    at.leaves('P1', 5);
    at.tells({ rev: 2, azimuthDeg: 91 }, 6);
    expect(at.copies('P3').map((c) => [c.rev, c.state])).toEqual([
      [1, 'ACTIVE'],
      [2, 'ENDED'],
    ]);
    const of = at.made.flatMap((e) =>
      e.kind === 'log.written' && e.body.msg === 'log.release.copyEnded' ? [e.body.params.object] : [],
    );
    expect(of).toEqual(['P2', 'P1']);
    // Who had left before hears of that no more.
    expect(at.copies('P2')).toHaveLength(2);
  });

  it('RL-35 the same command twice is a duplicate', () => {
    const engine = createEngine(config);
    const step = (input: Parameters<typeof engine.step>[0], atS: number) =>
      engine.step(input, EPOCH + atS * S);
    const [atMs, receivedMs] = [EPOCH + 500, EPOCH + 1000];
    step(
      {
        kind: 'feed',
        feed: 'simulation',
        input: { kind: 'scan', sensor: 'R1', scan: 1, n: 0, atMs, receivedMs },
      },
      1,
    );
    const command: AnyCommand = {
      name: 'release.give',
      payload: {
        of: { kind: 'sensor', id: 'R1' },
        to: ['P3'],
        coarsen: { ...AS_IS, withheld: [] },
        reason: 'r',
      },
    };
    const twice = [2, 3].map((s) => step({ kind: 'command', id: 'cmd-1', principal: P1, command }, s));
    expect(twice.map((r) => r.result?.code)).toEqual(['OK', 'DUPLICATE']);
    expect(twice.map((r) => r.events.filter((e) => e.kind === 'released.changed').length)).toEqual([1, 0]);
  });
});
