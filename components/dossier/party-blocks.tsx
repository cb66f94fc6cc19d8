'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { distance } from '../../client/format/number';
import { timeZ } from '../../client/format/time';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { useNow, useNowText, useSourceState } from '../../client/stores/context';
import { shortNumber } from '../../domain/ids';
import { isOfficer, type Participant } from '../../domain/participants';
import type { Launch, NationalTrack } from '../../domain/records';
import { useCoarseText } from '../release/use-coarse-text';
import { useBook, useMe, useOwnLetter, useOwnSensors, useParties } from '../shell/use-data';
import { burntOutMs, coverNow, coverOf } from '../timeline/cover';
import { ownTrackOf } from '../timeline/lanes';
import { Figure } from '../ui/figure';
import { PartyBox } from '../ui/party-box';
import { Block, Line } from './block';
import type { BlockProps } from './launch-blocks';
import { isArea, plusMinusM, reportsByParty } from './model';
import { WhyLines } from './why-lines';

/** 5 Who reports it: kinds of sensor and looks, as reported. The other's sensors by name are national. */
export function ReportedBlock({ launch, fold }: BlockProps) {
  const t = useTranslations('dossier');
  const tc = useTranslations('codes');
  const pick = useWords();
  const members = useParties();
  const participants = useSourceState((s) => s.participants);
  const coarse = useCoarseText();
  // A Party that has left since reported it all the same.
  const parties = participants.filter(
    (p) => members.includes(p) || launch.reports.some((r) => r.party === p.id),
  );
  const rows = reportsByParty(
    launch,
    parties.map((p) => p.id),
  );
  const letters = rows
    .filter((r) => r.report)
    .map((r) => parties.find((p) => p.id === r.party)?.letter)
    .join(', ');
  return (
    <Block
      title={t('reported.title')}
      source={t('reported.source')}
      owner={null}
      folded={fold ? letters : null}
    >
      <ul>
        {rows.map(({ party, report }) => {
          const who = parties.find((p) => p.id === party) as Participant;
          return (
            <li
              key={party}
              className="grid min-h-5 grid-cols-[20px_minmax(0,1fr)_auto_auto] items-center gap-x-2"
            >
              <PartyBox small letter={who.letter} label={pick(who.name)} />
              <span
                className="truncate"
                title={report?.phenomenologies.map((p) => tc(`phenomenology.${p}`)).join(', ')}
              >
                {report
                  ? report.phenomenologies.map((p) => tc(`phenomenology.${p}`)).join(', ')
                  : t('reported.none')}
              </span>
              <span className="whitespace-nowrap text-dim">
                {report
                  ? t('reported.line', { no: String(report.reportNo), looks: String(report.looksIn30s) })
                  : ''}
              </span>
              <span className="font-mono text-dim">{report ? timeZ(report.givenMs) : '—'}</span>
              {report?.coarse ? (
                <span className="col-span-3 col-start-2 text-small text-dim">{coarse(report.coarse)}</span>
              ) : null}
            </li>
          );
        })}
      </ul>
      <p className="text-small text-dim">{t('reported.withheld')}</p>
    </Block>
  );
}

/** 5 Who of the own sensors sees it, and until when. */
export function OwnBlock({ launch, fold }: BlockProps) {
  const me = useMe();
  const track = useSourceState((s) => me && ownTrackOf(s.views, me.participant, launch));
  const letter = useOwnLetter();
  // Who has no part in a Party's watch has no picture of its own.
  if (!isOfficer(me)) return null;
  return <TrackBlock track={track} launch={launch} letter={letter} fold={fold} />;
}

export function TrackBlock({
  track,
  launch,
  letter,
  fold,
}: {
  track: NationalTrack | null;
  launch: Launch | null;
  letter: string;
  fold: boolean;
}) {
  const t = useTranslations('dossier');
  const tc = useTranslations('codes');
  const pick = useWords();
  const { language } = useLanguage();
  const book = useBook();
  const number = track ? shortNumber('TK', track.number) : '';
  return (
    <Block
      title={t('own.title')}
      source={number}
      owner={letter}
      folded={
        fold ? (track ? `${number} ${tc(`trackStatus.${track.status}`).toLowerCase()}` : t('own.none')) : null
      }
    >
      {track ? (
        <>
          <p className="text-hi">
            {tc(`trackStatus.${track.status}`)}
            <span className="text-dim"> · {t('own.last', { time: timeZ(track.lastLookMs) })}</span>
          </p>
          <ul>
            {track.sensors.map((s) => {
              const sensor = book.sensors.find((x) => x.id === s.sensor);
              return (
                <li key={s.sensor} className="flex min-h-5 items-baseline gap-2">
                  <span className="truncate">{sensor ? pick(sensor.name) : s.sensor}</span>
                  <span className="flex-none text-dim">{t('own.looks', { n: s.looks })}</span>
                  <span className="ml-auto flex-none font-mono text-dim">{timeZ(s.lastLookMs)}</span>
                </li>
              );
            })}
          </ul>
          {track.why ? <WhyLines why={track.why} /> : null}
          {isArea(track.impact) ? (
            <dl>
              <Line name={t('going.impact')}>
                <Figure
                  figure={{
                    value: timeZ(track.impact.atMs),
                    error: distance(0, plusMinusM(track.impact), language).error,
                  }}
                />
              </Line>
            </dl>
          ) : null}
        </>
      ) : (
        <p className="text-dim">{t('own.none')}</p>
      )}
      {launch && launch.lifecycle === 'open' ? <CoverEnds launch={launch} track={track} /> : null}
    </Block>
  );
}

/** When the last own sensor loses it, by the geometry of the catalogue along the predicted path. */
function CoverEnds({ launch, track }: { launch: Launch; track: NationalTrack | null }) {
  const t = useTranslations('dossier');
  const beat = useNow(1 / 10);
  const { sensors, states } = useOwnSensors(useNow(1 / 60));
  const trail = useSourceState((s) => s.views.SHARED?.trails[launch.id]);
  const cover = useMemo(() => {
    const burntMs = burntOutMs(launch, track, sensors, beat);
    return coverNow(coverOf(launch, burntMs, trail ?? [], sensors, states, beat), beat);
  }, [launch, track, trail, sensors, states, beat]);
  const endsMs = cover.state === 'covered' ? cover.endsMs : null;
  const left = useNowText((now) => (endsMs === null ? 0 : Math.max(0, Math.round((endsMs - now) / 1000))));
  if (cover.state === 'unknown') return null;
  if (endsMs === null)
    return <p className="text-small text-dim">{t(cover.state === 'out' ? 'own.noCover' : 'own.inCover')}</p>;
  return (
    <p className="text-small text-amber-text">
      {t('own.coverEnds', { time: timeZ(endsMs), seconds: String(left) })}
    </p>
  );
}
