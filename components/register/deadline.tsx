'use client';

import { useTranslations } from 'use-intl';
import { parseTime } from '../../client/format/parse-time';
import { date, minuteZ, span } from '../../client/format/time';
import { useLanguage } from '../../client/i18n/provider';
import { useNowText, useSourceState } from '../../client/stores/context';
import { selectSession } from '../../client/stores/select';
import { type NoticeDials, noticeTime, postDueMs } from '../../domain/notice-rules';
import type { Language } from '../../domain/words';

/** What the regime of this session asks of notifications; null in sessions from before it was told. */
export const useDials = (): NoticeDials | null => useSourceState((s) => selectSession(s)?.notify ?? null);

/** By when a notification was or is due, counted from the window that is written there. */
export function WindowDeadline({ from }: { from: string }) {
  const t = useTranslations('noticeForm.deadline');
  const { language } = useLanguage();
  const dials = useDials();
  const text = useNowText((nowMs) => {
    const opens = parseTime(from, nowMs);
    if (!dials || !opens.ok) return null;
    const { atMs } = opens;
    if (noticeTime({ fromMs: atMs, toMs: atMs }, nowMs, dials) === 'EARLY') {
      const fromMs = atMs - dials.notBeforeS * 1000;
      return t('early', { lead: leadText(dials.notBeforeS, language), due: due(fromMs, language) });
    }
    const dueMs = atMs - dials.leadS * 1000;
    const lead = leadText(dials.leadS, language);
    const left = span(dueMs - nowMs, language);
    return nowMs <= dueMs
      ? t('left', { lead, due: due(dueMs, language), left })
      : t('late', { lead, late: left });
  });
  return <Line text={text} />;
}

/** By when the notice after a launch is due, counted from the launch that is written there. */
export function PostDeadline({ launched }: { launched: string }) {
  const t = useTranslations('noticeForm.deadline');
  const { language } = useLanguage();
  const dials = useDials();
  const text = useNowText((nowMs) => {
    const at = parseTime(launched, nowMs);
    if (!dials || !at.ok) return null;
    const dueMs = postDueMs(at.atMs, dials);
    const lead = leadText(dials.postS, language);
    const left = span(dueMs - nowMs, language);
    return nowMs <= dueMs
      ? t('postLeft', { lead, due: due(dueMs, language), left })
      : t('postLate', { lead, late: left });
  });
  return <Line text={text} />;
}

/** What the regime asks, as it is called: `24 h`, `48 h`, `30 d`. */
export const leadText = (seconds: number, language: Language): string =>
  span(seconds * 1000, language, LEAD_DAYS_FROM_H);
const LEAD_DAYS_FROM_H = 96;
const due = (atMs: number, language: Language): string => `${date(atMs, language)} ${minuteZ(atMs)}`;

function Line({ text }: { text: string | null }) {
  return text === null ? null : (
    <p role="status" className="text-small text-hi">
      {text}
    </p>
  );
}
