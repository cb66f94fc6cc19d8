import { headers } from 'next/headers';
import type { Answers, SessionEntry } from '../client/api';
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

async function read<T>(path: string): Promise<T | null> {
  const head = await headers();
  // The server answers its own names only, so that this host is this process.
  const host = head.get('host');
  if (!host) return null;
  try {
    const response = await fetch(`http://${host}${path}`, {
      headers: { cookie: head.get('cookie') ?? '' },
      cache: 'no-store',
    });
    return response.ok ? ((await response.json()) as T) : null;
  } catch {
    return null;
  }
}

/** True if the server has this session; `live` is the name of the watch that runs now. */
export const isKnown = (sessions: readonly SessionEntry[], name: string): boolean =>
  sessions.some((s) => s.id === name || (name === 'live' && s.live));
