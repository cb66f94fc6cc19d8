'use client';

import { useTranslations } from 'use-intl';
import { useAction } from '../../client/actions/use-action-keys';
import { distance, elapsed, number, speed } from '../../client/format/number';
import { useLanguage } from '../../client/i18n/provider';
import type { AlertRow } from '../../client/stores/select';
import type { Launch } from '../../domain/records';
import { launchPoint } from '../../domain/series';
import { BeliefPlot } from '../evidence/belief-plot';
import { ClassPlot } from '../evidence/class-plot';
import { residualLanes } from '../evidence/flight';
import { MotionPlot } from '../evidence/motion-plot';
import { ReadNote } from '../evidence/read-note';
import { ResidualPlot } from '../evidence/residual-plot';
import { useHeldSeries, useSeries } from '../evidence/series-context';
import { SeriesTable } from '../evidence/series-table';
import { Waterfall } from '../evidence/waterfall';
import { useMe, useParties } from '../shell/use-data';
import { Button } from '../ui/button';
import { Block } from './block';
import type { BlockProps } from './launch-blocks';

const PLOT_PX = 92;

/** How it moved and what it was taken for, over time; small, and a way to the evidence in full. */
export function OverTimeBlock({ launch, fold }: BlockProps) {
  const t = useTranslations('evidence');
  const { language } = useLanguage();
  const { heightM, heightHalfM, speedMS, speedHalfMS } = launchPoint(launch);
  const [high, fast] = [distance(heightM, heightHalfM, language), speed(speedMS, speedHalfMS, language)];
  return (
    <Block
      title={t('overTime')}
      source={t('cursorHint')}
      owner={null}
      folded={fold ? `${high.value} ${high.error} · ${fast.value} ${fast.error}` : null}
    >
      <SmallPlots launch={launch} />
    </Block>
  );
}

function SmallPlots({ launch }: { launch: Launch }) {
  const { series } = useSeries();
  const open = useAction('evidence');
  const plots = { launch, series, heightPx: PLOT_PX };
  return (
    <>
      <ReadNote />
      <div className="grid grid-cols-2 gap-x-3">
        <MotionPlot what="height" {...plots} />
        <MotionPlot what="speed" {...plots} />
        <ClassPlot {...plots} />
        <BeliefPlot {...plots} />
      </div>
      <div className="mt-1 flex items-start justify-between gap-2">
        <SeriesTable series={series} />
        <Button size="small" onPress={open.run} keys={open.keys} why={open.why} pressed={open.isOn}>
          {open.label}
        </Button>
      </div>
    </>
  );
}

/** What own sensors' looks left over; one line with how well they fit until it is opened. */
export function ResidualsBlock({ launch }: { launch: Launch }) {
  const t = useTranslations('evidence');
  const { language } = useLanguage();
  const me = useMe();
  const letter = useParties().find((p) => p.id === me?.participant)?.letter ?? '';
  const lanes = residualLanes(useHeldSeries().own);
  const worst = Math.max(...lanes.map((l) => l.chi2));
  const folded =
    lanes.length === 0
      ? t('residuals.noneShort')
      : t('residuals.folded', { count: lanes.length, chi2: number(worst, language, 2) });
  return (
    <Block title={t('residuals.title')} owner={letter} folded={folded}>
      <OpenResiduals launch={launch} />
    </Block>
  );
}

function OpenResiduals({ launch }: { launch: Launch }) {
  const { series } = useSeries();
  return (
    <>
      <ReadNote />
      <ResidualPlot launch={launch} series={series} namePx={132} />
    </>
  );
}

/** From a look to the answers; one line with how long the answers took until it is opened. */
export function WaterfallBlock({ row }: { row: AlertRow }) {
  const t = useTranslations('evidence.waterfall');
  const { language } = useLanguage();
  const me = useMe();
  const letter = useParties().find((p) => p.id === me?.participant)?.letter ?? '';
  const { answers, alarmedMs } = row.alert;
  const latest = answers.reduce((last, a) => Math.max(last, a.atMs), 0);
  return (
    <Block
      title={t('title')}
      owner={letter}
      folded={
        latest > alarmedMs ? t('folded', { took: elapsed(latest - alarmedMs, language) }) : t('unanswered')
      }
    >
      <OpenWaterfall row={row} />
    </Block>
  );
}

function OpenWaterfall({ row }: { row: AlertRow }) {
  const { series } = useSeries();
  return (
    <>
      <ReadNote />
      <Waterfall row={row} series={series} />
    </>
  );
}
