'use client';

import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import { useSourceState } from '../../client/stores/context';
import { type AlertRow, awaitedParties, selectAlerts } from '../../client/stores/select';
import { shortNumber } from '../../domain/ids';
import type { EscalationCall } from '../../domain/regime';
import { useParties } from '../shell/use-data';
import { StatusSymbol } from '../ui/status-symbol';

/** From this call on an answer is overdue on every console. */
const OVERDUE: readonly (EscalationCall | null)[] = ['DEPUTIES', 'CONSULTATION', 'LIAISON'];

/** What never ends silently: answers that are overdue, and sensors' alerts that are out of service. */
export function StandingBar() {
  const t = useTranslations('alerts.standing');
  const parties = useParties();
  const rows = useSourceState(selectAlerts);
  const overdue = rows.filter(
    (row) => OVERDUE.includes(row.alert.escalation.call) && awaitedParties(row).length > 0,
  );
  const out = rows.flatMap(({ alert }) => {
    const { suppression, lifecycle } = alert;
    return suppression.state === 'OUT_OF_SERVICE' && lifecycle.state === 'OPEN'
      ? [t('out', { number: shortNumber('AL', alert.number), time: timeZ(suppression.untilMs) })]
      : [];
  });
  if (overdue.length + out.length === 0) return null;
  const said = (row: AlertRow): string => {
    const awaited = awaitedParties(row);
    const letters = parties.filter((p) => awaited.includes(p.id)).map((p) => p.letter);
    const last = row.alert.escalation.exhausted;
    return t(last ? 'exhausted' : 'overdue', {
      number: shortNumber('AL', row.alert.number),
      letters: letters.join(', '),
    });
  };
  return (
    <section
      aria-label={t('title')}
      className="flex h-7 flex-none items-center gap-4 overflow-hidden whitespace-nowrap border-b border-line bg-raised px-4 text-small text-hi"
    >
      {overdue.length > 0 ? (
        <span className="flex items-center gap-2 truncate font-semibold">
          <StatusSymbol status="critical" size={12} />
          {overdue.map(said).join(' · ')}
        </span>
      ) : null}
      {out.length > 0 ? <span className="truncate text-dim">{out.join(' · ')}</span> : null}
    </section>
  );
}
