'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { spanZ } from '../../client/format/time';
import { useWords } from '../../client/i18n/provider';
import type { Selection } from '../../client/stores/console-store';
import { useConsole, useSourceState } from '../../client/stores/context';
import {
  type AlertRow,
  selectionOfAlert,
  selectNotifications,
  selectOpenAlerts,
} from '../../client/stores/select';
import { shortNumber } from '../../domain/ids';
import { national } from '../../domain/labels';
import type { Participant } from '../../domain/participants';
import type { LaunchNotification } from '../../domain/records';
import { useAlertText } from '../alerts/alert-text';
import { ReleaseLists } from '../release/release-lists';
import { LaunchList } from '../shell/launch-list';
import type { Layout } from '../shell/use-layout';
import { statusOfSeverity } from '../ui/status';
import { StatusSymbol } from '../ui/status-symbol';

/** The lists of a preview: of each stream that both hold, and the copies that we have released. */
export function PreviewLists({ whose, layout }: { whose: Participant; layout: Layout }) {
  const t = useTranslations('preview');
  const joint = useSourceState((s) => s.views.SHARED !== undefined);
  const notices = useSourceState((s) => s.views.NOTIF !== undefined);
  const copies = useSourceState((s) => Object.keys(s.views[national(whose.id)]?.released ?? {}).length);
  return (
    <>
      {joint ? <Alerts /> : null}
      {joint ? <LaunchList layout={layout} /> : null}
      {whose.kind === 'PARTY' && copies === 0 ? (
        <Section title={t('copies')}>
          <p className="px-3 py-1.5 text-small text-dim">{t('noCopy')}</p>
        </Section>
      ) : (
        <ReleaseLists />
      )}
      {notices ? <Notices /> : null}
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="bg-raised px-3 py-1.5 font-semibold text-hi">{title}</h3>
      {children}
    </section>
  );
}

function Row({ to, children }: { to: Selection; children: ReactNode }) {
  const select = useConsole((s) => s.select);
  const openDossier = useConsole((s) => s.openDossier);
  const selected = useConsole((s) => s.selection?.kind === to.kind && s.selection.id === to.id);
  return (
    <li className="border-b border-line-soft">
      <button
        type="button"
        aria-pressed={selected}
        className={`flex min-h-8 w-full cursor-pointer items-center gap-2 border-l-[3px] py-1 pr-2.5 pl-2 text-left ${selected ? 'border-focus bg-selected' : 'border-transparent hover:bg-raised'}`}
        onClick={() => {
          select(to);
          openDossier(true);
        }}
      >
        {children}
      </button>
    </li>
  );
}

function Alerts() {
  const t = useTranslations('preview');
  const rows = useSourceState(selectOpenAlerts);
  return (
    <Section title={t('alerts')}>
      {rows.length === 0 ? <p className="px-3 py-1.5 text-small text-dim">{t('noAlert')}</p> : null}
      <ul>
        {rows.map((row) => (
          <AlertLine key={row.alert.id} row={row} />
        ))}
      </ul>
    </Section>
  );
}

function AlertLine({ row: { alert } }: { row: AlertRow }) {
  const tc = useTranslations('codes');
  const text = useAlertText()(alert);
  return (
    <Row to={selectionOfAlert(alert)}>
      <StatusSymbol
        status={statusOfSeverity(alert.severity)}
        hollow={alert.condition.state === 'INACTIVE'}
        size={13}
        label={tc(`severity.${alert.severity}`)}
      />
      <span className="flex-none font-mono text-hi">{shortNumber('AL', alert.number)}</span>
      <span className="min-w-0 truncate" title={text.title}>
        {text.title}
      </span>
    </Row>
  );
}

const SOON_FIRST = (a: LaunchNotification, b: LaunchNotification): number =>
  b.window.fromMs - a.window.fromMs || b.number - a.number;

function Notices() {
  const t = useTranslations('preview');
  const tc = useTranslations('codes');
  const pick = useWords();
  const all = useSourceState(selectNotifications).toSorted(SOON_FIRST);
  return (
    <Section title={t('noticesTitle')}>
      {all.length === 0 ? <p className="px-3 py-1.5 text-small text-dim">{t('noNotice')}</p> : null}
      <ul>
        {all.map((n) => (
          <Row key={n.id} to={{ kind: 'notification', id: n.id }}>
            <span className="min-w-0 flex-1">
              <span className="flex items-baseline gap-2">
                <span className="font-mono text-hi">{shortNumber('N', n.number)}</span>
                <span className="truncate">{pick(n.byName)}</span>
              </span>
              <span className="flex items-baseline gap-2 text-small text-dim">
                <span className="truncate">{tc(`notification.${n.status}`)}</span>
                <span className="ml-auto flex-none font-mono">{spanZ(n.window.fromMs, n.window.toMs)}</span>
              </span>
            </span>
          </Row>
        ))}
      </ul>
    </Section>
  );
}
