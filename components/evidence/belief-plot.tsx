'use client';

import { useTranslations } from 'use-intl';
import { probability } from '../../client/format/number';
import { useLanguage } from '../../client/i18n/provider';
import type { LaunchPoint } from '../../domain/series';
import { Figure } from '../ui/figure';
import type { Box } from './plot-frame';
import { useSourceOf } from './plot-title';
import { SharePlot, type ShareProps } from './share-plot';

/** Two marks nearer than this (px) have one label. */
const LABEL_PX = 30;

/** How sure the centre was of its finding at each revision, in steps; where the finding itself changed there is a dot. */
export function BeliefPlot(props: ShareProps) {
  const t = useTranslations('evidence');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const sourceOf = useSourceOf();
  const { points } = props.series;
  return (
    <SharePlot
      {...props}
      title={t('belief.title')}
      figure={(known) => (
        <>
          <Figure
            figure={{ value: probability(known.confidence, language), error: null }}
            source={`${tc(`finding.${known.finding}`)} · ${sourceOf(known)}`}
          />
          <span className="font-mono text-dim"> r{known.rev}</span>
        </>
      )}
      text={(known) => `${tc(`finding.${known.finding}`)} ${probability(known.confidence, language)}`}
    >
      {(box, toMs) => (
        <>
          <path d={steps(points, toMs, box)} fill="none" strokeWidth={1.75} className="stroke-hi" />
          <Changes points={points.filter((p, i) => p.finding !== points[i - 1]?.finding)} box={box} />
        </>
      )}
    </SharePlot>
  );
}

function Changes({ points, box }: { points: readonly LaunchPoint[]; box: Box }) {
  return points.map((p, i) => {
    const [x, y] = [box.x(p.toldMs), box.y(p.confidence)];
    const next = points[i + 1];
    return (
      <g key={p.rev}>
        <circle cx={x} cy={y} r={3.5} className="fill-hi stroke-panel" />
        {next && box.x(next.toldMs) - x < LABEL_PX ? null : (
          <text x={x + 6} y={y + (p.confidence > 0.85 ? 14 : -6)} className="fill-dim font-mono text-note">
            r{p.rev}
          </text>
        )}
      </g>
    );
  });
}

function steps(points: readonly LaunchPoint[], toMs: number, box: Box): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let d = `M${box.x(first.toldMs).toFixed(1)} ${box.y(first.confidence).toFixed(1)}`;
  for (const p of rest) d += `H${box.x(p.toldMs).toFixed(1)}V${box.y(p.confidence).toFixed(1)}`;
  return `${d}H${box.x(Math.max(toMs, points.at(-1)?.toldMs ?? 0)).toFixed(1)}`;
}
