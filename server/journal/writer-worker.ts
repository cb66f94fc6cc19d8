/**
 * The journal worker: the one writer. Appends of all sessions that are pending are committed together, at once when it
 * is idle: what arrives while a commit runs goes into the next. Reads wait their turn behind the appends before them.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { lockDirectory, openDatabase } from './database';
import { type Append, JournalWriter } from './writer';

export type Call =
  | { id: number; call: 'append'; append: Append }
  | { id: number; call: 'method'; method: Exclude<keyof JournalWriter, 'commit'>; args: unknown[] };
export type Reply = { id: number; ok: true; value: unknown } | { id: number; ok: false; message: string };

const port = parentPort;
if (!port) throw new Error('journal worker: started outside a worker thread');
const { dir } = workerData as { dir: string };

const queue: Call[] = [];
let running = false;
const reply = (r: Reply): void => port.postMessage(r);
const fail = (id: number, error: unknown): void =>
  reply({ id, ok: false, message: error instanceof Error ? error.message : String(error) });

const lock = lockDirectory(dir);
const writer = new JournalWriter(await openDatabase(dir));

port.on('message', (call: Call) => {
  queue.push(call);
  if (!running) void drain();
});
reply({ id: 0, ok: true, value: 'ready' });

async function drain(): Promise<void> {
  running = true;
  for (let head = queue.shift(); head; head = queue.shift()) {
    if (head.call === 'append') {
      const group = [head];
      while (queue[0]?.call === 'append') group.push(queue.shift() as Extract<Call, { call: 'append' }>);
      await commit(group);
    } else await run(head);
    // Lets messages that have arrived meanwhile into the queue, so that the next commit takes them together.
    await new Promise((resolve) => setImmediate(resolve));
  }
  running = false;
}

async function commit(group: Extract<Call, { call: 'append' }>[]): Promise<void> {
  try {
    const results = await writer.commit(group.map((g) => g.append));
    group.forEach((g, i) => {
      reply({ id: g.id, ok: true, value: results[i] });
    });
  } catch (error) {
    for (const g of group) fail(g.id, error);
  }
}

async function run(call: Extract<Call, { call: 'method' }>): Promise<void> {
  try {
    const method = writer[call.method] as (...args: unknown[]) => Promise<unknown>;
    const value = await method.apply(writer, call.args);
    if (call.method === 'close') lock.release();
    reply({ id: call.id, ok: true, value });
  } catch (error) {
    fail(call.id, error);
  }
}
