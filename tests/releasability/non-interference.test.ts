import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type Compartment, compartmentOf } from '../../domain/labels';
import type { LaunchReport, StoredEvent } from '../../domain/records';
import type { EngineConfig } from '../../server/engine/types';
import { OWNER, openLife, type Secret, type Watcher, worldOf } from './life';
import { quietSecret, SILENT, secretOf } from './secrets';
import { spoken, voice } from './voice';
import { firstDifference, wireOf } from './wire';

vi.mock('../../server/fusion/report', async (original) => {
  const real = await original<typeof import('../../server/fusion/report')>();
  return {
    ...real,
    createReporter: (o: Parameters<typeof real.createReporter>[0]) =>
      o.party !== OWNER || voice.script === null ? real.createReporter(o) : spoken(voice.script),
  };
});
const hex = (frame: ArrayBuffer): string => Buffer.from(frame).toString('hex');

/** Everything of a life but what is the owner's own: streams as stored, frames, clock words and answers. */
async function seenOf(
  world: EngineConfig,
  secret: Secret,
  apart: Compartment[] = [],
): Promise<{ others: string[]; own: StoredEvent[] }> {
  const others: string[] = [];
  const home: Compartment = `NAT:${OWNER}`;
  const isOwn = (c: Compartment): boolean => c === home || apart.includes(c);
  const watcher: Watcher = {
    stored: (events) => {
      for (const e of events)
        if (!isOwn(compartmentOf(e.label))) others.push(`${compartmentOf(e.label)} ${JSON.stringify(e)}`);
    },
    frame: (compartment, kind, seq, frame) => {
      if (!isOwn(compartment)) others.push(`${compartment} ${kind} ${seq} ${hex(frame)}`);
    },
    clock: (clock) => others.push(`clock ${JSON.stringify(clock)}`),
    act: null,
    consoles: async () => life.host.setAwake(true),
    second: async () => {},
  };
  const life = openLife(world, secret, watcher);
  await life.run();
  for (const r of life.results) if (!r.id.startsWith('secret-')) others.push(JSON.stringify(r));
  return { others, own: life.of(home) };
}

const reportsOf = async (world: EngineConfig): Promise<LaunchReport[]> => {
  voice.script = null;
  const reports: LaunchReport[] = [];
  const { others } = await seenOf(world, quietSecret(world));
  for (const line of others) {
    if (!line.startsWith('SHARED {')) continue;
    const e = JSON.parse(line.slice('SHARED '.length)) as StoredEvent;
    if (e.kind === 'report.given' && e.body.party === OWNER) reports.push(e.body);
  }
  return reports;
};

describe.each([2, 3, 4])('%i Parties', (parties) => {
  const world = worldOf(parties);
  it('RL-55 whatever a Party keeps to itself, with its reports held the streams, frames, clock and answers of all others stay the same to the byte', async () => {
    const script = await reportsOf(world);
    expect(script.length).toBeGreaterThan(5);
    voice.script = script;
    const { others } = await seenOf(world, SILENT);
    expect(others.length).toBeGreaterThan(400);
    let varied = 0;
    await fc.assert(
      fc.asyncProperty(secretOf(world), async (secret) => {
        const life = await seenOf(world, secret);
        varied += life.own.length;
        expect(life.others).toEqual(others);
      }),
      { numRuns: 8, seed: parties },
    );
    expect(varied).toBeGreaterThan(250);
  });

  it('RL-56 on real sockets: joins, snapshots, resumes, batches, frames, clock words, answers, exports and figures of the others stay the same to the byte', async () => {
    voice.script = await reportsOf(world);
    const { others } = await wireOf(world, SILENT);
    for (const [seat, packets] of Object.entries(others)) {
      expect([seat, packets.length > 100]).toEqual([seat, true]);
      expect(packets.some((p) => p.includes('"resumed":[{'))).toBe(true);
    }
    let varied = 0;
    await fc.assert(
      fc.asyncProperty(secretOf(world), async (secret) => {
        const life = await wireOf(world, secret);
        expect(firstDifference(life.others, others)).toBeNull();
        varied += life.owner.length;
      }),
      { numRuns: 4, seed: parties },
    );
    expect(varied).toBeGreaterThan(100);
  });
});

it.each([3, 4])(
  'RL-59, RL-90 of %i Parties, what one releases to another alone and who is shown it there changes no byte for the rest',
  async (parties) => {
    const world = worldOf(parties);
    voice.script = await reportsOf(world);
    const { others } = await seenOf(world, SILENT, ['NAT:P3']);
    let released = 0;
    let receipts = 0;
    await fc.assert(
      fc.asyncProperty(secretOf(world, true), async (secret) => {
        const life = await seenOf(world, secret, ['NAT:P3']);
        released += life.own.filter((e) => e.kind === 'release.changed').length;
        receipts += life.own.filter((e) => e.kind === 'receipt.given' && e.label.copyTo === OWNER).length;
        expect(life.others).toEqual(others);
      }),
      { numRuns: 6, seed: parties },
    );
    expect(released).toBeGreaterThan(5);
    expect(receipts).toBeGreaterThan(5);
  },
);
