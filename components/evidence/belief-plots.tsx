'use client';

import { useTranslations } from 'use-intl';
import { probability } from '../../client/format/number';
import { timeZ } from '../../client/format/time';
import { useLanguage } from '../../client/i18n/provider';
import { useConsole, useNow } from '../../client/stores/context';
import { type ClassCode, topClass } from '../../domain/classes';
import type { Launch } from '../../domain/records';
import type { LaunchPoint, LaunchSeries } from '../../domain/series';
import { SHADES } from '../dossier/class-bar';
import { Figure } from '../ui/figure';
import { classesShown, knownAt, seenSpan, stopsOf } from './flight';
import { type Box, PlotFrame } from './plot-frame';
import { PlotTitle, useSourceOf } from './plot-title';

interface Props {
  launch: Launch;
  series: LaunchSeries;
  heightPx: number;
}
const SHARES = [0, 0.5, 1] as const;

/** What it was taken for at each revision: shares one above the other, "unknown" on top, always. */
export function ClassPlot({ launch, series, heightPx }: Props) {
  const t = useTranslations('evidence');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const sourceOf = useSourceOf();
  const nowMs = useNow(1);
  const cursorMs = useConsole((s) => s.cursorMs);
  const { points } = series;
  const span = seenSpan(launch, points, nowMs);
  const known = knownAt(points, cursorMs);
  const top = known && topClass(known.classes);
  const codes = classesShown(points);
  return (
    <div>
      <PlotTitle title={t('class.title')}>
        {known && top ? (
          <>
            <span className="text-hi">{tc(`classShort.${top.code}`)} </span>
            <Figure figure={{ value: probability(top.p, language), error: null }} source={sourceOf(known)} />
          </>
        ) : null}
      </PlotTitle>
      <PlotFrame
        name={t('class.title')}
        text={
          known
            ? [
                timeZ(known.toldMs),
                ...codes.map((c) => `${tc(`classShort.${c}`)} ${probability(known.classes[c], language)}`),
              ].join(', ')
            : t('none')
        }
        span={span}
        domain={[0, 1]}
        ticks={SHARES.map((at) => ({
          at,
          text: at === 0.5 ? probability(at, language).slice(0, 3) : String(at),
        }))}
        heightPx={heightPx}
        stops={stopsOf(points)}
      >
        {(box) => <Shares points={points} codes={codes} toMs={Math.min(nowMs, span.toMs)} box={box} />}
      </PlotFrame>
    </div>
  );
}

interface SharesProps {
  points: readonly LaunchPoint[];
  codes: readonly ClassCode[];
  toMs: number;
  box: Box;
}

function Shares({ points, codes, toMs, box }: SharesProps) {
  const tc = useTranslations('codes');
  const last = points.at(-1);
  if (!last) return null;
  // What was said last holds until now.
  const columns = [
    ...points.map((p) => ({ x: box.x(p.toldMs), classes: p.classes })),
    { x: Math.max(box.x(toMs), box.x(last.toldMs) + 2), classes: last.classes },
  ];
  const below = columns.map(() => 0);
  return codes.map((code, i) => {
    const from = [...below];
    columns.forEach((c, k) => {
      below[k] = (below[k] as number) + c.classes[code];
    });
    const edge = (heights: readonly number[]) =>
      columns.map(({ x }, k) => `${x.toFixed(1)} ${box.y(heights[k] as number).toFixed(1)}`);
    const d = `M${[...edge(below), ...edge(from).reverse()].join('L')}Z`;
    const unknown = code === 'UNKNOWN';
    return (
      <g key={code}>
        <path
          d={d}
          strokeWidth={1}
          style={unknown ? undefined : { fill: SHADES[Math.min(i, SHADES.length - 1)] }}
          className={`stroke-panel ${unknown ? 'fill-raised' : ''}`}
        />
        <ShareName
          name={tc(`classShort.${code}`)}
          columns={columns}
          from={from}
          to={below}
          box={box}
          dark={i > 1 || unknown}
        />
      </g>
    );
  });
}

