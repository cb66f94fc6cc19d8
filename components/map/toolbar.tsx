'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useAction } from '../../client/actions/use-action-keys';
import { useConsole } from '../../client/stores/context';
import { Button } from '../ui/button';
import { KeyCap } from '../ui/key-cap';
import { COMPACT_PX } from './map-view';

/** Buttons that belong together; the map's labels keep clear of what is marked `data-kept`. */
function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset
      aria-label={label}
      data-kept
      className="pointer-events-auto m-0 flex min-w-0 rounded border border-line bg-panel/95 p-px"
    >
      {children}
    </fieldset>
  );
}

function Toggle({
  children,
  on,
  keys,
  onPress,
}: {
  children: ReactNode;
  on: boolean;
  keys?: string | null;
  onPress: () => void;
}) {
  return (
    <Button kind="quiet" size="small" pressed={on} keys={keys ?? null} onPress={onPress}>
      {children}
    </Button>
  );
}

type LayerAction = 'coverage' | 'uncertainty' | 'trails' | 'notices' | 'bothPictures' | 'nationalPicture';

function LayerToggle({ id, name }: { id: LayerAction; name?: string }) {
  const action = useAction(id);
  if (!action.mine) return null;
  return (
    <Toggle on={action.isOn} keys={action.keys} onPress={action.run}>
      {name ?? action.label}
    </Toggle>
  );
}

/** Below this width only the layers that differ most from desk to desk keep their buttons; keys work for all. */
const NARROW_PX = 640;

/** What the map shows and where it looks. A small map keeps what matters most. */
export function Toolbar({ widthPx, hasGlobe }: { widthPx: number; hasGlobe: boolean }) {
  const compact = widthPx < COMPACT_PX;
  const t = useTranslations('map');
  const projection = useConsole((s) => s.map.projection);
  const setMap = useConsole((s) => s.setMap);
  const night = useConsole((s) => s.layers.night);
  const toggleLayer = useConsole((s) => s.toggleLayer);
  const mayLayer = useAction('coverage').mine;
  return (
    <div className="pointer-events-none absolute inset-x-3 top-[22px] flex flex-wrap items-start justify-between gap-2">
      <div className="flex flex-wrap gap-2">
        {hasGlobe ? (
          <Group label={t('projection')}>
            <Toggle on={projection === 'flat'} onPress={() => setMap({ projection: 'flat' })}>
              {t('flat')}
            </Toggle>
            <Toggle on={projection === 'globe'} onPress={() => setMap({ projection: 'globe' })}>
              {t('globe')}
            </Toggle>
          </Group>
        ) : null}
        {compact && !mayLayer ? null : (
          <Group label={t('layers')}>
            <LayerToggle id="coverage" name={t('ownCover')} />
            {widthPx < NARROW_PX ? null : <LayerToggle id="uncertainty" />}
            {compact ? null : (
              <>
                <LayerToggle id="trails" />
                <LayerToggle id="notices" />
                <Toggle on={night} onPress={() => toggleLayer('night')}>
                  {t('night')}
                </Toggle>
              </>
            )}
            {widthPx < NARROW_PX ? null : <LayerToggle id="bothPictures" />}
            {compact && widthPx >= NARROW_PX ? null : <LayerToggle id="nationalPicture" />}
          </Group>
        )}
      </div>
      <Camera compact={compact} />
    </div>
  );
}

function Camera({ compact }: { compact: boolean }) {
  const t = useTranslations('map');
  const fit = useAction('fitSelected');
  const all = useAction('fitAll');
  const follow = useAction('follow');
  if (!fit.mine) return null;
  return (
    <Group label={t('camera')}>
      <Button kind="quiet" size="small" keys={fit.keys} why={fit.why} onPress={fit.run}>
        {compact ? t('fit') : fit.label}
      </Button>
      {compact ? null : (
        <>
          <Button kind="quiet" size="small" keys={all.keys} onPress={all.run}>
            {t('all')}
          </Button>
          <Button kind="quiet" size="small" why={follow.why} pressed={follow.isOn} onPress={follow.run}>
            {follow.label}
            {follow.keys ? <KeyCap keys={follow.keys} /> : null}
            <span className="text-dim">{follow.isOn ? t('on') : t('offShort')}</span>
          </Button>
        </>
      )}
    </Group>
  );
}
