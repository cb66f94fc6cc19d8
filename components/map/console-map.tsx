'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useConsole, useSourceState } from '../../client/stores/context';
import { selectMode, selectSession } from '../../client/stores/select';
import { Button } from '../ui/button';
import { Assumed } from './assumed';
import { Legend } from './legend';
import { MapCanvas } from './map-canvas';
import { MapList } from './map-list';
import { COMPACT_PX } from './map-view';
import { Overview } from './overview';
import { ReportedInsets } from './reported-insets';
import type { Detail } from './scene/detail';
import { Toolbar } from './toolbar';

interface Props {
  /** The server draws no maps (most browser tests): the list stands in its place. */
  mapOff?: boolean;
  /** With a token the same layers are drawn by mapbox-gl, flat only. */
  mapboxToken?: string | null;
  /** Puts `window.__jwc` on the page. */
  testHook?: boolean;
}

/** From this width on the whole Earth stands beside the map. */
const OVERVIEW_PX = 900;

/** The map with its controls and the list that holds the same. Fills its parent. */
export function ConsoleMap({ mapOff = false, mapboxToken = null, testHook = false }: Props) {
  const t = useTranslations('map');
  const root = useRef<HTMLElement>(null);
  const [mapPx, setMapPx] = useState({ width: 0, height: 0 });
  const { width: widthPx } = mapPx;
  const [drawnBy, setDrawnBy] = useState<{ detail: Detail; n: number }>({ detail: 'full', n: 0 });
  const [failure, setFailure] = useState<string | null>(null);
  const [over, setOver] = useState<'legend' | 'list' | null>(null);
  const projection = useConsole((s) => s.map.projection);
  const ready = useSourceState((s) => selectSession(s) !== null);
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setMapPx({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const onDetail = useCallback(
    (detail: Detail, n: number) =>
      // Counted only where it says what is left out: else each launch would draw the controls anew.
      setDrawnBy((held) =>
        detail === held.detail && (detail === 'full' || n === held.n) ? held : { detail, n },
      ),
    [],
  );
  const drawn = !mapOff && failure === null;
  const flat = projection === 'flat' || mapboxToken !== null;
  return (
    <section
      ref={root}
      aria-label={t('name')}
      className="@container relative isolate h-full min-h-0 w-full overflow-hidden"
      style={{ background: flat ? 'var(--sea)' : 'var(--inset)' }}
    >
      {drawn && ready ? (
        <MapCanvas token={mapboxToken} testHook={testHook} onFailure={setFailure} onDetail={onDetail}>
          <Watermark />
        </MapCanvas>
      ) : (
        <Watermark />
      )}
      {drawn && !ready ? (
        <p className="absolute inset-x-0 top-1/2 text-center text-dim">{t('loading')}</p>
      ) : null}
      {drawn ? (
        <>
          <Toolbar widthPx={widthPx} hasGlobe={mapboxToken === null} />
          <div className="pointer-events-none absolute top-[58px] right-3 flex max-w-[min(384px,60%)] flex-col items-end gap-3">
            <Assumed />
            {drawnBy.detail === 'full' ? null : (
              <p data-kept role="status" className="rounded border border-line bg-panel/95 px-2 text-small">
                {t(`detail.${drawnBy.detail}`, { n: drawnBy.n })}
              </p>
            )}
            {widthPx >= OVERVIEW_PX ? <Overview mapPx={mapPx} /> : null}
          </div>
          <div className="pointer-events-none absolute top-[58px] bottom-3 left-3 flex flex-wrap content-end items-end gap-2">
            {over === null ? (
              <div className="flex w-full flex-col items-start gap-2">
                <ReportedInsets most={widthPx < COMPACT_PX ? 1 : 2} />
              </div>
            ) : null}
            <Legend
              open={over === 'legend'}
              detail={drawnBy.detail}
              onOpen={(open) => setOver(open ? 'legend' : null)}
            />
            <div data-kept className="pointer-events-auto">
              <Button
                size="small"
                pressed={over === 'list'}
                onPress={() => setOver(over === 'list' ? null : 'list')}
              >
                {t('list.open')}
              </Button>
            </div>
          </div>
          <MapList shown={over === 'list'} onClose={() => setOver(null)} />
        </>
      ) : (
        <div className="relative flex h-full flex-col gap-2 overflow-y-auto p-3">
          <p className="text-dim">{failure === null ? t('off') : t('failed', { reason: failure })}</p>
          <Assumed />
          <MapList shown />
        </div>
      )}
    </section>
  );
}

/** What mode this is, in words, behind everything that can be read. LIVE has none. */
function Watermark() {
  const t = useTranslations('map');
  const mode = useSourceState(selectMode);
  const dateMs = useSourceState((s) => selectSession(s)?.scenario?.dateMs ?? null);
  const text = useMemo(() => {
    if (mode === 'LIVE') return null;
    const word = t(mode === 'REPLAY' ? 'watermarkReplay' : 'watermarkExercise');
    const year = mode === 'EXERCISE' || dateMs === null ? '' : ` ${new Date(dateMs).getUTCFullYear()}`;
    return `${word.toLocaleUpperCase()}${year}`;
  }, [t, mode, dateMs]);
  return text === null ? null : <div className="watermark">{text}</div>;
}
