'use client';

import { timeLeft } from '../../client/format/time';
import { useNowText } from '../../client/stores/context';

interface Props {
  dueMs: number;
  /** When the time began to run: draws the bar under the figure. */
  fromMs?: number;
  size?: 'row' | 'bar';
  /** What runs out, for assistive techniques. */
  label: string;
}

/** Time left to a due time of the session; changes once a second, in its place. After it the time overdue with a +. */
export function Countdown({ dueMs, fromMs, size = 'row', label }: Props) {
  const text = useNowText((now) => timeLeft(dueMs, now).text);
  const overdue = text.startsWith('+');
  const whole = fromMs === undefined ? 0 : dueMs - fromMs;
  const percent = useNowText((now) =>
    whole <= 0 ? 0 : Math.round(100 * Math.min(1, Math.max(0, (dueMs - now) / whole))),
  );
  return (
    <span role="timer" aria-label={label} className="inline-block font-mono">
      <span className={`font-semibold text-hi ${size === 'bar' ? 'text-countdown' : ''}`}>{text}</span>
      {whole > 0 ? (
        <span aria-hidden className="mt-1 block h-1 bg-line">
          <span className={`block h-1 ${overdue ? '' : 'bg-critical'}`} style={{ width: `${percent}%` }} />
        </span>
      ) : null}
    </span>
  );
}
