/**
 * The handover of a Party's watch: a draft that follows what stands, signed by who goes, then by who takes over. A plain
 * reducer; timers are data that a TICK fires. "Signed" is a recorded act of that user.
 */
import type { CommandResult } from './alert';
import { canonicalJson } from './canonical';
import type { ParticipantId } from './labels';
import type { Principal } from './participants';
import type { Refusal } from './refusals';
import type { Regime } from './regime';
import { sha256 } from './sha256';
import { type ShiftChange, type ShiftList, shiftChanges } from './shift-list';
import type { Language } from './words';

export interface ShiftOfficer {
  user: string;
  nameEn: string;
  nameRu: string;
}
/** A signature, and the revision of the list that stood on screen. */
export interface ShiftSignature extends ShiftOfficer {
  atMs: number;
  rev: number;
}
export type ShiftRemarks = { body: string; language: Language } | null;
export interface Shift {
  id: string;
  number: number;
  rev: number;
  participant: ParticipantId;
  state: 'DRAFT' | 'SIGNED' | 'HANDED_OVER' | 'WITHDRAWN' | 'LAPSED';
  /** When this watch was taken over itself; null where that is not known. */
  fromMs: number | null;
  list: ShiftList;
  /** Of who goes, in one language, never translated. */
  remarks: ShiftRemarks;
  /** Who goes: he drafted it. */
  outgoing: ShiftOfficer;
  signedOut: ShiftSignature | null;
  signedIn: ShiftSignature | null;
  /** What is otherwise than in the list that the outgoing officer signed. */
  changes: ShiftChange[];
  draftedMs: number;
  /** Without the second signature by then it lapses. */
  lapsesMs: number;
  updatedMs: number;
}
/** A handover, and the list that was signed first: what has changed since is counted from it. */
export interface HeldShift {
  shift: Shift;
  signedList: ShiftList | null;
}

export type ShiftEvent =
  | { type: 'REMARK'; by: Principal; remarks: ShiftRemarks }
  | { type: 'SIGN'; by: Principal; rev: number; content: string }
  | { type: 'WITHDRAW'; by: Principal }
  | { type: 'TICK'; list: ShiftList };
export type ShiftEffect = 'SIGNED' | 'HANDED_OVER' | 'WITHDRAWN' | 'LAPSED';
export interface ReducedShift {
  held: HeldShift;
  result: CommandResult;
  effect: ShiftEffect | null;
}

export const isOpenShift = ({ state }: Pick<Shift, 'state'>): boolean =>
  state === 'DRAFT' || state === 'SIGNED';

export function draftShift(
  of: Pick<Shift, 'id' | 'number' | 'participant' | 'fromMs' | 'list' | 'remarks'>,
  by: Principal,
  ctx: { nowMs: number; times: Regime['shift'] },
): HeldShift {
  const { nowMs, times } = ctx;
  return {
    shift: {
      ...{ ...of, rev: 1, state: 'DRAFT', outgoing: officerOf(by), signedOut: null, signedIn: null },
      ...{ changes: [], draftedMs: nowMs, lapsesMs: nowMs + times.signWithinS * 1000, updatedMs: nowMs },
    },
    signedList: null,
  };
}

export function reduceShift(held: HeldShift, event: ShiftEvent, nowMs: number): ReducedShift {
  if (event.type === 'TICK') return tick(held, event.list, nowMs);
  const refusal = refusalOf(held.shift, event);
  if (refusal) return { held, result: refusal, effect: null };
  switch (event.type) {
    case 'REMARK': {
      // Other words are another document: who goes signs anew.
      const next = { remarks: event.remarks, state: 'DRAFT', signedOut: null } as const;
      return changed({ ...held, signedList: null }, { ...next, changes: [] }, null, nowMs);
    }
    case 'SIGN': {
      const signature = { ...officerOf(event.by), atMs: nowMs, rev: event.rev };
      if (held.shift.state === 'DRAFT') {
        const signedList = held.shift.list;
        return changed({ ...held, signedList }, { state: 'SIGNED', signedOut: signature }, 'SIGNED', nowMs);
      }
      return changed(held, { state: 'HANDED_OVER', signedIn: signature }, 'HANDED_OVER', nowMs);
    }
    case 'WITHDRAW':
      return changed(held, { state: 'WITHDRAWN' }, 'WITHDRAWN', nowMs);
  }
}

function refusalOf(shift: Shift, event: Exclude<ShiftEvent, { type: 'TICK' }>): CommandResult | null {
  const { outgoing, state, rev } = shift;
  const forbid = (reason: Refusal): CommandResult => ({ code: 'FORBIDDEN', reason });
  if (!isOpenShift(shift)) return { code: 'NOT_ACKABLE', reason: 'shiftOver' satisfies Refusal };
  const own = event.by.userId === outgoing.user;
  if (event.type === 'REMARK' && !own) return alreadyDrafted(shift);
  if (event.type !== 'SIGN') return null;
  if (state === 'DRAFT' && !own) return forbid('outgoingFirst');
  if (state === 'SIGNED' && own) return forbid('onePersonBoth');
  // Each signs what stood on his screen.
  if (event.rev !== rev) return { code: 'STALE_REV', currentRev: rev, materialRev: rev, changes: [] };
  const same = event.content === shiftContent(shift);
  return same ? null : { code: 'BAD_REQUEST', field: 'content', message: 'not what stands' };
}

/** The name of what both sign: whose watch, since when, who hands it over, its list and his remarks. */
export const shiftContent = ({ participant, number, fromMs, list, remarks, outgoing }: ShiftWords): string =>
  sha256(canonicalJson({ participant, number, fromMs, list, remarks, outgoing }));
export type ShiftWords = Pick<Shift, 'participant' | 'number' | 'fromMs' | 'list' | 'remarks' | 'outgoing'>;

/** Another officer of the Party hands over already. */
const alreadyDrafted = ({ outgoing, draftedMs }: Shift): CommandResult => {
  const { user, nameEn, nameRu } = outgoing;
  return { code: 'ALREADY', by: user, nameEn, nameRu, atMs: draftedMs };
};

/** The list follows what stands until both have signed. */
function tick(held: HeldShift, list: ShiftList, nowMs: number): ReducedShift {
  const { shift, signedList } = held;
  if (!isOpenShift(shift)) return { held, result: { code: 'OK' }, effect: null };
  if (nowMs >= shift.lapsesMs) return changed(held, { state: 'LAPSED' }, 'LAPSED', nowMs);
  if (canonicalJson(list) === canonicalJson(shift.list))
    return { held, result: { code: 'OK' }, effect: null };
  const changes = signedList ? shiftChanges(signedList, list) : [];
  return changed(held, { list, changes }, null, nowMs);
}

function changed(
  held: HeldShift,
  next: Partial<Shift>,
  effect: ShiftEffect | null,
  nowMs: number,
): ReducedShift {
  const { shift } = held;
  return {
    held: { ...held, shift: { ...shift, ...next, rev: shift.rev + 1, updatedMs: nowMs } },
    ...{ result: { code: 'OK' }, effect },
  };
}

const officerOf = ({ userId, name }: Principal): ShiftOfficer => ({
  ...{ user: userId, nameEn: name.en, nameRu: name.ru },
});
