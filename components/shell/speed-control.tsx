'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useResultText } from '../../client/i18n/result-text';
import { settledResult } from '../../client/source/outbox';
import { useSource, useSourceState } from '../../client/stores/context';
import { shortNumber } from '../../domain/ids';
import { StatusSymbol } from '../ui/status-symbol';
import type { Layout } from './use-layout';

const SPEEDS = [1, 5, 20] as const;

/** Speed of an exercise. While an alert waits it is held at 1×: the reason is said, the other speeds are hatched, not hidden. */
export function SpeedControl({ layout }: { layout: Layout }) {
  const t = useTranslations('shell.speed');
  const source = useSource();
  const say = useResultText();
  const clock = useSourceState((s) => s.clock);
  const heldBy = clock?.heldBy ?? null;
  const held = useSourceState((s) => {
    const number = heldBy === null ? undefined : s.views.SHARED?.alerts[heldBy]?.number;
    return number === undefined ? null : shortNumber('AL', number);
  });
  const linked = useSourceState((s) => s.link === 'live' || s.link === 'late');
  const [problem, setProblem] = useState<string | null>(null);
  const choose = async (speed: (typeof SPEEDS)[number]) => {
    const result = settledResult(await source.send('session.speed', { speed }));
    setProblem(result.code === 'OK' ? null : say(result));
  };
  const wanted = clock?.wantedSpeed ?? 1;
  return (
    <>
      {layout !== 'wide' ? null : <span className="text-small text-dim">{t('title')}</span>}
      <fieldset
        aria-label={t('title')}
        className="flex flex-none divide-x divide-line-strong overflow-hidden rounded border border-line-strong"
      >
        {SPEEDS.map((speed) => (
          <button
            key={speed}
            type="button"
            disabled={!linked}
            aria-pressed={wanted === speed}
            onClick={() => void choose(speed)}
            className={`h-[26px] cursor-pointer px-3 font-mono ${clock?.speed === speed ? 'bg-primary font-semibold text-on-primary' : heldBy !== null ? 'hatch text-dim' : 'text-fg hover:bg-raised'}`}
          >
            {speed}×
          </button>
        ))}
      </fieldset>
      {heldBy === null ? null : (
        <span role="status" className="flex min-w-0 flex-auto items-center gap-2">
          <StatusSymbol status="serious" size={13} />
          <span className={layout === 'compact' ? 'sr-only' : 'truncate'}>
            {t('held', { number: held ?? t('anAlert') })}{' '}
            {layout === 'wide' ? (
              <span className="text-small text-dim">{t('was', { speed: String(wanted) })}</span>
            ) : null}
          </span>
        </span>
      )}
      {problem ? (
        <span role="alert" className="text-small text-hi">
          {problem}
        </span>
      ) : null}
    </>
  );
}
