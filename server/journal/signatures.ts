import { recordHolds } from '../../domain/act-content';
import { canonicalJson } from '../../domain/canonical';
import type { Label } from '../../domain/labels';
import { COMMANDS, type CommandName, signedRecordOf } from '../../domain/protocol/commands';
import type { EventBodies } from '../../domain/records';
import {
  ACT_VERSION,
  type ActSignature,
  type ActVersion,
  keyIdOf,
  type PublicKey,
  signatureHolds,
  signedText,
} from '../../domain/signature';

/** What stands where in a session's chains. */
interface Place {
  stream: string;
  seq: number;
  atMs: number;
}
/** Words that somebody signed, as they can be built again from what is stored. */
interface Words {
  id: string;
  name: string;
  payload: unknown;
  participant: string;
  user: string;
}
interface Signed extends Place, Words {
  signature: ActSignature;
  /** True where the record beside it says what it says, or where there is none to be held against it. */
  recordHolds: boolean;
}
/** An act as its compartment has it, signed or not. */
interface Taken extends Place, Words {
  value: string | null;
}
interface Key extends Place {
  participant: string;
  user: string;
  keyId: string;
  jwk: PublicKey;
}
/** What is to be said of one act: that it does not hold, or what to know of one that does. */
export interface SignatureRemark {
  stream: string;
  seq: number;
  message: string;
}
/** An input of a step, as far as it may be a command. */
interface StoredInput {
  nowMs: number;
  input: {
    kind: string;
    id: string;
    principal: { participant: string; userId: string };
    command: { name: string; payload: { jwk?: PublicKey } };
    signature?: ActSignature;
  };
}

const KINDS = ['act.taken', 'key.registered', 'key.revoked'].map((kind) => `"kind":"${kind}","label":{`);

/**
 * The signatures of one session. Each is looked at twice: in the compartment, where a key is one that SHARED says was
 * registered, and in the steps' inputs, where it is one that a command before registered. Whoever changes an act and then
 * computes all chains anew cannot sign what he wrote.
 */
export class SignatureCheck {
  readonly #session: string;
  readonly #keys: Key[] = [];
  readonly #inputKeys: Key[] = [];
  readonly #revoked: (Place & { keyId: string })[] = [];
  readonly #acts: Signed[] = [];
  readonly #inputs: Signed[] = [];
  readonly #taken: Taken[] = [];
  /** By user and command: the words and the signature that were taken. */
  readonly #commands = new Map<string, { words: string; value: string | null }>();
  #heardToMs = Number.NEGATIVE_INFINITY;
  readonly #cut = new Set<string>();
  /** The text of each stream's last event: an act stands directly after its record. */
  readonly #before = new Map<string, string>();

  constructor(session: string) {
    this.#session = session;
  }

  /** The stream's first links are gone: keys that it named may have gone with them. */
  cut(stream: string): void {
    this.#cut.add(stream);
  }

  /** Takes note of a stored event's text. */
  event(place: Place, text: string): void {
    if (KINDS.some((kind) => text.includes(kind))) this.#event(place, text);
    this.#before.set(place.stream, text);
  }

