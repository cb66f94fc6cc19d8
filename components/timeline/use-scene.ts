'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { probability } from '../../client/format/number';
import { dayMonth, timeOfDay, timeZ } from '../../client/format/time';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { useConsole, useNow, useSourceState } from '../../client/stores/context';
import { selectAlerts, selectLaunches, selectLog, selectNotifications } from '../../client/stores/select';
import { shortNumber } from '../../domain/ids';
import type { Outage } from '../../domain/outages';
import type { Words } from '../../domain/words';
import { useIsMember, useMe, useOwnSensors, useParties, useSelectedLaunch } from '../shell/use-data';
import { burntOutMs, type CoverSpan, coverOf } from './cover';
import { alertItems, launchItems, logItems, noticeItems, ownTrackOf } from './lanes';
import { indexLane } from './layout';
import type { Scene, SceneTexts } from './scene';
import { gapsOf, rolledUp, statedItems, unheard } from './watch-lanes';

/** The parts of the scene that come from data and words: a new object only when one of them changed. */
export type SceneData = Omit<
  Scene,
  'view' | 'heightPx' | 'axisPx' | 'lanes' | 'nowMs' | 'lost' | 'reviewMs' | 'palette'
> & { sensorList: ReturnType<typeof useOwnSensors>['sensors']; looking: number };

/** Cover and what is still open are computed anew this often while nothing else changes. */
const BEAT_HZ = 1 / 10;
const NO_GAPS: Scene['gaps'] = [];
const NO_OUTAGES: Readonly<Record<string, readonly Outage[]>> = {};

/** `missed`: times in which the link was lost. */
export function useSceneData(missed: Scene['missed']): SceneData {
  const notifications = useSourceState(selectNotifications);
  const launchList = useSourceState(selectLaunches);
  const alertRows = useSourceState(selectAlerts);
  const lines = useSourceState(selectLog);
  const selection = useConsole((s) => s.selection);
  const chosenLaunch = useChosenLaunch();
  const beat = useNow(BEAT_HZ);
  const cover = useCover(chosenLaunch, beat);
  const watch = useWatch(chosenLaunch, beat);
  const texts = useTexts();
  const notices = useMemo(() => indexLane(noticeItems(notifications)), [notifications]);
  const launches = useMemo(() => indexLane(launchItems(launchList)), [launchList]);
  const alerts = useMemo(() => indexLane(alertItems(alertRows, beat)), [alertRows, beat]);
  const log = useMemo(() => indexLane(logItems(lines)), [lines]);
  const beginsMs = useSourceState((s) => s.views.SHARED?.session?.epochMs ?? Number.NEGATIVE_INFINITY);
  const gaps = useSourceState((s) => s.views.SHARED?.gaps ?? NO_GAPS);
  const id = chosenLaunch?.id;
  const chosen = useMemo(() => launches.items.find((i) => i.launch.id === id) ?? null, [launches, id]);
  return useMemo(
    () => ({
      ...{ notices, launches, alerts, log, cover, texts, beginsMs, gaps, missed, selection, chosen },
      ...watch,
    }),
    [notices, launches, alerts, log, cover, texts, beginsMs, gaps, missed, selection, chosen, watch],
  );
}

/** The launch that is selected by itself, through its alert, or through the own track that stands behind it. */
function useChosenLaunch() {
  const launch = useSelectedLaunch();
  const me = useMe();
  const track = useConsole((s) => (s.selection?.kind === 'track' ? s.selection.id : null));
  const behind = useSourceState((s) => {
    const number = me && track !== null && s.views[`NAT:${me.participant}`]?.tracks[track]?.reportedAs;
    if (typeof number !== 'number') return null;
    return selectLaunches(s).find((l) => l.number === number) ?? null;
  });
  return launch ?? behind;
}
type Chosen = ReturnType<typeof useChosenLaunch>;

function useCover(launch: Chosen, beat: number): readonly CoverSpan[] {
  const me = useMe();
  const { sensors, states } = useOwnSensors(useNow(1 / 60));
  const trail = useSourceState((s) => launch && s.views.SHARED?.trails[launch.id]);
  const track = useSourceState((s) => (me && launch ? ownTrackOf(s.views, me.participant, launch) : null));
  return useMemo(() => {
    if (!launch) return [];
    return coverOf(launch, burntOutMs(launch, track, sensors, beat), trail ?? [], sensors, states, beat);
  }, [launch, track, trail, sensors, states, beat]);
}

