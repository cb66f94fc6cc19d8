import type { Page, Response } from '@playwright/test';
import { nationalOwner, type ParticipantId } from '../../domain/labels';
import { decodeFrame, type Frame } from '../../domain/protocol/frames';

interface BinaryFrame {
  compartment: string;
  frame: Frame;
}
type Json = { [key: string]: unknown };
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What one line brought: texts as they came, and every binary frame decoded. */
export interface Received {
  texts: string[];
  frames: BinaryFrame[];
}

/**
 * Everything that the server sent to one window: its sockets and its HTTP answers. Files of the build are left out: they
 * are the same for everybody.
 */
export class Traffic {
  readonly answers: string[] = [];
  readonly sockets: Received[] = [];
  readonly #reading: Promise<void>[] = [];

  constructor(page: Page) {
    page.on('websocket', (socket) => {
      const line: Received = { texts: [], frames: [] };
      this.sockets.push(line);
      // A binary event is announced by a text packet; its bytes are the next message of the same socket.
      let announced: unknown = null;
      socket.on('framereceived', ({ payload }) => {
        if (typeof payload === 'string') {
          line.texts.push(payload);
          if (payload.startsWith('45')) announced = packetOf(payload);
        } else if (Array.isArray(announced))
          line.frames.push({ compartment: String(announced[2]), frame: decodeFrame(payload) });
        else throw new Error('bytes that no packet announced');
      });
    });
    page.on('response', (response) => this.#reading.push(this.#keepAnswer(response)));
  }

  /** All of it so far, once the bodies of the answers are read. */
  async all(): Promise<Received> {
    await Promise.all(this.#reading);
    return {
      texts: [...this.answers, ...this.sockets.flatMap((s) => s.texts)],
      frames: this.sockets.flatMap((s) => s.frames),
    };
  }

  async #keepAnswer(response: Response): Promise<void> {
    if (new URL(response.url()).pathname.startsWith('/_next/static/')) return;
    // A redirect has no body, and a page that goes away takes the rest with it.
    this.answers.push(await response.text().catch(() => ''));
  }
}

/** Whose line a socket is, by the answer to its join; null before that. */
export function participantOf(line: Received): ParticipantId | null {
  for (const packet of packetsOf(line)) {
    const answer = Array.isArray(packet) && isObject(packet[0]) ? packet[0].me : null;
    if (isObject(answer)) return String(answer.participant);
  }
  return null;
}

const packetsOf = ({ texts }: Received): unknown[] => texts.map(packetOf).filter((p) => p !== null);

/**
 * What of that which `participant` received belongs to another Party's own picture, as sentences; empty when nothing does.
 * `others` is what the other Parties received: the names of their national records must not be found here.
 */
export function foreignRecords(received: Received, participant: ParticipantId, others: Received[]): string[] {
  const packets = packetsOf(received);
  const faults = new Set<string>();
  const owners = new Set([...packets, received.frames.map((f) => f.compartment)].flatMap(ownersIn));
  for (const owner of owners) if (owner !== participant) faults.add(`a record of ${owner}`);

  const foreign = new Map<string, string>();
  for (const other of others)
    for (const { owner, body } of packetsOf(other).flatMap(nationalBodies))
      if (owner !== participant) for (const id of idsOf(body)) foreign.set(id, owner);
  const said = received.texts
    .map((text) => JSON.stringify(withoutCatalogue(packetOf(text))) ?? text)
    .join('\n');
  for (const [id, owner] of foreign) if (said.includes(id)) faults.add(`${id} of ${owner}`);

  const numbers = knownNumbers(packets);
  for (const { compartment, frame } of received.frames)
    for (const { number } of frame.entries)
      if (!numbers.get(compartment)?.has(number)) faults.add(`object ${number} in a frame of ${compartment}`);
  return [...faults];
}

/**
 * Where the events that a window got do not follow on what it held, by session and compartment, as sentences: each batch says
 * after which sequence it comes, and a view of a join counts up to its own.
 */
export function missingEvents(received: Received): string[] {
  const held = new Map<string, number>();
  const gaps: string[] = [];
  for (const packet of packetsOf(received)) {
    if (!Array.isArray(packet)) continue;
    const [first, batch] = packet;
    if (isObject(first) && isObject(first.clock) && Array.isArray(first.views))
      for (const { compartment, seq } of first.views) held.set(`${first.clock.session} ${compartment}`, seq);
    if (first !== 'events' || !isObject(batch)) continue;
    const stream = `${batch.session} ${batch.compartment}`;
    const at = held.get(stream);
    if (at === undefined || Number(batch.after) > at) gaps.push(`${stream}: ${batch.after} follows ${at}`);
    held.set(stream, Math.max(at ?? 0, Number(batch.to)));
  }
  return held.size === 0 ? ['no view of any stream'] : gaps;
}

/** National records in a packet: of events by their label, of a join's snapshot by its compartment. */
function nationalBodies(value: unknown): { owner: ParticipantId; body: unknown }[] {
  if (Array.isArray(value)) return value.flatMap(nationalBodies);
  if (!isObject(value)) return [];
  const { label, body, view, compartment } = value;
  if (isObject(label) && label.cls === 'NATIONAL') return [{ owner: holderOf(label), body }];
  const owner = typeof compartment === 'string' ? nationalOwner(compartment as `NAT:${string}`) : null;
  if (owner !== null && isObject(view)) {
    const { tracks, sensorStates, alerts, log } = view;
    return [tracks, sensorStates, alerts, log].flatMap((kind) =>
      Object.values(kind ?? {}).map((record) => ({ owner, body: record })),
    );
  }
  return Object.values(value).flatMap(nationalBodies);
}

/** Whose a national record is: a marked copy is its receiver's. */
const holderOf = ({ owner, copyTo }: Json): ParticipantId => String(copyTo ?? owner);

/** Owners of the national labels and compartments that a packet names. */
function ownersIn(value: unknown): ParticipantId[] {
  if (typeof value === 'string') return [nationalOwner(value as `NAT:${string}`) ?? []].flat();
  if (Array.isArray(value)) return value.flatMap(ownersIn);
  if (!isObject(value)) return [];
  const own = value.cls === 'NATIONAL' ? [holderOf(value)] : [];
  return [...own, ...Object.entries(value).flatMap(([key, v]) => [...ownersIn(key), ...ownersIn(v)])];
}

/** What a national record is called: its own id, its sensor, the detections that it rests on. */
function idsOf(body: unknown): string[] {
  if (!isObject(body)) return [];
  const { id, sensor, evidence, sensors } = body;
  const seenBy = Array.isArray(sensors) ? sensors.map((s) => (isObject(s) ? s.sensor : null)) : [];
  const detections = Array.isArray(evidence) ? evidence : [];
  return [id, sensor, ...seenBy, ...detections].filter((x) => typeof x === 'string');
}

/** The catalogue of sensors is shared; what their owners know of them is not. */
function withoutCatalogue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutCatalogue);
  if (!isObject(value)) return value;
  if (value.kind === 'catalogue.set') return null;
  const isView = 'launches' in value && 'sensors' in value;
  const kept = Object.entries(value).filter(([key]) => !(isView && key === 'sensors'));
  return Object.fromEntries(kept.map(([key, v]) => [key, withoutCatalogue(v)]));
}

/** Short numbers of launches and tracks that the packets told, by compartment. */
function knownNumbers(packets: unknown[]): Map<string, Set<number>> {
  const known = new Map<string, Set<number>>();
  const add = (compartment: string, record: unknown) => {
    if (!isObject(record) || typeof record.number !== 'number') return;
    known.set(compartment, (known.get(compartment) ?? new Set()).add(record.number));
  };
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(walk);
    if (!isObject(value)) return;
    const { kind, body, label, view, compartment } = value;
    if (kind === 'launch.changed') add('SHARED', body);
    if (kind === 'track.changed' && isObject(label)) add(`NAT:${label.owner}`, body);
    if (isObject(view))
      for (const record of [view.launches, view.tracks].flatMap((r) => Object.values(r ?? {})))
        add(String(compartment), record);
    for (const v of Object.values(value)) walk(v);
  };
  walk(packets);
  return known;
}

/** The JSON of a socket.io packet (`42["events",…]`, `451-["frame",…]`, `430[…]`), or null. */
function packetOf(payload: string): unknown {
  const at = /^\d+(?:-)?(?=[[{])/.exec(payload)?.[0].length;
  if (at === undefined) return null;
  try {
    return JSON.parse(payload.slice(at));
  } catch {
    return null;
  }
}
