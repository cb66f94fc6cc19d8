import { z } from 'zod';
import { JOINT_ACTS, VERDICTS } from '../alert';
import { MAX_DELAY_S, MAX_GRID_M } from '../coarsen';
import { FORUMS } from '../consultation';
import { announcedSchema, postLaunchFields } from '../inputs';
import { withPlainKeys } from '../keys';
import type { Role } from '../participants';
import type { EventKind } from '../records';
import { MEMBERSHIPS } from '../regime-now';
import { FIELD_CLASSES, RELEASE_KINDS } from '../release';
import { actSignatureSchema, publicKeySchema } from '../signature';
import { watchSubjectSchema } from '../statements';
import { oneLine, written } from '../text';
import { phraseSchema } from '../vocabulary';

/**
 * The one table of commands: name → schema, who, policy, rate. The gateway takes a command only through it;
 * a handler outside it fails a test. Party and role come from the server's session, never from the payload.
 */
const id = oneLine(120);
const reason = written(500);
const whole = z.number().int();
/** An occurrence of an alert, and the revision of it that was painted. */
const occurrence = { alert: id, seq: whole.min(1) };
const seen = { ...occurrence, seenRev: whole.min(1) };
/** What a decision is about, with what else the command says. */
const decided = <T extends z.ZodRawShape>(more: T) =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('JOIN'), participant: id, ...more }),
    z.strictObject({ kind: z.literal('LEAVE'), participant: id, ...more }),
    z.strictObject({ kind: z.literal('PHASE'), membership: z.enum(MEMBERSHIPS), ...more }),
    z.strictObject({
      kind: z.literal('SCOPE'),
      scope: z.union([z.literal(1), z.literal(2), z.literal(3)]),
      ...more,
    }),
  ]);

