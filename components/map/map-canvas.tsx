'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useConsoleStore, useDesk, useSource } from '../../client/stores/context';
import { coloursOf } from './colours';
import { createMapEngine } from './engine/engine';
import { MapView } from './map-view';
import type { Box } from './overlay/declutter';
import type { Detail } from './scene/detail';
import { addProbe } from './test-hook';
import { useMapTexts } from './use-map-texts';

interface Props {
  token: string | null;
  testHook: boolean;
  onFailure: (reason: string) => void;
  onDetail: (detail: Detail, count: number) => void;
  /** Lies between the map and what is drawn over it. */
  children: ReactNode;
}

/** Faces that the overlay writes with: what is measured before they are there is measured anew. */
const FACES = [
  '400 12px "IBM Plex Sans"',
  '600 12px "IBM Plex Sans"',
  '400 12px "IBM Plex Mono"',
  '600 12px "IBM Plex Mono"',
];

/** Inline: the library's own stylesheet is not layered and would win over utilities. */
const FILL = { position: 'absolute', inset: 0, width: '100%', height: '100%' } as const;

/** The painted map: the engine below, the overlay on top. Made once; everything that moves goes past React. */
export function MapCanvas({ token, testHook, onFailure, onDetail, children }: Props) {
  const t = useTranslations('map');
  const root = useRef<HTMLDivElement>(null);
  const container = useRef<HTMLDivElement>(null);
  const ground = useRef<HTMLCanvasElement>(null);
  const marks = useRef<HTMLCanvasElement>(null);
  const source = useSource();
  const console = useConsoleStore();
  const desk = useDesk();
  const texts = useMapTexts();
  const label = t('name');
  const [view, setView] = useState<MapView | null>(null);
  const latest = useRef({ texts, label, onFailure, onDetail });
  latest.current = { texts, label, onFailure, onDetail };

  useEffect(() => {
    let closed = false;
    let remove = (): void => undefined;
    let close = () => {
      closed = true;
    };
    const open = async () => {
      if (!container.current || !ground.current || !marks.current || !root.current) return;
      const { lat, lon, zoom, projection } = console.getState().map;
      // A box of its own: a map that is still opening when this one begins must not take its things away.
      const box = document.createElement('div');
      Object.assign(box.style, FILL, { inset: '0' });
      container.current.append(box);
      remove = () => box.remove();
      const engine = await createMapEngine({
        kind: token === null ? 'maplibre' : 'mapbox',
        container: box,
        token: token ?? undefined,
        colours: coloursOf(root.current),
        view: { lat, lon, zoom, projection },
        label: latest.current.label,
        onError: (message) => latest.current.onFailure(message),
      });
      if (closed) {
        engine.remove();
        return remove();
      }
      const made = new MapView({
        engine,
        ground: ground.current,
        marks: marks.current,
        source,
        console,
        texts: latest.current.texts,
        kept: keptBoxes(root.current),
        onDetail: (detail, count) => latest.current.onDetail(detail, count),
      });
      const removeProbe = testHook ? addProbe(desk, engine, made) : () => undefined;
      setView(made);
      close = () => {
        removeProbe();
        made.close();
        remove();
        setView(null);
      };
    };
    open().catch((error: unknown) => {
      if (!closed) latest.current.onFailure(error instanceof Error ? error.message : String(error));
    });
    return () => close();
  }, [token, testHook, source, console, desk]);

  useEffect(() => {
    const element = root.current;
    if (!view || !element) return;
    const refresh = () => view.refresh(texts, keptBoxes(element));
    refresh();
    const resized = new ResizeObserver(() => {
      view.resize();
      refresh();
    });
    resized.observe(element);
    // Controls open, close and wrap: labels keep clear of where they stand now.
    const changed = new MutationObserver(refresh);
    if (element.parentElement) changed.observe(element.parentElement, { childList: true, subtree: true });
    void Promise.all(FACES.map((face) => document.fonts.load(face, 'Aя'))).then(refresh, () => undefined);
    return () => {
      resized.disconnect();
      changed.disconnect();
    };
  }, [view, texts]);

  return (
    <div ref={root} style={FILL}>
      <div ref={container} style={FILL} />
      <div aria-hidden="true" style={{ ...FILL, pointerEvents: 'none' }}>
        <canvas ref={ground} style={FILL} />
        {children}
        <canvas ref={marks} style={FILL} />
      </div>
    </div>
  );
}

/** Boxes of the controls over the map, in its pixels. */
function keptBoxes(element: HTMLElement): Box[] {
  const origin = element.getBoundingClientRect();
  const kept = element.parentElement?.querySelectorAll('[data-kept]') ?? [];
  return [...kept].map((k) => {
    const r = k.getBoundingClientRect();
    return { x: r.x - origin.x - 4, y: r.y - origin.y - 4, w: r.width + 8, h: r.height + 8 };
  });
}
