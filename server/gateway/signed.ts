import type { CommandResult } from '../../domain/alert';
import type { Principal } from '../../domain/participants';
import type { AnyCommand, CommandEnvelope } from '../../domain/protocol/commands';
import type { Refusal } from '../../domain/refusals';
import { signatureHolds, signedText } from '../../domain/signature';
import type { OpenSession } from '../sessions/session';

/**
 * Judges the signature that came with a command, before it is queued: by the key that this user has registered in this session,
 * over what was taken. One that comes without goes on, marked unsigned; only a registration must prove that the key is there.
 */
export async function judgeSignature(
  { id, signature }: CommandEnvelope,
  { name, payload }: AnyCommand,
  principal: Principal,
  session: OpenSession,
): Promise<CommandResult | null> {
  const { participant, userId: user } = principal;
  if (!signature) return name === 'key.register' ? refuse('badSignature') : null;
  const held = session.viewOf(principal, 'SHARED')?.keys[user];
  const jwk = name === 'key.register' ? payload.jwk : held?.jwk;
  if (!jwk) return refuse('keyUnknown');
  if (name !== 'key.register' && held?.revoked) return refuse('keyRevoked');
  // Of a key that another one has taken the place of: not a forgery, and not to be taken.
  if (name !== 'key.register' && held?.keyId !== signature.keyId) return refuse('keyUnknown');
  const text = signedText({ session: session.id, id, name, payload, participant, user });
  return (await signatureHolds(text, signature, jwk)) ? null : refuse('badSignature');
}

const refuse = (reason: Refusal): CommandResult => ({ code: 'FORBIDDEN', reason });
