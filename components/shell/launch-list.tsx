'use client';

import { memo, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { probability } from '../../client/format/number';
import { minuteZ, timeZ, tPlus } from '../../client/format/time';
import { useLanguage } from '../../client/i18n/provider';
import { useConsole, useNowText, useSource, useSourceState } from '../../client/stores/context';
import { type AlertRow, isOpen, selectLaunches, selectOpenAlerts } from '../../client/stores/select';
import type { Alert } from '../../domain/alert';
import { topClass } from '../../domain/classes';
import { shortNumber } from '../../domain/ids';
import type { Launch } from '../../domain/records';
import { ImpactLeft, impactAhead } from '../alerts/impact-left';
import { headKind, launchFreshness } from '../map/head';
import { HeadSymbol } from '../map/head-symbol';
import { Chip } from '../ui/chip';
import { EmptyState } from '../ui/empty-state';
import { statusOfSeverity } from '../ui/status';
import { StatusSymbol } from '../ui/status-symbol';
import type { Layout } from './use-layout';

/** Launches of the joint picture: under way first. Ended ones stay listed for the watch. */
export function LaunchList({ layout }: { layout: Layout }) {
  const t = useTranslations('shell.lists');
  const tn = useTranslations('common');
  const launches = useSourceState(selectLaunches);
  const openOnly = useConsole((s) => s.filters.openOnly);
  const setFilters = useConsole((s) => s.setFilters);
  const open = launches.filter((l) => l.lifecycle === 'open');
  const shown = openOnly ? open : launches;
  const last = launches[0];
  const openAlerts = useSourceState(selectOpenAlerts);
  const alerts = useMemo(() => byLaunch(openAlerts), [openAlerts]);
  return (
    <section aria-label={t('launches')}>
      <header className="flex h-9 items-center gap-2 border-b border-line px-3">
        <h2 className="font-semibold text-hi">{t('launches')}</h2>
        <span className="font-mono text-dim">{launches.length}</span>
        <button
          type="button"
          aria-pressed={openOnly}
          onClick={() => setFilters({ openOnly: !openOnly })}
          className={`ml-auto h-5 cursor-pointer rounded-sm border px-1.5 text-note ${openOnly ? 'border-line-strong bg-selected text-hi' : 'border-line text-fg'}`}
        >
          {t('open', { n: String(open.length) })}
        </button>
        <Chip>{tn('shared')}</Chip>
      </header>
      {shown.length === 0 ? (
        <div className="p-2.5">
          <EmptyState status={last ? 'normal' : 'off'} title={t('noLaunch')}>
            {last
              ? t('lastLaunch', { number: shortNumber('L', last.number), time: timeZ(last.updatedMs) })
              : t('noneYet')}
          </EmptyState>
        </div>
      ) : (
        <ul>
          {shown.map((l) => (
            <LaunchRow key={l.id} launch={l} layout={layout} open={alerts.get(l.id) ?? null} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** The open alert of each launch, the most urgent where it has two. */
function byLaunch(rows: readonly AlertRow[]): ReadonlyMap<string, Alert> {
  const found = new Map<string, Alert>();
  for (const { alert } of rows) {
    const { launch } = alert.facts;
    if (launch !== null && isOpen(alert) && !found.has(launch)) found.set(launch, alert);
  }
  return found;
}

interface RowProps {
  launch: Launch;
  layout: Layout;
  open: Alert | null;
}

/** Painted anew only when its own launch or alert changed: there may be a watch full of them. */
const LaunchRow = memo(function LaunchRow({ launch, layout, open }: RowProps) {
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const source = useSource();
  const select = useConsole((s) => s.select);
  const openDossier = useConsole((s) => s.openDossier);
  const selected = useConsole((s) => s.selection?.kind === 'launch' && s.selection.id === launch.id);
  const top = topClass(launch.classes);
  const kind = headKind(launch.classes);
  const fresh = useNowText((now) =>
    launchFreshness(launch, source.tracks('SHARED').entry(launch.number), now),
  );
  const end = useNowText((now) =>
    launch.lifecycle === 'open'
      ? tPlus(now, launch.launchPoint.atMs)
      : minuteZ(launch.endedMs ?? launch.updatedMs),
  );
  const state =
    launch.lifecycle === 'open'
      ? tc(`phaseShort.${launch.phase}`)
      : tc(`launchLifecycle.${launch.lifecycle}`);
  const expected =
    launch.notificationNumber === null
      ? tc(`matchShort.${launch.match}`)
      : shortNumber('N', launch.notificationNumber);
  return (
    <li className="border-b border-line-soft">
      <button
        type="button"
        aria-pressed={selected}
        onClick={() => {
          select({ kind: 'launch', id: launch.id });
          openDossier(true);
        }}
        className={`grid w-full cursor-pointer grid-cols-[20px_minmax(0,1fr)] items-center gap-x-2 border-l-[3px] py-1 pr-2.5 pl-2 text-left ${selected ? 'border-focus bg-selected' : 'border-transparent hover:bg-raised'} ${layout === 'wide' ? 'min-h-12' : 'min-h-10'}`}
      >
        <HeadSymbol kind={kind} freshness={fresh} size={17} />
        <span className="flex min-w-0 items-baseline gap-1.5 font-medium text-hi">
          <span className="flex-none font-mono">{shortNumber('L', launch.number)}</span>
          <span className="truncate">{tc(`classShort.${top.code}`)}</span>
          <span className="flex-none">{probability(top.p, language)}</span>
          {open ? (
            <span className="ml-auto flex flex-none items-center gap-1 text-small font-normal text-fg">
              <StatusSymbol
                status={statusOfSeverity(open.severity)}
                size={12}
                hollow={open.condition.state === 'INACTIVE'}
                label={layout === 'wide' ? undefined : tc(`severity.${open.severity}`)}
              />
              {layout === 'wide' ? tc(`severity.${open.severity}`) : null}
            </span>
          ) : null}
        </span>
        <span />
        <span className="flex min-w-0 items-baseline gap-2 text-small text-dim">
          <span className="truncate">
            {state} · {expected}
          </span>
          <span className="ml-auto flex flex-none items-baseline gap-2">
            <ImpactLeft launch={launch} short={layout !== 'wide'} />
            {/* Where there is room for one time only it is the one that runs out. */}
            {layout !== 'wide' && impactAhead(launch) ? null : <span className="font-mono">{end}</span>}
          </span>
        </span>
      </button>
    </li>
  );
});
