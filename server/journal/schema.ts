/**
 * The stored tables. Portable types only (integer, double precision, text, blob): the same code runs on SQLite and on
 * Postgres. Times are epoch ms; ids are made by the application; JSON is text.
 */
export interface Schema {
  sessions: { id: string; created_ms: number; meta: string };
  /** Links of the chains: events, packed inputs, packed frames. One row a link. */
  links: {
    session: string;
    stream: string;
    seq: number;
    at_ms: number;
    /** Version of this link's shape. */
    v: number;
    type: LinkType;
    /** Canonical JSON of an event; null for packed links. */
    text: string | null;
    /** Deflated JSON of inputs, or packed frames; null for events. */
    packed: Uint8Array | null;
    /** Span of engine steps of packed inputs. */
    first_step: number | null;
    last_step: number | null;
    hash: string;
  };
  /** Where each stream stands; written in the transaction of its links, so that a cut-off tail is seen. */
  heads: { session: string; stream: string; seq: number; hash: string };
  engine_snapshots: {
    session: string;
    step: number;
    at_ms: number;
    engine_version: string;
    packed: Uint8Array;
  };
  views: { session: string; compartment: string; seq: number; packed: Uint8Array };
  sign_ins: {
    token_hash: string;
    principal: string;
    desk: string;
    created_ms: number;
    seen_ms: number;
    ends_ms: number;
  };
}
export type LinkType = 'event' | 'inputs' | 'frames';
/** What a restart needs, one stream a session: never joined, projected or exported. */
export const ENGINE_STREAM = 'ENGINE';
export const LINK_VERSION = 1;
