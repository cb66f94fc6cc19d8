'use client';

import { useTranslations } from 'use-intl';
import { date, minuteZ } from '../../client/format/time';
import { useLanguage } from '../../client/i18n/provider';
import { ALARM_LIMITS, SLOT_MS } from '../../domain/performance';

const WIDTH = 600;
const HEIGHT = 150;
const LEFT = 34;
const TOP = 16;
/** Bars at most: of a long range each stands for the fullest of several slots. */
const BARS = 288;

interface Props {
  slots: readonly number[];
  fromMs: number;
  toMs: number;
}

/** Alarms in each ten minutes, with the line from which they are a flood. */
export function SlotChart({ slots, fromMs, toMs }: Props) {
  const t = useTranslations('history.figures');
  const { language } = useLanguage();
  const each = Math.ceil(slots.length / BARS);
  const bars = Array.from({ length: Math.ceil(slots.length / each) }, (_, i) =>
    Math.max(...slots.slice(i * each, (i + 1) * each)),
  );
  const top = Math.max(ALARM_LIMITS.flood + 2, ...bars);
  const y = (n: number): number => TOP + HEIGHT * (1 - n / top);
  const wide = (WIDTH - LEFT) / bars.length;
  const flood = y(ALARM_LIMITS.flood);
  const label = 'fill-dim text-[11px]';
  return (
    <svg
      role="img"
      aria-label={t('chart')}
      viewBox={`0 0 ${WIDTH} ${HEIGHT + TOP + 20}`}
      className="w-full max-w-[720px] font-mono"
    >
      {bars.map((n, i) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its place
          key={fromMs + i * each * SLOT_MS}
          x={LEFT + i * wide}
          y={y(n)}
          width={Math.max(0.5, wide - (wide > 3 ? 1 : 0))}
          height={TOP + HEIGHT - y(n)}
          className={n > ALARM_LIMITS.flood ? 'fill-hi' : 'fill-dim'}
        />
      ))}
      <line x1={LEFT} x2={WIDTH} y1={TOP + HEIGHT} y2={TOP + HEIGHT} className="stroke-line-strong" />
      <line x1={LEFT} x2={WIDTH} y1={flood} y2={flood} strokeDasharray="4 3" className="stroke-fg" />
      <text x={WIDTH} y={flood - 4} textAnchor="end" className={label}>
        {t('floodLine', { n: String(ALARM_LIMITS.flood) })}
      </text>
      <text x={LEFT - 6} y={TOP + HEIGHT} textAnchor="end" className={label}>
        0
      </text>
      <text x={LEFT - 6} y={flood + 4} textAnchor="end" className={label}>
        {ALARM_LIMITS.flood}
      </text>
      <text x={LEFT} y={TOP + HEIGHT + 16} className={label}>
        {date(fromMs, language)} {minuteZ(fromMs)}
      </text>
      <text x={WIDTH} y={TOP + HEIGHT + 16} textAnchor="end" className={label}>
        {date(toMs, language)} {minuteZ(toMs)}
      </text>
    </svg>
  );
}
