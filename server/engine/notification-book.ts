import type { LaunchNotification, NotificationStatus } from '../../domain/records';
import type { NotificationBody } from '../assessment';
import type { Numbers } from './numbers';

interface Entry {
  number: number;
  status: NotificationStatus;
  endMs: number;
}
export type NotificationBookSnapshot = [id: string, entry: Entry][];
const KEEP_MS = 48 * 3600_000;

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
    first: boolean;
    was: NotificationStatus | null;
  } {
    const known = this.#entries.get(body.id);
    const number = known?.number ?? this.#numbers.next('NOTIF', 'N');
    this.#entries.set(body.id, { number, status: body.status, endMs: body.window.toMs });
    for (const [id, e] of this.#entries) if (nowMs - e.endMs > KEEP_MS) this.#entries.delete(id);
    return { notification: { ...body, number }, first: !known, was: known?.status ?? null };
  }

  numberOf(id: string): number | null {
    return this.#entries.get(id)?.number ?? null;
  }

  snapshot(): NotificationBookSnapshot {
    return structuredClone([...this.#entries]);
  }
}
