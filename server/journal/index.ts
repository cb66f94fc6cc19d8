/** The door of the journal. */
import type { Compartment } from '../../domain/labels';
import { lockDirectory } from './database';
import { JournalError } from './errors';
import { canonical, resultOf, roughBytes, storedEvent } from './pack';
import { portTo, startWriterWorker, type WriterPort } from './port';
import { ENGINE_STREAM } from './schema';
import { storeOver } from './store-over';
import type { InputChunk, Journal, JournalState, SessionMeta } from './types';
import { Writer } from './writer';

export { openStoreBeside } from './beside';
export { JournalError, type JournalErrorCode } from './errors';
export type * from './store';
export type {
  AppendResult,
  EventPage,
  FrameChunk,
  Head,
  InputChunk,
  Journal,
  JournalState,
  JournalStats,
  SessionMeta,
  SessionSummary,
  StepBatch,
} from './types';
export { runVerify, type StreamReport, type VerifyReport, verifyJournal } from './verify';
export { verifyAside } from './verify-aside';

export interface JournalOptions {
  dir: string;
  /** False: the writer runs in the caller's thread, whose event loop then waits for the disk (tools and tests). */
  worker?: boolean;
  /** Appends past either bound are refused with `BUSY` while others wait for the disk. */
  maxPendingBytes?: number;
  maxPendingAppends?: number;
  /** How often a journal that is READONLY tries again; 0: only when asked. */
  probeMs?: number;
}

const MAX_PENDING_BYTES = 32 * 1024 * 1024;
const MAX_PENDING_APPENDS = 1024;
const PROBE_MS = 1000;

/**
 * Opens a data directory, which it makes and locks. Throws JournalError: `LOCKED` when another process has it,
 * `NEWER_SCHEMA` when a later version wrote it, `BROKEN` when the end of a chain does not fit.
 */
export async function openJournal(o: JournalOptions): Promise<Journal> {
  const data = { dir: o.dir, probeMs: o.probeMs ?? PROBE_MS };
  const port = (o.worker ?? true) ? await startWriterWorker(data) : await openHere(data);
  return journalOver(port, {
    dir: o.dir,
    maxPendingBytes: o.maxPendingBytes ?? MAX_PENDING_BYTES,
    maxPendingAppends: o.maxPendingAppends ?? MAX_PENDING_APPENDS,
  });
}

async function openHere(data: { dir: string; probeMs: number }): Promise<WriterPort> {
  const lock = lockDirectory(data.dir);
  const handlers: ((state: JournalState) => void)[] = [];
  const onState = (state: JournalState): void => {
    for (const handler of handlers) handler(state);
  };
  try {
    return portTo(await Writer.open({ ...data, onState }), handlers, lock.release);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The journal over a writer: packs, bounds what waits, and gives the writer's answers their types. */
export function journalOver(
  port: WriterPort,
  o: { dir: string; maxPendingBytes: number; maxPendingAppends: number },
): Journal {
  let pending = 0;
  let pendingBytes = 0;

  async function bounded<T>(bytes: number, append: () => Promise<T>): Promise<T> {
    if (pending > 0 && (pending >= o.maxPendingAppends || pendingBytes + bytes > o.maxPendingBytes))
      throw new JournalError('BUSY', `${pending} appends with ${pendingBytes} bytes wait for the disk`);
    pending++;
    pendingBytes += bytes;
    try {
      return await append();
    } finally {
      pending--;
      pendingBytes -= bytes;
    }
  }
  async function latest(session: string, stream: string, through?: number) {
    const found = await port.call('latestSnapshot', {
      ...{ session, stream, ...(through === undefined ? {} : { through }) },
    });
    return found && { ...found, json: JSON.parse(found.json) as unknown };
  }
  async function list(): Promise<
    { meta: SessionMeta; engineVersion: string; lastStep: number; lastMs: number }[]
  > {
    const rows = await port.call('listSessions', {});
    return rows.map((r) => ({ ...r, meta: JSON.parse(r.meta) as SessionMeta }));
  }

  return {
    dir: o.dir,
    store: storeOver(port),
    createSession: async (meta) => {
      const { id, createdMs } = meta;
      await port.call('createSession', { id, createdMs, meta: canonical(`meta of session ${id}`, meta) });
    },
    sessions: async () => (await list()).map((s) => s.meta),
    summaries: async () =>
      (await list()).map(({ meta, engineVersion, lastStep, lastMs }) => {
        const { id, createdMs, config } = meta;
        return {
          id,
          mode: config.mode,
          title: config.info.title,
          createdMs,
          engineVersion,
          lastStep,
          lastMs,
        };
      }),
    append: async (batch) => {
      const { session, engineVersion, firstStep, lastStep, atMs, inputs, events } = batch;
      const args = { session, engineVersion, firstStep, lastStep, atMs, inputs, events };
      return resultOf(batch, await bounded(roughBytes(batch), () => port.call('appendSteps', args)));
    },
    appendFrames: (session, compartment, atMs, blob) =>
      bounded(blob.byteLength, () => port.call('appendFrames', { session, compartment, atMs, blob })),
    readEvents: async (session, compartment, after, limit, kinds) => {
      const page = { session, stream: compartment, after, limit, kinds: kinds ?? null };
      const { events, to } = await port.call('readEvents', page);
      return { events: events.map(([seq, atMs, text]) => storedEvent(text, seq, atMs)), to };
    },
    readFrames: (session, compartment, after, limit) =>
      port.call('readFrames', { session, stream: compartment, after, limit }),
    readInputs: async (session, afterStep, limit) => {
      const chunks = await port.call('readInputs', { session, afterStep, limit });
      return chunks.map(({ text, ...chunk }) => {
        const { engineVersion, inputs }: Pick<InputChunk, 'engineVersion' | 'inputs'> = JSON.parse(text);
        return { ...chunk, engineVersion, inputs };
      });
    },
    putEngineSnapshot: async (session, step, engineVersion, atMs, json) => {
      const stream = ENGINE_STREAM;
      await port.call('putSnapshot', { session, stream, at: step, atMs, engineVersion, json });
    },
    latestEngineSnapshot: async (session) => {
      const found = await latest(session, ENGINE_STREAM);
      return (
        found && { step: found.at, atMs: found.atMs, engineVersion: found.engineVersion, json: found.json }
      );
    },
    putView: async (session, compartment: Compartment, seq, json) => {
      const stream = compartment;
      await port.call('putSnapshot', { session, stream, at: seq, atMs: null, engineVersion: '', json });
    },
    latestView: async (session, compartment) => {
      const found = await latest(session, compartment);
      return found && { seq: found.at, json: found.json };
    },
    viewThrough: async (session, compartment, seq) => {
      const found = await latest(session, compartment, seq);
      return found && { seq: found.at, json: found.json };
    },
    framesAround: (session, compartment, atMs) =>
      port.call('framesAround', { session, stream: compartment, atMs }),
    lastBefore: (session, compartment, atMs) =>
      port.call('lastBefore', { session, stream: compartment, atMs }),
    heads: (session) => port.call('heads', { session }),
    dropBefore: async (session, beforeMs) => {
      let dropped = 0;
      for (;;) {
        const slice = await port.call('dropSlice', { session, beforeMs });
        if (slice === 0) return dropped;
        dropped += slice;
      }
    },
    stats: async () => ({ ...(await port.stats()), pending, pendingBytes }),
    probe: () => port.probe(),
    onState: (handler) => port.onState(handler),
    onDeath: (handler) => port.onDeath(handler),
    close: () => port.close(),
  };
}
