'use client';

import { useTranslations } from 'use-intl';
import { useAction } from '../../client/actions/use-action-keys';
import { useSourceState } from '../../client/stores/context';
import {
  type AlertRow,
  awaitedParties,
  awaitsWord,
  isAwaited,
  selectConsultations,
} from '../../client/stores/select';
import { useMe, useParties } from '../shell/use-data';
import { Button } from '../ui/button';

/** The right end of a row: what a duty officer can do about the first one, else how the alert stands. */
export function RowEnd({ row, first, wide }: { row: AlertRow; first: boolean; wide: boolean }) {
  const t = useTranslations('alerts');
  const me = useMe();
  const dossier = useAction('openDossier');
  const call = useAction('callSupervisor');
  if (me?.role === 'duty' && first && isAwaited(row.alert))
    return (
      <>
        {wide ? (
          <Button size="small" onPress={dossier.run} keys={dossier.keys} why={dossier.why}>
            {dossier.label}
          </Button>
        ) : null}
        <Button
          size="small"
          kind="primary"
          onPress={call.run}
          keys={call.keys}
          why={call.why}
          label={call.label}
        >
          {wide ? call.label : t('callShort')}
        </Button>
      </>
    );
  return <Standing row={row} />;
}

function Standing({ row }: { row: AlertRow }) {
  const t = useTranslations('alerts');
  const tc = useTranslations('consultation');
  const me = useMe();
  const parties = useParties();
  const { alert } = row;
  const awaited = awaitedParties(row);
  const letters = parties.filter((p) => awaited.includes(p.id)).map((p) => p.letter);
  const talk = useSourceState((s) =>
    selectConsultations(s).some(
      (r) => r.consultation.alerts.includes(alert.id) && awaitsWord(r, s.me?.participant),
    ),
  );
  let text = t('settled');
  if (talk) text = tc('awaitsUs');
  else if (alert.consult.state !== 'NONE' && alert.consult.state !== 'CLOSED') text = t('consultation');
  else if (alert.ack.state === 'ANSWERED') text = t('answeredDissent');
  else if (me && awaited.includes(me.participant)) text = t('needsUs');
  else if (letters.length > 0) text = t('awaits', { letters: letters.join(', ') });
  else if (alert.policy !== 'JOINT' && alert.answers.length > 0) text = t('done');
  return <span className="truncate text-small text-dim">{text}</span>;
}
