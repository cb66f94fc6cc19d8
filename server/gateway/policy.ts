import type { CommandResult } from '../../domain/alert';
import { compartmentsOf, type Principal } from '../../domain/participants';
import {
  type AnyCommand,
  COMMANDS,
  type CommandEnvelope,
  type CommandName,
  type CommandPolicy,
} from '../../domain/protocol/commands';
import type { Presence } from '../../domain/records';
import { heldFrom, WHOLE } from '../release/members';
import type { OpenSession } from '../sessions/session';
import { faultOf } from './malformed';

export interface PolicyContext {
  session: OpenSession;
  demo: boolean;
  desks: Presence[];
}
type Check = (principal: Principal, command: AnyCommand, ctx: PolicyContext) => CommandResult | null;

const member: Check = (principal, _command, { session }) =>
  heldFrom(principal, 'SHARED', session.members) ? null : { code: 'FORBIDDEN', reason: 'membersOnly' };

function holds(
  principal: Principal,
  { session }: PolicyContext,
  part: 'alerts' | 'consultations' | 'shifts' | 'notifications' | 'statements' | 'decisions',
  id: string,
): CommandResult | null {
  const seen = compartmentsOf(principal).some((c) =>
    Object.hasOwn(session.viewOf(principal, c)?.[part] ?? {}, id),
  );
  return seen ? null : { code: 'NOT_FOUND' };
}
const seesAlert: Check = (principal, command, ctx) =>
  holds(principal, ctx, 'alerts', 'alert' in command.payload ? command.payload.alert : '');

/** What an entry says its author saw is there for him, and not of a revision that is still to come. */
const sawIt: Check = (principal, command, { session }) => {
  const seen = command.name === 'log.write' ? command.payload.seen : undefined;
  if (!seen) return null;
  const revs = compartmentsOf(principal).flatMap((c) => {
    const view = session.viewOf(principal, c);
    const held = (seen.kind === 'alert' ? view?.alerts : view?.launches) ?? {};
    return Object.hasOwn(held, seen.id) ? [held[seen.id]?.rev ?? 0] : [];
  });
  return revs.some((rev) => seen.rev <= rev) ? null : { code: 'NOT_FOUND' };
};

/** A consultation is about what all members hold. */
const seesSubject: Check = (principal, command, { session }) => {
  if (command.name !== 'consultation.request') return { code: 'NOT_FOUND' };
  const { kind, id } = command.payload.subject;
  const held = session.viewOf(principal, 'SHARED')?.[kind === 'launch' ? 'launches' : 'alerts'];
  return Object.hasOwn(held ?? {}, id) ? null : { code: 'NOT_FOUND' };
};

const seesConsultation: Check = (principal, command, ctx) =>
  holds(
    principal,
    ctx,
    'consultations',
    'consultation' in command.payload ? command.payload.consultation : '',
  );
const seesShift: Check = (principal, command, ctx) =>
  member(principal, command, ctx) ??
  holds(principal, ctx, 'shifts', 'shift' in command.payload ? command.payload.shift : '');

/**
 * What a member names that all hold: of one that joined later it is of his time, or not there. To the engine the older one is,
 * and its refusal would say so.
 */
const ofHisTime =
  (compartment: 'SHARED' | 'NOTIF', isHeld: Check): Check =>
  (principal, command, ctx) => {
    const from = heldFrom(principal, compartment, ctx.session.members);
    return member(principal, command, ctx) ?? (from === WHOLE ? null : isHeld(principal, command, ctx));
  };
const seesNotice = ofHisTime('NOTIF', (principal, command, ctx) =>
  holds(
    principal,
    ctx,
    'notifications',
    'notification' in command.payload ? command.payload.notification : '',
  ),
);
const seesStatement = ofHisTime('SHARED', (principal, command, ctx) =>
  holds(principal, ctx, 'statements', 'statement' in command.payload ? command.payload.statement : ''),
);
/** An entry that is corrected. */
const seesEntry = ofHisTime('SHARED', (principal, command, { session }) => {
  const id = command.name === 'log.write' ? command.payload.corrects : undefined;
  const seen = id === undefined || session.viewOf(principal, 'SHARED')?.log.some((entry) => entry.id === id);
  return seen ? null : { code: 'NOT_FOUND' };
});
const seesDecision: Check = (principal, command, ctx) =>
  member(principal, command, ctx) ??
  holds(principal, ctx, 'decisions', 'decision' in command.payload ? command.payload.decision : '');

/** The policy of each command, beside its role: null lets it through. What cannot be seen is answered as if it were not there. */
const POLICIES: Record<CommandPolicy, Check> = {
  'answer-alert': seesAlert,
  'see-alert': seesAlert,
  'see-subject': seesSubject,
  'see-consultation': seesConsultation,
  'see-shift': seesShift,
  'see-notice': seesNotice,
  'see-statement': seesStatement,
  'see-decision': seesDecision,
  member,
  note: (principal, command, ctx) => seesEntry(principal, command, ctx) ?? sawIt(principal, command, ctx),
  'exercise-clock': (principal, command, ctx) =>
    ctx.session.meta.config.mode === 'EXERCISE'
      ? member(principal, command, ctx)
      : { code: 'FORBIDDEN', reason: 'notThisClock' },
  'demo-robot': (principal, command, ctx) => {
    const { demo, desks } = ctx;
    if (!demo || command.name !== 'robot.set') return { code: 'FORBIDDEN', reason: 'demoOnly' };
    const { participant } = command.payload;
    const kept = desks.some((d) => d.participant === participant && d.occupant === 'person');
    const own = participant === principal.participant;
    return own || !kept ? member(principal, command, ctx) : { code: 'FORBIDDEN', reason: 'partyHasOfficer' };
  },
};

/** Schema, role and policy of one envelope, all from the one table. */
export function admit(
  envelope: CommandEnvelope,
  principal: Principal,
  ctx: PolicyContext,
): { ok: true; command: AnyCommand } | { ok: false; result: CommandResult } {
  const refuse = (result: CommandResult) => ({ ok: false as const, result });
  if (!Object.hasOwn(COMMANDS, envelope.name))
    return refuse({ code: 'BAD_REQUEST', field: 'name', message: 'unknown command' });
  const name = envelope.name as CommandName;
  const entry = COMMANDS[name];
  if (!(entry.roles as readonly string[]).includes(principal.role))
    return refuse({ code: 'FORBIDDEN', reason: 'notForRole' });
  const payload = entry.schema.safeParse(envelope.payload);
  if (!payload.success) {
    const { field, message } = faultOf(payload.error);
    return refuse({ code: 'BAD_REQUEST', field: field === '' ? 'payload' : `payload.${field}`, message });
  }
  if (ctx.session.meta.config.mode === 'REPLAY')
    return refuse({ code: 'FORBIDDEN', reason: 'replayReadsOnly' });
  const command = { name, payload: payload.data } as AnyCommand;
  const refused = POLICIES[entry.policy](principal, command, ctx);
  return refused ? refuse(refused) : { ok: true, command };
}
