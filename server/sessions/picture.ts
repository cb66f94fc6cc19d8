import type { Compartment } from '../../domain/labels';
import { compartmentsOf } from '../../domain/participants';
import {
  decodeFrame,
  encodeFrame,
  FLAG_GONE,
  type Frame,
  type FrameEntry,
} from '../../domain/protocol/frames';
import type { StoredEvent } from '../../domain/records';
import { applyEvent, type CompartmentView, emptyView, pruneView, VIEW_VERSION } from '../../domain/view';
import { type Journal, JournalError } from '../journal';
import { type Audience, type From, holds, type Span, spansOf, WHOLE } from '../release/members';
import { project } from '../release/project';
import { projectFrame } from '../release/project-frame';
import { unpackFrames } from './frame-recorder';
import type { OpenSession } from './session';
import type { StoredFold } from './stored';

type Reads = Pick<Journal, 'readEvents' | 'lastBefore' | 'viewThrough' | 'framesAround' | 'readFrames'>;
const EVENTS_A_PAGE = 500;
/** More than this of one stream is not given in one answer: the reader asks on from where it ends. */
const SPAN_EVENTS_MAX = 4000;

/** What an audience had of a session at one of its times (epoch ms), as its consoles could show it then. */
export interface Picture {
  atMs: number;
  streams: { compartment: Compartment; seq: number; view: CompartmentView }[];
  /** States of tracks as one key frame a compartment. */
  frames: { compartment: Compartment; frame: ArrayBuffer }[];
}
/** What came in (fromMs, toMs] of a session's time: events by compartment in their order, frames in theirs. */
export interface RecordedSpan {
  fromMs: number;
  /** Where it ends: earlier than what was asked for if that was much. */
  toMs: number;
  streams: { compartment: Compartment; after: number; to: number; events: StoredEvent[] }[];
  frames: { compartment: Compartment; atMs: number; frame: ArrayBuffer }[];
}
export type Looked<T> = { ok: true; value: T } | { ok: false; error: 'DROPPED' };

/**
 * The picture at a moment: of each compartment that the audience held then the nearest stored fold before it and the events
 * after that, through release, and the frames that had been sent. Events are told apart by the session time at which they
 * were made, so it shows what was known then and nothing later.
 */
export function pictureAt(
  journal: Reads,
  session: OpenSession,
  audience: Audience,
  atMs: number,
): Promise<Looked<Picture>> {
  return looked(async () => {
    const picture: Picture = { atMs, streams: [], frames: [] };
    for (const { compartment, seq, span } of await heldAt(journal, session, audience, atMs)) {
      const { from } = span;
      const view = await viewAt(journal, session.id, compartment, from, seq);
      pruneView(view, atMs);
      picture.streams.push({ compartment, seq, view });
      if (compartment === 'NOTIF') continue;
      const frame = await frameAt(journal, session.id, compartment, atMs);
      if (frame) picture.frames.push({ compartment, frame: projectFrame(frame, from, view) });
    }
    return picture;
  });
}

/** What came after a moment, to go on from its picture. A stream that the audience gains or loses on the way ends the span there. */
export function recordedSpan(
  journal: Reads,
  session: OpenSession,
  audience: Audience,
  fromMs: number,
  untilMs: number,
): Promise<Looked<RecordedSpan>> {
  return looked(async () => {
    const begins = await heldAt(journal, session, audience, fromMs);
    let toMs = Math.min(untilMs, nextChange(session, audience, fromMs) ?? untilMs);
    for (const { compartment, seq } of begins)
      toMs = await bounded(journal, session.id, compartment, seq, toMs);
    const span: RecordedSpan = { fromMs, toMs, streams: [], frames: [] };
    for (const { compartment, seq, span: held } of begins) {
      const { from } = held;
      const made = await journal.lastBefore(session.id, compartment, toMs + 1);
      // What was made in the step in which its reader left, after the record that says so, is not his.
      const over = held.to !== null && held.to <= made;
      const to = over ? (held.to as number) - 1 : made;
      const events: StoredEvent[] = [];
      await eachEvent(journal, session.id, compartment, seq, to, (event) => {
        const told = project(event, compartment, from);
        if (told) events.push(told);
      });
      span.streams.push({ compartment, after: seq, to, events });
      if (compartment === 'NOTIF') continue;
      // A later member has the states of launches that it was told of by then: its view goes along.
      const later = from.seq > WHOLE.seq;
      const view = later ? await viewAt(journal, session.id, compartment, from, seq) : null;
      let next = 0;
      for (const frame of await framesIn(journal, session.id, compartment, fromMs, over ? toMs - 1 : toMs)) {
        for (let e = events[next]; view && e && e.atMs <= frame.nowMs; e = events[++next])
          applyEvent(view, e);
        const told = projectFrame(encodeFrame(frame), from, view);
        span.frames.push({ compartment, atMs: frame.nowMs, frame: told });
      }
    }
    return span;
  });
}

