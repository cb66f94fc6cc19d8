'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { dayMonth, length, timeOfDay, timeZ } from '../../client/format/time';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { areaCentre } from '../../domain/area';
import { shortNumber } from '../../domain/ids';
import type { LaunchNotification } from '../../domain/records';
import { type BandInk, bandProjection, drawBand, notifiedPath, type Ring } from './band-drawing';
import { nameWidthPx, placeNames } from './band-names';
import { comingUp, inStrip, namedAs, stripAheadMs, stripMarks, stripShare } from './coming';

const MOST_NAMES = 5;
/** A window narrower than this part of the strip has no room for its name. */
const NAMED_SHARE = 0.06;

/** The public world on a map: what the register holds, day and night, and the hours that come. Decorative for a reader of lists. */
export function Band({
  notifications,
  nowMs,
}: {
  notifications: readonly LaunchNotification[];
  nowMs: number;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [land, setLand] = useState<Ring[]>([]);
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  const minute = Math.floor(nowMs / 60e3) * 60e3;
  const named = useMemo(() => comingUp(notifications, minute, MOST_NAMES), [notifications, minute]);
  useEffect(() => {
    const stop = new AbortController();
    void fetch('/basemap/land-110m.json', { signal: stop.signal })
      .then((r) => r.json())
      .then((g: { features: { geometry: { coordinates: Ring[] } }[] }) =>
        setLand(g.features.flatMap((f) => f.geometry.coordinates)),
      )
      .catch(() => setLand([]));
    return () => stop.abort();
  }, []);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const look = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const element = canvas.current;
    const ctx = element?.getContext('2d');
    if (!element || !ctx || !size) return;
    const ratio = window.devicePixelRatio;
    element.width = size.width * ratio;
    element.height = size.height * ratio;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const style = getComputedStyle(element);
    const ink: BandInk = {
      page: style.getPropertyValue('--page').trim(),
      land: style.getPropertyValue('--land').trim(),
      coast: style.getPropertyValue('--coast').trim(),
      line: style.getPropertyValue('--line').trim(),
      textDim: style.getPropertyValue('--text-dim').trim(),
      textHi: style.getPropertyValue('--text-hi').trim(),
    };
    drawBand(ctx, size.width, size.height, land, named, minute, ink);
  }, [land, named, minute, size]);
  return (
    <>
      <canvas ref={canvas} aria-hidden className="absolute inset-0 size-full" />
      {size ? <Names named={named} nowMs={nowMs} size={size} /> : null}
      <Hours notifications={notifications} nowMs={nowMs} />
    </>
  );
}

function Names({
  named,
  nowMs,
  size,
}: {
  named: readonly LaunchNotification[];
  nowMs: number;
  size: { width: number; height: number };
}) {
  const t = useTranslations('signin');
  const { language } = useLanguage();
  const what = (n: LaunchNotification): string => {
    const as = namedAs(n, nowMs);
    if (as === 'seen') return t('seen', { time: timeZ(n.matchedMs ?? nowMs) });
    if (as === 'open') return t('windowOpen', { time: timeZ(n.window.toMs) });
    if (as === 'opens') return t('opensIn', { left: length(n.window.fromMs - nowMs) });
    return dayMonth(n.window.fromMs, language);
  };
  const texts = named.map(what);
  const lengths = texts.map((text) => text.length).join();
  const places = useMemo(() => {
    const p = bandProjection(size.width, size.height);
    const chars = lengths.split(',').map(Number);
    const things = named.map((n, i) => {
      const path = p.line(notifiedPath(n));
      const start = p.project(areaCentre(n.launchArea));
      return { start, at: path[Math.floor(path.length / 3)] ?? start, widthPx: nameWidthPx(chars[i] ?? 0) };
    });
    const left = size.width < 1100 ? size.width * 0.45 : 600;
    return placeNames(things, { left, top: 8, right: size.width - 8, bottom: size.height - 72 });
  }, [named, lengths, size]);
  return (
    <ul aria-label={t('named')}>
      {named.map((n, i) => {
        const place = places[i];
        if (!place) return null;
        const { x, y, from, to } = place;
        return (
          <li key={n.id}>
            <svg aria-hidden className="pointer-events-none absolute inset-0 size-full">
              <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} stroke="var(--line-strong)" />
            </svg>
            <span
              className="absolute whitespace-nowrap rounded-sm border border-line-strong bg-page/90 px-1.5 py-0.5 text-small"
              style={{ left: x, top: y }}
            >
              <span className="font-mono font-medium text-hi">{shortNumber('N', n.number)}</span>{' '}
              <span className="text-dim">{texts[i]}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** The strip of hours: windows of the register, now, and a mark for every third hour. */
function Hours({ notifications, nowMs }: { notifications: readonly LaunchNotification[]; nowMs: number }) {
  const t = useTranslations('signin');
  const pick = useWords();
  const aheadMs = stripAheadMs(notifications, nowMs);
  const shown = inStrip(notifications, nowMs, aheadMs);
  const place = (atMs: number) => stripShare(atMs, nowMs, aheadMs);
  const rows: LaunchNotification[][] = [[], []];
  for (const n of shown) {
    const free = rows.find((row) => (row[row.length - 1]?.window.toMs ?? 0) < n.window.fromMs);
    free?.push(n);
  }
  const marks = stripMarks(nowMs, aheadMs);
  const percent = (share: number) => `${(100 * Math.max(0, Math.min(1, share))).toFixed(2)}%`;
  return (
    <div className="absolute inset-x-6 bottom-0 h-[68px]">
      <ul aria-label={t('hours')}>
        {rows.flatMap((row, r) =>
          row.map((n) => {
            const from = place(n.window.fromMs);
            const to = place(n.window.toMs);
            return (
              <li
                key={n.id}
                title={`${shortNumber('N', n.number)} ${pick(n.launchArea.name)}`}
                className={`absolute h-[14px] truncate rounded-sm border px-1 text-note leading-[12px] ${n.status === 'MATCHED' ? 'border-line-strong bg-selected text-hi' : 'border-dotted border-dim bg-page/70 text-fg'}`}
                style={{
                  left: percent(from),
                  width: percent(Math.max(0.004, Math.min(1, to) - Math.max(0, from))),
                  top: r * 16,
                }}
              >
                {Math.min(1, to) - Math.max(0, from) > NAMED_SHARE
                  ? `${shortNumber('N', n.number)} ${pick(n.launchArea.name)}`
                  : null}
              </li>
            );
          }),
        )}
      </ul>
      <div aria-hidden className="absolute inset-x-0 top-[34px] border-t border-dim" />
      {marks.map((atMs) => {
        const share = place(atMs);
        // The label of now stands over the marks next to it.
        return share < 0.01 || share > 0.99 || Math.abs(share - place(nowMs)) < 0.045 ? null : (
          <span
            key={atMs}
            className="absolute top-[40px] -translate-x-1/2 font-mono text-small text-dim"
            style={{ left: percent(share) }}
          >
            {timeOfDay(atMs).slice(0, 5)}
          </span>
        );
      })}
      <span
        className="absolute top-[26px] h-3 border-l-2 border-hi"
        style={{ left: percent(place(nowMs)) }}
      />
      <span
        className="absolute top-[38px] -translate-x-1/2 rounded-sm bg-hi px-1.5 font-mono text-small font-semibold text-on-primary"
        style={{ left: percent(place(nowMs)) }}
      >
        {timeOfDay(nowMs)}
      </span>
    </div>
  );
}
