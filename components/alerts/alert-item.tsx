'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import { useResultText } from '../../client/i18n/result-text';
import { settledResult } from '../../client/source/outbox';
import { useConsole, useConsoleStore, useSource, useSourceState } from '../../client/stores/context';
import { type AlertRow, partiesOf } from '../../client/stores/select';
import type { CommandResult } from '../../domain/alert';
import { shortNumber } from '../../domain/ids';
import { Button } from '../ui/button';
import { Countdown } from '../ui/countdown';
import { PartyBox } from '../ui/party-box';
import { StatusSymbol } from '../ui/status-symbol';

const SYMBOL = { CRITICAL: 'critical', HIGH: 'serious', ADVISORY: 'caution' } as const;

/** One open alert with each Party's answer in its fixed place, and the supervisor's button. */
export function AlertItem({ row: { alert } }: { row: AlertRow }) {
  const t = useTranslations('shell');
  const tc = useTranslations('codes');
  const tp = useTranslations('common');
  const source = useSource();
  const store = useConsoleStore();
  const painted = useConsole((s) => s.painted);
  const me = useSourceState((s) => s.me);
  const participants = useSourceState((s) => s.participants);
  const [result, setResult] = useState<CommandResult | null>(null);
  const [pending, setPending] = useState(false);
  // The revision counts as seen once it was on the screen.
  useEffect(() => painted(alert.id, alert.rev), [painted, alert.id, alert.rev]);
  const mine = me && alert.requiredParties.includes(me.participant) && me.role === 'supervisor';
  const answered = me ? alert.answers.some((a) => a.party === me.participant) : true;
  const letter = participants.find((p) => p.id === me?.participant)?.letter ?? '';

  async function acknowledge() {
    setPending(true);
    const seenRev = store.getState().paintedRev[alert.id] ?? alert.rev;
    const answer = await source.send('alert.acknowledge', { alert: alert.id, seq: alert.seq, seenRev });
    setResult(settledResult(answer));
    setPending(false);
  }

  return (
    <li
      className="my-1 flex flex-wrap items-center gap-3 border border-line bg-panel p-2"
      aria-label={shortNumber('AL', alert.number)}
    >
      <StatusSymbol status={SYMBOL[alert.severity]} size={14} />
      <span className="font-semibold uppercase text-hi">{tc(`severity.${alert.severity}`)}</span>
      <span className="font-mono">{shortNumber('AL', alert.number)}</span>
      <span className="text-hi">{tc(`alert.${alert.code}`)}</span>
      {alert.facts.launchNumber ? (
        <span className="font-mono">{shortNumber('L', alert.facts.launchNumber)}</span>
      ) : null}
      {alert.facts.match ? <span>{tc(`match.${alert.facts.match}`)}</span> : null}
      {alert.facts.finding ? <span>{tc(`finding.${alert.facts.finding}`)}</span> : null}
      <span className="font-mono text-dim">r{alert.rev}</span>
      {partiesOf(participants)
        .filter((p) => alert.requiredParties.includes(p.id))
        .map((p) => {
          const a = alert.answers.find((x) => x.party === p.id);
          return (
            <span key={p.id} className="flex items-center gap-1">
              <PartyBox letter={p.letter} label={tp('party', { letter: p.letter })} />
              {a
                ? t(a.kind === 'DISSENT' ? 'dissented' : 'acknowledged', { time: timeZ(a.atMs) })
                : t('awaited')}
              {!a && alert.dueMs ? <Countdown dueMs={alert.dueMs} label={t('awaited')} /> : null}
            </span>
          );
        })}
      {mine && !answered ? (
        <Button kind="primary" pending={pending} onPress={() => void acknowledge()}>
          {t('acknowledge', { rev: String(alert.rev), letter })}
        </Button>
      ) : null}
      {result && result.code !== 'OK' ? <Refused result={result} /> : null}
    </li>
  );
}

function Refused({ result }: { result: CommandResult }) {
  const t = useTranslations('shell');
  const tc = useTranslations('codes.field');
  const text = useResultText();
  const said =
    result.code === 'STALE_REV'
      ? t('stale', { changes: result.changes.map((c) => tc(c.field)).join(', ') })
      : t('refused', { reason: text(result) });
  return <p role="status">{said}</p>;
}
