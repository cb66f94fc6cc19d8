'use client';

import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { km, number } from '../../client/format/number';
import { timeZ } from '../../client/format/time';
import { useLanguage } from '../../client/i18n/provider';
import { useConsole, useNow, useSource } from '../../client/stores/context';
import { metresPerPixelAt } from './geometry/projection';
import { type Inset, type InsetItem, insetsOf, type Offset } from './scene/inset';
import { ObjectBook } from './scene/objects';
import { partyLine, ReportedBook } from './scene/reported';
import { objectsOf } from './scene/scene';
import { strokeOf } from './svg-line';
import { useMapTexts } from './use-map-texts';

const SIZE = { w: 232, h: 132 } as const;

/** Magnified: where the Parties' reports of the selected launch differ by less than the map can show. */
export function ReportedInsets({ most }: { most: number }) {
  const on = useConsole((s) => s.layers.reported);
  return on ? <Insets most={most} /> : null;
}

function Insets({ most }: { most: number }) {
  const source = useSource();
  const nowMs = useNow(1);
  const selection = useConsole((s) => s.selection);
  const { lat, zoom } = useConsole((s) => s.map);
  const [books] = useState(() => ({ objects: new ObjectBook(), reports: new ReportedBook() }));
  const insets = useMemo(() => {
    const state = source.store.getState();
    const objects = objectsOf(books.objects, state, (c) => source.tracks(c), selection, false, nowMs);
    const selected = objects.filter((o) => o.tone === 'selected');
    const [reported] = books.reports.list(state, selected);
    return reported ? insetsOf(reported, nowMs, metresPerPixelAt({ lat, zoom })).slice(0, most) : [];
  }, [source, books, selection, nowMs, lat, zoom, most]);
  return (
    <>
      {insets.map((inset) => (
        <InsetBox key={inset.what} inset={inset} nowMs={nowMs} />
      ))}
    </>
  );
}

function InsetBox({ inset, nowMs }: { inset: Inset; nowMs: number }) {
  const t = useTranslations('map.inset');
  const { language } = useLanguage();
  const texts = useMapTexts();
  const pxPerM = SIZE.h / 2 / inset.halfM;
  const at = ({ e, n }: Offset) => ({ x: SIZE.w / 2 + e * pxPerM, y: SIZE.h / 2 - n * pxPerM });
  const [from, to] = inset.gap.letters.map((l) => inset.items.find((i) => i.letter === l)?.at);
  const [a, b] = [from && at(from), to && at(to)];
  const apart = texts.gap(inset.gap);
  const aside = inset.turnDeg === null ? null : t('turn', { turn: `${number(inset.turnDeg, language, 1)}°` });
  const title = inset.what === 'position' ? t('position', { time: timeZ(nowMs) }) : t('impact');
  const barM = barOf(inset.halfM);
  return (
    <figure
      data-kept
      className="m-0 rounded-sm border border-[#55606c] bg-page/95 text-small"
      style={{ width: SIZE.w + 2 }}
    >
      <figcaption className="flex flex-wrap justify-between gap-x-3 border-b border-line px-2 py-0.5">
        <span className="font-semibold text-hi">{title}</span>
        {aside ? <span className="text-dim">{aside}</span> : null}
      </figcaption>
      <svg
        width={SIZE.w}
        height={SIZE.h}
        role="img"
        aria-label={[title, inset.gap.letters.join(', '), apart, aside].filter(Boolean).join(' · ')}
        className="block overflow-hidden font-mono"
        fill="none"
      >
        {inset.items.map((item) => (
          <Estimate key={item.letter} item={item} at={at(item.at)} pxPerM={pxPerM} />
        ))}
        {a && b ? <path d={`M${a.x} ${a.y}L${b.x} ${b.y}`} stroke="#ffffff" strokeWidth="1.5" /> : null}
        {inset.joint ? <circle {...circleAt(at(inset.joint))} r="3" fill="#ffffff" /> : null}
        {inset.items.map((item) => (
          <Letter key={item.letter} letter={item.letter} at={at(item.at)} />
        ))}
        <text x={8} y={SIZE.h - 8} fill="#f3f5f7" fontSize="12" fontWeight="600">
          {apart}
        </text>
        <path
          d={`M${SIZE.w - 8 - barM * pxPerM} ${SIZE.h - 13}v5H${SIZE.w - 8}v-5`}
          stroke="#d5dae0"
          strokeWidth="1.5"
        />
        <text x={SIZE.w - 8} y={SIZE.h - 17} fill="#d5dae0" fontSize="11" textAnchor="end">
          {km(barM, language)}
        </text>
      </svg>
    </figure>
  );
}

const circleAt = ({ x, y }: { x: number; y: number }) => ({ cx: x, cy: y });
interface EstimateProps {
  item: InsetItem;
  at: { x: number; y: number };
  pxPerM: number;
}
/** Region, course and cross of one Party's estimate. */
function Estimate({ item, at, pxPerM }: EstimateProps) {
  const look = strokeOf(partyLine(item.order));
  const { semiMajorM, semiMinorM, azDeg } = item.ellipse;
  const reach = SIZE.w;
  return (
    <g transform={`translate(${at.x} ${at.y})`}>
      <ellipse
        rx={semiMinorM * pxPerM}
        ry={semiMajorM * pxPerM}
        transform={`rotate(${azDeg})`}
        fill="#ffffff"
        fillOpacity="0.04"
        {...look}
      />
      {item.courseDeg === null ? null : (
        <path
          d={`M0 ${reach}V${-reach}`}
          transform={`rotate(${item.courseDeg})`}
          strokeOpacity="0.6"
          {...look}
        />
      )}
      <path d="M-4 0H4M0 -4V4" stroke="#ffffff" strokeWidth="1.5" />
    </g>
  );
}

/** Outwards from the middle of the inset, so that two letters never lie on one another. */
function Letter({ letter, at }: { letter: string; at: { x: number; y: number } }) {
  const [dx, dy] = [at.x - SIZE.w / 2, at.y - SIZE.h / 2];
  const far = Math.hypot(dx, dy) || 1;
  const [x, y] = [Math.round(at.x + (16 * dx) / far) - 7, Math.round(at.y + (16 * dy) / far) - 7];
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect x="0.5" y="0.5" width="13" height="13" fill="#1b1f24" stroke="#f3f5f7" />
      <text x="7" y="10.5" fill="#f3f5f7" fontSize="10" fontWeight="500" textAnchor="middle">
        {letter}
      </text>
    </g>
  );
}

/** A round length that fits a third of the inset, metres. */
function barOf(halfM: number): number {
  const most = (2 * halfM * SIZE.w) / SIZE.h / 3;
  const power = 10 ** Math.floor(Math.log10(most));
  return power * ([5, 2, 1].find((k) => k * power <= most) ?? 1);
}
