/**
 * The engine worker: hosts many sessions, each with its own engine. It owns the wall clock of its sessions and nothing
 * else: no network, no disk. What it makes goes to the main thread, which commits it before anyone sees it.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { HostPort } from './host';
import { type Hosted, liveThrough, saw, seat } from './hosted';
import type { FromWorker, ToWorker } from './messages';
import { openHost, type WorkerTables } from './open-host';

const PUMP_MS = 40;
const FRAME_MS = 500;
const CLOCK_MS = 1000;
/** Length of the beats by which the server judges itself. */
const BEAT_MS = 100;

const port = parentPort;
if (!port) throw new Error('engine worker: started outside a worker thread');
const tables = workerData as WorkerTables;
const hosts = new Map<string, Hosted>();
const send = (message: FromWorker, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);

function portOf(session: string): HostPort {
  return {
    batch: (batch) => send({ type: 'batch', batch }),
    frame: (compartment, kind, seq, nowMs, frame) =>
      send({ type: 'frame', session, compartment, kind, seq, nowMs, frame }, [frame]),
    clock: (clock) => {
      const preparing = !!hosts.get(session)?.catchUp;
      send({ type: 'clock', clock: preparing ? { ...clock, state: 'preparing' } : clock });
    },
    busy: (commandId, userId) => send({ type: 'busy', session, commandId, userId }),
  };
}

port.on('message', (message: ToWorker) => {
  const wallMs = Date.now();
  if (message.type === 'open') {
    try {
      const started = performance.now();
      const opened = openHost(message, tables, portOf(message.config.session), wallMs);
      hosts.set(message.config.session, opened);
      send({
        type: 'opened',
        session: message.config.session,
        resumedSteps: message.resume?.tail.length ?? 0,
        tookMs: performance.now() - started,
      });
      for (const desk of message.desks) opened.host.desk(desk, wallMs);
      opened.host.tellClock();
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      send({ type: 'failed', session: message.config.session, message: text });
    }
    return;
  }
  const entry = hosts.get(message.session);
  if (!entry) {
    if (message.type === 'command') portOf(message.session).busy(message.id, message.principal.userId);
    return;
  }
  guard(message.session, false, () => hear(entry, message, wallMs));
});

function hear(hosted: Hosted, message: Exclude<ToWorker, { type: 'open' }>, wallMs: number): boolean {
  const { host } = hosted;
  if (message.type === 'command')
    host.command(message.id, message.principal, message.command, wallMs, message.signature);
  else if (message.type === 'desk') seat(hosted, message.desk, wallMs);
  else if (message.type === 'system') host.system(message.words, wallMs);
  else if (message.type === 'sightings') saw(hosted, message.sightings, wallMs);
  else if (message.type === 'awake') host.setAwake(message.awake);
  else if (message.type === 'committed') host.committed();
  else if (message.type === 'key') host.sendKey(message.compartment);
  else hosts.delete(message.session);
  return false;
}

/** One session's fault is its own: it stops, says why, and the others go on. */
function guard<T>(session: string, otherwise: T, work: () => T): T {
  try {
    return work();
  } catch (error) {
    hosts.delete(session);
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    send({ type: 'failed', session, message: text });
    return otherwise;
  }
}

/** Sessions that are behind are served in turn, a slice each, so that none starves the others. */
function pumpAll(): void {
  let behind = false;
  for (const [session, entry] of hosts) behind = guard(session, false, () => serve(entry)) || behind;
  if (behind) setImmediate(pumpAll);
  else setTimeout(pumpAll, PUMP_MS);
}

/** One slice of one session; true while it has more to do at once. */
function serve(hosted: Hosted): boolean {
  const wallMs = Date.now();
  if (!hosted.catchUp) return hosted.host.pump(wallMs);
  const went = liveThrough(hosted, wallMs);
  if (went !== 'done') return went === 'more';
  hosted.host.tellClock();
  return true;
}

pumpAll();
setInterval(() => {
  for (const [session, { host, catchUp }] of hosts)
    if (!catchUp) guard(session, undefined, () => host.sendFrames());
}, FRAME_MS);
/** How late the beats of this thread come: whatever else it does. What is lived through at full speed is no lateness. */
let beatMs = performance.now();
let lateMs: number[] = [];
setInterval(() => {
  const now = performance.now();
  const catchingUp = [...hosts.values()].some((h) => h.catchUp !== null);
  if (!catchingUp) lateMs.push(Math.round(now - beatMs - BEAT_MS));
  beatMs = now;
}, BEAT_MS);
setInterval(() => {
  send({ type: 'alive', lateMs });
  lateMs = [];
  for (const { host } of hosts.values()) host.tellClock();
}, CLOCK_MS);
