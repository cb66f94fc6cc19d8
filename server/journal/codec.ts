import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { DICTIONARY_1 } from './dictionary';

/** How a body is stored. A number once used keeps its meaning for ever. */
export const PLAIN = 0;
export const DEFLATED = 1;
export const DEFLATED_TEXT = 2;

/** Below this deflate wins nothing: of bytes, and of text that shares words with the dictionary. */
const MIN_BYTES = 160;
const MIN_TEXT_BYTES = 48;
/** Most bodies are small: a window that holds dictionary and body costs less to set up, and loses nothing. */
const SMALL_BYTES = 8192;
const SMALL = { level: 6, windowBits: 14, memLevel: 6 };
const LARGE = { level: 6 };
const FRAMES = { level: 1 };
/** A body that claims to be larger is not one of ours. */
const MAX_BODY_BYTES = 256 * 1024 * 1024;

export interface Packed {
  enc: number;
  body: Uint8Array;
}

/** Packs a body for the disk: text with the dictionary of its words, bytes by themselves. */
export function packBody(body: string | Uint8Array): Packed {
  const text = typeof body === 'string';
  const bytes = text ? Buffer.from(body) : body;
  if (bytes.byteLength < (text ? MIN_TEXT_BYTES : MIN_BYTES)) return { enc: PLAIN, body: bytes };
  const options = text
    ? { ...(bytes.byteLength <= SMALL_BYTES ? SMALL : LARGE), dictionary: DICTIONARY_1 }
    : FRAMES;
  const packed = deflateRawSync(bytes, options);
  if (packed.byteLength >= bytes.byteLength) return { enc: PLAIN, body: bytes };
  return { enc: text ? DEFLATED_TEXT : DEFLATED, body: packed };
}

/** Gives back the bytes that were packed. Throws on bytes that `packBody` cannot have made. */
export function unpackBody(enc: number, body: Uint8Array): Buffer {
  if (enc === PLAIN) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (enc === DEFLATED) return inflateRawSync(body, { maxOutputLength: MAX_BODY_BYTES });
  if (enc === DEFLATED_TEXT)
    return inflateRawSync(body, { maxOutputLength: MAX_BODY_BYTES, dictionary: DICTIONARY_1 });
  throw new RangeError(`unknown packing ${enc}`);
}