/** The name of a share where it is high enough for one, in its last third. */
function ShareName({
  name,
  columns,
  from,
  to,
  box,
  dark,
}: {
  name: string;
  columns: readonly { x: number }[];
  from: readonly number[];
  to: readonly number[];
  box: Box;
  dark: boolean;
}) {
  const k = columns.length - 1;
  const [y0, y1] = [box.y(from[k] as number), box.y(to[k] as number)];
  const room = (columns[k]?.x ?? 0) - (columns[0]?.x ?? 0);
  if (y0 - y1 < 14 || room < 8 * name.length + 12) return null;
  return (
    <text
      x={(columns[k]?.x ?? 0) - 6}
      y={(y0 + y1) / 2 + 4}
      textAnchor="end"
      className={`text-note ${dark ? 'fill-hi' : 'fill-on-primary'}`}
    >
      {name}
    </text>
  );
}

/** How sure the centre was of its finding at each revision, in steps; where the finding itself changed there is a dot. */
export function BeliefPlot({ launch, series, heightPx }: Props) {
  const t = useTranslations('evidence');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const sourceOf = useSourceOf();
  const nowMs = useNow(1);
  const cursorMs = useConsole((s) => s.cursorMs);
  const { points } = series;
  const span = seenSpan(launch, points, nowMs);
  const known = knownAt(points, cursorMs);
  const changes = points.filter((p, i) => p.finding !== points[i - 1]?.finding);
  return (
    <div>
      <PlotTitle title={t('belief.title')}>
        {known ? (
          <>
            <Figure
              figure={{ value: probability(known.confidence, language), error: null }}
              source={`${tc(`finding.${known.finding}`)} · ${sourceOf(known)}`}
            />
            <span className="font-mono text-dim"> r{known.rev}</span>
          </>
        ) : null}
      </PlotTitle>
      <PlotFrame
        name={t('belief.title')}
        text={
          known
            ? `${timeZ(known.toldMs)} ${tc(`finding.${known.finding}`)} ${probability(known.confidence, language)}`
            : t('none')
        }
        span={span}
        domain={[0, 1]}
        ticks={SHARES.map((at) => ({
          at,
          text: at === 0.5 ? probability(at, language).slice(0, 3) : String(at),
        }))}
        heightPx={heightPx}
        stops={stopsOf(points)}
      >
        {(box) => (
          <>
            <path
              d={steps(points, Math.min(nowMs, span.toMs), box)}
              fill="none"
              strokeWidth={1.75}
              className="stroke-hi"
            />
            {changes.map((p, i) => (
              <g key={p.rev}>
                <circle
                  cx={box.x(p.toldMs)}
                  cy={box.y(p.confidence)}
                  r={3.5}
                  className="fill-hi stroke-panel"
                />
                {box.x(changes[i + 1]?.toldMs ?? Number.POSITIVE_INFINITY) - box.x(p.toldMs) < 30 ? null : (
                  <text
                    x={box.x(p.toldMs) + 6}
                    y={box.y(p.confidence) + (p.confidence > 0.85 ? 14 : -6)}
                    className="fill-dim font-mono text-note"
                  >
                    r{p.rev}
                  </text>
                )}
              </g>
            ))}
          </>
        )}
      </PlotFrame>
    </div>
  );
}

function steps(points: readonly LaunchPoint[], toMs: number, box: Box): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let d = `M${box.x(first.toldMs).toFixed(1)} ${box.y(first.confidence).toFixed(1)}`;
  for (const p of rest) d += `H${box.x(p.toldMs).toFixed(1)}V${box.y(p.confidence).toFixed(1)}`;
  return `${d}H${box.x(Math.max(toMs, points.at(-1)?.toldMs ?? 0)).toFixed(1)}`;
}
