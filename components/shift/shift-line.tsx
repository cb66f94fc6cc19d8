'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import { useWords } from '../../client/i18n/provider';
import { shortNumber } from '../../domain/ids';
import type { Participant } from '../../domain/participants';
import type { Sensor } from '../../domain/sensors';
import type { ShiftAlert, ShiftHidden, ShiftList, ShiftSection } from '../../domain/shift-list';
import { statusOfSensor, statusOfSeverity } from '../ui/status';
import { StatusSymbol } from '../ui/status-symbol';
import { Written } from '../ui/written';

/** Names that lines point to. */
export interface ShiftBook {
  participants: readonly Participant[];
  sensors: readonly Sensor[];
}
type LineOf<S extends ShiftSection> = ShiftList[S][number];

/** One line of a section: what it is at the left, what is to be done or until when at the right. */
export function ShiftLine<S extends ShiftSection>({
  section,
  line,
  book,
}: {
  section: S;
  line: LineOf<S>;
  book: ShiftBook;
}) {
  const t = useTranslations('shift');
  const tc = useTranslations('codes');
  const pick = useWords();
  const letterOf = (id: string): string => book.participants.find((p) => p.id === id)?.letter ?? id;
  const sensorOf = (id: string): string => {
    const sensor = book.sensors.find((s) => s.id === id);
    return sensor ? pick(sensor.name) : id;
  };
  switch (section) {
    case 'alerts': {
      const alert = line as ShiftAlert;
      return (
        <Line
          left={
            <>
              <StatusSymbol status={statusOfSeverity(alert.severity)} size={12} />
              <span className="font-semibold text-hi">{tc(`severity.${alert.severity}`)}</span>
              <OfAlert of={alert} sensorOf={sensorOf} />
              <Dim>{t('raised', { time: timeZ(alert.raisedMs) })}</Dim>
            </>
          }
        >
          {alert.owes.length === 0
            ? t('owedNothing')
            : alert.owes
                .map((o) => t('owedBy', { letter: letterOf(o.party), what: t(`owes.${o.what}`) }))
                .join(' · ')}
        </Line>
      );
    }
    case 'shelved':
    case 'outOfService': {
      const hidden = line as ShiftHidden;
      return (
        <Line
          left={
            <>
              <OfAlert of={hidden} sensorOf={sensorOf} />
              <q className="text-dim">
                <Written text={hidden.reason} />
              </q>
            </>
          }
        >
          {t('until', { time: timeZ(hidden.untilMs) })}
        </Line>
      );
    }
    case 'sensors': {
      const { id, status, stale, sinceMs } = line as LineOf<'sensors'>;
      return (
        <Line
          left={
            <>
              <StatusSymbol status={statusOfSensor(status, stale)} size={12} />
              <span className="text-hi">{sensorOf(id)}</span>
              <span>{stale ? t('silent') : tc(`sensorStatus.${status}`)}</span>
            </>
          }
        >
          {t('sinceTime', { time: timeZ(sinceMs) })}
        </Line>
      );
    }
    case 'consultations': {
      const c = line as LineOf<'consultations'>;
      const prefix = c.subject.kind === 'launch' ? 'L' : 'AL';
      return (
        <Line
          left={
            <>
              <Num>{shortNumber('CN', c.number)}</Num>
              <span className="font-mono">{shortNumber(prefix, c.subject.number)}</span>
              <span>
                {c.awaits.length === 0
                  ? t('awaitsNobody')
                  : t('awaits', { letters: c.awaits.map(letterOf).join(', ') })}
              </span>
            </>
          }
        >
          {c.dueMs === null ? null : `${t('due', { time: timeZ(c.dueMs) })} · `}
          {t('closeBy', { time: timeZ(c.closeByMs) })}
        </Line>
      );
    }
    case 'notices': {
      const { number, by, dueMs } = line as LineOf<'notices'>;
      return (
        <Line
          left={
            <>
              <Num>{shortNumber('N', number)}</Num>
              <span>{t('noticeOf', { letter: letterOf(by) })}</span>
            </>
          }
        >
          {t('due', { time: timeZ(dueMs) })}
        </Line>
      );
    }
  }
}

function Line({ left, children }: { left: ReactNode; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 border-t border-line-soft py-1">
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">{left}</span>
      <span className="ml-auto text-right">{children}</span>
    </li>
  );
}
const Num = ({ children }: { children: string }) => (
  <span className="font-mono font-semibold text-hi">{children}</span>
);
const Dim = ({ children }: { children: ReactNode }) => (
  <span className="text-small text-dim">{children}</span>
);

function OfAlert({ of, sensorOf }: { of: ShiftAlert | ShiftHidden; sensorOf: (id: string) => string }) {
  const t = useTranslations('shift');
  const tc = useTranslations('codes');
  const about = [
    ...(of.launch === null ? [] : [shortNumber('L', of.launch)]),
    ...(of.notification === null ? [] : [shortNumber('N', of.notification)]),
    ...(of.sensor === null ? [] : [sensorOf(of.sensor)]),
    ...(of.national ? [t('national')] : []),
  ];
  return (
    <>
      <Num>{shortNumber('AL', of.number)}</Num>
      <span className="text-hi">{tc(`alert.${of.code}`)}</span>
      <Dim>{about.join(' · ')}</Dim>
    </>
  );
}