export const COMMANDS = {
  'alert.acknowledge': {
    schema: z.strictObject(seen),
    roles: ['supervisor', 'duty'],
    policy: 'answer-alert',
    signed: 'alert.changed',
    perMinute: 60,
  },
  'alert.dissent': {
    schema: z.strictObject({ ...seen, reason }),
    roles: ['supervisor'],
    policy: 'answer-alert',
    signed: 'alert.changed',
    perMinute: 60,
  },
  /** Records that another Party is not there to answer; it answers nothing in that Party's name. */
  'alert.acknowledgeAbsent': {
    schema: z.strictObject({ ...seen, participant: id, reason }),
    roles: ['supervisor'],
    policy: 'answer-alert',
    signed: 'alert.changed',
    perMinute: 20,
  },
  'alert.assess': {
    schema: z.strictObject({ ...seen, verdict: z.enum(VERDICTS), reason }),
    roles: ['supervisor'],
    policy: 'answer-alert',
    signed: 'alert.changed',
    perMinute: 30,
  },
  /** Times are counted from when the command is taken: no clock of a console decides. */
  'alert.shelve': {
    schema: z.strictObject({ ...occurrence, minutes: whole.min(1).max(1440), reason }),
    roles: ['supervisor'],
    policy: 'answer-alert',
    perMinute: 20,
  },
  'alert.unshelve': {
    schema: z.strictObject(occurrence),
    roles: ['supervisor'],
    policy: 'answer-alert',
    perMinute: 20,
  },
  /** These three are proposed by one Party and carried out once all have; see `propose` in domain/alert-acts.ts. */
  'alert.outOfService': {
    schema: z.strictObject({ ...seen, minutes: whole.min(1).max(1440), reason }),
    roles: ['supervisor'],
    policy: 'answer-alert',
    signed: 'alert.changed',
    perMinute: 20,
  },
  'alert.withdraw': {
    schema: z.strictObject({ ...seen, reason }),
    roles: ['supervisor'],
    policy: 'answer-alert',
    signed: 'alert.changed',
    perMinute: 20,
  },
  'alert.reset': {
    schema: z.strictObject({ ...seen, reason }),
    roles: ['supervisor'],
    policy: 'answer-alert',
    signed: 'alert.changed',
    perMinute: 20,
  },
  /** What another Party proposes is not to be, or the own proposal is taken back. */
  'alert.refuse': {
    schema: z.strictObject({ ...seen, act: z.enum(JOINT_ACTS) }),
    roles: ['supervisor'],
    policy: 'answer-alert',
    signed: 'alert.changed',
    perMinute: 20,
  },
  /** A duty officer's key on an alert that is not his to answer: it calls his supervisor. */
  'supervisor.call': {
    schema: z.strictObject({ alert: id, seenRev: z.number().int().min(1) }),
    roles: ['duty'],
    policy: 'see-alert',
    perMinute: 20,
  },
  /** Asks the named members to consult about what all members hold. OPEN means all of them. */
  'consultation.request': {
    schema: z.strictObject({
      subject: z.strictObject({ kind: z.enum(['launch', 'alert']), id, undertaking: id.optional() }),
      forum: z.strictObject({ name: z.enum(FORUMS), members: z.array(id).max(40) }),
    }),
    roles: ['supervisor', 'duty'],
    policy: 'see-subject',
    perMinute: 10,
  },
  'consultation.join': {
    schema: z.strictObject({ consultation: id }),
    roles: ['supervisor'],
    policy: 'see-consultation',
    perMinute: 30,
  },
  'consultation.state': {
    schema: z.strictObject({
      consultation: id,
      phrases: z.array(phraseSchema).max(8),
      text: z.strictObject({ body: written(500), language: z.enum(['en', 'ru']) }).nullable(),
    }),
    roles: ['supervisor'],
    policy: 'see-consultation',
    signed: 'consultation.changed',
    perMinute: 30,
  },
  'consultation.propose': {
    schema: z.strictObject({ consultation: id, phrases: z.array(phraseSchema).min(1).max(8) }),
    roles: ['supervisor'],
    policy: 'see-consultation',
    signed: 'consultation.changed',
    perMinute: 20,
  },
  /** The joint statement that was on screen: its number, and what it says. */
  'consultation.sign': {
    schema: z.strictObject({
      ...{ consultation: id, no: whole.min(1) },
      phrases: z.array(phraseSchema).min(1).max(8),
    }),
    roles: ['supervisor'],
    policy: 'see-consultation',
    signed: 'consultation.changed',
    perMinute: 20,
  },
  'consultation.close': {
    schema: z.strictObject({ consultation: id }),
    roles: ['supervisor'],
    policy: 'see-consultation',
    signed: 'consultation.changed',
    perMinute: 20,
  },
  /** A handover of the own Party's watch begins, or what its author says in it is said otherwise. */
  'shift.draft': {
    schema: z.strictObject({
      remarks: z.strictObject({ body: written(2000), language: z.enum(['en', 'ru']) }).nullable(),
    }),
    roles: ['supervisor'],
    policy: 'member',
    perMinute: 20,
  },
  /**
   * `rev`: of the list that was on screen; `content`: what `shiftContent` makes of it. Who goes signs first, another officer
   * of the Party then.
   */
  'shift.sign': {
    schema: z.strictObject({ shift: id, rev: whole.min(1), content: z.string().regex(/^[0-9a-f]{64}$/) }),
    roles: ['supervisor'],
    policy: 'see-shift',
    signed: 'shift.changed',
    perMinute: 20,
  },
  'shift.withdraw': {
    schema: z.strictObject({ shift: id }),
    roles: ['supervisor'],
    policy: 'see-shift',
    perMinute: 20,
  },
  /** Gives a record of the own national picture to named Parties, each later revision too, until it is withdrawn. */
  'release.give': {
    schema: z.strictObject({
      of: z.strictObject({ kind: z.enum(RELEASE_KINDS), id }),
      to: z.array(id).min(1).max(40),
      coarsen: z.strictObject({
        gridM: z.number().min(0).max(MAX_GRID_M),
        delayS: z.number().min(0).max(MAX_DELAY_S),
        withheld: z.array(z.enum(FIELD_CLASSES)).max(FIELD_CLASSES.length),
      }),
      reason,
    }),
    roles: ['supervisor'],
    policy: 'member',
    perMinute: 30,
    signed: 'release.changed',
  },
  'release.withdraw': {
    schema: z.strictObject({ release: id, reason }),
    roles: ['supervisor'],
    policy: 'member',
    perMinute: 30,
    signed: 'release.changed',
  },
  'log.write': {
    schema: z.strictObject({
      body: written(2000),
      language: z.enum(['en', 'ru']),
      /** What its author had selected, as painted. */
      seen: z
        .strictObject({ kind: z.enum(['alert', 'launch']), id, rev: z.number().int().min(1) })
        .optional(),
      /** The own entry that this one corrects. */
      corrects: id.optional(),
    }),
    roles: ['supervisor', 'duty'],
    policy: 'note',
    perMinute: 30,
  },
  /** A launch notification of one's own participant: either officer of a Party enters it, changes it, takes it back. */
  'notification.file': {
    schema: z.strictObject({ reference: id.max(80), announced: announcedSchema }),
    roles: ['supervisor', 'duty'],
    policy: 'member',
    perMinute: 20,
  },
  'notification.change': {
    schema: z.strictObject({ notification: id, announced: announcedSchema }),
    roles: ['supervisor', 'duty'],
    policy: 'see-notice',
    perMinute: 20,
  },
  'notification.cancel': {
    schema: z.strictObject({ notification: id }),
    roles: ['supervisor', 'duty'],
    policy: 'see-notice',
    perMinute: 20,
  },
  /** What it came to, after the launch. */
  'notification.postLaunch': {
    schema: z.strictObject({ notification: id, ...postLaunchFields }),
    roles: ['supervisor', 'duty'],
    policy: 'see-notice',
    perMinute: 20,
  },
  /** The own centre drafts from its own coverage; the draft is national until its supervisor signs it. */
  'statement.draft': {
    schema: watchSubjectSchema,
    roles: ['supervisor', 'duty'],
    policy: 'member',
    perMinute: 20,
  },
  /** What the Party then says, word for word as its own draft has it. `confidence`: not above the draft's; null for an OUTAGE. */
  'statement.sign': {
    schema: z.strictObject({
      says: watchSubjectSchema,
      confidence: z.number().min(0.01).max(0.99).nullable(),
    }),
    roles: ['supervisor'],
    policy: 'member',
    signed: 'statement.changed',
    perMinute: 20,
  },
  'statement.withdraw': {
    schema: z.strictObject({ statement: id, reason }),
    roles: ['supervisor'],
    policy: 'see-statement',
    signed: 'statement.changed',
    perMinute: 20,
  },
  /** The key that this user's acts are signed with from now on; the command is signed with it, so that he has it. */
  'key.register': {
    schema: z.strictObject({ jwk: publicKeySchema }),
    roles: ['supervisor', 'duty'],
    policy: 'member',
    perMinute: 20,
  },
  /** Of the own key, or by a supervisor of that of another officer of the Party. It signs nothing any more. */
  'key.revoke': {
    schema: z.strictObject({ keyId: id, reason }),
    roles: ['supervisor', 'duty'],
    policy: 'member',
    perMinute: 20,
  },
  /** A change of the regime, for all member Parties to agree to; who proposes it has agreed. */
  'decision.propose': {
    schema: decided({ reason }),
    roles: ['supervisor'],
    policy: 'member',
    signed: 'decision.changed',
    perMinute: 20,
  },
  /** `subject`: what is agreed to or refused, as it was on screen. */
  'decision.answer': {
    schema: z.strictObject({ decision: id, subject: decided({}), agree: z.boolean(), reason }),
    roles: ['supervisor'],
    policy: 'see-decision',
    signed: 'decision.changed',
    perMinute: 20,
  },
  'decision.withdraw': {
    schema: z.strictObject({ decision: id }),
    roles: ['supervisor'],
    policy: 'see-decision',
    signed: 'decision.changed',
    perMinute: 20,
  },
  'session.speed': {
    schema: z.strictObject({ speed: z.union([z.literal(1), z.literal(5), z.literal(20)]) }),
    roles: ['supervisor', 'duty'],
    policy: 'exercise-clock',
    perMinute: 30,
  },
  /** Demo: who plays the empty desk of one's own Party, or of a Party that nobody is signed in for. */
  'robot.set': {
    schema: z.strictObject({
      participant: id,
      answer: z.enum(['agree', 'dissent', 'silent']),
      delayS: z.number().int().min(1).max(600),
    }),
    roles: ['supervisor', 'duty'],
    policy: 'demo-robot',
    perMinute: 20,
  },
} as const satisfies Record<
  string,
  {
    schema: z.ZodType;
    roles: readonly Role[];
    policy: CommandPolicy;
    perMinute: number;
    /** An act that its officer signs: the kind of record that it makes, beside which it is kept. */
    signed?: EventKind;
  }
