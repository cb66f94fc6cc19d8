'use client';

import { useState } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { answerPayload } from '../../client/actions/answer';
import { timeZ } from '../../client/format/time';
import { visible } from '../../client/format/visible';
import { useResultText } from '../../client/i18n/result-text';
import { settledResult } from '../../client/source/outbox';
import { useConsole, useConsoleStore, useSource, useSourceState } from '../../client/stores/context';
import type { AlertRow } from '../../client/stores/select';
import type { CommandResult } from '../../domain/alert';
import { shortNumber } from '../../domain/ids';
import { useLetterOf, useMe, useOwnLetter } from '../shell/use-data';
import { Button } from '../ui/button';
import { type Proposed, proposedOn } from './acts';
import { usePainted } from './use-painted';

/** What a Party proposes about the alert of a row, to be agreed to or refused there. */
export function Proposals({ row, short }: { row: AlertRow; short: boolean }) {
  const t = useTranslations('alerts.proposal');
  const tc = useTranslations('codes');
  const me = useMe();
  const letterOf = useLetterOf();
  const mode = useSourceState((s) => s.views.SHARED?.session?.mode);
  const number = shortNumber('AL', row.alert.number);
  return proposedOn(row, me?.participant).map((p) => {
    const letter = letterOf(p.by[0]?.party ?? '');
    const act = tc(`jointAct.${p.act}`);
    return (
      <DialogTrigger key={p.act}>
        <AriaButton className="flex-none cursor-pointer whitespace-nowrap rounded border border-await px-1.5 text-small text-await outline-offset-2 data-[focus-visible]:outline-2 data-[focus-visible]:outline-focus data-[hovered]:bg-raised">
          {short ? `${letter}: ${act}` : t('chip', { letter, act })}
        </AriaButton>
        <Popover
          isNonModal
          placement="bottom start"
          data-mode={mode}
          className="w-[24rem] max-w-[94vw] border border-line-strong bg-raised p-3 text-body text-fg"
        >
          <Dialog aria-label={t('title', { number })} className="flex flex-col gap-2 outline-none">
            <h3 className="font-semibold text-hi">{t('title', { number })}</h3>
            <ProposedAct row={row} proposed={p} />
          </Dialog>
        </Popover>
      </DialogTrigger>
    );
  });
}

/** Who proposes it, why and until when it stands, and this Party's word on it. */
export function ProposedAct({ row, proposed }: { row: AlertRow; proposed: Proposed }) {
  const t = useTranslations('alerts.proposal');
  const to = useTranslations('alerts.other');
  const tc = useTranslations('codes');
  const say = useResultText();
  const me = useMe();
  const letterOf = useLetterOf();
  const letter = useOwnLetter();
  const reviewing = useConsole((s) => s.reviewMs !== null);
  const { agree, refuse, told } = useWord(row, proposed);
  usePainted(row.alert);
  const firstMs = Math.min(...proposed.by.map((p) => p.atMs));
  const mayAct = me?.role === 'supervisor' && proposed.asked;
  const why = reviewing ? to('headOnly') : mayAct ? null : t('supervisorOnly');
  return (
    <>
      {proposed.by.map((p) => (
        <p key={p.party} className="text-hi">
          {t('by', { letter: letterOf(p.party), act: tc(`jointAct.${p.act}`), reason: visible(p.reason) })}
          {p.untilMs === null ? '' : `, ${t('until', { time: timeZ(p.untilMs) })}`}
        </p>
      ))}
      <p className="text-small text-dim">{t('lapses', { time: timeZ(firstMs) })}</p>
      {proposed.ours ? <p className="text-small text-dim">{t('awaits')}</p> : null}
      <span className="flex flex-wrap gap-2">
        {proposed.ours ? null : (
          <Button kind="primary" why={why} onPress={agree}>
            {t('agree', { letter })}
          </Button>
        )}
        <Button why={why} onPress={refuse}>
          {t(proposed.ours ? 'takeBack' : 'refuse', { letter })}
        </Button>
      </span>
      {told && told.code !== 'OK' ? (
        <p role="alert" className="text-small text-hi">
          {say(told)}
        </p>
      ) : null}
    </>
  );
}

/** Agreeing is proposing the same with the same reason; both are bound to the revision that was painted. */
function useWord(row: AlertRow, { act, by }: Proposed) {
  const source = useSource();
  const console = useConsoleStore();
  const [told, setTold] = useState<CommandResult | null>(null);
  const first = by[0];
  const agree = async (): Promise<void> => {
    const seen = answerPayload({ console }, row);
    if (!seen || !first) return;
    const { reason, untilMs } = first;
    const sent = () => {
      switch (act) {
        case 'RESET':
          return source.send('alert.reset', { ...seen, reason });
        case 'WITHDRAW':
          return source.send('alert.withdraw', { ...seen, reason });
        case 'OUT_OF_SERVICE': {
          const minutes = Math.max(1, Math.ceil(((untilMs ?? 0) - source.nowMs()) / 60_000));
          return source.send('alert.outOfService', { ...seen, minutes, reason });
        }
      }
    };
    setTold(settledResult(await sent()));
  };
  const refuse = async (): Promise<void> => {
    const seen = answerPayload({ console }, row);
    if (seen) setTold(settledResult(await source.send('alert.refuse', { ...seen, act })));
  };
  return { told, agree: () => void agree(), refuse: () => void refuse() };
}