  #event(place: Place, text: string): void {
    const { kind, body, label } = JSON.parse(text) as { kind: string; body: unknown; label: Label };
    if (kind === 'key.registered') {
      const { command: id, value, ...key } = body as EventBodies['key.registered'];
      const { participant, user, keyId, jwk } = key;
      this.#keys.push({ ...place, participant, user, keyId, jwk });
      const words = { id, name: 'key.register', payload: { jwk }, participant, user };
      this.#acts.push({ ...place, ...words, signature: { keyId, value }, recordHolds: true });
    } else if (kind === 'key.revoked')
      this.#revoked.push({ ...place, keyId: (body as EventBodies['key.revoked']).keyId });
    else {
      const { signature, unsigned: _, ...words } = body as EventBodies['act.taken'];
      // A copy's mark has no words: they are in the author's compartment.
      if (label.copyTo !== undefined && words.payload === null) return;
      this.#taken.push({ ...place, ...words, value: signature?.value ?? null });
      if (signature)
        this.#acts.push({
          ...{ ...place, ...words, signature: { ...signature, value: signature.value ?? '' } },
          recordHolds: this.#recordHolds(place.stream, words),
        });
    }
  }

  #recordHolds(stream: string, words: Words): boolean {
    const text = this.#before.get(stream);
    // The record is gone with the links that retention dropped.
    if (text === undefined) return this.#cut.has(stream);
    const { kind, body } = JSON.parse(text) as { kind: string; body: unknown };
    const { name } = words;
    if (!Object.hasOwn(COMMANDS, name) || kind !== signedRecordOf(name as CommandName)) return false;
    return recordHolds(words, body);
  }

  /** Takes note of the inputs of steps. */
  inputs(place: Omit<Place, 'atMs'>, inputs: readonly unknown[]): void {
    for (const { nowMs, input } of inputs as StoredInput[]) {
      this.#heardToMs = Math.max(this.#heardToMs, nowMs);
      if (input?.kind !== 'command') continue;
      const at = { ...place, atMs: nowMs };
      const { id, principal, command, signature } = input;
      const { participant, userId: user } = principal;
      const words = { id, name: command.name, payload: command.payload, participant, user };
      // A command that came again was answered by the first.
      if (!this.#commands.has(keyOf(words)))
        this.#commands.set(keyOf(words), { words: canonicalJson(words), value: signature?.value ?? null });
      if (!signature) continue;
      if (command.name === 'key.register' && command.payload.jwk)
        this.#inputKeys.push({
          ...at,
          ...{ participant, user, keyId: signature.keyId, jwk: command.payload.jwk },
        });
      this.#inputs.push({ ...at, ...words, signature, recordHolds: true });
    }
  }

  /** Signed acts of the compartments. */
  get count(): number {
    return this.#acts.length;
  }

  /** The first signature of each stream that does not hold. */
  async faults(): Promise<SignatureRemark[]> {
    const faults = new Map<string, SignatureRemark>();
    const check = async (acts: Signed[], keys: Key[], keysIn: string): Promise<void> => {
      for (const act of acts) {
        if (faults.has(act.stream)) continue;
        const why = await this.#why(act, keys, this.#cut.has(keysIn));
        if (why !== null)
          faults.set(act.stream, { stream: act.stream, seq: act.seq, message: `${said(act)} ${why}` });
      }
    };
    await check(this.#inputs, this.#inputKeys, 'ENGINE');
    await check(this.#acts, this.#keys, 'SHARED');
    for (const act of this.#taken) {
      if (faults.has(act.stream) || this.#agrees(act)) continue;
      const message = `${said(act)} is not what the step took`;
      faults.set(act.stream, { stream: act.stream, seq: act.seq, message });
    }
    return [...faults.values()];
  }

  /** Acts without a signature of somebody who had a key that stood: no fault, and not what one would expect of him. */
  notes(): SignatureRemark[] {
    return this.#taken
      .filter((act) => act.value === null && this.#hadKey(act))
      .map((act) => ({
        ...{ stream: act.stream, seq: act.seq },
        message: `${said(act)} is unsigned, although ${act.user} had a key`,
      }));
  }

  #hadKey({ user, participant, atMs }: Taken): boolean {
    const key = this.#keys.findLast(
      (k) => k.user === user && k.participant === participant && k.atMs <= atMs,
    );
    return key !== undefined && !this.#revoked.some((r) => r.keyId === key.keyId && r.atMs <= atMs);
  }

  /** True where the step's input says the same of an act, or cannot be asked. */
  #agrees(act: Taken): boolean {
    const taken = this.#commands.get(keyOf(act));
    // The inputs were read first: what a running server has made since is not among them.
    if (!taken) return this.#cut.has('ENGINE') || act.atMs >= this.#heardToMs;
    return taken.words === canonicalJson(wordsOf(act)) && taken.value === act.value;
  }

  /** What is wrong with one, or null. */
  async #why(act: Signed, keys: Key[], keysMayBeGone: boolean): Promise<string | null> {
    const { keyId } = act.signature;
    const named = keys.filter((k) => k.keyId === keyId);
    if (named.length === 0)
      return keysMayBeGone ? null : `is signed with a key that nobody registered (${keyId})`;
    const key = named.find((k) => k.user === act.user && k.participant === act.participant);
    if (!key) return `is signed with the key of ${named[0]?.user}`;
    if (key.atMs > act.atMs || (key.stream === act.stream && key.seq > act.seq))
      return 'is signed with a key that was registered later';
    if (this.#revoked.some((r) => r.keyId === keyId && r.atMs < act.atMs))
      return 'is signed with a key that had been revoked';
    if ((await keyIdOf(key.jwk)) !== keyId) return 'is signed with a key that is not what its name says';
    const words = { session: this.#session, ...wordsOf(act) };
    const holds = (v: ActVersion) => signatureHolds(signedText(words, v), act.signature, key.jwk);
    if (await holds(ACT_VERSION)) return act.recordHolds ? null : 'is not what the record beside it says';
    // Those of before named what they sign by its id alone: there is no content to hold against the record.
    return (await holds(1)) ? null : 'is not what was signed';
  }
}

const wordsOf = ({ id, name, payload, participant, user }: Words): Words => ({
  ...{ id, name, payload, participant, user },
});
const keyOf = ({ user, id }: Words): string => JSON.stringify([user, id]);
/** Who and what, for the person who reads the report. */
const said = ({ name, id, user, participant, payload }: Words): string => {
  const { alert, consultation, shift, draft, statement, release, decision } = Object(payload) as Record<
    string,
    unknown
  >;
  const about = alert ?? consultation ?? shift ?? draft ?? statement ?? release ?? decision;
  return `${name} of ${user} (${participant})${about === undefined ? '' : ` on ${String(about)}`}, command ${id},`;
};
