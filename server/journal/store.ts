/** Small tables beside the chains: asynchronous, typed, no SQL outside this room. */
export interface Store {
  readonly signIns: SignIns;
}

/** A sign-in on the server. `tokenHash` is what is stored of its cookie. Times are epoch ms of the wall clock. */
export interface SignInRow {
  tokenHash: string;
  /** JSON of the principal. */
  principal: string;
  desk: string;
  createdMs: number;
  seenMs: number;
  endsMs: number;
}
export interface SignIns {
  put(row: SignInRow): Promise<void>;
  get(tokenHash: string): Promise<SignInRow | null>;
  touch(tokenHash: string, seenMs: number): Promise<void>;
  /** True if it was there. */
  drop(tokenHash: string): Promise<boolean>;
  /** Drops those last seen before `seenBeforeMs` or over by `nowMs`; gives back their token hashes. */
  dropEnded(seenBeforeMs: number, nowMs: number): Promise<string[]>;
}
