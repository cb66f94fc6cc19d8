import type { Compartment } from '../../domain/labels';
import type { StoredEvent } from '../../domain/records';
import type { CompartmentView } from '../../domain/view';
import { call, type Result } from '../api';

/** From the beginning of a session to where it has come, epoch ms of its own time. */
export interface Bounds {
  fromMs: number;
  toMs: number;
}
/** What a session's consoles could show at a moment; frames are packed and in base64. */
export interface PictureAnswer {
  session: string;
  atMs: number;
  bounds: Bounds;
  streams: { compartment: Compartment; seq: number; view: CompartmentView }[];
  frames: { compartment: Compartment; frame: string }[];
}
/** What came in (fromMs, toMs]. */
export interface SpanAnswer {
  session: string;
  fromMs: number;
  toMs: number;
  bounds: Bounds;
  streams: { compartment: Compartment; after: number; to: number; events: StoredEvent[] }[];
  frames: { compartment: Compartment; atMs: number; frame: string }[];
}

/** Reads the past of one session for one desk. */
export interface PastReader {
  picture(atMs: number): Promise<Result<PictureAnswer>>;
  span(fromMs: number, toMs: number): Promise<Result<SpanAnswer>>;
}

/** The reader over the HTTP API. Times go out as ISO 8601, to the millisecond. */
export function apiPastReader(session: string, desk: string): PastReader {
  const at = (ms: number): string => new Date(Math.round(ms)).toISOString();
  const get = <T>(what: string, query: Record<string, string>): Promise<Result<T>> =>
    call<T>(
      `/api/v1/sessions/${encodeURIComponent(session)}/${what}?${new URLSearchParams({ ...query, desk })}`,
      { cache: 'no-store' },
    );
  return {
    picture: (atMs) => get('picture', { at: at(atMs) }),
    span: (fromMs, toMs) => get('recording', { from: at(fromMs), to: at(toMs) }),
  };
}

export function frameBytes(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
}
