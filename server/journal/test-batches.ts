/** Batches for the tests of this room. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nationalLabel, notificationLabel, sharedLabel } from '../../domain/labels';
import type { EngineEvent } from '../../domain/records';
import type { SessionMeta, StepBatch } from './types';

export const STREAMS = ['SHARED', 'NOTIF', 'NAT:P1', 'NAT:P2'] as const;
export type TestStream = (typeof STREAMS)[number];

export function metaOf(id: string): SessionMeta & { v: 1 } {
  return { v: 1, id, createdMs: 1000, config: { mode: 'EXERCISE', info: { title: { en: id, ru: id } } } };
}

/** Some event of a compartment; `n` makes it tell from others. */
export function eventIn(stream: TestStream, n: number): EngineEvent {
  const label =
    stream === 'SHARED'
      ? sharedLabel('CENTER', 'EXERCISE')
      : stream === 'NOTIF'
        ? notificationLabel('CENTER', 'EXERCISE')
        : nationalLabel(stream.slice(4), 'EXERCISE');
  return { kind: 'session.gap', label, body: { fromMs: n, toMs: n + 0.5 } };
}

/** A batch of one step (or of `steps`) with one event for each stream named. */
export function batchOf(
  session: string,
  firstStep: number,
  streams: readonly TestStream[],
  steps = 1,
): StepBatch {
  const lastStep = firstStep + steps - 1;
  const atMs = lastStep * 1000;
  const inputs = Array.from({ length: steps }, (_, i) => ({
    step: firstStep + i,
    nowMs: atMs,
    input: { kind: 'tick' },
  }));
  const events = streams.map((stream, i) => ({
    atMs: atMs + i / 8,
    event: eventIn(stream, firstStep * 100 + i),
  }));
  return { session, engineVersion: 'engine-1', firstStep, lastStep, atMs, inputs, events };
}

/** A directory for one test. */
export function scratch(): { dir: string; remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), 'jwc-journal-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
