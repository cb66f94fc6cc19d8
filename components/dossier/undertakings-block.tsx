'use client';

import { useTranslations } from 'use-intl';
import { useSend } from '../../client/actions/use-send';
import { useWords } from '../../client/i18n/provider';
import { useResultText } from '../../client/i18n/result-text';
import { useConsole, useSourceState } from '../../client/stores/context';
import { selectConsultations } from '../../client/stores/select';
import type { Launch } from '../../domain/records';
import type { Undertaking } from '../../domain/undertakings';
import { useMe, useOwnLetter } from '../shell/use-data';
import { Button } from '../ui/button';
import type { Status } from '../ui/status';
import { StatusSymbol } from '../ui/status-symbol';
import { Block } from './block';
import type { BlockProps } from './launch-blocks';

const SYMBOL: Record<'KEPT' | 'NOT_KEPT' | 'OPEN', Status> = {
  KEPT: 'normal',
  NOT_KEPT: 'caution',
  OPEN: 'standby',
};
const NONE: readonly Undertaking[] = [];

/** What participants have taken upon themselves that this launch touches, and how it stands to it as far as the record says. */
export function UndertakingsBlock({ launch, fold }: BlockProps) {
  const t = useTranslations('undertakings');
  const tc = useTranslations('codes');
  const pick = useWords();
  const known = useSourceState((s) => s.views.SHARED?.undertakings ?? NONE);
  const touched = (launch.undertakings ?? []).flatMap(({ id, standing }) => {
    const undertaking = known.find((u) => u.id === id);
    return undertaking ? [{ undertaking, standing }] : [];
  });
  const [first] = touched;
  if (!first) return null;
  return (
    <Block
      title={t('title')}
      source={t('asRecorded')}
      owner={null}
      folded={fold ? tc(`standing.${first.standing}`) : null}
    >
      <ul>
        {touched.map(({ undertaking: u, standing }) => (
          <li key={u.id} className="py-1">
            <p className="flex items-baseline gap-2">
              <StatusSymbol status={SYMBOL[standing]} size={12} />
              <span className="min-w-0 font-medium text-hi">{pick(u.title)}</span>
              <span className="ml-auto whitespace-nowrap text-fg">{tc(`standing.${standing}`)}</span>
            </p>
            <p className="text-note text-dim">
              {pick(u.byName)} · {pick(u.text)}
            </p>
            <ConsultAbout launch={launch} undertaking={u.id} />
          </li>
        ))}
      </ul>
    </Block>
  );
}

/** Asks all members to consult about the undertaking; where they consult about the launch already, that is opened. */
function ConsultAbout({ launch, undertaking }: { launch: Launch; undertaking: string }) {
  const t = useTranslations('undertakings');
  const tc = useTranslations('consultation');
  const say = useResultText();
  const me = useMe();
  const letter = useOwnLetter();
  const openPane = useConsole((s) => s.openPane);
  const reviewing = useConsole((s) => s.reviewMs !== null);
  const { send, pending, refusal } = useSend();
  const open = useSourceState((s) =>
    selectConsultations(s).some(
      ({ consultation: c }) => c.state !== 'CLOSED' && c.subject.id === launch.id && c.forum.name === 'OPEN',
    ),
  );
  if (me?.kind !== 'PARTY') return null;
  const ask = async (): Promise<void> => {
    const subject = { kind: 'launch' as const, id: launch.id, undertaking };
    const done = await send('consultation.request', { subject, forum: { name: 'OPEN', members: [] } });
    if (done) openPane({ kind: 'consultation' });
  };
  return (
    <p className="flex flex-wrap items-center gap-2 py-1">
      <Button
        size="small"
        pending={pending}
        why={!open && reviewing ? tc('headOnly') : null}
        onPress={() => (open ? openPane({ kind: 'consultation' }) : void ask())}
      >
        {open ? t('underWay') : t('consult', { letter })}
      </Button>
      {refusal ? (
        <span role="alert" className="text-small text-hi">
          {say(refusal)}
        </span>
      ) : null}
    </p>
  );
}
