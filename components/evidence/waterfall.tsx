'use client';

import { useTranslations } from 'use-intl';
import { elapsed } from '../../client/format/number';
import { timeMsZ, timeZ } from '../../client/format/time';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { useConsole, useNow } from '../../client/stores/context';
import type { AlertRow } from '../../client/stores/select';
import { nationalOwner } from '../../domain/labels';
import { alarmOf, type LaunchSeries } from '../../domain/series';
import { useMe, useParties } from '../shell/use-data';
import { PartyBox } from '../ui/party-box';
import {
  alarmAt,
  type BrokenAxis,
  brokenAxis,
  placeOn,
  type Step,
  type Waterfall as Steps,
  waterfallOf,
} from './waterfall-model';

/**
 * From a look of an own sensor to each Party's answer, of the alarm at the cursor: bars on an axis that is broken between what
 * machines and what people took, each with its time and how long it took.
 */
export function Waterfall({ row, series }: { row: AlertRow | null; series: LaunchSeries }) {
  const t = useTranslations('evidence.waterfall');
  const me = useMe();
  const parties = useParties();
  const cursorMs = useConsole((s) => s.cursorMs);
  const nowMs = useNow(1);
  const known = row && alarmAt(series.alarms, row.alert.id, cursorMs);
  // Before the journal was read: what stands, with when it sounded last.
  const alarm = known ?? (row && cursorMs === null ? alarmOf(row.alert) : null);
  if (!row || !alarm || !me)
    return <p className="text-small text-dim">{t(row && cursorMs !== null ? 'notYet' : 'noAlert')}</p>;
  const owner = nationalOwner(row.compartment);
  const who = parties.map((p) => p.id).filter((p) => owner === null || p === owner);
  const steps = waterfallOf(series, row.alert, alarm, { own: me.participant, parties: who });
  const axis = brokenAxis(steps, nowMs);
  return (
    <>
      <table className="w-full table-fixed border-collapse text-small tabular-nums">
        <caption className="pb-1 text-left text-note text-dim">
          {t('of', { rev: String(alarm.rev), time: timeZ(alarm.alarmedMs) })}
        </caption>
        <colgroup>
          <col className="w-[128px]" />
          <col />
          <col />
          <col className="w-[64px]" />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th>{t('step')}</th>
            <th>{t('bar')}</th>
            <th>{t('time')}</th>
            <th>{t('took')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.steps.map((step) => (
            <Row key={`${step.what} ${step.party}`} step={step} of={steps} axis={axis} nowMs={nowMs} />
          ))}
          <tr aria-hidden>
            <td />
            <td className="p-0">
              <Axis axis={axis} />
            </td>
            <td />
            <td />
          </tr>
        </tbody>
      </table>
      <p className="text-note text-dim">{t('others')}</p>
    </>
  );
}

interface RowProps {
  step: Step;
  of: Steps;
  axis: BrokenAxis;
  nowMs: number;
}

function Row({ step, of, axis, nowMs }: RowProps) {
  const t = useTranslations('evidence.waterfall');
  const pick = useWords();
  const { language } = useLanguage();
  const parties = useParties();
  const { atMs, fromMs, what, party } = step;
  const who = party === null ? null : parties.find((p) => p.id === party);
  const awaited = what === 'answered' && atMs === null;
  return (
    <tr className="h-[22px]">
      <th scope="row" className="truncate text-left font-normal text-fg">
        <span className="flex items-center gap-1.5">
          <span className="truncate">
            {t(what === 'answered' && step.answer ? `answer.${step.answer}` : `what.${what}`)}
          </span>
          {who ? <PartyBox small letter={who.letter} label={pick(who.name)} /> : null}
        </span>
      </th>
      <td aria-hidden className="relative p-0">
        <span
          className="absolute inset-y-0 left-0 w-px bg-line-soft"
          style={{ left: `${100 * axis.machines.width}%` }}
        />
        <Bar step={step} axis={axis} untilMs={awaited ? nowMs : null} />
        {of.dueMs !== null && what === 'answered' ? (
          <span
            className="absolute inset-y-0 w-0.5 bg-caution"
            style={{ left: `${100 * placeOn(axis, of.dueMs)}%` }}
          />
        ) : null}
      </td>
      <td className="truncate pl-2 text-right font-mono text-hi">
        {atMs === null ? (
          <span className="font-sans text-dim">
            {t(awaited ? 'awaited' : what === 'painted' ? 'notPainted' : 'notSeen')}
          </span>
        ) : (
          timeMsZ(atMs, language)
        )}
      </td>
      <td className="truncate pl-2 text-right font-mono text-dim">
        {atMs === null || fromMs === null ? '' : elapsed(atMs - fromMs, language)}
      </td>
    </tr>
  );
}

function Bar({
  step: { atMs, fromMs },
  axis,
  untilMs,
}: {
  step: Step;
  axis: BrokenAxis;
  untilMs: number | null;
}) {
  const endMs = atMs ?? untilMs;
  if (endMs === null) return null;
  const from = placeOn(axis, Math.min(fromMs ?? endMs, endMs));
  const to = placeOn(axis, endMs);
  const place = { left: `${100 * from}%`, width: `max(${(100 * (to - from)).toFixed(2)}%, 3px)` };
  if (atMs === null)
    return <span className="absolute top-[10px] border-t border-dashed border-line-strong" style={place} />;
  if (fromMs === null)
    return (
      <span
        className="absolute top-[8px] size-1.5 -translate-x-1/2 rounded-full bg-hi"
        style={{ left: place.left }}
      />
    );
  return <span className="absolute top-[6px] h-2.5 bg-dim" style={place} />;
}

/** Seconds since the first look on the left, since the alarm on the right; two strokes where the axis is broken. */
function Axis({ axis: { machines, people } }: { axis: BrokenAxis }) {
  const { language } = useLanguage();
  const text = 'absolute top-1 font-mono text-note text-dim';
  return (
    <div className="relative h-5 border-t border-line-strong">
      <span className={text} style={{ left: 0 }}>
        0
      </span>
      <span className={`${text} -translate-x-full`} style={{ left: `${100 * machines.width}%` }}>
        {elapsed(machines.toMs - machines.fromMs, language)}
      </span>
      {people ? (
        <>
          <span
            className="absolute top-[-7px] bg-panel px-0.5 text-note leading-3 text-dim"
            style={{ left: `${100 * (machines.width + 0.01)}%` }}
          >
            {'//'}
          </span>
          <span className={`${text} right-0`}>{elapsed(people.toMs - people.fromMs, language)}</span>
        </>
      ) : null}
    </div>
  );
}
