import type { Principal } from '../../domain/participants';
import { handshakeSchema } from '../../domain/protocol/socket';
import { PROTOCOL_VERSION } from '../../domain/protocol/version';
import type { Credentials } from '../auth';
import { faultOf } from './malformed';

export type HandshakeCode =
  | 'BAD_REQUEST'
  | 'WRONG_PROTOCOL'
  | 'UNAUTHORIZED'
  | 'TOO_MANY_SOCKETS'
  | 'UNAVAILABLE';

/** What a refused socket is told: socket.io hands `data` to the console beside the message, which is the code. */
export class HandshakeError extends Error {
  readonly data: { error: HandshakeCode; field?: string; message: string };

  constructor(error: HandshakeCode, message: string, field?: string) {
    super(error);
    this.data = field === undefined ? { error, message } : { error, field, message };
  }
}

export interface Handshake {
  auth: unknown;
  /** What stands in its headers of who sends it. */
  given: Credentials;
}
export interface HandshakeRules {
  principalFor(given: Credentials, desk: string): Promise<{ principal: Principal; key: string } | null>;
  /** Sockets that the sign-in has open already. */
  openSockets(key: string): Promise<number>;
  maxSockets: number;
}

/** Who stands behind a handshake. Throws HandshakeError. */
export async function judgeHandshake(
  shake: Handshake,
  rules: HandshakeRules,
): Promise<{ principal: Principal; key: string; console: string | null }> {
  const parsed = handshakeSchema.safeParse(shake.auth);
  if (!parsed.success) {
    const { field, message } = faultOf(parsed.error);
    throw new HandshakeError('BAD_REQUEST', message, field);
  }
  if (parsed.data.protocol !== PROTOCOL_VERSION)
    throw new HandshakeError('WRONG_PROTOCOL', `this server speaks protocol ${PROTOCOL_VERSION}`, 'protocol');
  const found = await rules.principalFor(shake.given, parsed.data.desk);
  if (!found) throw new HandshakeError('UNAUTHORIZED', 'nobody is signed in at this desk', 'desk');
  if ((await rules.openSockets(found.key)) >= rules.maxSockets)
    throw new HandshakeError('TOO_MANY_SOCKETS', `a sign-in has ${rules.maxSockets} sockets at most`);
  return { ...found, console: parsed.data.console ?? null };
}
