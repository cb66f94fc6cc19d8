'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import { useNow, useSourceState } from '../../client/stores/context';
import { type AlertRow as Row, selectAlerts } from '../../client/stores/select';
import type { Alert } from '../../domain/alert';
import { shortNumber } from '../../domain/ids';
import { useIsMember, useListedAlerts, useOwnSensors, useParties } from '../shell/use-data';
import type { Layout } from '../shell/use-layout';
import { StatusSymbol } from '../ui/status-symbol';
import { AlertRow } from './alert-row';
import { FloodAside, useFlood } from './flood';
import { floodAside, stripRows } from './model';

/**
 * The alerts, always in sight: three rows, more only for critical ones that await an answer. Rows keep their places while
 * the pointer is over them, so that nobody presses what has just moved there.
 */
export function AlertStrip({ layout }: { layout: Layout }) {
  const t = useTranslations('alerts');
  const parties = useParties();
  const minute = useNow(1 / 60);
  const now = useListedAlerts(minute);
  const [held, setHeld] = useState<string[] | null>(null);
  const [all, setAll] = useState(false);
  const alerts = held ? inHeldOrder(now, held) : now;
  const flooded = useFlood().sinceMs !== null;
  const { rows: listed, aside, groups } = floodAside(flooded ? alerts : []);
  const main = flooded ? listed : alerts;
  const { rows, rest } = stripRows(main);
  const [asideOpen, setAsideOpen] = useState(false);
  const shown = [...(all ? main : rows), ...(asideOpen ? aside : [])];
  const lastMain = (all ? main : rows).length - 1;
  const more =
    rest.length > 0 ? (
      <button
        type="button"
        aria-expanded={all}
        aria-label={all ? t('fewer') : t('more', { count: rest.length })}
        title={all ? t('fewer') : t('more', { count: rest.length })}
        className="cursor-pointer whitespace-nowrap text-small text-fg underline"
        onClick={() => setAll(!all)}
      >
        {all ? (layout === 'compact' ? '−' : t('fewer')) : null}
        {all ? null : layout === 'compact' ? `+${rest.length}` : t('more', { count: rest.length })}
      </button>
    ) : null;
  return (
    <section
      aria-label={t('strip')}
      className="@container relative flex min-h-(--strip-height) flex-none flex-col border-b border-line bg-panel text-body"
    >
      <ul
        className="flex max-h-[50cqh] flex-1 flex-col overflow-y-auto"
        style={{ minHeight: `calc(var(--strip-row) * ${Math.max(3, shown.length)})` }}
        onPointerEnter={() => setHeld(now.map((r) => r.alert.id))}
        onPointerLeave={() => setHeld(null)}
      >
        {(all ? main : rows).map((row, i) => (
          <AlertRow
            key={row.alert.id}
            row={row}
            parties={parties}
            layout={layout}
            first={i === 0}
            end={i === lastMain ? more : null}
          />
        ))}
        {aside.length > 0 ? (
          <FloodAside groups={groups} open={asideOpen} onToggle={() => setAsideOpen(!asideOpen)} />
        ) : null}
        {(asideOpen ? aside : []).map((row) => (
          <AlertRow key={row.alert.id} row={row} parties={parties} layout={layout} first={false} />
        ))}
        {shown.length < 3 ? <Quiet some={shown.length > 0} /> : null}
        {shown.length < 2 ? <li aria-hidden className="flex-1" /> : null}
        {shown.length < 1 ? <li aria-hidden className="flex-1" /> : null}
      </ul>
    </section>
  );
}

/** What was listed keeps its order; what came since stands at the end. */
function inHeldOrder(rows: readonly Row[], held: readonly string[]): Row[] {
  const place = (row: Row) => {
    const i = held.indexOf(row.alert.id);
    return i < 0 ? held.length : i;
  };
  return rows.toSorted((a, b) => place(a) - place(b));
}

/** An empty strip says that the system lives: the last alert, and what reports. */
function Quiet({ some }: { some: boolean }) {
  const t = useTranslations('alerts');
  const minute = useNow(1 / 60);
  const alerts = useSourceState(selectAlerts);
  const { sensors, states } = useOwnSensors(minute);
  const lost = useSourceState((s) => s.link === 'lost' || s.link === 'signed-out');
  const reporting = sensors.filter((s) => states[s.id]?.status === 'ON' && !states[s.id]?.stale).length;
  const last = lastClosed(alerts);
  const member = useIsMember();
  const tm = useTranslations('shell.membership');
  return (
    <li className="flex flex-1 items-center gap-3 px-3 text-small text-dim">
      <StatusSymbol status={reporting > 0 && !lost ? 'normal' : 'off'} size={12} hollow={some} />
      <span className="truncate">
        {member ? t(some ? 'noOther' : 'none') : tm('nothing')}{' '}
        {last
          ? t('last', { number: shortNumber('AL', last.number), time: timeZ(last.updatedMs) })
          : member
            ? t('noneYet')
            : null}{' '}
        {t('reporting', { n: String(reporting), of: String(sensors.length) })}
      </span>
    </li>
  );
}

function lastClosed(rows: readonly Row[]): Alert | null {
  return rows.reduce<Alert | null>(
    (last, { alert }) =>
      alert.lifecycle.state !== 'OPEN' && (!last || alert.updatedMs > last.updatedMs) ? alert : last,
    null,
  );
}
