'use client';

import { useTranslations } from 'use-intl';
import { number } from '../../client/format/number';
import { timeZ } from '../../client/format/time';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { useConsole, useNow } from '../../client/stores/context';
import type { Launch, SensorResidual } from '../../domain/records';
import type { LaunchSeries } from '../../domain/series';
import { useBook } from '../shell/use-data';
import { residualLanes, type SensorLane, seenSpan } from './flight';
import { type Box, PlotFrame } from './plot-frame';

/** A lane is 28 px high and reaches to three sigmas on either side. */
const LANE_PX = 28;
const SIGMAS = 3;
const AXES_PX = 24;

interface Props {
  launch: Launch;
  series: LaunchSeries;
  /** Width of the sensors' names. */
  namePx: number;
}

/** What own sensors' looks left over against the track, in sigmas: a lane a sensor, a mark a component. */
export function ResidualPlot({ launch, series, namePx }: Props) {
  const t = useTranslations('evidence');
  const pick = useWords();
  const { language } = useLanguage();
  const { sensors } = useBook();
  const nowMs = useNow(1);
  const cursorMs = useConsole((s) => s.cursorMs);
  const lanes = residualLanes(series.own);
  const nameOf = (id: string): string => {
    const sensor = sensors.find((s) => s.id === id);
    return sensor ? pick(sensor.name) : id;
  };
  if (lanes.length === 0) return <p className="text-small text-dim">{t('residuals.none')}</p>;
  const textOf = (lane: SensorLane): string => {
    const look = cursorMs === null ? lane.looks.at(-1) : lane.looks.findLast((l) => l.atMs <= cursorMs);
    if (!look) return `${nameOf(lane.sensor)} —`;
    const sigmas = look.sigmas.map((s) => `${s > 0 ? '+' : ''}${number(s, language, 1)}`).join(' ');
    return `${nameOf(lane.sensor)} ${timeZ(look.atMs)} ${sigmas} σ`;
  };
  const stops = [...new Set(lanes.flatMap((l) => l.looks.map((r) => r.atMs)))].sort((a, b) => a - b);
  return (
    <>
      <div className="relative">
        <PlotFrame
          name={t('residuals.title')}
          text={lanes.map(textOf).join('; ')}
          span={seenSpan(launch, series.points, nowMs)}
          domain={[0, lanes.length]}
          ticks={[]}
          heightPx={LANE_PX * lanes.length + AXES_PX}
          leftPx={namePx}
          stops={stops}
        >
          {(box) =>
            lanes.map((lane, i) => <Lane key={lane.sensor} lane={lane} box={box} place={lanes.length - i} />)
          }
        </PlotFrame>
        <ul className="pointer-events-none absolute inset-0 text-small">
          {lanes.map((lane, i) => (
            <li
              key={lane.sensor}
              title={textOf(lane)}
              style={{ top: 6 + i * LANE_PX, height: LANE_PX, width: namePx - 10 }}
              className="pointer-events-auto absolute flex flex-col justify-center leading-[13px]"
            >
              <span className="truncate text-fg">{nameOf(lane.sensor)}</span>
              <span className="truncate font-mono text-note tabular-nums text-dim">
                {t('residuals.fit', {
                  chi2: number(lane.chi2, language, 2),
                  looks: String(lane.looks.length),
                })}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <p className="text-note text-dim">{t('residuals.legend')}</p>
    </>
  );
}

function Lane({ lane, box, place }: { lane: SensorLane; box: Box; place: number }) {
  const middle = box.y(place - 0.5);
  const half = (box.y(place - 1) - box.y(place)) / 2;
  const y = (sigma: number): number => middle - (Math.max(-SIGMAS, Math.min(SIGMAS, sigma)) / SIGMAS) * half;
  return (
    <g>
      <rect
        x={box.left}
        y={y(2)}
        width={box.right - box.left}
        height={y(-2) - y(2)}
        className="fill-raised"
      />
      <line x1={box.left} x2={box.right} y1={middle} y2={middle} className="stroke-line" />
      {lane.looks.map((look) => (
        <Marks key={look.atMs} look={look} x={box.x(look.atMs)} y={y} />
      ))}
    </g>
  );
}

/** A disc, a square and a lozenge for the first, second and third component; hollow where it lies beyond the lane. */
function Marks({ look, x, y }: { look: SensorResidual; x: number; y: (sigma: number) => number }) {
  return look.sigmas.map((sigma, i) => {
    const look = Math.abs(sigma) > SIGMAS ? 'fill-panel stroke-hi' : 'fill-hi';
    const at = y(sigma);
    // biome-ignore-start lint/suspicious/noArrayIndexKey: a component is its place
    if (i === 0) return <circle key={i} cx={x} cy={at} r={2} className={look} />;
    if (i === 1) return <rect key={i} x={x - 1.75} y={at - 1.75} width={3.5} height={3.5} className={look} />;
    return <path key={i} d={`M${x} ${at - 2.75}l2.75 2.75-2.75 2.75-2.75-2.75z`} className={look} />;
    // biome-ignore-end lint/suspicious/noArrayIndexKey: a component is its place
  });
}
