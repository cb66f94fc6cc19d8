'use client';

import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useNow } from '../../client/stores/context';
import { shortNumber } from '../../domain/ids';
import { useAlertText } from '../alerts/alert-text';
import { newcomers } from '../alerts/model';
import { useListedAlerts, useMe } from './use-data';

/** Tells a screen reader of each alert once, and again when it alarms again. What was there at sign-in is not news. */
export function Announcer() {
  const t = useTranslations('shell');
  const tc = useTranslations('codes');
  const text = useAlertText();
  const alerts = useListedAlerts(useNow(1 / 60));
  const joined = useMe() !== null;
  const told = useRef<Map<string, number> | null>(null);
  const [line, setLine] = useState('');
  useEffect(() => {
    if (!joined) return;
    const news = told.current ? newcomers(alerts, told.current) : [];
    told.current = new Map(alerts.map(({ alert }) => [alert.id, alert.alarmedMs]));
    const first = news[0];
    if (!first) return;
    const { alert } = first.row;
    const { title, details } = text(alert);
    const parts = {
      severity: tc(`severity.${alert.severity}`),
      number: shortNumber('AL', alert.number),
      title: [title, ...details].join(', '),
    };
    setLine(t(first.again ? 'alarmedAgain' : 'newAlert', parts));
  }, [alerts, joined, text, t, tc]);
  return (
    <p role="status" aria-live="assertive" className="sr-only">
      {line}
    </p>
  );
}
