'use client';

import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useAction } from '../../client/actions/use-action-keys';
import { timeZ } from '../../client/format/time';
import { useLanguage } from '../../client/i18n/provider';
import { usePendingText, useResultText } from '../../client/i18n/result-text';
import { useConsole, useNowText } from '../../client/stores/context';
import { type AlertRow, awaitedParties } from '../../client/stores/select';
import type { CommandResult } from '../../domain/alert';
import { ownAnswer } from '../../domain/alert-machine';
import { shortNumber } from '../../domain/ids';
import type { Participant, Principal } from '../../domain/participants';
import { useParties } from '../shell/use-data';
import type { Layout } from '../shell/use-layout';
import { Button } from '../ui/button';
import { Countdown } from '../ui/countdown';
import { Icon } from '../ui/icon';
import { StatusSymbol } from '../ui/status-symbol';
import { useAlertText } from './alert-text';
import { OtherActs } from './other-acts';
import type { AnswerState } from './use-answer';
import { usePainted } from './use-painted';

interface Props {
  row: AlertRow;
  me: Principal;
  answer: AnswerState;
  layout: Layout;
}

const BAR =
  'flex min-h-(--act-height) flex-none items-center gap-y-1 border-t border-line bg-raised px-4 py-1.5';

/** The supervisor's bar. It keeps its place when nothing waits, so that no alert moves what stands above it. */
export function ActionBar({ row, ...rest }: Omit<Props, 'row'> & { row: AlertRow | null }) {
  const t = useTranslations('alerts.act');
  if (row) return <Act row={row} {...rest} />;
  return (
    <section aria-label={t('title')} className={`${BAR} gap-x-5`}>
      <p className="text-dim">{t('nothingWaits')}</p>
      <span className="ml-auto">
        <OtherActs row={null} me={rest.me} />
      </span>
    </section>
  );
}

/** The time left, the one button, what it means, and the quieter acts beside it. */
function Act({ row, me, answer, layout }: Props) {
  const t = useTranslations('alerts.act');
  usePainted(row.alert);
  const dissent = useAction('dissent');
  const consult = useAction('consult');
  const pane = useConsole((s) => s.pane);
  const button = useRef<HTMLSpanElement>(null);
  // The key asked for the button. One that comes back with a new alarm must not take the focus by itself.
  useEffect(() => {
    if (pane?.kind === 'acknowledge') button.current?.querySelector('button')?.focus();
  }, [pane]);
  const parties = useParties();
  const own = parties.find((p) => p.id === me.participant);
  const awaited = awaitedParties(row);
  const given = ownAnswer(row.alert, me.participant);
  const mine = awaited.includes(me.participant);
  // On one desk of two all of them stand beside the large button only if they are small.
  const compact = layout === 'compact';
  // Beside the reason why nobody can act what an act would mean finds no room.
  const atHead = useConsole((s) => s.reviewMs === null);
  const size = compact ? 'small' : 'normal';
  return (
    <section aria-label={t('title')} className={`${BAR} ${compact ? 'gap-x-3' : 'gap-x-5'}`}>
      <TimeLeft row={row} own={own} parties={parties.filter((p) => awaited.includes(p.id))} />
      {own && mine ? (
        <span ref={button}>
          <Acknowledge row={row} own={own} answer={answer} />
        </span>
      ) : null}
      {own && given ? (
        <Record row={row} own={own} kind={given.kind} rev={given.rev} atMs={given.atMs} compact={compact} />
      ) : null}
      {own && !mine && !given ? <p className="text-dim">{t('noAnswerWanted')}</p> : null}
      {answer.result && answer.result.code !== 'OK' ? (
        <Outcome result={answer.result} row={row} />
      ) : mine && !compact && atHead ? (
        <p className="max-w-56 shrink-[20] text-small text-dim">{t('meaning')}</p>
      ) : null}
      <span className="ml-auto flex flex-none items-center gap-2">
        <Button size={size} onPress={consult.run} keys={consult.keys} why={consult.why}>
          {consult.label}
        </Button>
        {mine && dissent.mine ? (
          <Button size={size} onPress={dissent.run} keys={dissent.keys} why={dissent.why}>
            {dissent.label}
          </Button>
        ) : null}
        <OtherActs row={row} me={me} small={compact} />
      </span>
    </section>
  );
}

