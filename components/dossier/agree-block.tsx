'use client';

import { useTranslations } from 'use-intl';
import { azimuth, clockAhead, distance, half90, km, turn } from '../../client/format/number';
import { timeOfDay } from '../../client/format/time';
import { useLanguage, useWords } from '../../client/i18n/provider';
import type { Participant } from '../../domain/participants';
import type { PartyDifference } from '../../domain/records';
import type { Words } from '../../domain/words';
import { useParties } from '../shell/use-data';
import { Figure } from '../ui/figure';
import { PartyBox } from '../ui/party-box';
import { Block } from './block';
import type { BlockProps } from './launch-blocks';
import { farthestApart, isArea, type PartyReport, plusMinusM, reportsByParty } from './model';

interface Column {
  who: Participant;
  report: PartyReport;
}

/** 6 Do the Parties agree: what each reported, and how far it lies from what the others say together. */
export function AgreeBlock({ launch, fold }: BlockProps) {
  const t = useTranslations('dossier');
  const { language } = useLanguage();
  const parties = useParties();
  const columns = reportsByParty(
    launch,
    parties.map((p) => p.id),
  ).flatMap(({ party, report }): Column[] => {
    const who = parties.find((p) => p.id === party);
    return who && report ? [{ who, report }] : [];
  });
  const compared = columns.length > 1;
  const apart = farthestApart(columns.map((c) => c.report));
  const folded = !compared ? t('agree.one') : apart ? `Δ ${km(apart.positionM, language)}` : '';
  return (
    <Block
      title={t('agree.title')}
      source={t(compared ? 'agree.source' : 'agree.one')}
      owner={null}
      folded={fold ? folded : null}
    >
      {compared ? <Comparison columns={columns} /> : <span />}
    </Block>
  );
}

function Comparison({ columns }: { columns: readonly Column[] }) {
  const t = useTranslations('dossier');
  const { language } = useLanguage();
  const pick = useWords();
  const width = (area: PartyReport['launchPoint']): string =>
    distance(0, plusMinusM(area), language).error ?? '—';
  const said: [string, (r: PartyReport) => string][] = [
    [t('agree.launchTime'), (r) => timeOfDay(r.launchPoint.atMs)],
    [t('agree.launchArea'), (r) => width(r.launchPoint)],
    [t('azimuth'), (r) => azimuth(r.azimuthDeg, null, language).value],
    [t('agree.impactArea'), (r) => (isArea(r.impact) ? width(r.impact) : '—')],
  ];
  return (
    <table className="w-full">
      <thead>
        <tr className="text-dim">
          <td className="w-[30%]" />
          {columns.map(({ who }) => (
            <th key={who.id} scope="col" className="text-right font-normal">
              <PartyBox small letter={who.letter} label={pick(who.name as Words)} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {said.map(([name, value]) => (
          <Row key={name} name={name} columns={columns} value={(r) => value(r)} />
        ))}
        <tr>
          <th scope="rowgroup" colSpan={columns.length + 1} className="text-left font-normal text-note">
            {t('agree.fromOthers')}
          </th>
        </tr>
        {(['position', 'time', 'azimuth'] as const).map((what) => (
          <Row
            key={what}
            name={t(`agree.${what}`)}
            columns={columns}
            value={(r) => <Apart what={what} by={r.difference ?? null} />}
          />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  name,
  columns,
  value,
}: {
  name: string;
  columns: readonly Column[];
  value: (r: PartyReport) => React.ReactNode;
}) {
  return (
    <tr className="h-5">
      <th scope="row" className="text-left font-normal text-dim">
        {name}
      </th>
      {columns.map(({ who, report }) => (
        <td key={who.id} className="text-right font-mono">
          {value(report)}
        </td>
      ))}
    </tr>
  );
}

/** One difference with its ±; what chance would hardly make is marked. */
function Apart({ what, by }: { what: PartyDifference['significant'][number]; by: PartyDifference | null }) {
  const t = useTranslations('dossier');
  const { language } = useLanguage();
  if (!by) return '—';
  const figure = {
    position: () => distance(by.positionM, half90(by.positionSigmaM), language),
    time: () => clockAhead(by.timeS, half90(by.timeSigmaS), language),
    azimuth: () => turn(by.azimuthDeg, half90(by.azimuthSigmaDeg), language),
  }[what]();
  if (!by.significant.includes(what)) return <Figure figure={figure} />;
  return (
    <>
      <span role="img" aria-label={t('agree.significant')} className="text-amber-text">
        ≠{' '}
      </span>
      <Figure figure={figure} strong />
    </>
  );
}
