'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { length, tPlus } from '../../client/format/time';
import { useConsole, useNowText } from '../../client/stores/context';
import { isAwaited, type AlertRow as Row, selectionOfAlert } from '../../client/stores/select';
import { shelfOf } from '../../domain/alert-machine';
import { shortNumber } from '../../domain/ids';
import type { Participant } from '../../domain/participants';
import { useMe, useOwnerLetter } from '../shell/use-data';
import type { Layout } from '../shell/use-layout';
import { Chip } from '../ui/chip';
import { statusOfSeverity } from '../ui/status';
import { StatusSymbol } from '../ui/status-symbol';
import { useAlertText } from './alert-text';
import { ImpactLeftOf } from './impact-left';
import { PartyCell } from './party-cell';
import { Proposals } from './proposals';
import { RowEnd } from './row-end';
import { useShown } from './use-shown';

interface Props {
  row: Row;
  parties: Participant[];
  layout: Layout;
  /** The first row carries the duty officer's buttons. */
  first: boolean;
  /** Stands at the right end in place of how the alert stands. */
  end?: ReactNode;
}

/** Columns of a row; each Party has its own, wide enough for its longest word with the time left. */
const COLUMNS: Record<Layout, (parties: number) => string> = {
  wide: (n) => `132px 76px minmax(0,460px) 104px repeat(${n},230px) minmax(${n > 2 ? 110 : 250}px,1fr)`,
  small: (n) => `108px minmax(0,1fr) 72px repeat(${n},156px) ${n > 2 ? 100 : 168}px`,
  compact: (n) => `102px 56px minmax(0,1fr) 68px repeat(${n},${n > 2 ? 150 : 158}px) 26px`,
};

/** One alert of the strip. Choosing it selects what it is about; a new one never selects itself. */
export function AlertRow({ row, parties, layout, first, end }: Props) {
  const t = useTranslations('alerts');
  const tc = useTranslations('codes');
  const tn = useTranslations('common');
  const { alert, compartment } = row;
  const text = useAlertText()(alert);
  const owner = useOwnerLetter()(compartment);
  const select = useConsole((s) => s.select);
  const openDossier = useConsole((s) => s.openDossier);
  const selected = useConsole((s) => {
    const own = selectionOfAlert(alert);
    return s.selection?.kind === own.kind && s.selection.id === own.id;
  });
  const awaited = isAwaited(alert);
  const urgent = awaited && alert.severity === 'CRITICAL';
  const me = useMe();
  const quiet =
    alert.suppression.state !== 'NONE' || (me !== null && shelfOf(alert, me.participant) !== undefined);
  const shown = useShown('alert', alert);
  const withdrawn = alert.lifecycle.state === 'WITHDRAWN';
  const number = shortNumber('AL', alert.number);
  const severity = withdrawn
    ? t('withdrawnWord')
    : tc(`${layout === 'wide' ? 'severity' : 'severityShort'}.${alert.severity}`);
  const ground = urgent ? 'critical-frame' : selected ? 'bg-selected' : 'bg-panel';
  return (
    <li
      ref={shown}
      aria-label={`${number} ${severity}, ${text.title}`}
      data-severity={alert.severity}
      className={`relative grid min-h-0 flex-1 items-center px-3 ${layout === 'compact' ? 'gap-x-2.5' : 'gap-x-3'} ${ground} border-b border-line-soft`}
      style={{ gridTemplateColumns: COLUMNS[layout](parties.length) }}
    >
      <span className="flex items-center gap-3 overflow-hidden whitespace-nowrap text-small font-semibold uppercase tracking-[0.03em] text-hi">
        <StatusSymbol
          status={statusOfSeverity(alert.severity)}
          hollow={alert.condition.state === 'INACTIVE'}
          muted={quiet || withdrawn}
          size={15}
        />
        {severity}
      </span>
      {layout === 'small' ? null : <span className="overflow-hidden font-mono">{number}</span>}
      <span className="flex min-w-0 items-center gap-2">
        <button
          type="button"
          aria-pressed={selected}
          className="min-w-0 cursor-pointer truncate rounded-sm py-1 text-left"
          onClick={() => {
            select(selectionOfAlert(alert));
            openDossier(true);
          }}
        >
          <span className={awaited ? 'font-semibold text-hi' : ''}>{text.title}</span>
          {text.details.map((d) => (
            <span key={d} className="text-fg">
              {' · '}
              {d}
            </span>
          ))}
          {owner ? (
            <span className="ml-2">
              <Chip tone="dashed">{tn('nationalOf', { letter: owner })}</Chip>
            </span>
          ) : null}
        </button>
        {alert.lifecycle.state === 'OPEN' ? <ImpactLeftOf launchId={alert.facts.launch} /> : null}
        <Proposals row={row} short={layout !== 'wide'} />
      </span>
      <Age row={row} wide={layout === 'wide'} />
      {parties.map((p) => (
        <PartyCell key={p.id} row={row} party={p} dense={layout !== 'wide'} />
      ))}
      <span className="flex items-center justify-end gap-2 overflow-hidden">
        {end ?? (layout === 'compact' ? null : <RowEnd row={row} first={first} wide={layout === 'wide'} />)}
      </span>
    </li>
  );
}

function Age({ row: { alert }, wide }: { row: Row; wide: boolean }) {
  const t = useTranslations('alerts');
  const launchMs = alert.facts.launchAt?.atMs ?? null;
  const age = useNowText((now) =>
    launchMs !== null ? tPlus(now, launchMs) : length(Math.max(0, now - alert.raisedMs)),
  );
  return (
    <span className="overflow-hidden whitespace-nowrap font-mono">
      {age}
      {wide && launchMs === null ? <span className="text-dim"> {t('open')}</span> : null}
    </span>
  );
}
