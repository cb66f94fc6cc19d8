import type { LogMessage } from '../../domain/log';
import { NOTICE_AWAITED_MS } from '../../domain/notice-rules';
import type { LaunchNotification, NotificationStatus } from '../../domain/records';
import type { NotificationBody } from '../assessment';
import type { Numbers } from './numbers';

interface Entry {
  number: number;
  status: NotificationStatus;
  endMs: number;
  /** The notice after the launch, as last told. */
  post: string;
}
export type NotificationBookSnapshot = [id: string, entry: Entry][];

/** Short numbers of notifications, given in their own compartment. */
export class NotificationBook {
  readonly #numbers: Numbers;
  readonly #entries: Map<string, Entry>;

  constructor(numbers: Numbers, stored: NotificationBookSnapshot = []) {
    this.#numbers = numbers;
    this.#entries = new Map(structuredClone(stored));
  }

  change(
    body: NotificationBody,
    nowMs: number,
  ): {
    notification: LaunchNotification;
    /** The line of the log that says so; null for what nobody needs to read. */
    msg: LogMessage | null;
  } {
    const known = this.#entries.get(body.id);
    const number = known?.number ?? this.#numbers.next('NOTIF', 'N');
    const post = JSON.stringify(body.postLaunch ?? null);
    this.#entries.set(body.id, { number, status: body.status, endMs: body.window.toMs, post });
    for (const [id, e] of this.#entries) if (nowMs - e.endMs > NOTICE_AWAITED_MS) this.#entries.delete(id);
    return { notification: { ...body, number }, msg: lineOf(body, known, post) };
  }

  numberOf(id: string): number | null {
    return this.#entries.get(id)?.number ?? null;
  }

  snapshot(): NotificationBookSnapshot {
    return structuredClone([...this.#entries]);
  }
}

function lineOf(body: NotificationBody, known: Entry | undefined, post: string): LogMessage | null {
  if (!known)
    return body.recognised === false ? 'log.notification.unrecognised' : 'log.notification.received';
  if (known.post !== post) return 'log.notification.postLaunch';
  if (known.status === body.status) return 'log.notification.changed';
  const lines: Partial<Record<NotificationStatus, LogMessage>> = {
    CANCELLED: 'log.notification.cancelled',
    MATCHED: 'log.notification.matched',
    NOT_OBSERVED: 'log.notification.notObserved',
  };
  return lines[body.status] ?? null;
}
