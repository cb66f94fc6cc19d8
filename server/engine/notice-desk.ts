import type { CommandResult } from '../../domain/alert';
import type { Message } from '../../domain/inputs';
import { notificationLabel, type ParticipantId, sharedLabel } from '../../domain/labels';
import type { Principal } from '../../domain/participants';
import type { EngineEvent, Launch, LaunchNotification, MatchCandidate } from '../../domain/records';
import type { Assessed, Assessment, NotificationBody } from '../assessment';
import type { Taken } from '../assessment/register';
import type { LogWriter } from './log';
import { type NoticeCommand, takeNotice } from './notice-commands';
import { NotificationBook, type NotificationBookSnapshot } from './notification-book';
import type { Numbers } from './numbers';
import type { EngineConfig } from './types';

/** How many sensors could have seen a launch as announced: by the catalogue, which all share, and of each Party its own. */
export interface CouldHaveSeen {
  byCatalogue: number;
  own: { owner: ParticipantId; sensors: number }[];
}
export type NoticeMessage = Exclude<Message['body'], { type: 'STATEMENT' }>;

/** Launch notifications as they come in, by message or from an officer, with their numbers, records and lines. */
export class NoticeDesk {
  readonly #config: EngineConfig;
  readonly #log: LogWriter;
  readonly #assessment: Assessment;
  readonly #book: NotificationBook;

  constructor(
    config: EngineConfig,
    numbers: Numbers,
    log: LogWriter,
    assessment: Assessment,
    stored?: NotificationBookSnapshot,
  ) {
    this.#config = config;
    this.#log = log;
    this.#assessment = assessment;
    this.#book = new NotificationBook(numbers, stored);
  }

  take(body: NoticeMessage, givenMs: number, nowMs: number): Taken {
    if (body.type === 'NOTIFICATION')
      return this.#assessment.takeNotification(body.notification, { nowMs, givenMs });
    const { reference, by } = body;
    return body.type === 'NOTIFICATION_CANCEL'
      ? this.#assessment.cancelNotification(reference, by, nowMs)
      : this.#assessment.postLaunch(reference, by, body, nowMs);
  }

  command(
    by: Principal,
    command: NoticeCommand,
    nowMs: number,
  ): { result: CommandResult; changes: NotificationBody[] } {
    return takeNotice(this.#assessment, command, by, nowMs, this.#config);
  }

  numberOf(id: string): number | null {
    return this.#book.numberOf(id);
  }

  told(body: NotificationBody): LaunchNotification {
    return { ...body, number: this.#book.numberOf(body.id) ?? 0 };
  }

  /** The one that a launch was matched with. */
  of({ notification }: Launch): LaunchNotification | null {
    const body = notification === null ? null : this.#assessment.notification(notification);
    return body && this.told(body);
  }

  candidates(all: Assessed['candidates']): MatchCandidate[] {
    return all.map(({ notification, score, parts, off, fits, taken }) => {
      const number = this.#book.numberOf(notification) ?? 0;
      return { notification, number, score, parts, off, fits, taken };
    });
  }

  /** The events of a change: the record, and the line that says so; `sensors` could have seen what was not observed. */
  events(body: NotificationBody, nowMs: number, by?: Principal, sensors?: number): EngineEvent[] {
    const { notification, msg } = this.#book.change(body, nowMs);
    const { mode } = this.#config;
    const label = notificationLabel(notification.by, mode);
    const event: EngineEvent = { kind: 'notification.changed', label, body: notification };
    if (!msg) return [event];
    const { id, number, byName } = notification;
    const params = {
      notification: number,
      by: notification.by,
      byEn: byName.en,
      byRu: byName.ru,
      ...(sensors !== undefined && { sensors }),
    };
    const line = { msg, params, by, about: { kind: 'notification' as const, id } };
    return [event, this.#log.line(sharedLabel('CENTER', mode), nowMs, line)];
  }

  snapshot(): NotificationBookSnapshot {
    return this.#book.snapshot();
  }
}
