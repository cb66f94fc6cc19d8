import { makeId } from '../../domain/ids';
import { compartmentOf, type Label, nationalOwner } from '../../domain/labels';
import type { LogEntry, LogMessage } from '../../domain/log';
import type { Principal } from '../../domain/participants';
import type { EngineEvent } from '../../domain/records';

export interface LogLine {
  msg: LogMessage;
  params?: Record<string, string | number>;
  by?: Principal | null;
  text?: LogEntry['text'];
  about?: LogEntry['about'];
  corrects?: string;
}

/** Makes lines of the watch log. Ids count within session and compartment, so that a line tells nothing of other compartments. */
export class LogWriter {
  readonly #session: string;
  readonly #counts: Record<string, number>;

  constructor(session: string, counts: Record<string, number> = {}) {
    this.#session = session;
    this.#counts = { ...counts };
  }

  line(label: Label, atMs: number, line: LogLine): EngineEvent {
    const stream = nationalOwner(compartmentOf(label)) ?? '';
    const n = (this.#counts[stream] ?? 0) + 1;
    this.#counts[stream] = n;
    return {
      kind: 'log.written',
      label,
      body: {
        id: makeId('log', this.#session, stream, n),
        atMs,
        msg: line.msg,
        params: line.params ?? {},
        text: line.text ?? null,
        by: line.by ? signature(line.by) : null,
        about: line.about ?? null,
        ...(line.corrects !== undefined && { corrects: line.corrects }),
      },
    };
  }

  snapshot(): Record<string, number> {
    return { ...this.#counts };
  }
}

function signature(p: Principal): NonNullable<LogEntry['by']> {
  return { user: p.userId, participant: p.participant, robot: p.robot, nameEn: p.name.en, nameRu: p.name.ru };
}
