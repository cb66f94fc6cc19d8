/**
 * Why the journal did not take or give something. After a refused write nothing of it is stored.
 * - `BUSY`: too much waits for the disk; hand it in again.
 * - `READONLY`: the disk did not take a commit; hand it in again once the state is `OK`.
 * - `STEP_OUT_OF_ORDER`: the batch does not follow the last stored step; hand in the missing one first.
 * - `BAD_RECORD`: something that JSON cannot hold exactly, or a snapshot of what is not stored; it will never be taken.
 * - `NO_SESSION`, `SESSION_EXISTS`: the session named is not there, or is there already.
 * - `DROPPED`: what was asked for is older than what retention kept; start from a snapshot.
 * - `BROKEN`: a chain does not fit itself, or a file is damaged; the journal is not opened for writing.
 * - `LOCKED`: another process has the data directory.
 * - `NEWER_SCHEMA`: written by a later version of this program.
 * - `NEWER_RECORD`: a record in a version that this program does not know.
 * - `CLOSED`: the journal was closed, or its worker died.
 * - `FAILED`: anything else, with the reason in the message.
 */
export type JournalErrorCode =
  | 'BUSY'
  | 'READONLY'
  | 'STEP_OUT_OF_ORDER'
  | 'BAD_RECORD'
  | 'NO_SESSION'
  | 'SESSION_EXISTS'
  | 'DROPPED'
  | 'BROKEN'
  | 'LOCKED'
  | 'NEWER_SCHEMA'
  | 'NEWER_RECORD'
  | 'CLOSED'
  | 'FAILED';

export class JournalError extends Error {
  readonly code: JournalErrorCode;
  /** The message without its prefix. */
  readonly said: string;

  constructor(code: JournalErrorCode, message: string) {
    super(`journal: ${message}`);
    this.said = message;
    this.name = 'JournalError';
    this.code = code;
  }
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
