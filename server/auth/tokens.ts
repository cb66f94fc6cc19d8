import { hash, randomBytes } from 'node:crypto';
import { type Participant, PROGRAM_PREFIX, type Principal } from '../../domain/participants';
import type { AccessToken } from '../journal';

/** `jwc_` makes a lost one easy to find; 32 random bytes follow. */
const SHAPE = /^Bearer (jwc_[A-Za-z0-9_-]{43})$/i;

export const newToken = (): string => `jwc_${randomBytes(32).toString('base64url')}`;
export const tokenHash = (token: string): string => hash('sha256', token, 'hex');
/** A token's place among the keys of sign-ins, which are hexadecimal hashes. */
export const keyOfToken = (id: string): string => `${PROGRAM_PREFIX}${id}`;
export const tokenOfKey = (key: string): string | null =>
  key.startsWith(PROGRAM_PREFIX) ? key.slice(PROGRAM_PREFIX.length) : null;

/** What a request shows of who sends it: a page its cookies, a program its bearer token. */
export interface Credentials {
  cookie?: string | undefined;
  authorization?: string | undefined;
}
export const isBearer = (given: Credentials): boolean => /^bearer /i.test(given.authorization ?? '');

/** The token of a program; null for a page, and for whoever shows both: one of the two was not his to show. */
export function bearerOf(given: Credentials): string | null {
  if (given.cookie !== undefined) return null;
  return SHAPE.exec(given.authorization ?? '')?.[1] ?? null;
}

/** What is to be said of a token. */
export const standingOfToken = (
  { revokedMs, endsMs }: Pick<AccessToken, 'revokedMs' | 'endsMs'>,
  nowMs: number,
): 'valid' | 'revoked' | 'over' =>
  revokedMs !== null ? 'revoked' : endsMs !== null && nowMs >= endsMs ? 'over' : 'valid';

/** The principal that a program acts as, until the token ends, is revoked, or its participant has gone. */
export function programOf(
  token: AccessToken | null,
  participants: Participant[],
  nowMs: number,
): Principal | null {
  const participant = participants.find((p) => p.id === token?.participant);
  if (!token || !participant || standingOfToken(token, nowMs) !== 'valid') return null;
  return {
    ...{
      userId: keyOfToken(token.id),
      participant: participant.id,
      kind: participant.kind,
      role: token.role,
    },
    ...{ name: { en: token.name, ru: token.name }, robot: false },
  };
}