/** The compartments that an audience held at a time, each with its last sequence then and the span in which it lies. */
async function heldAt(
  journal: Reads,
  session: OpenSession,
  audience: Audience,
  atMs: number,
): Promise<{ compartment: Compartment; seq: number; span: Span }[]> {
  const held: { compartment: Compartment; seq: number; span: Span }[] = [];
  for (const compartment of compartmentsOf(audience)) {
    if (!session.streams.has(compartment)) continue;
    const seq = await journal.lastBefore(session.id, compartment, atMs + 1);
    const span = spansOf(audience, compartment, session.members).find((s) => covers(s, seq));
    if (span) held.push({ compartment, seq, span });
  }
  return held;
}
/** A stream that is held from its beginning is held before its first record too. */
const covers = (span: Span, seq: number): boolean =>
  holds([span], seq) || (seq === 0 && span.from.seq <= WHOLE.seq);

/** The first time after one at which the audience becomes a member or is one no longer. */
function nextChange(session: OpenSession, audience: Audience, afterMs: number): number | null {
  const { SHARED, NOTIF } = session.members.steps;
  const times = [...SHARED, ...NOTIF]
    .filter((step) => step.participant === audience.participant && step.atMs > afterMs)
    .map((step) => step.atMs);
  return times.length === 0 ? null : Math.min(...times);
}

async function viewAt(
  journal: Reads,
  session: string,
  compartment: Compartment,
  from: From,
  seq: number,
): Promise<CompartmentView> {
  const stored = await journal.viewThrough(session, compartment, seq);
  const fold = stored?.json as StoredFold | undefined;
  // A fold of another shape is made anew from the events.
  const fits = stored && fold?.v === VIEW_VERSION ? fold : null;
  const kept = fits && (from.seq <= WHOLE.seq ? fits.view : new Map(fits.later).get(from.seq));
  const view = kept ?? emptyView(compartment);
  const after = kept && stored ? stored.seq : from.seq - 1;
  await eachEvent(journal, session, compartment, after, seq, (event) => {
    const told = project(event, compartment, from);
    if (told) applyEvent(view, told);
  });
  return view;
}

/** Calls with each stored event of a stream in (after, to]. */
async function eachEvent(
  journal: Reads,
  session: string,
  compartment: Compartment,
  after: number,
  to: number,
  take: (event: StoredEvent) => void,
): Promise<void> {
  while (after < to) {
    const page = await journal.readEvents(session, compartment, after, EVENTS_A_PAGE);
    for (const event of page.events) if (event.seq <= to) take(event);
    if (page.to <= after) return;
    after = page.to;
  }
}

/** A time up to which a stream has not more events than one answer holds. */
async function bounded(
  journal: Reads,
  session: string,
  compartment: Compartment,
  after: number,
  toMs: number,
): Promise<number> {
  const to = await journal.lastBefore(session, compartment, toMs + 1);
  if (to - after <= SPAN_EVENTS_MAX) return toMs;
  const { events } = await journal.readEvents(session, compartment, after + SPAN_EVENTS_MAX, 1);
  // What was made at one time is told together.
  return Math.max((events[0]?.atMs ?? toMs) - 1, 0);
}

/** The states that had been sent at a time, as one key frame; null if none had. */
async function frameAt(
  journal: Reads,
  session: string,
  compartment: Compartment,
  atMs: number,
): Promise<ArrayBuffer | null> {
  const held = new Map<number, FrameEntry>();
  let any = false;
  for (const { blob } of await journal.framesAround(session, compartment, atMs))
    for (const bytes of unpackFrames(blob)) {
      const frame = decodeFrame(bytes);
      if (frame.nowMs > atMs) break;
      any = true;
      addFrame(held, frame);
    }
  return any ? encodeFrame({ kind: 'key', seq: 0, base: 0, nowMs: atMs, entries: [...held.values()] }) : null;
}
function addFrame(held: Map<number, FrameEntry>, frame: Frame): void {
  if (frame.kind === 'key') held.clear();
  for (const entry of frame.entries)
    if (entry.flags & FLAG_GONE) held.delete(entry.number);
    else held.set(entry.number, entry);
}

/** The deltas that were sent in (fromMs, toMs]; keys in between say nothing new to who has them all. */
async function framesIn(
  journal: Reads,
  session: string,
  compartment: Compartment,
  fromMs: number,
  toMs: number,
): Promise<Frame[]> {
  const out: Frame[] = [];
  const first = (await journal.framesAround(session, compartment, fromMs)).at(-1);
  if (!first) return out;
  for (let after = first.seq - 1; ; ) {
    const page = await journal.readFrames(session, compartment, after, 50);
    for (const { blob } of page.chunks)
      for (const bytes of unpackFrames(blob)) {
        const frame = decodeFrame(bytes);
        if (frame.nowMs > toMs) return out;
        if (frame.kind === 'delta' && frame.nowMs > fromMs) out.push(frame);
      }
    if (page.chunks.length === 0 || page.to <= after) return out;
    after = page.to;
  }
}

async function looked<T>(look: () => Promise<T>): Promise<Looked<T>> {
  try {
    return { ok: true, value: await look() };
  } catch (e) {
    if (e instanceof JournalError && e.code === 'DROPPED') return { ok: false, error: 'DROPPED' };
    throw e;
  }
}