function useWatch(launch: Chosen, beat: number) {
  const own = useMe()?.participant ?? null;
  const { sensors, states } = useOwnSensors(useNow(1 / 60));
  const outages = useSourceState((s) => (own !== null && s.views[`NAT:${own}`]?.outages) || NO_OUTAGES);
  const statements = useSourceState((s) => s.views.SHARED?.statements);
  const released = useSourceState((s) => (own === null ? undefined : s.views[`NAT:${own}`]?.released));
  const rolled = useMemo(() => indexLane(rolledUp(sensors, outages, beat)), [sensors, outages, beat]);
  const each = useMemo(
    () => new Map(sensors.map((s) => [s.id, indexLane(gapsOf(s, outages, beat))])),
    [sensors, outages, beat],
  );
  const stated = useMemo(
    () =>
      indexLane(
        own === null
          ? []
          : statedItems(
              { ...(statements && { statements }), ...(released && { released }) },
              own,
              launch,
              beat,
            ),
      ),
    [statements, released, own, launch, beat],
  );
  return useMemo(() => {
    const blind = sensors.filter((s) => outages[s.id]?.at(-1)?.toMs === null);
    const unknown = unheard(sensors, states);
    const looking = sensors.filter((s) => !blind.includes(s) && !unknown.includes(s)).length;
    const heard = unknown.length < sensors.length;
    return { sensors: rolled, each, stated, heard, looking, sensorList: sensors };
  }, [sensors, states, outages, rolled, each, stated]);
}

/** As much of what an officer wrote as names its place in the log. */
const NOTE_LETTERS = 24;

function useTexts(): SceneTexts {
  const t = useTranslations('timeline');
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const pick = useWords();
  const member = useIsMember();
  const parties = useParties();
  return useMemo(() => {
    const letterOf = (id: string): string => parties.find((p) => p.id === id)?.letter ?? id;
    const noticeNumber = (n: number): string => shortNumber('N', n);
    return {
      clock: (atMs, seconds) => (seconds ? timeOfDay(atMs) : timeOfDay(atMs).slice(0, 5)),
      day: (atMs) => dayMonth(atMs, language),
      notice: ({ notification: n }) =>
        `${noticeNumber(n.number)} ${pick(n.launchArea.name)}, ${tc(`notification.${n.status}`).toLowerCase()}`,
      joined(items) {
        const [only, ...others] = items;
        if (!only) return '';
        const name = others.length === 0 ? noticeNumber(only.notification.number) : null;
        return ` · ${name === null ? t('joined', { n: String(items.length) }) : t('joinedOne', { name })}`;
      },
      launch: (item) => shortNumber('L', item.launch.number),
      alert: ({ alert }) => shortNumber('AL', alert.number),
      due: ({ alert, dueMs }) =>
        t('dueOf', { number: shortNumber('AL', alert.number), time: timeZ(dueMs ?? alert.raisedMs) }),
      gap: ({ sensors, all }) => {
        const [first] = sensors;
        if (!first || (all && sensors.length > 1)) return t('noneLooks');
        const name = pick(first.name as Words);
        return sensors.length === 1
          ? t('gapOf', { name })
          : t('gapsOf', { name, n: String(sensors.length - 1) });
      },
      cover: ({ reason, predicted }) => {
        if (reason === null) return '';
        return predicted ? t('ahead', { reason: t(`cover.${reason}`) }) : t(`cover.${reason}`);
      },
      coverEnds: (atMs) => t('coverEnds', { time: timeZ(atMs) }),
      stated: (item) => {
        const letter = letterOf(item.party);
        if (item.form === 'looks') return t('stated.looks', { letter, n: item.report.looksIn30s });
        if (item.form === 'released') return t('stated.released', { letter });
        const { kind, confidence } = item.statement;
        return kind === 'OUTAGE'
          ? t('stated.outage', { letter })
          : t('stated.nothing', { letter, p: probability(confidence ?? 0, language) });
      },
      log: ({ entry }) => {
        if (entry.text) {
          const { body } = entry.text;
          return body.length > NOTE_LETTERS ? `${body.slice(0, NOTE_LETTERS).trimEnd()}…` : body;
        }
        const { alert, launch, notification } = entry.params;
        if (typeof alert === 'number') return shortNumber('AL', alert);
        if (typeof launch === 'number') return shortNumber('L', launch);
        return typeof notification === 'number' ? noticeNumber(notification) : '';
      },
      review: (atMs) => t('reviewing', { time: timeZ(atMs) }),
      since: (atMs) => t('since', { time: timeZ(atMs) }),
      // Who is no member is told of none: that says nothing of whether there were any.
      empty: member
        ? {
            notices: t('empty.notices'),
            launches: t('empty.launches'),
            alerts: t('empty.alerts'),
            cover: t('empty.cover'),
            stated: t('empty.stated'),
            log: t('empty.log'),
          }
        : {},
      impactWindow: t('impactWindow'),
      before: t('before'),
      down: t('down'),
      missed: t('missed'),
      predicted: t('predicted'),
    };
  }, [t, tc, language, pick, parties, member]);
}
