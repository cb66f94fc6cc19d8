/**
 * The stored tables. Portable types only (integer, bigint, double precision, text, blob), so that the same code runs on
 * SQLite and on Postgres. Times are epoch ms and may have fractions; ids are made by the application; JSON is text.
 */
export interface Schema {
  session: {
    id: string;
    created_ms: number;
    /** Canonical JSON of what the session was opened with. Never changed: every chain of the session begins with its hash. */
    meta: string;
    /** Of the latest step. */
    engine_version: string;
    last_step: number;
    last_ms: number;
  };
  /** One row a stream: where its chain stands (its head), written in the transaction of its links. */
  stream: {
    id: number;
    session: string;
    name: string;
    seq: number;
    hash: Uint8Array;
    last_ms: number;
    /** Links up to here were dropped by retention; the chain goes on from this hash. 0: nothing was. */
    dropped_seq: number;
    dropped_hash: Uint8Array;
  };
  /** Links of all chains, one row each. */
  link: {
    stream: number;
    seq: number;
    at_ms: number;
    /** Version of this link's shape. */
    v: number;
    type: LinkType;
    /** How `body` is stored: 0 as it is, 1 deflated. */
    enc: number;
    body: Uint8Array;
    /** Engine steps that packed inputs span; null for other links. */
    first_step: number | null;
    last_step: number | null;
    hash: Uint8Array;
  };
  /** Engine snapshots (`at` is a step) and join snapshots (`at` is a sequence); a link of the chain carries each one's hash. */
  snapshot: {
    stream: number;
    at: number;
    /** Sequence of the link that vouches for it. */
    link: number;
    v: number;
    at_ms: number;
    engine_version: string;
    enc: number;
    body: Uint8Array;
  };
  sign_in: {
    token_hash: string;
    desk: string;
    created_ms: number;
    seen_ms: number;
    ends_ms: number;
    /** Whose it is; null: of a version before users were stored. */
    account: string | null;
    /** What his browser says of itself, shortened. */
    agent: string | null;
    /** JSON: the names of its consoles, oldest first, and whether each is locked; null: none was ever locked. */
    consoles: string | null;
  };
  account: {
    id: string;
    participant: string;
    /** Of its own within participant and demo. */
    login: string;
    name_en: string;
    name_ru: string;
    role: string;
    /** Empty: no password opens it. */
    password_hash: string;
    must_change: number;
    disabled: number;
    /** 1: of the demo, whose seats have no passwords; nobody in service. */
    demo: number;
    created_ms: number;
  };
  access_token: {
    id: string;
    token_hash: string;
    participant: string;
    role: string;
    name: string;
    created_ms: number;
    revoked_ms: number | null;
    /** Null: of a version before tokens had an end. */
    ends_ms: number | null;
  };
  failed_sign_in: { subject: string; failures: number; last_ms: number; until_ms: number };
  /** What administrators did, one chain a participant; never changed, never removed. */
  admin_act: {
    participant: string;
    seq: number;
    at_ms: number;
    v: number;
    body: string;
    hash: Uint8Array;
  };
  /** Written and emptied again to see whether the disk takes writes. */
  probe: { id: number; filler: Uint8Array };
}

/**
 * `event`: what officers may see · `frames`: track updates as sent · `inputs`: packed engine steps · `snapshot`: hash of
 * a snapshot · `dropped`: where retention cut the chain.
 */
export type LinkType = 'event' | 'frames' | 'inputs' | 'snapshot' | 'dropped';
/** The stream that holds what a restart needs; it is never joined, projected or exported. */
export const ENGINE_STREAM = 'ENGINE';
export const LINK_VERSION = 1;
export const CHUNK_VERSION = 1;
export const SNAPSHOT_VERSION = 1;
