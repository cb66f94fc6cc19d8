'use client';

import { useTranslations } from 'use-intl';
import { axes, azimuth, distance, km, number, probability, seconds } from '../../client/format/number';
import { place } from '../../client/format/place';
import { spanZ, timeZ, tPlus } from '../../client/format/time';
import { useReasonText } from '../../client/i18n/log-text';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { useNowText, useSource, useSourceState } from '../../client/stores/context';
import type { AlertRow } from '../../client/stores/select';
import { notificationOf } from '../../client/stores/select';
import { areaCentre } from '../../domain/area';
import { distanceM } from '../../domain/geodesy';
import { shortNumber } from '../../domain/ids';
import type { Launch } from '../../domain/records';
import { ellipseAxes } from '../../domain/regions';
import { stateSpread } from '../../domain/state-spread';
import { useAbout } from '../alerts/about';
import { useSourceOf } from '../evidence/plot-title';
import { useBook } from '../shell/use-data';
import { Countdown } from '../ui/countdown';
import { Figure } from '../ui/figure';
import { statusOfSeverity } from '../ui/status';
import { StatusSymbol } from '../ui/status-symbol';
import { Block, Line } from './block';
import { ClassBar } from './class-bar';
import { MatchTable, shownCandidates } from './match-table';
import { drawnImpact, isArea, plusMinusS, timeWindow } from './model';

export interface BlockProps {
  launch: Launch;
  /** Blocks fold to one line on small screens. */
  fold: boolean;
}

/** What hovering over a figure of a launch says: its source, revision and when that was told. */
function useTold(launch: Launch): string {
  return useSourceOf()({ rev: launch.rev, toldMs: launch.updatedMs });
}

/** 1 What it is and how sure. */
export function WhatBlock({ launch, narrow }: { launch: Launch; narrow: boolean }) {
  const t = useTranslations('dossier');
  const tc = useTranslations('codes');
  return (
    <Block title={t('what.title')} source={`r${launch.rev}`} owner={null}>
      <p className="font-medium text-hi">
        {t('what.line', {
          status: tc(`launchStatus.${launch.status}`).toLowerCase(),
          kinds: tc(`corroboration.${launch.corroboration}`),
        })}
      </p>
      <ClassBar classes={launch.classes} most={narrow ? 2 : 3} />
    </Block>
  );
}

/** 2 When and where it was launched. */
export function LaunchedBlock({ launch, fold }: BlockProps) {
  const t = useTranslations('dossier');
  const { language } = useLanguage();
  const { launchPoint } = launch;
  const { semiMajorM, semiMinorM } = ellipseAxes(launchPoint.cov, 0.9);
  const flown = useNowText((now) => tPlus(launch.endedMs ?? now, launchPoint.atMs));
  const half = seconds(Math.max(1, plusMinusS(launchPoint.sigmaS)), language);
  const told = useTold(launch);
  return (
    <Block title={t('launched.title')} source={t('launched.source')} owner={null}>
      <dl>
        <Line name={t('time')} end={flown}>
          <Figure figure={{ value: timeZ(launchPoint.atMs), error: `±${half}` }} source={told} />
        </Line>
        <Line name={t('region')} end={t('p90')}>
          <Figure
            source={told}
            figure={{
              value: place(launchPoint.lat, launchPoint.lon, language, semiMajorM),
              error: fold ? null : axes(semiMajorM, semiMinorM, language),
            }}
          />
        </Line>
      </dl>
    </Block>
  );
}

/** 3 Where it is going, and the time left to the earliest impact. */
export function GoingBlock({ launch, fold }: BlockProps) {
  const t = useTranslations('dossier');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const source = useSource();
  const told = useTold(launch);
  const height = useNowText((now) => {
    const at = source.tracks('SHARED').at(launch.number, now);
    if (!at) return '';
    const half = stateSpread(launch.kinematics, (now - launch.kinematics.epochMs) / 1000).heightM;
    // Below the ground there is no height: the prediction has come down and nothing was seen since.
    return JSON.stringify([at.heightM < 0 ? null : distance(at.heightM, half, language), at.speedMS]);
  });
  const [figure, speedMS] =
    height === '' ? [null, null] : (JSON.parse(height) as [ReturnType<typeof distance> | null, number]);
  return (
    <Block title={t('going.title')} source={t('going.source')} owner={null}>
      <dl>
        <Line
          name={t('azimuth')}
          end={launch.lifecycle === 'open' ? tc(`phase.${launch.phase}`).toLowerCase() : null}
        >
          <Figure figure={azimuth(launch.azimuthDeg, null, language)} source={told} />
        </Line>
        {figure && launch.lifecycle === 'open' ? (
          <Line
            name={t('going.height')}
            end={t('going.speed', { speed: number(speedMS / 1000, language, 2) })}
          >
            <Figure figure={figure} source={told} />
          </Line>
        ) : speedMS !== null && launch.lifecycle === 'open' ? (
          <Line name={t('going.height')}>{t('going.down')}</Line>
        ) : null}
        <ImpactLines launch={launch} fold={fold} />
      </dl>
    </Block>
  );
}