>;

/** The kind of record that an act makes which its officer signs; null of other commands. */
export function signedRecordOf(name: CommandName): EventKind | null {
  const entry = COMMANDS[name];
  return 'signed' in entry ? entry.signed : null;
}

export type CommandPolicy =
  | 'answer-alert'
  | 'see-alert'
  | 'see-subject'
  | 'see-consultation'
  | 'see-shift'
  | 'see-notice'
  | 'see-statement'
  | 'see-decision'
  | 'member'
  | 'note'
  | 'exercise-clock'
  | 'demo-robot';
export type CommandName = keyof typeof COMMANDS;
export type CommandPayload<N extends CommandName> = z.infer<(typeof COMMANDS)[N]['schema']>;
export type AlertCommand = Extract<AnyCommand, { name: `alert.${string}` | 'supervisor.call' }>;
export type ConsultationCommand = Extract<AnyCommand, { name: `consultation.${string}` }>;
export type ShiftCommand = Extract<AnyCommand, { name: `shift.${string}` }>;
export type KeyCommand = Extract<AnyCommand, { name: `key.${string}` }>;
export type ReleaseCommand = Extract<AnyCommand, { name: `release.${string}` }>;
export type DecisionCommand = Extract<AnyCommand, { name: `decision.${string}` }>;
export type StatementCommand = Extract<AnyCommand, { name: `statement.${string}` }>;
export type AnyCommand = { [N in CommandName]: { name: N; payload: CommandPayload<N> } }[CommandName];

/** What a console sends. `id` is made once a click and kept until a result arrives, so that a retry is the same command. */
export const commandEnvelopeSchema = withPlainKeys(
  z.strictObject({
    id: oneLine(64).min(8),
    session: oneLine(80),
    name: z.string().max(40),
    payload: z.unknown(),
    signature: actSignatureSchema.optional(),
  }),
);
export type CommandEnvelope = z.infer<typeof commandEnvelopeSchema>;
