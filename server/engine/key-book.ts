import type { CommandResult } from '../../domain/alert';
import { sharedLabel } from '../../domain/labels';
import { isProgram, type Principal } from '../../domain/participants';
import { type AnyCommand, type KeyCommand, signedRecordOf } from '../../domain/protocol/commands';
import type { EngineEvent } from '../../domain/records';
import type { Refusal } from '../../domain/refusals';
import type { Act, ActSignature, RegisteredKey } from '../../domain/signature';
import type { EngineConfig } from './types';

export interface KeyBookSnapshot {
  /** The latest key of each user. */
  current: RegisteredKey[];
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
  readonly #revoked: Set<string>;

  constructor({ mode }: EngineConfig, stored: KeyBookSnapshot = { current: [], revoked: [] }) {
    this.#mode = mode;
    this.#current = new Map(stored.current.map((key) => [key.user, key]));
    this.#revoked = new Set(stored.revoked);
  }

  command(
    id: string,
    by: Principal,
    command: KeyCommand,
    signature: ActSignature | null,
    events: EngineEvent[],
  ): CommandResult {
    const { participant, userId: user } = by;
    if (command.name === 'key.register') {
      const { jwk } = command.payload;
      if (!signature) return forbidden('badSignature');
      const { keyId, value } = signature;
      if (this.#revoked.has(keyId)) return forbidden('keyRevoked');
      const before = this.#current.get(user)?.keyId ?? null;
      if (before === keyId) return { code: 'OK' };
      // A key is one officer's: two who share one could not be told apart.
      for (const [other, key] of this.#current)
        if (other !== user && key.keyId === keyId) return forbidden('notOwnKey');
      const body: RegisteredKey = { participant, user, keyId, jwk, command: id, value, supersedes: before };
      this.#current.set(user, body);
      events.push(this.#told(body));
      return { code: 'OK' };
    }
    const { keyId, reason } = command.payload;
    const [owner] =
      [...this.#current].find(([, k]) => k.keyId === keyId && k.participant === participant) ?? [];
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

  #told(body: RegisteredKey): EngineEvent {
    return { kind: 'key.registered', label: sharedLabel(body.participant, this.#mode), body };
  }

  snapshot(): KeyBookSnapshot {
    return { current: [...this.#current.values()], revoked: [...this.#revoked] };
  }
}

/**
 * The act itself beside the records that it made, once for each label that they have: who reads a compartment can check there
 * what was signed. Of an alert's act, beside that alert: others may follow from it.
 */
export function actsTaken(
  taken: { id: string; principal: Principal; command: AnyCommand; signature: ActSignature | null },
  made: readonly EngineEvent[],
): EngineEvent[] {
  const { id, principal, command, signature } = taken;
  const kind = signedRecordOf(command.name);
  if (kind === null) return [];
  const { participant, userId: user } = principal;
  const isIts = ({ body }: EngineEvent): boolean =>
    !('alert' in command.payload) || ('id' in body && body.id === command.payload.alert);
  const labels = new Map(
    made.flatMap((e) => (e.kind === kind && isIts(e) ? [[JSON.stringify(e.label), e.label] as const] : [])),
  );
  const said = { id, name: command.name, participant, user };
  const unsigned = signature ? null : whyUnsigned(principal);
  return [...labels.values()].map((label) => {
    const forOthers = label.copyTo !== undefined && label.copyTo !== participant;
    const body: Act = forOthers
      ? { ...said, payload: null, signature: signature && { ...signature, value: null }, unsigned }
      : { ...said, payload: command.payload, signature, unsigned };
    return { kind: 'act.taken', label, body };
  });
}

const whyUnsigned = (by: Principal): 'robot' | 'token' | 'noKey' => {
  if (by.robot) return 'robot';
  return isProgram(by) ? 'token' : 'noKey';
};
const forbidden = (reason: Refusal): CommandResult => ({ code: 'FORBIDDEN', reason });
