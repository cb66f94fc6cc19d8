/**
 * Labels and compartments (DESIGN §3). Every record has one label; a label puts it into one compartment.
 * Journal streams, rooms, snapshots and exports are all by (session, compartment).
 */
export type ParticipantId = string;
export type SessionId = string;
export type SessionMode = 'LIVE' | 'EXERCISE' | 'REPLAY';

/** `SHARED`: the members. `NAT:<participant>`: that participant alone. `NOTIF`: members and observers. */
export type Compartment = 'SHARED' | 'NOTIF' | `NAT:${string}`;

export type RecordClass = 'NATIONAL' | 'SHARED' | 'NOTIFICATION' | 'CENTER';

export interface Label {
  owner: ParticipantId | 'CENTER';
  cls: RecordClass;
  /** Who may see it beside the owner: participants or the named groups. */
  relTo: (ParticipantId | 'MEMBERS' | 'PARTICIPANTS')[];
  /** Why: the regime's default rule, or an owner's release or withdrawal. */
  basis: 'default' | 'release' | 'withdraw';
  mode: SessionMode;
  /** A marked copy for this participant alone, by a release or in a consultation's forum: it lies in his compartment. */
  copyTo?: ParticipantId;
}

export const national = (participant: ParticipantId): Compartment => `NAT:${participant}`;

/** The participant that a national compartment belongs to, or null. */
export function nationalOwner(compartment: Compartment): ParticipantId | null {
  return compartment.startsWith('NAT:') ? compartment.slice(4) : null;
}

/**
 * The compartment that a label puts its record into. Throws on a class that it does not know: what nobody has placed is
 * nobody's to see, and shared least of all.
 */
export function compartmentOf(label: Label): Compartment {
  if (label.copyTo !== undefined) return national(label.copyTo);
  switch (label.cls) {
    case 'NATIONAL':
      return national(label.owner);
    case 'NOTIFICATION':
      return 'NOTIF';
    case 'SHARED':
    case 'CENTER':
      return 'SHARED';
    default:
      throw new Error(`no compartment for records of class ${String(label.cls)}`);
  }
}

export function nationalLabel(owner: ParticipantId, mode: SessionMode): Label {
  return { owner, cls: 'NATIONAL', relTo: [], basis: 'default', mode };
}
/** The label of a copy that `to` is given of an owner's record. */
export function copyLabel(of: Label, to: ParticipantId): Label {
  return { ...of, relTo: [to], basis: 'release', copyTo: to };
}
export function sharedLabel(owner: ParticipantId | 'CENTER', mode: SessionMode): Label {
  return { owner, cls: owner === 'CENTER' ? 'CENTER' : 'SHARED', relTo: ['MEMBERS'], basis: 'default', mode };
}
export function notificationLabel(owner: ParticipantId | 'CENTER', mode: SessionMode): Label {
  return { owner, cls: 'NOTIFICATION', relTo: ['PARTICIPANTS'], basis: 'default', mode };
}
