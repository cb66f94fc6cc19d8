import type { CommandResult } from '../../domain/alert';
import type { Principal } from '../../domain/participants';
import {
  COMMANDS,
  type CommandEnvelope,
  type CommandName,
  type CommandPayload,
  signedRecordOf,
} from '../../domain/protocol/commands';
import type { SignedWords } from '../../domain/signature';
import type { OwnKey, OwnKeys } from './own-keys';

export interface SignerPort {
  keys: OwnKeys;
  me(): Principal | null;
  /** The id of the session that is held, never its name. */
  session(): string | null;
  /** The user's key as the session knows it. */
  registered(user: string): string | null;
  revoked(keyId: string): boolean;
  register(payload: CommandPayload<'key.register'>): Promise<CommandResult>;
}

const isCommand = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);

/** Signs what is to be signed with the key of whoever is signed in, registered in this session before its first use. */
export class Signer {
  readonly #port: SignerPort;

  constructor(port: SignerPort) {
    this.#port = port;
  }

  /** Has the session know the key before it is needed. */
  async introduce(): Promise<void> {
    const me = this.#port.me();
    const key = me && (await this.#keyOf(me.userId));
    if (key) await this.#registers(me.userId, key);
  }

  /** The command with its signature, or as it is where there is no key; null where it is not one that is signed. */
  sign(envelope: CommandEnvelope): Promise<CommandEnvelope> | null {
    const { name } = envelope;
    if (!isCommand(name) || (name !== 'key.register' && signedRecordOf(name) === null)) return null;
    return this.#signed(envelope, name);
  }

  async #signed(envelope: CommandEnvelope, name: CommandName): Promise<CommandEnvelope> {
    const me = this.#port.me();
    const key = me && (await this.#keyOf(me.userId));
    // What is signed is what the server will take of it.
    const taken = COMMANDS[name].schema.safeParse(envelope.payload);
    if (!key || !taken.success) return envelope;
    if (name !== 'key.register' && !(await this.#registers(me.userId, key))) return envelope;
    const session = this.#port.session();
    if (session === null) return envelope;
    const words: SignedWords = {
      ...{ session, id: envelope.id, name, payload: taken.data },
      ...{ participant: me.participant, user: me.userId },
    };
    return { ...envelope, payload: taken.data, signature: await key.sign(words) };
  }

  /** The user's key in this browser; of one that was revoked in this session there comes another. */
  async #keyOf(user: string): Promise<OwnKey | null> {
    const key = await this.#port.keys.of(user);
    return key && this.#port.revoked(key.keyId) ? this.#port.keys.renew(user, key.keyId) : key;
  }

  /** True once the session knows the key. */
  async #registers(user: string, { keyId, jwk }: OwnKey): Promise<boolean> {
    if (this.#port.registered(user) === keyId) return true;
    return (await this.#port.register({ jwk })).code === 'OK';
  }
}
