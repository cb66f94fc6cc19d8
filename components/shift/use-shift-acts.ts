'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useWhyNoActs } from '../../client/actions/use-action-keys';
import { timeZ } from '../../client/format/time';
import { useLanguage } from '../../client/i18n/provider';
import { useResultText } from '../../client/i18n/result-text';
import { settledResult } from '../../client/source/outbox';
import { useSource } from '../../client/stores/context';
import type { CommandResult } from '../../domain/alert';
import type { CommandName, CommandPayload } from '../../domain/protocol/commands';
import type { Shift } from '../../domain/shift';

/** The acts on a handover, one at a time; what was refused is said in the reader's language. */
export function useShiftActs() {
  const t = useTranslations('shift');
  const source = useSource();
  const say = useResultText();
  const why = useWhyNoActs();
  const { language } = useLanguage();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const told = (r: CommandResult): string => {
    if (r.code === 'STALE_REV') return t('stale', { rev: String(r.currentRev) });
    if (r.code === 'ALREADY')
      return t('drafted', { name: language === 'ru' ? r.nameRu : r.nameEn, time: timeZ(r.atMs) });
    return say(r);
  };
  const send = async <N extends Extract<CommandName, `shift.${string}`>>(
    name: N,
    payload: CommandPayload<N>,
  ): Promise<boolean> => {
    setPending(true);
    setProblem(null);
    const result = settledResult(await source.send(name, payload));
    setPending(false);
    const done = result.code === 'OK';
    if (!done) setProblem(told(result));
    return done;
  };
  return {
    ...{ pending, problem, why },
    draft: (body: string) => {
      const text = body.trim();
      return send('shift.draft', { remarks: text === '' ? null : { body: text, language } });
    },
    sign: ({ id, rev }: Shift) => send('shift.sign', { shift: id, rev }),
    withdraw: ({ id }: Shift) => send('shift.withdraw', { shift: id }),
  };
}
