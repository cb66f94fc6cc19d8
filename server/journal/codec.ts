import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** How a body is stored. */
export const PLAIN = 0;
export const DEFLATED = 1;

/** Below this deflate wins nothing. */
const MIN_DEFLATE_BYTES = 160;
/** Most bodies are small: a small window costs half the time and loses nothing. */
const SMALL_BYTES = 4096;
const SMALL = { level: 1, windowBits: 12, memLevel: 5 };
const LARGE = { level: 1 };
/** A body that claims to be larger is not one of ours. */
const MAX_BODY_BYTES = 256 * 1024 * 1024;

export interface Packed {
  enc: number;
  body: Uint8Array;
}

/** Packs a body for the disk. */
export function packBody(body: string | Uint8Array): Packed {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  if (bytes.byteLength < MIN_DEFLATE_BYTES) return { enc: PLAIN, body: bytes };
  const deflated = deflateRawSync(bytes, bytes.byteLength <= SMALL_BYTES ? SMALL : LARGE);
  return deflated.byteLength < bytes.byteLength
    ? { enc: DEFLATED, body: deflated }
    : { enc: PLAIN, body: bytes };
}

/** Gives back the bytes that were packed. Throws on bytes that `packBody` cannot have made. */
export function unpackBody(enc: number, body: Uint8Array): Buffer {
  if (enc === PLAIN) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (enc === DEFLATED) return inflateRawSync(body, { maxOutputLength: MAX_BODY_BYTES });
  throw new RangeError(`unknown packing ${enc}`);
}
