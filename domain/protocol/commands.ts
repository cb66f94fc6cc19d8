import { z } from 'zod';
import type { Role } from '../participants';

/**
 * The one table of commands: name → schema, who, policy, rate. The gateway takes a command only through it;
 * a handler outside it fails a test. Party and role come from the server's session, never from the payload.
 */
const id = z.string().min(1).max(120);
const reason = z.string().trim().min(1).max(500);

export const COMMANDS = {
  'alert.acknowledge': {
    schema: z.strictObject({ alert: id, seq: z.number().int().min(1), seenRev: z.number().int().min(1) }),
    roles: ['supervisor', 'duty'],
    policy: 'answer-alert',
    perMinute: 60,
  },
  'alert.dissent': {
    schema: z.strictObject({
      alert: id,
      seq: z.number().int().min(1),
      seenRev: z.number().int().min(1),
      reason,
    }),
    roles: ['supervisor'],
    policy: 'answer-alert',
    perMinute: 60,
  },
  /** A duty officer's key on an alert that is not his to answer: it calls his supervisor. */
  'supervisor.call': {
    schema: z.strictObject({ alert: id, seenRev: z.number().int().min(1) }),
    roles: ['duty'],
    policy: 'see-alert',
    perMinute: 20,
  },
  'log.write': {
    schema: z.strictObject({
      body: z.string().trim().min(1).max(2000),
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
  { schema: z.ZodType; roles: readonly Role[]; policy: CommandPolicy; perMinute: number }
>;

export type CommandPolicy =
  | 'answer-alert'
  | 'see-alert'
  | 'member'
  | 'note'
  | 'exercise-clock'
  | 'demo-robot';
export type CommandName = keyof typeof COMMANDS;
export type CommandPayload<N extends CommandName> = z.infer<(typeof COMMANDS)[N]['schema']>;
export type AnyCommand = { [N in CommandName]: { name: N; payload: CommandPayload<N> } }[CommandName];

/** What a console sends. `id` is made once a click and kept until a result arrives, so that a retry is the same command. */
export const commandEnvelopeSchema = z.strictObject({
  id: z.string().min(8).max(64),
  session: z.string().min(1).max(80),
  name: z.string().max(40),
  payload: z.unknown(),
});
export type CommandEnvelope = z.infer<typeof commandEnvelopeSchema>;
