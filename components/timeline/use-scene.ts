'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { timeOfDay } from '../../client/format/time';
import { useWords } from '../../client/i18n/provider';
import { useNow, useSourceState } from '../../client/stores/context';
import { selectAlerts, selectLaunches, selectLog, selectNotifications } from '../../client/stores/select';
import { shortNumber } from '../../domain/ids';
import { useMe, useOwnSensors, useSelectedLaunch } from '../shell/use-data';
import { burntOutMs, type CoverSpan, coverOf } from './cover';
import { alertItems, launchItems, logItems, noticeItems, ownTrackOf } from './lanes';
import { indexLane } from './layout';
import type { Scene } from './scene';

/** The parts of the scene that come from data and words: a new object only when one of them changed. */
export type SceneData = Omit<
  Scene,
  'view' | 'heightPx' | 'axisPx' | 'lanePx' | 'lanes' | 'nowMs' | 'cursorMs' | 'frozen' | 'palette'
> & { coverName: string };

/** Cover is computed anew this often while nothing else changes. */
const COVER_HZ = 1 / 10;
const NO_GAPS: readonly { fromMs: number; toMs: number }[] = [];

export function useSceneData(): SceneData {
  const t = useTranslations('timeline');
  const tc = useTranslations('codes');
  const pick = useWords();
  const notifications = useSourceState(selectNotifications);
  const launchList = useSourceState(selectLaunches);
  const alertRows = useSourceState(selectAlerts);
  const log = useSourceState(selectLog);
  const me = useMe();
  const launch = useSelectedLaunch();
  const beat = useNow(COVER_HZ);
  const { sensors, states } = useOwnSensors(useNow(1 / 60));
  const notices = useMemo(() => indexLane(noticeItems(notifications)), [notifications]);
  const launches = useMemo(() => indexLane(launchItems(launchList)), [launchList]);
  const alerts = useMemo(() => indexLane(alertItems(alertRows, beat)), [alertRows, beat]);
  const logIndex = useMemo(() => indexLane(logItems(log)), [log]);
  const trail = useSourceState((s) => launch && s.views.SHARED?.trails[launch.id]);
  const track = useSourceState((s) => (me && launch ? ownTrackOf(s.views, me.participant, launch) : null));
  const cover = useMemo(
    (): CoverSpan[] =>
      launch
        ? coverOf(launch, burntOutMs(launch, track, sensors, beat), trail ?? [], sensors, states, beat)
        : [],
    [launch, track, trail, sensors, states, beat],
  );
  const texts = useMemo(
    (): Scene['texts'] => ({
      time: timeOfDay,
      notice: ({ notification: n }) => `${shortNumber('N', n.number)} ${pick(n.launchArea.name)}`,
      joined: (n) => t('joined', { n: String(n) }),
      launch: (item) => shortNumber('L', item.launch.number),
      alert: ({ alert }) => `${shortNumber('AL', alert.number)} ${tc(`alert.${alert.code}`)}`,
      cover: (span) => (span.reason ? t(`cover.${span.reason}`) : ''),
      impactWindow: t('impactWindow'),
      before: t('before'),
      gap: t('gap'),
      predicted: t('predicted'),
    }),
    [t, tc, pick],
  );
  const beginsMs = useSourceState((s) => s.views.SHARED?.session?.epochMs ?? Number.NEGATIVE_INFINITY);
  const gaps = useSourceState((s) => s.views.SHARED?.gaps ?? NO_GAPS);
  const coverName = launch ? t('coverOf', { number: shortNumber('L', launch.number) }) : t('lane.cover');
  const selectedLaunch = launch?.id ?? null;
  return useMemo(
    () => ({
      notices,
      launches,
      alerts,
      log: logIndex,
      cover,
      texts,
      beginsMs,
      gaps,
      coverName,
      selectedLaunch,
    }),
    [notices, launches, alerts, logIndex, cover, texts, beginsMs, gaps, coverName, selectedLaunch],
  );
}
