import { areaTouches, type Box } from './area-box';
import { shortNumber } from './ids';
import type { ParticipantId } from './labels';
import type { LaunchNotification, NotificationStatus } from './records';

/** What notifications are looked for by; what is null is not asked. */
export interface NoticeQuestion {
  by: ParticipantId | null;
  status: NotificationStatus | null;
  /** Windows that are open at some time between these (epoch ms). */
  fromMs: number | null;
  toMs: number | null;
  /** In number, reference, sender, launch area or purpose, in either language. */
  text: string;
  /** A launch or impact area that contains or touches it. */
  box: Box | null;
}
export const ANY_NOTICE: NoticeQuestion = {
  ...{ by: null, status: null, fromMs: null, toMs: null, text: '', box: null },
};

export function noticeFits(n: LaunchNotification, q: NoticeQuestion): boolean {
  const { box } = q;
  const text = q.text.trim().toLowerCase();
  return (
    (q.by === null || n.by === q.by) &&
    (q.status === null || n.status === q.status) &&
    (q.fromMs === null || n.window.toMs >= q.fromMs) &&
    (q.toMs === null || n.window.fromMs <= q.toMs) &&
    (text === '' || wordsOf(n).toLowerCase().includes(text)) &&
    (box === null || [n.launchArea, n.impactArea].some((area) => area !== null && areaTouches(area, box)))
  );
}

const wordsOf = ({ number, reference, byName, launchArea: { name }, purpose }: LaunchNotification): string =>
  [
    ...[shortNumber('N', number), reference, byName.en, byName.ru, name.en, name.ru],
    ...[purpose?.en ?? '', purpose?.ru ?? ''],
  ].join('\n');
