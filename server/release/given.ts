import type { ParticipantId, SessionId } from '../../domain/labels';
import type { StoredEvent } from '../../domain/records';
import {
  type Giving,
  putOff,
  RELEASE_RULES,
  type Release,
  type Released,
  type ReleaseSubject,
  releasable,
  takeDue,
} from '../../domain/release';
import type { CompartmentView } from '../../domain/view';

/** A release and what its receivers hold of the record by now. */
export interface Given extends Giving {
  record: Record<string, unknown> | null;
  text: string;
  /** When what they hold last changed, session time, epoch ms. */
  updatedMs: number;
  /** When it has ended for receivers that have left, while it goes on for others. */
  endedMs: Record<ParticipantId, number>;
}
/** A Party's releases by their id. Plain data: it is stored beside the stream's view. */
export type GivenBook = Map<string, Given>;

/**
 * Follows a Party's own stream as the engine's desk does that makes the copies, by the same functions, so that the Party may be
 * shown what its receivers hold without a look into their streams. `view` is the stream's fold with this event in it.
 */
export function foldGiven(
  book: GivenBook,
  session: SessionId,
  view: CompartmentView,
  event: StoredEvent,
): void {
  if (event.kind === 'release.changed') takeRelease(book, view, event.body, event.atMs);
  // What one was given is not his to give on.
  else if (event.label.copyTo === undefined) {
    const made = releasable(event);
    if (!made) return;
    for (const given of book.values()) {
      const { of, state } = given.release;
      if (state === 'ACTIVE' && of.kind === made.kind && of.id === made.id)
        putOff(given, made.fields, event.atMs);
    }
  }
  settle(book, session, event.atMs);
}

/** Releases that the stream's view has dropped are over for their receivers too. */
export function pruneGiven(book: GivenBook, view: CompartmentView): void {
  for (const id of book.keys()) if (!view.releases[id]) book.delete(id);
}

/**
 * What a receiver holds of an owner's releases at a session time: each under the release's own id, number and revision, for the
 * receiver's are made in a stream that its owner may not see.
 */
export function givenTo(
  book: GivenBook,
  session: SessionId,
  owner: ParticipantId,
  receiver: ParticipantId,
  nowMs: number,
): Released[] {
  settle(book, session, nowMs);
  return [...book.values()].flatMap(({ release, record, updatedMs, endedMs }): Released[] => {
    const { id, number, rev, of, coarsen, reason, withdrawn } = release;
    const copy = { id, number, rev, from: owner, kind: of.kind, coarsen, reason };
    const ended = endedMs[receiver];
    if (ended !== undefined)
      return [{ ...copy, record: null, state: 'ENDED', withdrawnFor: null, updatedMs: ended }];
    if (!release.to.includes(receiver)) return [];
    const withdrawnFor = withdrawn?.reason ?? null;
    return [{ ...copy, record, state: release.state, withdrawnFor, updatedMs } as Released];
  });
}

/** It begins; it goes on without some receivers, who have left; or it is over: then nobody holds anything of the record. */
function takeRelease(book: GivenBook, view: CompartmentView, release: Release, atMs: number): void {
  const before = book.get(release.id);
  if (before && release.state === 'ACTIVE') {
    for (const p of before.release.to) if (!release.to.includes(p)) before.endedMs[p] = atMs;
    before.release = release;
    return;
  }
  const { endedMs = {} } = before ?? {};
  const given: Given = { release, waiting: [], record: null, text: '', updatedMs: atMs, endedMs };
  book.set(release.id, given);
  const fields = release.state === 'ACTIVE' ? fieldsIn(view, release.of) : null;
  if (fields) putOff(given, fields, atMs);
}

function settle(book: GivenBook, session: SessionId, nowMs: number): void {
  for (const given of book.values())
    for (const { record, text, dueMs } of takeDue(given, session, nowMs)) {
      if (given.text === text) continue;
      Object.assign(given, { record, text, updatedMs: dueMs });
    }
}

/** The record as the owner's stream has it now, as much of it as may leave at all. */
function fieldsIn(view: CompartmentView, { kind, id }: ReleaseSubject): Record<string, unknown> | null {
  const body = {
    track: () => view.tracks[id],
    claim: () => view.claims[id],
    alert: () => view.alerts[id],
    sensor: () => view.sensorStates[id],
    log: () => view.log.find((line) => line.id === id),
  }[kind]();
  const event = body && { kind: RELEASE_RULES[kind].event, body };
  return event ? (releasable(event)?.fields ?? null) : null;
}
