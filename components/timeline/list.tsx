'use client';

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { useConsole, useNow } from '../../client/stores/context';
import { Button } from '../ui/button';
import { selectionOf } from './hit';
import { countIn, itemsIn, type LaneIndex, type LaneItem } from './layout';
import type { LaneId, Target } from './scene';
import { useFacts } from './use-facts';
import { type Shown, viewOf } from './use-painter';

/** Of a lane so many are listed, the latest. */
const MOST = 40;

/** The targets of each lane within what is seen of time, and how many more there are. */
export function listed(shown: Shown, nowMs: number): { lane: LaneId; targets: Target[]; more: number }[] {
  const { data } = shown;
  const view = viewOf(shown, nowMs, 1);
  const part = <T extends LaneItem>(lane: LaneId, index: LaneIndex<T>, target: (item: T) => Target) => {
    const all = countIn(index, view.fromMs, view.toMs);
    return {
      lane,
      targets: itemsIn(index, view).slice(-MOST).map(target),
      more: Math.max(0, all - MOST),
    };
  };
  const cover = data.cover.filter((s) => s.toMs > view.fromMs && s.fromMs < view.toMs);
  return [
    part('notices', data.notices, (item) => ({ kind: 'notification', item })),
    part('launches', data.launches, (item) => ({ kind: 'launch', item })),
    part('alerts', data.alerts, (item) => ({ kind: 'alert', item })),
    part('sensors', data.sensors, (item) => ({ kind: 'gap', item })),
    { lane: 'cover' as const, targets: cover.map((span): Target => ({ kind: 'cover', span })), more: 0 },
    part('stated', data.stated, (item) => ({ kind: 'stated', item })),
    part('log', data.log, (item) => ({ kind: 'log', item })),
  ].filter((lane) => lane.targets.length > 0);
}

/** What the canvas shows, as lists: its equivalent for whoever cannot see it, and for whoever would rather read it. */
export function TimelineList({ shown, isShown }: { shown: Shown; isShown: boolean }) {
  const t = useTranslations('timeline');
  const id = useId();
  const facts = useFacts();
  const select = useConsole((s) => s.select);
  const selected = useConsole((s) => s.selection);
  // Unseen, it need not follow each second.
  const lanes = listed(shown, useNow(isShown ? 1 : 0.1));
  const look = isShown
    ? 'absolute inset-0 z-10 grid auto-rows-min grid-cols-[repeat(auto-fill,minmax(420px,1fr))] gap-x-6 overflow-auto bg-panel px-3 py-1'
    : 'sr-only';
  return (
    <section aria-labelledby={id} className={`text-small ${look}`}>
      <h3 id={id} className="sr-only">
        {t('listTitle')}
      </h3>
      {lanes.map(({ lane, targets, more }) => (
        <section key={lane} aria-label={t(`lane.${lane}`)} className="mb-1.5 min-w-0">
          <h4 className="text-dim">{t(`lane.${lane}`)}</h4>
          <ul>
            {targets.map((target, i) => {
              const { name, when, source } = facts(target);
              const selection = isShown ? selectionOf(target) : null;
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: two may be told alike, and the order is that of time.
                <li key={`${i} ${name}`} className="flex flex-wrap items-baseline gap-x-3">
                  {selection ? (
                    <Button
                      size="small"
                      kind="quiet"
                      pressed={selection.kind === selected?.kind && selection.id === selected.id}
                      label={t('select', { name })}
                      onPress={() => select(selection)}
                    >
                      {name}
                    </Button>
                  ) : (
                    <span className="text-fg">{name}</span>
                  )}
                  <span className="font-mono text-note text-fg">{when}</span>
                  <span className="text-note text-dim">{source}</span>
                </li>
              );
            })}
            {more > 0 ? <li className="text-dim">{t('listMore', { n: more })}</li> : null}
          </ul>
        </section>
      ))}
    </section>
  );
}
