import { Worker } from 'node:worker_threads';
import type { Journal, Store } from './types';
import type { Append, JournalWriter } from './writer';
import type { Call, Reply } from './writer-worker';

export type { AppendResult, Head, InputChunk, Journal, SignInRow, StepBatch, Store } from './types';
export { runVerify, verifyDirectory } from './verify';

/** Bytes of uncommitted appends past which the journal refuses: its queue is bounded. */
const MAX_PENDING_APPENDS = 256;

/** The journal cannot take this now; nothing of it is stored. */
export class JournalRefused extends Error {}

type Method = Exclude<keyof JournalWriter, 'commit'>;

/** Opens (and locks) a data directory. Rejects when another process has it, or when its schema is newer than this version. */
export async function openJournal(o: { dir: string }): Promise<Journal> {
  const fromSource = import.meta.url.endsWith('.ts');
  const entry = new URL(fromSource ? './writer-worker.ts' : './journal-worker.mjs', import.meta.url);
  const worker = new Worker(entry, {
    workerData: { dir: o.dir },
    ...(fromSource ? { execArgv: ['--import', 'tsx'] } : {}),
  });
  const waiting = new Map<number, { resolve: (v: unknown) => void; reject: (e: Error) => void }>();
  let lastId = 0;
  let pending = 0;
  let dead: Error | null = null;

  const die = (error: Error): void => {
    dead = error;
    for (const w of waiting.values()) w.reject(error);
    waiting.clear();
  };
  worker.on('message', (reply: Reply) => {
    const w = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.ok) w?.resolve(reply.value);
    else w?.reject(new JournalRefused(reply.message));
  });
  worker.on('error', (error) => die(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => die(dead ?? new Error('the journal is closed')));
  await new Promise((resolve, reject) => waiting.set(0, { resolve, reject }));

  const send = (call: Call): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (dead) return reject(dead);
      waiting.set(call.id, { resolve, reject });
      worker.postMessage(call);
    });
  const append = async (a: Append): Promise<unknown> => {
    if (pending >= MAX_PENDING_APPENDS) throw new JournalRefused('too many steps wait for the disk');
    pending++;
    try {
      return await send({ id: ++lastId, call: 'append', append: a });
    } finally {
      pending--;
    }
  };
  const call =
    <M extends Method>(method: M) =>
    (...args: Parameters<JournalWriter[M]>): ReturnType<JournalWriter[M]> =>
      send({ id: ++lastId, call: 'method', method, args }) as ReturnType<JournalWriter[M]>;

  const store: Store = {
    putSignIn: call('putSignIn'),
    signIn: call('signIn'),
    touchSignIn: call('touchSignIn'),
    dropSignIn: call('dropSignIn'),
    dropSignInsBefore: call('dropSignInsBefore'),
  };
  const createSession = call('createSession');
  const close = call('close');
  return {
    store,
    createSession: (meta) => createSession(meta.id, meta.createdMs, meta),
    sessions: call('sessions'),
    append: (batch) => append({ kind: 'steps', batch }) as ReturnType<Journal['append']>,
    appendFrames: async (session, compartment, atMs, frames) => {
      await append({ kind: 'frames', session, compartment, atMs, frames });
    },
    readEvents: call('readEvents'),
    readInputs: call('readInputs'),
    putEngineSnapshot: call('putEngineSnapshot'),
    latestEngineSnapshot: call('latestEngineSnapshot'),
    putView: call('putView'),
    latestView: call('latestView'),
    heads: call('heads'),
    close: async () => {
      await close();
      await worker.terminate();
    },
  };
}
