'use client';

import { useTranslations } from 'use-intl';
import { probability } from '../../client/format/number';
import { useLanguage } from '../../client/i18n/provider';
import { type ClassCode, topClass } from '../../domain/classes';
import type { LaunchPoint } from '../../domain/series';
import { SHADES } from '../dossier/class-bar';
import { Figure } from '../ui/figure';
import { classesShown } from './flight';
import type { Box } from './plot-frame';
import { useSourceOf } from './plot-title';
import { SharePlot, type ShareProps } from './share-plot';

/** What it was taken for at each revision: shares one above the other, "unknown" on top, always. */
export function ClassPlot(props: ShareProps) {
  const t = useTranslations('evidence');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const sourceOf = useSourceOf();
  const { points } = props.series;
  const codes = classesShown(points);
  const share = (known: LaunchPoint, code: ClassCode) => probability(known.classes[code], language);
  return (
    <SharePlot
      {...props}
      title={t('class.title')}
      figure={(known) => {
        const { code } = topClass(known.classes);
        return (
          <>
            <span className="text-hi">{tc(`classShort.${code}`)} </span>
            <Figure figure={{ value: share(known, code), error: null }} source={sourceOf(known)} />
          </>
        );
      }}
      text={(known) => codes.map((c) => `${tc(`classShort.${c}`)} ${share(known, c)}`).join(', ')}
    >
      {(box, toMs) => <Shares points={points} codes={codes} toMs={toMs} box={box} />}
    </SharePlot>
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
    const to = [...below];
    const edge = (heights: readonly number[]) =>
      columns.map(({ x }, k) => `${x.toFixed(1)} ${box.y(heights[k] as number).toFixed(1)}`);
    const d = `M${[...edge(to), ...edge(from).reverse()].join('L')}Z`;
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
          to={to}
          box={box}
          dark={i > 1 || unknown}
        />
      </g>
    );
  });
}

/** The name of a share where it is high enough for one, at its end. */
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