function TimeLeft({
  row,
  own,
  parties,
}: {
  row: AlertRow;
  own: Participant | undefined;
  parties: Participant[];
}) {
  const t = useTranslations('alerts.act');
  const text = useAlertText()(row.alert);
  const { dueMs, alarmedMs } = row.alert;
  const over = useNowText((now) => dueMs !== null && now >= dueMs);
  const number = shortNumber('AL', row.alert.number);
  if (dueMs === null || parties.length === 0)
    return (
      <span className="min-w-52">
        <span className="font-mono font-semibold text-hi">{number}</span>
        <span className="block text-small text-dim">{text.title}</span>
      </span>
    );
  const letters = parties.map((p) => p.letter).join(', ');
  return (
    <span className="flex min-w-60 items-center gap-3">
      <Countdown dueMs={dueMs} fromMs={alarmedMs} size="bar" label={t('dueOf', { number })} />
      <span className="text-small">
        <span className="block text-fg">
          {t(over ? 'overdueFor' : 'leftFor', { letters, time: timeZ(dueMs) })}
        </span>
        <span className="block text-dim">
          {t(parties.some((p) => p.id === own?.id) ? 'thenYours' : 'thenTheirs', { number })}
        </span>
      </span>
    </span>
  );
}

function Acknowledge({ row, own, answer }: { row: AlertRow; own: Participant; answer: AnswerState }) {
  const t = useTranslations('alerts.act');
  const { sending } = usePendingText();
  const action = useAction('acknowledge');
  const painted = useConsole((s) => s.paintedRev[row.alert.id]);
  const rev = String(painted ?? row.alert.rev);
  return (
    <Button
      kind="primary"
      size="large"
      onPress={answer.acknowledge}
      keys={action.keys}
      why={action.why}
      showWhy
      pending={answer.pending}
    >
      {answer.slow ? sending : t('acknowledge', { rev, letter: own.letter })}
    </Button>
  );
}

/** What stands in the button's place once the own Party has answered. */
function Record({
  own,
  kind,
  rev,
  atMs,
  compact,
}: {
  row: AlertRow;
  own: Participant;
  kind: 'ACK' | 'DISSENT' | 'ABSENT';
  rev: number;
  atMs: number;
  compact: boolean;
}) {
  const t = useTranslations('alerts.act');
  const params = { rev: String(rev), letter: own.letter };
  return (
    <>
      <p
        role="status"
        className="inline-flex h-11 flex-none items-center gap-3 whitespace-nowrap rounded border border-dashed border-line-strong px-4 font-medium text-hi"
      >
        <Icon name={kind === 'DISSENT' ? 'cross' : 'check'} />
        {t(kind === 'DISSENT' ? 'dissented' : 'acknowledged', params)}
      </p>
      {compact ? null : <p className="max-w-64 text-small text-dim">{t('inLog', { time: timeZ(atMs) })}</p>}
    </>
  );
}

/** A refusal says why and who can; a stale revision says that nothing was sent and what changed. */
function Outcome({ result, row }: { result: CommandResult; row: AlertRow }) {
  const t = useTranslations('alerts.act');
  const tc = useTranslations('codes');
  const say = useResultText();
  const { language } = useLanguage();
  const stale = result.code === 'STALE_REV' ? result : null;
  return (
    <p role="alert" className="flex max-w-md items-start gap-2 text-small" lang={language}>
      {stale ? <StatusSymbol status="serious" size={13} /> : <Icon name="lock" />}
      <span>
        <span className="font-semibold text-hi">{say(result)}</span>
        {stale && stale.changes.length > 0 ? (
          <span className="block text-fg">
            {t('changed', {
              list: stale.changes.map((c) => tc(`field.${c.field}`).toLowerCase()).join(', '),
              rev: String(row.alert.rev),
            })}
          </span>
        ) : null}
      </span>
    </p>
  );
}
