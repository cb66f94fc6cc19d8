import type { CommandResult } from '../../domain/alert';
import { type Label, sharedLabel } from '../../domain/labels';
import type { LogEntry, Seen } from '../../domain/log';
import type { Principal } from '../../domain/participants';
import type { AnyCommand, CommandPayload } from '../../domain/protocol/commands';
import type { EngineEvent } from '../../domain/records';
import type { Refusal } from '../../domain/refusals';
import type { LogWriter } from './log';
import type { EngineConfig } from './types';

interface Note {
  id: string;
  user: string;
  atMs: number;
  /** Who corrected it, and when; null while it stands. */
  corrected: { by: string; nameEn: string; nameRu: string; atMs: number } | null;
}
export type NoteBookSnapshot = Note[];

/** Entries that can still be corrected: the latest ones of the session. */
const KEPT = 500;

/** What officers write into the watch log themselves. An entry is corrected by a new one of its author; both stay. */
export class NoteBook {
  readonly #log: LogWriter;
  readonly #mode: EngineConfig['mode'];
  readonly #notes: Map<string, Note>;

  constructor(config: EngineConfig, log: LogWriter, stored: NoteBookSnapshot = []) {
    this.#log = log;
    this.#mode = config.mode;
    this.#notes = new Map(stored.map((n) => [n.id, n]));
  }

  write(
    { body, language, corrects }: CommandPayload<'log.write'>,
    by: Principal,
    nowMs: number,
    events: EngineEvent[],
  ): CommandResult {
    const label: Label = sharedLabel(by.participant, this.#mode);
    const text = { body, language };
    if (corrects === undefined) {
      this.#put(this.#log.line(label, nowMs, { msg: 'log.note', by, text }), events);
      return { code: 'OK' };
    }
    const first = this.#notes.get(corrects);
    if (!first) return { code: 'NOT_FOUND' };
    if (first.user !== by.userId) return { code: 'FORBIDDEN', reason: 'notYours' satisfies Refusal };
    // What was corrected already is corrected at its latest wording, or two corrections would stand side by side.
    if (first.corrected) return { code: 'ALREADY', ...first.corrected };
    const { en: nameEn, ru: nameRu } = by.name;
    this.#notes.set(corrects, { ...first, corrected: { by: by.userId, nameEn, nameRu, atMs: nowMs } });
    const params = { ofMs: first.atMs };
    this.#put(this.#log.line(label, nowMs, { msg: 'log.correction', params, by, text, corrects }), events);
    return { code: 'OK' };
  }

  snapshot(): NoteBookSnapshot {
    return [...this.#notes.values()];
  }

  #put(line: EngineEvent, events: EngineEvent[]): void {
    const { id, atMs, by } = line.body as LogEntry;
    this.#notes.set(id, { id, user: by?.user ?? '', atMs, corrected: null });
    for (const oldest of this.#notes.keys()) {
      if (this.#notes.size <= KEPT) break;
      this.#notes.delete(oldest);
    }
    events.push(line);
  }
}

/** What a command says that its author had on screen. */
function seenOf({ payload }: AnyCommand): Seen | undefined {
  if ('alert' in payload && 'seenRev' in payload)
    return { kind: 'alert', id: payload.alert, rev: payload.seenRev };
  return 'seen' in payload ? payload.seen : undefined;
}

/** The lines that an officer's command made say what he saw. */
export function withSeen(events: EngineEvent[], by: Principal, command: AnyCommand): EngineEvent[] {
  const seen = seenOf(command);
  if (!seen) return events;
  return events.map((e) =>
    e.kind === 'log.written' && e.body.by?.user === by.userId ? { ...e, body: { ...e.body, seen } } : e,
  );
}
