'use client';

import { useId, useState } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { answerPayload } from '../../client/actions/answer';
import { useAction } from '../../client/actions/use-action-keys';
import { timeZ } from '../../client/format/time';
import { visible } from '../../client/format/visible';
import { useResultText } from '../../client/i18n/result-text';
import { settledResult } from '../../client/source/outbox';
import { useConsole, useConsoleStore, useSource, useSourceState } from '../../client/stores/context';
import { type AlertRow, selectAlerts } from '../../client/stores/select';
import type { CommandResult } from '../../domain/alert';
import { shelfOf } from '../../domain/alert-machine';
import { shortNumber } from '../../domain/ids';
import type { Principal } from '../../domain/participants';
import type { Desk } from '../../domain/records';
import { useLetterOf } from '../shell/use-data';
import { Button } from '../ui/button';
import { type Act, actsOn, MINUTES } from './acts';

const NO_DESKS: readonly Desk[] = [];
const FIELD = 'rounded border border-line-strong bg-inset px-2 py-0.5 text-hi';

/** The quieter acts on the alert in hand, and what this Party has put aside. Opened by its button or its key. */
export function OtherActs({
  row,
  me,
  small = false,
}: {
  row: AlertRow | null;
  me: Principal;
  small?: boolean;
}) {
  const t = useTranslations('alerts.other');
  const action = useAction('otherActs');
  const openPane = useConsole((s) => s.openPane);
  const open = useConsole((s) => s.pane?.kind === 'acts');
  const mode = useSourceState((s) => s.views.SHARED?.session?.mode);
  return (
    <DialogTrigger isOpen={open} onOpenChange={(is) => openPane(is ? { kind: 'acts' } : null)}>
      <AriaButton
        className={`inline-flex flex-none cursor-pointer items-center rounded border border-line-strong bg-raised font-medium text-hi outline-offset-2 data-[focus-visible]:outline-2 data-[focus-visible]:outline-focus data-[hovered]:bg-selected ${small ? 'h-6 px-2 text-small' : 'h-7 px-3'}`}
      >
        {action.label}
      </AriaButton>
      <Popover
        isNonModal
        placement="top end"
        data-mode={mode}
        className="w-[26rem] max-w-[94vw] border border-line-strong bg-raised p-3 text-body text-fg"
      >
        <Dialog aria-label={t('title')} className="flex flex-col gap-3 outline-none">
          {row ? (
            <ActForm key={row.alert.id} row={row} me={me} />
          ) : (
            <p className="text-dim">{t('noAlert')}</p>
          )}
          <Shelves me={me} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

const keyOf = ({ name, party }: Act): string => `${name} ${party ?? ''}`;

function ActForm({ row, me }: { row: AlertRow; me: Principal }) {
  const t = useTranslations('alerts.other');
  const say = useResultText();
  const id = useId();
  const letter = useLetterOf();
  const desks = useSourceState((s) => s.views.SHARED?.desks ?? NO_DESKS);
  const reviewing = useConsole((s) => s.reviewMs !== null);
  const { send, told } = useAct(row);
  const acts = actsOn(row, me.participant, desks);
  const [chosen, setChosen] = useState('');
  const [minutes, setMinutes] = useState(0);
  const [reason, setReason] = useState('');
  const act = acts.find((a) => keyOf(a) === chosen) ?? acts[0];
  if (!act) return <p className="text-dim">{t('nothing')}</p>;
  const letterOf = (party?: string): string => (party ? letter(party) : '');
  const lasting = MINUTES[act.name] ?? [];
  const forMinutes = lasting.includes(minutes) ? minutes : (lasting[0] ?? 0);
  const needsReason = act.name !== 'unshelve';
  const why = reviewing ? t('headOnly') : needsReason && reason.trim() === '' ? t('needsReason') : null;
  return (
    <form aria-label={t('form')} className="flex flex-col gap-2" onSubmit={(e) => e.preventDefault()}>
      <h3 className="font-semibold text-hi">{t('on', { number: shortNumber('AL', row.alert.number) })}</h3>
      <label htmlFor={`${id}a`} className="text-small text-dim">
        {t('act')}
      </label>
      <select id={`${id}a`} className={FIELD} value={keyOf(act)} onChange={(e) => setChosen(e.target.value)}>
        {acts.map((a) => (
          <option key={keyOf(a)} value={keyOf(a)}>
            {t(`name.${a.name}`, { letter: letterOf(a.party) })}
          </option>
        ))}
      </select>
      <p className="text-small text-dim">{t(`meaning.${act.name}`, { letter: letterOf(act.party) })}</p>
      {lasting.length > 0 ? (
        <label className="flex items-center justify-between gap-3 text-small text-dim">
          {t('for')}
          <select className={FIELD} value={forMinutes} onChange={(e) => setMinutes(Number(e.target.value))}>
            {lasting.map((m) => (
              <option key={m} value={m}>
                {t('minutes', { count: m })}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {needsReason ? (
        <label className="flex flex-col gap-1 text-small text-dim">
          {t('reason')}
          <input
            className={FIELD}
            value={reason}
            maxLength={500}
            onChange={(e) => setReason(e.target.value)}
          />
        </label>
      ) : null}
      <Button
        kind="primary"
        why={why}
        showWhy
        onPress={() => {
          void send(act, reason.trim(), forMinutes);
          setReason('');
        }}
      >
        {t('do', { letter: letterOf(me.participant) })}
      </Button>
      {told ? (
        <p role="status" className="text-small text-hi">
          {say(told)}
        </p>
      ) : null}
    </form>
  );
}

/** Sends one act, bound to the revision that was painted. */
function useAct(row: AlertRow) {
  const source = useSource();
  const console = useConsoleStore();
  const [told, setTold] = useState<CommandResult | null>(null);
  const send = async (act: Act, reason: string, minutes: number): Promise<void> => {
    const seen = answerPayload({ console }, row);
    if (!seen) return;
    const { alert, seq } = seen;
    const sent = () => {
      switch (act.name) {
        case 'absent':
          return source.send('alert.acknowledgeAbsent', { ...seen, participant: act.party ?? '', reason });
        case 'shelve':
          return source.send('alert.shelve', { alert, seq, minutes, reason });
        case 'unshelve':
          return source.send('alert.unshelve', { alert, seq });
        case 'outOfService':
          return source.send('alert.outOfService', { ...seen, minutes, reason });
        case 'reset':
          return source.send('alert.reset', { ...seen, reason });
        case 'withdraw':
          return source.send('alert.withdraw', { ...seen, reason });
      }
    };
    setTold(settledResult(await sent()));
  };
  return { send, told };
}

/** What this Party does not see in its list: until when, why, and the way back. */
function Shelves({ me }: { me: Principal }) {
  const t = useTranslations('alerts.other');
  const source = useSource();
  const rows = useSourceState(selectAlerts);
  const shelved = rows.flatMap(({ alert }) => {
    const shelf = shelfOf(alert, me.participant);
    return shelf && alert.lifecycle.state === 'OPEN' ? [{ alert, shelf }] : [];
  });
  if (shelved.length === 0) return null;
  return (
    <section aria-label={t('shelves')} className="border-t border-line pt-2">
      <h3 className="font-semibold text-hi">{t('shelves')}</h3>
      <ul className="max-h-48 overflow-y-auto">
        {shelved.map(({ alert, shelf }) => (
          <li key={alert.id} className="flex items-center gap-2 py-0.5">
            <span className="font-mono text-hi">{shortNumber('AL', alert.number)}</span>
            <span className="min-w-0 flex-1 truncate text-dim">
              {t('until', { time: timeZ(shelf.untilMs), reason: visible(shelf.reason) })}
            </span>
            <Button
              size="small"
              onPress={() => void source.send('alert.unshelve', { alert: alert.id, seq: alert.seq })}
            >
              {t('back', { number: shortNumber('AL', alert.number) })}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
