import { hash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical';
import type { LinkType } from './schema';

/** Hash before the first link of every chain. */
export const GENESIS = '0'.repeat(64);

export interface LinkHead {
  v: number;
  session: string;
  stream: string;
  seq: number;
  atMs: number;
  type: LinkType;
  firstStep: number | null;
  lastStep: number | null;
}

/** h_n = SHA-256(h_{n-1} ‖ canonical JSON of the head with the hash of the body's bytes). */
export function linkHash(previous: string, head: LinkHead, body: string | Uint8Array): string {
  return hash('sha256', previous + canonicalJson({ ...head, body: hash('sha256', body, 'hex') }), 'hex');
}
