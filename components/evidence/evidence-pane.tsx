'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useSourceState } from '../../client/stores/context';
import { selectAlerts } from '../../client/stores/select';
import { shortNumber } from '../../domain/ids';
import type { Launch } from '../../domain/records';
import { alertOfLaunch } from '../alerts/model';
import { Block } from '../dossier/block';
import { PaneHead } from '../shell/pane-head';
import { useMe, useParties, useSelectedLaunch } from '../shell/use-data';
import { BeliefPlot } from './belief-plot';
import { ClassPlot } from './class-plot';
import { MotionPlot } from './motion-plot';
import { ReadNote } from './read-note';
import { ResidualPlot } from './residual-plot';
import { useSeries } from './series-context';
import { SeriesTable } from './series-table';
import { Waterfall } from './waterfall';

/** The evidence of the selected launch, wide: belief, motion, measurement, and how long everything took. */
export function EvidencePane() {
  const t = useTranslations('evidence');
  const launch = useSelectedLaunch();
  return (
    <section
      aria-label={t('title')}
      className="@container flex h-full flex-col border-l border-line bg-panel text-body"
    >
      <PaneHead title={launch ? `${t('title')} · ${shortNumber('L', launch.number)}` : t('title')} />
      {launch ? <Plots launch={launch} /> : <p className="p-3.5 text-dim">{t('noLaunch')}</p>}
    </section>
  );
}

const PLOT_PX = 112;

function Plots({ launch }: { launch: Launch }) {
  const t = useTranslations('evidence');
  const { series } = useSeries();
  const me = useMe();
  const letter = useParties().find((p) => p.id === me?.participant)?.letter ?? '';
  const rows = useSourceState(selectAlerts);
  const row = useMemo(() => alertOfLaunch(rows, launch.id), [rows, launch.id]);
  const plots = { launch, series, heightPx: PLOT_PX };
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <Block title={t('overTime')} owner={null}>
        <ReadNote />
        <div className="grid gap-x-4 gap-y-2 @min-[640px]:grid-cols-2">
          <BeliefPlot {...plots} />
          <ClassPlot {...plots} />
          <MotionPlot what="height" {...plots} />
          <MotionPlot what="speed" {...plots} />
        </div>
        <SeriesTable series={series} />
      </Block>
      <Block title={t('residuals.title')} owner={letter}>
        <ResidualPlot launch={launch} series={series} namePx={216} />
      </Block>
      <Block title={t('waterfall.title')} owner={letter}>
        <Waterfall row={row} series={series} />
      </Block>
    </div>
  );
}
