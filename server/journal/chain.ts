import { hash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical';
import type { LinkType, Schema } from './schema';

/** All of a link but its body; it is hashed together with the hash of the body's bytes as they are stored. */
export interface LinkHead {
  v: number;
  session: string;
  stream: string;
  seq: number;
  atMs: number;
  type: LinkType;
  /** How the body is packed (codec.ts). */
  enc: number;
  firstStep: number | null;
  lastStep: number | null;
}

export const sha256 = (data: string | Uint8Array): Buffer => hash('sha256', data, 'buffer');

/** Hash before the first link: names the session's stored meta too, so that changing that breaks every chain. */
export function genesisHash(session: string, stream: string, meta: string): Buffer {
  return sha256(canonicalJson({ v: 1, session, stream, meta: sha256(meta).toString('hex') }));
}

/**
 * h_n = SHA-256(h_{n-1} ‖ canonical JSON of the link's head with the hash of its body). Over the packed bytes: a packed
 * body has bits that unpacking ignores, and no bit may change unseen.
 */
export function linkHash(previous: Uint8Array, head: LinkHead, body: string | Uint8Array): Buffer {
  const text = canonicalJson({ ...head, body: sha256(body).toString('hex') });
  return sha256(Buffer.concat([previous, Buffer.from(text)]));
}

/** The hash that a stored link should have after `previous`. */
export function rowHash(previous: Uint8Array, session: string, stream: string, row: Schema['link']): Buffer {
  const { v, seq, at_ms: atMs, type, enc, first_step: firstStep, last_step: lastStep, body } = row;
  return linkHash(previous, { v, session, stream, seq, atMs, type, enc, firstStep, lastStep }, body);
}
