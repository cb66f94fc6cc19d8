import { get } from 'node:http';
import { headers } from 'next/headers';
import type { Answers, SessionEntry } from '../client/api';
import type { OpenSignIn } from '../client/api-users';
import type { Principal } from '../domain/participants';

/** Reads the HTTP API of this very process, with the visitor's cookies. Null when it does not answer. */
export async function readApi<P extends keyof Answers>(path: P): Promise<Answers[P] | null> {
  return read<Answers[P]>(path);
}

/** Who is signed in at a desk of this browser. */
export async function principalAt(desk: string): Promise<Principal | null> {
  const answer = await read<{ principal: Principal | null }>(`/api/v1/me?desk=${encodeURIComponent(desk)}`);
  return answer?.principal ?? null;
}

/** Where the user of a desk is signed in; none where nobody is. */
export async function ownSignInsAt(desk: string): Promise<(OpenSignIn & { here: boolean })[]> {
  return (await read(`/api/v1/my/sign-ins?desk=${encodeURIComponent(desk)}`)) ?? [];
}

async function read<T>(path: string): Promise<T | null> {
  const head = await headers();
  const host = head.get('host');
  // Where this very process listens: the name that the visitor knows may lead to what does TLS in front.
  const self = process.env.JWC_SELF;
  if (!host || !self) return null;
  try {
    const body = await ask(new URL(path, self), { host, cookie: head.get('cookie') ?? '' });
    return body === null ? null : (JSON.parse(body) as T);
  } catch {
    return null;
  }
}

/** The answer's text, or null for a refusal. Not by fetch, which would send the name of `self` instead of the visitor's. */
function ask(url: URL, headers: Record<string, string>): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => resolve(response.statusCode === 200 ? Buffer.concat(parts).toString() : null));
    });
    request.on('error', reject);
  });
}

/** True if the server has this session; `live` is the name of the watch that runs now. */
export const isKnown = (sessions: readonly SessionEntry[], name: string): boolean =>
  sessions.some((s) => s.id === name || (name === 'live' && s.live));
