'use client';

import { useTranslations } from 'use-intl';
import { useAction } from '../../client/actions/use-action-keys';
import { timeZ } from '../../client/format/time';
import { useSourceState } from '../../client/stores/context';
import { useShownMode } from '../shell/use-data';
import type { Layout } from '../shell/use-layout';
import { Button } from '../ui/button';
import { Chip } from '../ui/chip';
import { StatusSymbol } from '../ui/status-symbol';
import { GoToTime } from './go-to-time';
import { goTo, type Place, zoomIn, zoomOut } from './steps';
import type { useGestures } from './use-gestures';
import { useSpanWord } from './use-span-word';

interface Props {
  layout: Layout;
  spanMs: number;
  follows: boolean;
  reviewMs: number | null;
  isLost: boolean;
  listShown: boolean;
  onList: (shown: boolean) => void;
  place: () => Place;
  show: ReturnType<typeof useGestures>['show'];
}

/** Title, what is seen of time, a time to go to, and whether it follows the clock. */
export function TimelineHead(p: Props) {
  const t = useTranslations('timeline');
  const spanWord = useSpanWord();
  const mode = useShownMode();
  const beginsMs = useSourceState((s) => s.views.SHARED?.session?.epochMs ?? Number.NEGATIVE_INFINITY);
  const toLive = useAction('returnToLive');
  const wide = p.layout === 'wide';
  const state = p.isLost ? 'was' : p.follows ? (mode === 'LIVE' ? 'following' : 'atHead') : null;
  const symbol = p.isLost ? 'off' : p.follows ? 'normal' : 'standby';
  return (
    <header className={`flex flex-none items-center gap-2 whitespace-nowrap px-3 ${wide ? 'h-8' : 'h-7'}`}>
      <h2 className="font-semibold text-hi">{t('title')}</h2>
      <Chip>{spanWord(p.spanMs)}</Chip>
      <span className="flex">
        <Button size="small" kind="quiet" label={t('zoomOut')} onPress={() => p.show(zoomOut(p.place()))}>
          −
        </Button>
        <Button size="small" kind="quiet" label={t('zoomIn')} onPress={() => p.show(zoomIn(p.place()))}>
          +
        </Button>
      </span>
      {wide ? <span className="min-w-0 truncate text-small text-dim">{t('hint')}</span> : null}
      <span className="ml-auto flex items-center gap-2">
        {p.reviewMs === null ? null : (
          <Chip tone="dashed">{t('reviewing', { time: timeZ(p.reviewMs) })}</Chip>
        )}
        <GoToTime
          atMs={() => p.reviewMs ?? p.place().nowMs}
          beginsMs={beginsMs}
          onGo={(atMs) => p.show(goTo(p.place(), atMs))}
          isWide={wide}
        />
        <Button
          size="small"
          kind="quiet"
          label={t('listOf')}
          pressed={p.listShown}
          onPress={() => p.onList(!p.listShown)}
        >
          {t('list')}
        </Button>
        <StatusSymbol status={symbol} size={12} />
        <Button kind="quiet" size="small" onPress={toLive.run} keys={toLive.keys} pressed={p.follows}>
          {t(state ?? (p.reviewMs === null ? 'back' : 'return'))}
        </Button>
      </span>
    </header>
  );
}
