import { national, type SessionId } from '../../domain/labels';
import type { Preview } from '../../domain/preview';
import { type GivenBook, givenTo } from './given';
import { type Audience, heldFrom, type Members } from './members';
import { type Folded, projectView } from './project';

interface PreviewInput {
  session: SessionId;
  streams: ReadonlyMap<string, Folded & { given: GivenBook }>;
  members: Members;
  /** Session time, epoch ms. */
  nowMs: number;
}
const BOTH = ['SHARED', 'NOTIF'] as const;

/**
 * What `of` is given, as far as `by` may know it: of what both hold now, the view of whichever holds the less of it; of marked
 * copies those that `by` has given. It reads no stream that `by` does not hold.
 */
export function previewOf(by: Audience, of: Audience, o: PreviewInput): Preview {
  const views = BOTH.flatMap((compartment) => {
    const stream = o.streams.get(compartment);
    const [mine, theirs] = [by, of].map((who) => heldFrom(who, compartment, o.members));
    if (!stream || !mine || !theirs) return [];
    const view = projectView(stream, theirs.seq > mine.seq ? of : by, o.members);
    return view ? [{ compartment, view }] : [];
  });
  const own = o.streams.get(national(by.participant));
  const given = own ? givenTo(own.given, o.session, by.participant, of.participant, o.nowMs) : [];
  return { of: of.participant, nowMs: o.nowMs, views, given };
}
