/** A session in its worker, from the hours of past that it first lives through to the wall clock's rule. */
import type { Sighting } from '../../domain/receipts';
import type { Presence } from '../../domain/records';
import type { SessionHost } from './host';

/** Time that is lived through at full speed before the wall clock rules. */
interface CatchUp {
  /** Session time to reach, seen from this wall time. */
  toMs(wallMs: number): number;
  /** Called once it is reached. */
  done(wallMs: number): void;
  /** Who came or left meanwhile, by desk: in that time nobody was there. */
  readonly desks: Map<string, Presence>;
}
/** A session as it is opened; `catchUp` is null from the end of its past on. */
export interface Hosted {
  readonly host: SessionHost;
  catchUp: CatchUp | null;
}

/** Tells who keeps a desk, now or when the past has come to now. */
export function seat({ host, catchUp }: Hosted, desk: Presence, wallMs: number): void {
  if (catchUp) catchUp.desks.set(`${desk.participant}/${desk.role}`, desk);
  else host.desk(desk, wallMs);
}

/** Takes what consoles saw. In a past that is being lived through nobody was there to see. */
export function saw({ host, catchUp }: Hosted, sightings: Sighting[], wallMs: number): void {
  if (!catchUp) host.inject([{ kind: 'sightings', sightings }], wallMs);
}

/** One slice of the past; at its end those who came meanwhile sit down. */
export function liveThrough(hosted: Hosted, wallMs: number): ReturnType<SessionHost['runHistory']> {
  const { host, catchUp } = hosted;
  if (!catchUp) return 'done';
  const went = host.runHistory(catchUp.toMs(wallMs), wallMs);
  if (went !== 'done') return went;
  hosted.catchUp = null;
  catchUp.done(wallMs);
  for (const desk of catchUp.desks.values()) host.desk(desk, wallMs);
  return went;
}
