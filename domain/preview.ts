import type { ParticipantId } from './labels';
import type { Released } from './release';
import type { CompartmentView } from './view';

/**
 * What another participant is given, as far as who asks may know it: of the shared streams what both hold, and the marked copies
 * of what the asking Party has released to it. Nothing of the other's own, and nothing that others have released to it.
 */
export interface Preview {
  /** Whose picture. */
  of: ParticipantId;
  /** Session time of it, epoch ms. */
  nowMs: number;
  /** A stream that one of the two does not hold is not there. */
  views: { compartment: 'SHARED' | 'NOTIF'; view: CompartmentView }[];
  /** Under the ids and numbers of the asking Party's own releases: the receiver's are made in a stream that is not its to see. */
  given: Released[];
}
