'use client';

import { useTranslations } from 'use-intl';
import { azimuth } from '../../client/format/number';
import { timeZ } from '../../client/format/time';
import { useLanguage } from '../../client/i18n/provider';
import { useSourceState } from '../../client/stores/context';
import { copyNumber } from '../../client/stores/select';
import { national } from '../../domain/labels';
import type { ReleasedOf } from '../../domain/release';
import { useShown } from '../alerts/use-shown';
import { Block } from '../dossier/block';
import { ReceiptsTable } from '../dossier/receipts-table';
import { useLetterOf, useMe } from '../shell/use-data';
import { Written } from '../ui/written';
import { useCoarseText } from './use-coarse-text';

/** A track that another Party has released: whose it is, how coarse, and what of it was given. */
export function GivenTrack({ released }: { released: ReleasedOf<'track'> }) {
  const t = useTranslations('release');
  const td = useTranslations('dossier');
  const tc = useTranslations('codes');
  const coarse = useCoarseText();
  const { language } = useLanguage();
  const me = useMe();
  const shown = useShown('release', released);
  const held = useSourceState((s) => me && s.views[national(me.participant)]?.receipts[released.id]);
  const letterOf = useLetterOf();
  const letter = letterOf(released.from);
  const own = useSourceState((s) => s.participants).filter((p) => p.id === me?.participant);
  const { record } = released;
  const number = useSourceState((s) => copyNumber(released.number, s));
  return (
    <article aria-label={number}>
      <h2 ref={shown} className="border-b border-line px-3.5 py-2 font-mono text-id font-semibold text-hi">
        {number}
      </h2>
      <div className="px-3.5 py-2">
        <p className="font-medium text-hi">
          {t(`gave.${released.state}`, { letter })}, {coarse(released.coarsen)}
        </p>
        {record ? (
          <p>
            {record.status ? tc(`trackStatus.${record.status}`) : null}
            {record.azimuthDeg === undefined
              ? null
              : `, ${td('azimuth').toLowerCase()} ${azimuth(record.azimuthDeg, null, language).value}`}
            {record.kinematics ? (
              <span className="font-mono text-dim"> {timeZ(record.kinematics.epochMs)}</span>
            ) : null}
          </p>
        ) : null}
        <p className="text-small text-dim">
          <Written quoted text={released.withdrawnFor ?? released.reason} />
        </p>
        <p className="text-small text-dim">{t('withheldNote')}</p>
      </div>
      {held ? (
        <Block title={td('receipts.title')} source={td('receipts.source')} owner={own[0]?.letter ?? null}>
          <ReceiptsTable lines={own} held={held} rev={released.rev} />
        </Block>
      ) : null}
    </article>
  );
}
