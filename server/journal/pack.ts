import { CanonicalError, canonicalJson } from '../../domain/canonical';
import { type Compartment, compartmentOf } from '../../domain/labels';
import { EVENT_VERSION } from '../../domain/protocol/version';
import type { StoredEvent } from '../../domain/records';
import { JournalError } from './errors';
import type { AppendResult, StepBatch } from './types';

/** A batch as it is written: every text made, nothing left that could be refused for what it holds. */
export interface PackedBatch {
  session: string;
  engineVersion: string;
  firstStep: number;
  lastStep: number;
  atMs: number;
  /** Canonical JSON of the list of inputs. */
  inputs: string;
  /** Canonical JSON of each event without what the journal adds. */
  events: { compartment: Compartment; atMs: number; text: string }[];
}
/** What the writer answers: the first and last sequence that the batch took in each compartment. */
export type Spans = [compartment: Compartment, first: number, last: number][];

/** Throws JournalError `BAD_RECORD` with the place of what JSON cannot hold. */
export function packBatch(batch: StepBatch): PackedBatch {
  const { session, engineVersion, firstStep, lastStep, atMs } = batch;
  const inputs = canonical(`inputs of steps ${firstStep} to ${lastStep}`, batch.inputs);
  const events = batch.events.map(({ atMs: eventMs, event }) => {
    const { kind, label, body } = event;
    const text = canonical(`event ${kind}`, { v: EVENT_VERSION, kind, label, body });
    return { compartment: compartmentOf(label), atMs: eventMs, text };
  });
  return { session, engineVersion, firstStep, lastStep, atMs, inputs, events };
}

/** A snapshot with its text made. */
export type PackedSnapshot = Omit<SnapshotArgs, 'json'> & { text: string };
export interface SnapshotArgs {
  session: string;
  stream: string;
  /** A step for ENGINE, a sequence for a compartment. */
  at: number;
  /** Session time; null: that of the stream's latest link. */
  atMs: number | null;
  engineVersion: string;
  json: unknown;
}

/** Throws JournalError `BAD_RECORD` with the place of what JSON cannot hold. */
export function packSnapshot({ json, ...rest }: SnapshotArgs): PackedSnapshot {
  return { ...rest, text: canonical(`snapshot of ${rest.stream}`, json) };
}

/** Rough size of a batch, for the bound on what waits: weighing it would cost what packing costs. */
export const roughBytes = (batch: StepBatch): number =>
  batch.inputs.length * INPUT_BYTES + batch.events.length * EVENT_BYTES;
const INPUT_BYTES = 256;
const EVENT_BYTES = 2048;

/** The batch's own events with the sequences that the writer gave: what was committed, without a way back from the disk. */
export function resultOf(batch: StepBatch, spans: Spans): AppendResult {
  const next = new Map(spans.map(([compartment, first]) => [compartment, first]));
  const events = batch.events.map(({ atMs, event }): StoredEvent => {
    const compartment = compartmentOf(event.label);
    const seq = next.get(compartment) ?? 0;
    next.set(compartment, seq + 1);
    return { ...event, v: EVENT_VERSION, seq, atMs };
  });
  return { events, heads: new Map(spans.map(([compartment, , last]) => [compartment, last])) };
}

/**
 * An event from its stored text and place, in the version that it was written in; the first texts named none. Throws
 * JournalError `NEWER_RECORD` on one that this program cannot know.
 */
export function storedEvent(text: string, seq: number, atMs: number): StoredEvent {
  const { v = 1, ...event } = JSON.parse(text) as Partial<StoredEvent> & object;
  if (v > EVENT_VERSION)
    throw new JournalError('NEWER_RECORD', `event of version ${v}, this is ${EVENT_VERSION}`);
  return { ...event, v, seq, atMs } as StoredEvent;
}

export function canonical(what: string, value: unknown): string {
  try {
    return canonicalJson(value);
  } catch (error) {
    if (error instanceof CanonicalError) throw new JournalError('BAD_RECORD', `${what}: ${error.message}`);
    throw error;
  }
}