function ImpactLines({ launch, fold }: BlockProps) {
  const t = useTranslations('dossier');
  const { language } = useLanguage();
  const { impact } = launch;
  const earliestMs = isArea(impact) ? timeWindow(impact).fromMs : Number.POSITIVE_INFINITY;
  const latestMs = isArea(impact) ? timeWindow(impact).toMs : Number.POSITIVE_INFINITY;
  const due = useNowText((now) => now >= earliestMs);
  const overdue = useNowText((now) => now >= latestMs);
  const open = launch.lifecycle === 'open';
  const told = useTold(launch);
  if (impact === 'orbital') return <Line name={t('going.impact')}>{t('going.orbital')}</Line>;
  if (!isArea(impact))
    return <Line name={t('going.impact')}>{t(launch.corridor ? 'going.burning' : 'going.notKnown')}</Line>;
  const { fromMs, toMs } = timeWindow(impact);
  const { semiMajorM, semiMinorM } = ellipseAxes(impact.cov, 0.9);
  return (
    <>
      <Line name={t('going.impact')} end={t('p90')}>
        <span className="font-mono text-hi" title={told}>
          {due && !overdue && open ? t('going.until', { time: timeZ(toMs) }) : spanZ(fromMs, toMs)}
        </span>
      </Line>
      {open ? (
        <Line name={t('going.earliest')}>
          {overdue ? (
            t('going.overdue')
          ) : due ? (
            t('going.dueNow')
          ) : (
            <Countdown dueMs={fromMs} label={t('going.earliestLabel')} />
          )}
        </Line>
      ) : null}
      <Line name={t('region')} end={t('p90')}>
        <Figure
          source={told}
          figure={{
            value: drawnImpact(impact)
              ? place(impact.lat, impact.lon, language, semiMajorM)
              : t('going.anywhere'),
            error: fold || !drawnImpact(impact) ? null : axes(semiMajorM, semiMinorM, language),
          }}
        />
      </Line>
    </>
  );
}

/** 4 Was it expected: the notification that fits and how far the launch is from it. */
export function ExpectedBlock({ launch, alert }: BlockProps & { alert: AlertRow | null }) {
  const t = useTranslations('dossier');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const pick = useWords();
  const found = useSourceState((s) => notificationOf(s, launch));
  const onFile = useSourceState((s) => Object.keys(s.views.NOTIF?.notifications ?? {}).length);
  const severity = alert?.alert.severity ?? 'HIGH';
  return (
    <Block
      title={t('expected.title')}
      source={t('expected.source', { match: tc(`match.${launch.match}`) })}
      owner={null}
    >
      {launch.match === 'NONE' || launch.match === 'AMBIGUOUS' ? (
        <p className="flex items-center gap-2 font-medium text-hi">
          <StatusSymbol status={statusOfSeverity(severity)} size={13} />
          <span>{t(launch.match === 'NONE' ? 'expected.none' : 'expected.ambiguous')}</span>
          <span className="ml-auto text-note font-normal text-dim">
            {t('expected.checked', { n: number(onFile, language) })}
          </span>
        </p>
      ) : found ? (
        <>
          <p className="font-medium text-hi">
            {shortNumber('N', found.number)} · {pick(found.launchArea.name)}
            <span className="ml-2 font-normal text-dim">{pick(found.byName)}</span>
          </p>
          <dl>
            <Line
              name={t('expected.window')}
              end={launch.match === 'LATE' ? t('expected.late', { time: timeZ(found.receivedMs) }) : null}
            >
              <span className="font-mono">{spanZ(found.window.fromMs, found.window.toMs)}</span>
            </Line>
            <Line name={t('expected.apart')}>
              <span className="font-mono">
                {km(distanceM(areaCentre(found.launchArea), launch.launchPoint), language)}
              </span>
            </Line>
          </dl>
        </>
      ) : (
        <p className="text-fg">
          {tc(`match.${launch.match}`)}
          {launch.notificationNumber !== null ? ` ${shortNumber('N', launch.notificationNumber)}` : ''}
        </p>
      )}
      <MatchTable launch={launch} shown={shownCandidates(launch)} />
    </Block>
  );
}

/** 7 Why it was alerted: the finding and its reasons. */
export function WhyBlock({ launch, fold, alert }: BlockProps & { alert: AlertRow | null }) {
  const t = useTranslations('dossier');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const reason = useReasonText(useBook());
  const about = useAbout();
  const { finding } = launch;
  const word = tc(`finding.${finding.code}`);
  return (
    <Block
      title={t('why.title')}
      source={alert ? tc(`alert.${alert.alert.code}`) : t('why.noAlert')}
      owner={null}
      folded={fold ? `${word} ${probability(finding.confidence, language)}` : null}
    >
      <p>
        {t('why.finding')} <span className="font-medium text-hi">{word}</span>{' '}
        <span className="font-mono">{probability(finding.confidence, language)}</span>
      </p>
      <ul className="text-small text-fg">
        {[...finding.reasons.map(reason), ...(alert ? about(alert.alert) : [])].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="mt-1 text-small text-dim">
        {t(launch.corroboration === 'SINGLE' ? 'why.single' : 'why.dual')}
      </p>
      {launch.method === 'covariance-intersection' ? (
        <p className="text-small text-dim">{t('why.intersection')}</p>
      ) : null}
    </Block>
  );
}
