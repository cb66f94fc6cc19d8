'use client';

import { useTranslations } from 'use-intl';
import { type UsableAction, useAction } from '../../client/actions/use-action-keys';
import type { ApiError } from '../../client/api';
import { date, timeZ } from '../../client/format/time';
import { useLanguage } from '../../client/i18n/provider';
import { useConsole, useNowText, usePast, usePlayer } from '../../client/stores/context';
import { Button } from '../ui/button';
import type { Layout } from './use-layout';

/** Speeds with a button of their own; the keys reach those between. */
const SPEEDS = [1, 5, 20, 60, 600] as const;

/** While an earlier moment is looked at: which, how it plays, and the way back. */
export function ReviewStrip({ layout }: { layout: Layout }) {
  const reviewMs = useConsole((s) => s.reviewMs);
  return reviewMs === null ? null : <Reviewing atMs={reviewMs} layout={layout} />;
}

function Reviewing({ atMs: asked, layout }: { atMs: number; layout: Layout }) {
  const t = useTranslations('shell.review');
  const { language } = useLanguage();
  const past = usePast();
  const player = usePlayer();
  const toLive = useAction('returnToLive');
  const play = useAction('playPause');
  const head = useNowText((now) => `${date(now, language)} ${timeZ(now)}`);
  // What is shown lies within what there is, whatever was asked for.
  const atMs = player === null || player.state === 'seeking' ? asked : past.viewed.nowMs();
  const day = date(atMs, language);
  const problem = player?.problem ?? null;
  return (
    <section
      aria-label={t('title')}
      className="flex min-h-9 flex-none flex-wrap items-center gap-x-3 gap-y-1 border-b border-dashed border-fg bg-page px-4 py-1"
    >
      <span className="flex items-center gap-2 rounded-sm border border-dashed border-fg px-2 py-0.5">
        <span className="font-semibold text-hi">{t('reviewing')}</span>
        {head.startsWith(day) ? null : <span className="font-mono text-small text-dim">{day}</span>}
        <time dateTime={new Date(atMs).toISOString()} className="font-mono text-title text-hi">
          {timeZ(atMs)}
        </time>
      </span>
      {layout === 'wide' ? <span className="text-small text-dim">{t('asKnown')}</span> : null}
      <span className="flex items-center gap-1">
        <Step action={useAction('stepBack')} text={t('back')} />
        <Button size="small" onPress={play.run} keys={play.keys} why={play.why} label={play.label}>
          {t(play.isOn ? 'pause' : 'play')}
        </Button>
        <Step action={useAction('stepForward')} text={t('on')} />
      </span>
      {layout === 'compact' ? null : (
        <fieldset
          aria-label={t('speed')}
          className="flex flex-none divide-x divide-line-strong overflow-hidden rounded border border-line-strong"
        >
          {SPEEDS.map((speed) => (
            <button
              key={speed}
              type="button"
              aria-pressed={player?.speed === speed}
              onClick={() => past.setSpeed(speed)}
              className={`h-6 cursor-pointer px-2 font-mono text-small ${player?.speed === speed ? 'bg-primary font-semibold text-on-primary' : 'text-fg hover:bg-raised'}`}
            >
              {speed}×
            </button>
          ))}
        </fieldset>
      )}
      {player && !SPEEDS.some((s) => s === player.speed) ? (
        <span className="font-mono text-small text-hi">{player.speed}×</span>
      ) : null}
      <span role="status" className="text-small text-dim">
        {player?.state === 'seeking' || player?.state === 'stalled' ? t('reading') : ''}
      </span>
      {problem ? (
        <span role="alert" className="flex items-center gap-2 text-hi">
          {t('failed', { reason: t(reasonOf(problem)) })}
          <Button size="small" onPress={() => past.again()}>
            {t('again')}
          </Button>
        </span>
      ) : null}
      <span className="ml-auto flex items-center gap-3">
        {layout === 'wide' ? <span className="text-small text-dim">{t('live')}</span> : null}
        <span className="text-small text-dim">
          {t('head')} <span className="font-mono text-fg">{head.slice(head.lastIndexOf(' ') + 1)}</span>
        </span>
        <Button kind="primary" size="small" onPress={toLive.run} keys={toLive.keys}>
          {toLive.label}
        </Button>
      </span>
    </section>
  );
}

const Step = ({ action, text }: { action: UsableAction; text: string }) => (
  <Button size="small" onPress={action.run} keys={action.keys} why={action.why} label={action.label}>
    {text}
  </Button>
);

const reasonOf = ({ error }: ApiError): 'dropped' | 'unreachable' | 'tooOften' | 'refused' => {
  if (error === 'DROPPED') return 'dropped';
  if (error === 'UNREACHABLE') return 'unreachable';
  return error === 'RATE_LIMITED' ? 'tooOften' : 'refused';
};
