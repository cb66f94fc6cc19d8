import type { CommandResult } from '../../domain/alert';
import { PAST_KEYS_KEPT } from '../../domain/held-keys';
import { sharedLabel } from '../../domain/labels';
import { isProgram, type Principal } from '../../domain/participants';
import { type AnyCommand, type KeyCommand, signedRecordOf } from '../../domain/protocol/commands';
import type { EngineEvent } from '../../domain/records';
import type { Refusal } from '../../domain/refusals';
import type { Act, ActSignature, RegisteredKey, Unsigned } from '../../domain/signature';
import type { EngineConfig } from './types';

type Owned = Pick<RegisteredKey, 'participant' | 'user' | 'keyId'>;
export interface KeyBookSnapshot {
  /** The latest key of each user. */
  current: RegisteredKey[];
  /** Keys that another one has taken the place of, oldest first. They may come back, and may be revoked. */
  past: Owned[];
  revoked: string[];
}

export const isKeyCommand = (command: AnyCommand): command is KeyCommand =>
  command.name === 'key.register' || command.name === 'key.revoke';

/**
 * Keys by which officers sign: registered, superseded, revoked. Signatures were checked before a command came here; what the
 * book decides is whose key it is.
 */
export class KeyBook {
  readonly #mode: EngineConfig['mode'];
  readonly #current: Map<string, RegisteredKey>;
  #past: Owned[];
  readonly #revoked: Set<string>;

  constructor({ mode }: EngineConfig, stored: KeyBookSnapshot = { current: [], past: [], revoked: [] }) {
    this.#mode = mode;
    this.#current = new Map(stored.current.map((key) => [key.user, key]));
    this.#past = [...stored.past];
    this.#revoked = new Set(stored.revoked);
  }

  command(
    id: string,
    by: Principal,
    command: KeyCommand,
    signature: ActSignature | null,
    events: EngineEvent[],
  ): CommandResult {
    const { participant, userId: user, name } = by;
    if (command.name === 'key.register') {
      const { jwk } = command.payload;
      if (!signature) return forbidden('badSignature');
      const { keyId, value } = signature;
      if (this.#revoked.has(keyId)) return forbidden('keyRevoked');
      const before = this.#current.get(user);
      if (before?.keyId === keyId) return { code: 'OK' };
      // A key is one officer's: two who share one could not be told apart.
      if (this.#known().some((key) => key.keyId === keyId && key.user !== user))
        return forbidden('notOwnKey');
      const body: RegisteredKey = {
        ...{ participant, user, name: { en: name.en, ru: name.ru }, keyId, jwk, command: id, value },
        supersedes: before?.keyId ?? null,
      };
      this.#current.set(user, body);
      this.#past = this.#past.filter((key) => key.keyId !== keyId);
      if (before) this.#past.push({ participant, user, keyId: before.keyId });
      this.#past = this.#past.slice(-PAST_KEYS_KEPT);
      events.push(this.#told(body));
      return { code: 'OK' };
    }
    const { keyId, reason } = command.payload;
    const owner = this.#known().find((k) => k.keyId === keyId && k.participant === participant)?.user;
    if (owner === undefined) return { code: 'NOT_FOUND' };
    if (owner !== user && by.role !== 'supervisor') return forbidden('notOwnKey');
    if (this.#revoked.has(keyId)) return forbidden('keyRevoked');
    this.#revoked.add(keyId);
    const body = { participant, user: owner, keyId, by: user, reason };
    events.push({ kind: 'key.revoked', label: sharedLabel(participant, this.#mode), body });
    return { code: 'OK' };
  }

  /** Who has joined holds SHARED from then on: the keys that stand are told again, so that he can check what comes. */
  follow(made: readonly EngineEvent[]): EngineEvent[] {
    if (!made.some((e) => e.kind === 'member.joined')) return [];
    return [...this.#current.values()].filter((k) => !this.#revoked.has(k.keyId)).map((k) => this.#told(k));
  }

  /** Why an act of this officer that comes without a signature has none. */
  whyUnsigned(by: Principal): Unsigned {
    if (by.robot) return 'robot';
    const key = this.#current.get(by.userId);
    if (key && !this.#revoked.has(key.keyId)) return 'keyUnused';
    return isProgram(by) ? 'token' : 'noKey';
  }

  /** Each key and whose it is. */
  #known(): Owned[] {
    return [...this.#current.values(), ...this.#past];
  }

  #told(body: RegisteredKey): EngineEvent {
    return { kind: 'key.registered', label: sharedLabel(body.participant, this.#mode), body };
  }

  snapshot(): KeyBookSnapshot {
    return { current: [...this.#current.values()], past: [...this.#past], revoked: [...this.#revoked] };
  }
}

/** A command of an officer, as its step took it; `unsigned`: why it would have no signature. */
export interface TakenAct {
  id: string;
  principal: Principal;
  command: AnyCommand;
  signature: ActSignature | null;
  unsigned: Unsigned;
}

/**
 * The act itself beside the records that it made, once for each label that they have, directly after the first record of that
 * label: who reads a compartment can check there what was signed and hold the record against it, and who holds the stream from
 * a later event of the same step on, or up to it, holds both or neither. Of an alert's act it is that alert's record: others may
 * follow from it.
 */
export function withActs(taken: TakenAct, made: readonly EngineEvent[]): EngineEvent[] {
  const { command, principal } = taken;
  const kind = signedRecordOf(command.name);
  if (kind === null) return [...made];
  const isIts = ({ body }: EngineEvent): boolean =>
    !('alert' in command.payload) || ('id' in body && body.id === command.payload.alert);
  const told = new Set<string>();
  return made.flatMap((event) => {
    const label = JSON.stringify(event.label);
    if (event.kind !== kind || !isIts(event) || told.has(label)) return [event];
    told.add(label);
    const forOthers = event.label.copyTo !== undefined && event.label.copyTo !== principal.participant;
    return [event, { kind: 'act.taken', label: event.label, body: actOf(taken, forOthers) }];
  });
}

function actOf({ id, principal, command, signature, unsigned: why }: TakenAct, forOthers: boolean): Act {
  const { participant, userId: user } = principal;
  const said = { id, name: command.name, participant, user };
  const unsigned = signature ? null : why;
  return forOthers
    ? { ...said, payload: null, signature: signature && { ...signature, value: null }, unsigned }
    : { ...said, payload: command.payload, signature, unsigned };
}

const forbidden = (reason: Refusal): CommandResult => ({ code: 'FORBIDDEN', reason });
