'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { probability } from '../../client/format/number';
import { iso, spanZ, timeZ } from '../../client/format/time';
import { useLogText } from '../../client/i18n/log-text';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { shortNumber } from '../../domain/ids';
import { type Compartment, nationalOwner, type ParticipantId } from '../../domain/labels';
import type { Words } from '../../domain/words';
import { plusMinusS } from '../dossier/model';
import { useBook, useMe, useParties } from '../shell/use-data';
import type { Target } from './scene';
import type { GapItem, StatedItem } from './watch-lanes';

/** What is told of a thing: its name, its times, and where it comes from with when it was received and its revision. */
export interface Facts {
  name: string;
  when: string;
  source: string;
}
type Of<K extends Target['kind']> = Extract<Target, { kind: K }>;

/** Tells of what lies on the timeline, under the pointer and in the list, in the reader's language. */
export function useFacts(): (target: Target) => Facts {
  const t = useTranslations('timeline');
  const tc = useTranslations('codes');
  const tn = useTranslations('common');
  const { language } = useLanguage();
  const pick = useWords();
  const logText = useLogText(useBook());
  const parties = useParties();
  const own = useMe()?.participant ?? null;
  return useMemo(() => {
    const letterOf = (id: ParticipantId): string => parties.find((p) => p.id === id)?.letter ?? id;
    const national = (id: ParticipantId | null): string =>
      id === null ? tn('shared') : tn('nationalOf', { letter: letterOf(id) });
    const ofStream = (compartment: Compartment): string => national(nationalOwner(compartment));
    const times = (fromMs: number, toMs: number): string =>
      toMs - fromMs < 1000 ? timeZ(fromMs) : spanZ(fromMs, toMs);
    const names = (sensors: GapItem['sensors']): string =>
      sensors.map((s) => pick(s.name as Words)).join(', ');
    const tell: { [K in Target['kind']]: (target: Of<K>) => Facts } = {
      launch: ({ item: { launch, impact } }) => {
        const from = launch.reports.map((r) => letterOf(r.party)).join(', ');
        const at = `${timeZ(launch.launchPoint.atMs)} ±${Math.round(plusMinusS(launch.launchPoint.sigmaS))} ${t('s')}`;
        return {
          name: `${shortNumber('L', launch.number)} ${tc(`launchStatus.${launch.status}`)}, ${tc(`match.${launch.match}`)}`,
          when: [
            t('launched', { time: at }),
            ...(impact ? [t('falls', { time: times(impact.fromMs, impact.toMs) })] : []),
            ...(launch.endedMs === null ? [] : [t('ended', { time: timeZ(launch.endedMs) })]),
          ].join(' · '),
          source: t('source', {
            source: t('reportedBy', { letters: from }),
            time: timeZ(launch.firstReportMs),
            rev: String(launch.rev),
          }),
        };
      },
      alert: ({ item: { alert, compartment, dueMs } }) => ({
        name: `${shortNumber('AL', alert.number)} ${tc(`severity.${alert.severity}`)}, ${tc(`alert.${alert.code}`)}`,
        when: [
          t('raised', { time: timeZ(alert.raisedMs) }),
          ...(alert.alarmedMs > alert.raisedMs ? [t('again', { time: timeZ(alert.alarmedMs) })] : []),
          ...(alert.lifecycle.state === 'OPEN' ? [] : [t('closed', { time: timeZ(alert.lifecycle.atMs) })]),
          ...(dueMs === null ? [] : [t('due', { time: timeZ(dueMs) })]),
        ].join(' · '),
        source: t('changed', {
          source: ofStream(compartment),
          time: timeZ(alert.updatedMs),
          rev: String(alert.rev),
        }),
      }),
      notification: ({ item: { notification: n } }) => ({
        name: `${shortNumber('N', n.number)} ${pick(n.launchArea.name)}, ${tc(`notification.${n.status}`)}`,
        when: t('window', { time: longSpan(n.window.fromMs, n.window.toMs) }),
        source: t('source', {
          source: pick(n.byName),
          time: timeZ(n.receivedMs),
          rev: String(n.rev),
        }),
      }),
      gap: ({ item }) => ({
        name:
          item.all && item.sensors.length > 1 ? t('noneLooks') : t('blind', { names: names(item.sensors) }),
        when: times(item.fromMs, item.toMs),
        source: national(own),
      }),
      cover: ({ span }) => ({
        name: span.reason ? t(`cover.${span.reason}`) : t('cover.seen'),
        when: times(span.fromMs, span.toMs),
        source: t(span.predicted ? 'computedAhead' : 'computed'),
      }),
      stated: ({ item }) => statedFacts(item),
      log: ({ item: { entry, compartment } }) => ({
        name: entry.text ? `“${entry.text.body}”` : logText(entry),
        when: timeZ(entry.atMs),
        source: entry.by
          ? `${language === 'ru' ? entry.by.nameRu : entry.by.nameEn} · ${ofStream(compartment)}`
          : ofStream(compartment),
      }),
      many: ({ count, fromMs, toMs }) => ({
        name: t('many', { n: count }),
        when: longSpan(fromMs, toMs),
        source: t('tooMany'),
      }),
      unknown: ({ why, fromMs, toMs }) => ({
        name: why === 'lost' ? t('since', { time: timeZ(fromMs) }) : t(why),
        when: why === 'before' ? '' : times(fromMs, toMs),
        source: why === 'missed' ? t('filledIn') : '',
      }),
    };
    function statedFacts(item: StatedItem): Facts {
      const letter = letterOf(item.party);
      if (item.form === 'looks')
        return {
          name: t('stated.looks', { letter, n: item.report.looksIn30s }),
          when: times(item.fromMs, item.toMs),
          source: t('asReported', { n: String(item.report.reportNo), time: timeZ(item.report.givenMs) }),
        };
      if (item.form === 'released')
        return {
          name: t('stated.released', { letter }),
          when: times(item.fromMs, item.toMs),
          source: t('changed', {
            source: tn('nationalOf', { letter }),
            time: timeZ(item.released.updatedMs),
            rev: String(item.released.rev),
          }),
        };
      const { statement: s } = item;
      const confidence = s.confidence === null ? '' : ` ${probability(s.confidence, language)}`;
      return {
        name: `${shortNumber('ST', s.number)} ${tn('party', { letter })}, ${tc(`watchStatement.${s.kind}`)}${confidence}`,
        when: longSpan(item.fromMs, item.toMs),
        source: t('source', {
          source: language === 'ru' ? s.signed.nameRu : s.signed.nameEn,
          time: timeZ(s.signed.atMs),
          rev: String(s.rev),
        }),
      };
    }
    return (target) => (tell[target.kind] as (target: Target) => Facts)(target);
  }, [t, tc, tn, language, pick, logText, parties, own]);
}

/** Times with their days where they are not of one day. */
function longSpan(fromMs: number, toMs: number): string {
  const sameDay = iso(fromMs).slice(0, 10) === iso(toMs).slice(0, 10);
  return sameDay ? spanZ(fromMs, toMs) : `${iso(fromMs)} – ${iso(toMs)}`;
}
