'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { probability } from '../../client/format/number';
import { timeZ } from '../../client/format/time';
import { useLanguage } from '../../client/i18n/provider';
import { useConsole, useNow } from '../../client/stores/context';
import type { Launch } from '../../domain/records';
import type { LaunchPoint, LaunchSeries } from '../../domain/series';
import { knownAt, seenSpan, stopsOf } from './flight';
import { type Box, PlotFrame } from './plot-frame';
import { PlotTitle } from './plot-title';

export interface ShareProps {
  launch: Launch;
  series: LaunchSeries;
  heightPx: number;
}
interface Props extends ShareProps {
  title: string;
  /** The figure beside the title, and all of it in words, of the revision that was known at the cursor, or is now. */
  figure: (known: LaunchPoint) => ReactNode;
  text: (known: LaunchPoint) => string;
  /** `toMs`: what was told last holds until then. */
  children: (box: Box, toMs: number) => ReactNode;
}

/** The frame of what lies between 0 and 1 over time, from the launch to now. */
export function SharePlot({ launch, series: { points }, heightPx, title, figure, text, children }: Props) {
  const t = useTranslations('evidence');
  const { language } = useLanguage();
  const nowMs = useNow(1);
  const cursorMs = useConsole((s) => s.cursorMs);
  const span = seenSpan(launch, points, nowMs);
  const known = knownAt(points, cursorMs);
  const half = { at: 0.5, text: probability(0.5, language).slice(0, 3) };
  return (
    <div>
      <PlotTitle title={title}>{known ? figure(known) : null}</PlotTitle>
      <PlotFrame
        name={title}
        text={known ? `${timeZ(known.toldMs)} ${text(known)}` : t('none')}
        span={span}
        domain={[0, 1]}
        ticks={[{ at: 0, text: '0' }, half, { at: 1, text: '1' }]}
        heightPx={heightPx}
        stops={stopsOf(points)}
      >
        {(box) => children(box, Math.min(nowMs, span.toMs))}
      </PlotFrame>
    </div>
  );
}
