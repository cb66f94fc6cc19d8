'use client';

import { useTranslations } from 'use-intl';
import { useWhyNoActs } from '../../client/actions/use-action-keys';
import { useSend } from '../../client/actions/use-send';
import { timeZ } from '../../client/format/time';
import { useLanguage } from '../../client/i18n/provider';
import { useResultText } from '../../client/i18n/result-text';
import type { CommandResult } from '../../domain/alert';
import { type Shift, shiftContent } from '../../domain/shift';

/** The acts on a handover, one at a time; what was refused is said in the reader's language. */
export function useShiftActs() {
  const t = useTranslations('shift');
  const { pending, refusal, send } = useSend();
  const say = useResultText();
  const why = useWhyNoActs();
  const { language } = useLanguage();
  const told = (r: CommandResult): string => {
    if (r.code === 'STALE_REV') return t('stale', { rev: String(r.currentRev) });
    if (r.code === 'ALREADY')
      return t('drafted', { name: language === 'ru' ? r.nameRu : r.nameEn, time: timeZ(r.atMs) });
    return say(r);
  };
  return {
    ...{ pending, problem: refusal && told(refusal), why },
    draft: (body: string) => {
      const text = body.trim();
      return send('shift.draft', { remarks: text === '' ? null : { body: text, language } });
    },
    sign: (shift: Shift) =>
      send('shift.sign', { shift: shift.id, rev: shift.rev, content: shiftContent(shift) }),
    withdraw: ({ id }: Shift) => send('shift.withdraw', { shift: id }),
  };
}
