'use client';

import { scaleLinear } from 'd3-scale';
import { useTranslations } from 'use-intl';
import { distance, number, speed } from '../../client/format/number';
import { timeZ } from '../../client/format/time';
import { useLanguage } from '../../client/i18n/provider';
import { useConsole, useNow } from '../../client/stores/context';
import type { Launch } from '../../domain/records';
import type { LaunchPoint, LaunchSeries } from '../../domain/series';
import { Figure } from '../ui/figure';
import { flightSpan, knownAt, predicted, type Sample, stopsOf, valueAt } from './flight';
import { type Box, PlotFrame } from './plot-frame';
import { PlotTitle, useSourceOf } from './plot-title';

interface Props {
  what: 'height' | 'speed';
  launch: Launch;
  series: LaunchSeries;
  heightPx: number;
}

/** Below this height (px) there is no room for a note beside the figure. */
const SMALL_PX = 100;

/** Altitude or speed over time: each revision's own with its ±, solid; the free flight that is predicted from now, dashed. */
export function MotionPlot({ what, launch, series, heightPx }: Props) {
  const t = useTranslations('evidence');
  const { language } = useLanguage();
  const sourceOf = useSourceOf();
  const nowMs = useNow(1);
  const cursorMs = useConsole((s) => s.cursorMs);
  const { points } = series;
  const span = flightSpan(launch, points, nowMs);
  const known = knownAt(points, cursorMs);
  const measured = points.map((p) => sampleOf(p, what));
  const ahead = predicted(launch, span.toMs)[what];
  const seen = measured.reduce((most, s) => Math.max(most, s.value + s.half), 0);
  // One revision that knew little would else press all others to the ground.
  const most = Math.max(...[...measured, ...ahead].map((s) => s.value), 1);
  const top = Math.min(Math.max(seen, most * 1.05), most * 1.4);
  const scale = scaleLinear([0, top], [0, 1]).nice(4);
  const decimals = scale.ticks(3).some((at) => at % 1000 !== 0) ? 1 : 0;
  const figureOf = what === 'height' ? distance : speed;
  const shown = valueAt(measured, ahead, cursorMs ?? Math.min(nowMs, span.toMs));
  const figure = shown && figureOf(shown.value, shown.half, language);
  const peak = ahead.reduce<Sample | null>((high, s) => (!high || s.value > high.value ? s : high), null);
  const noteOf = (): string | null => {
    if (!shown || heightPx <= SMALL_PX) return null;
    if (shown.ahead) return t('predicted');
    if (what === 'height' && cursorMs === null && peak && peak.atMs > nowMs)
      return t('height.apogee', { value: distance(peak.value, peak.half, language).value });
    return timeZ(shown.atMs);
  };
  return (
    <div>
      <PlotTitle title={t(`${what}.title`)} note={noteOf()}>
        {figure && known ? (
          <Figure
            figure={figure}
            source={shown?.ahead ? `${t('predicted')} · ${sourceOf(known)}` : sourceOf(known)}
          />
        ) : null}
      </PlotTitle>
      <PlotFrame
        name={t(`${what}.title`)}
        text={
          figure && shown
            ? `${timeZ(shown.atMs)} ${figure.value} ${figure.error ?? ''}${shown.ahead ? ` ${t('predicted')}` : ''}`
            : t('none')
        }
        span={span}
        domain={[0, scale.domain()[1] as number]}
        ticks={scale.ticks(3).map((at) => ({ at, text: number(at / 1000, language, decimals) }))}
        heightPx={heightPx}
        stops={stopsOf(points)}
      >
        {(box) => (
          <>
            <path d={band(measured, box)} className="fill-dim opacity-35" />
            <path d={band(ahead, box)} className="fill-dim opacity-20" />
            <path d={line(measured, box)} fill="none" strokeWidth={1.75} className="stroke-hi" />
            <path
              d={line(ahead, box)}
              fill="none"
              strokeWidth={1.75}
              strokeDasharray="5 4"
              className="stroke-hi"
            />
          </>
        )}
      </PlotFrame>
    </div>
  );
}

const sampleOf = (p: LaunchPoint, what: Props['what']): Sample =>
  what === 'height'
    ? { atMs: p.atMs, value: p.heightM, half: p.heightHalfM }
    : { atMs: p.atMs, value: p.speedMS, half: p.speedHalfMS };

const at = (box: Box, atMs: number, value: number): string =>
  `${box.x(atMs).toFixed(1)} ${Math.min(box.bottom, Math.max(box.top, box.y(value))).toFixed(1)}`;

const line = (samples: readonly Sample[], box: Box): string =>
  samples.map((s, i) => `${i === 0 ? 'M' : 'L'}${at(box, s.atMs, s.value)}`).join('');

function band(samples: readonly Sample[], box: Box): string {
  if (samples.length === 0) return '';
  const above = samples.map((s) => at(box, s.atMs, s.value + s.half));
  const below = samples.map((s) => at(box, s.atMs, s.value - s.half)).reverse();
  return `M${[...above, ...below].join('L')}Z`;
}
