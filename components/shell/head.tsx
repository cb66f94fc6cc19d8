'use client';

import { useTranslations } from 'use-intl';
import { date, timeZ } from '../../client/format/time';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { useSourceState } from '../../client/stores/context';
import { selectSession } from '../../client/stores/select';
import { Chip } from '../ui/chip';
import { Icon } from '../ui/icon';
import { ModeBadge } from '../ui/mode-badge';
import { Clock } from './bar';
import { SpeedControl } from './speed-control';
import { useIsMember, useShownMode } from './use-data';
import type { Layout } from './use-layout';

/** The head of an exercise: which event, date and variant, its clock and speed, and the way out. */
export function ExerciseHead({ layout }: { layout: Layout }) {
  const t = useTranslations('shell.head');
  const { language } = useLanguage();
  const pick = useWords();
  const mode = useShownMode();
  const session = useSourceState(selectSession);
  const wallMs = useSourceState((s) => s.clock?.wallMs ?? null);
  const scenario = session?.scenario;
  const wide = layout === 'wide';
  const part = layout === 'compact' ? 'pl-2.5' : 'pl-4';
  const name = session ? withoutYear(pick(session.title), scenario?.dateMs) : '';
  const finished = useSourceState((s) => s.clock?.state === 'finished');
  const member = useIsMember();
  const variants: Record<string, string> = {
    'as-it-was': t('asItWas'),
    'as-it-should-have-been': t('asItShould'),
    'every-sensor-looks': t('everySensor'),
    'with-the-announcement': t('announced'),
    'no-notification': t('noNotification'),
    'line-lost': t('lineLost'),
  };
  return (
    <section
      aria-label={t('title')}
      className={`flex h-(--head-height) flex-none items-center overflow-hidden whitespace-nowrap border-b border-line bg-head ${layout === 'compact' ? 'gap-x-2.5 px-3' : 'gap-x-3 px-4 wide:gap-x-4'}`}
    >
      <ModeBadge mode={mode} />
      <h1 className="min-w-0 flex-1 truncate text-title font-semibold text-hi wide:flex-none">
        {scenario && layout !== 'compact' ? `${date(scenario.dateMs, language)}, ` : ''}
        {name}
      </h1>
      {scenario ? <Chip>{variants[scenario.variant] ?? scenario.variant}</Chip> : null}
      <span className={`flex items-center gap-2.5 border-l border-line ${part}`}>
        {wide ? <span className="text-small text-dim">{t('time')}</span> : null}
        <Clock short bare={!wide} />
      </span>
      <span
        className={`flex items-center gap-2.5 overflow-hidden border-l border-line ${wide ? 'min-w-0' : 'flex-none'} ${part}`}
      >
        {finished ? <Chip>{t('finished')}</Chip> : member ? <SpeedControl layout={layout} /> : null}
      </span>
      <span className="ml-auto flex flex-none items-center gap-3">
        {wide && wallMs !== null ? (
          <span className="text-small text-dim">
            {t('now')} <span className="font-mono text-fg">{timeZ(wallMs)}</span>
          </span>
        ) : null}
        <a
          href="/library"
          aria-label={t('leave')}
          title={t('leave')}
          className={`inline-flex h-7 items-center rounded border border-line-strong bg-raised font-medium text-hi hover:bg-selected ${wide ? 'px-3' : 'px-2'}`}
        >
          {wide ? t('leave') : <Icon name="close" size={12} />}
        </a>
      </span>
    </section>
  );
}

/** A title that ends with its date would say it twice beside the head's own: `…, 25 January 1995`. */
function withoutYear(title: string, dateMs: number | undefined): string {
  const comma = title.lastIndexOf(',');
  if (dateMs === undefined || comma < 0) return title;
  const year = String(new Date(dateMs).getUTCFullYear());
  return title.slice(comma).includes(year) ? title.slice(0, comma) : title;
}
