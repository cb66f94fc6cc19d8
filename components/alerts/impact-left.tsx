'use client';

import { useTranslations } from 'use-intl';
import { timeLeft, timeZ } from '../../client/format/time';
import { useNowText, useSourceState } from '../../client/stores/context';
import type { Launch } from '../../domain/records';
import type { TimedRegion } from '../../domain/regions';
import { drawnImpact, timeWindow } from '../dossier/model';

/** The impact area that is counted down to, of a launch under way; null where none can be said. */
export const impactAhead = (launch: Launch | null): TimedRegion | null =>
  launch?.lifecycle === 'open' ? drawnImpact(launch.impact) : null;

/** Time left to the earliest predicted impact (90 %) of a launch under way; says when that is now, and when it has passed. */
export function ImpactLeft({ launch, short = false }: { launch: Launch | null; short?: boolean }) {
  const t = useTranslations('alerts.impact');
  const area = impactAhead(launch);
  const window = area && timeWindow(area);
  const left = useNowText((now) => {
    if (!window) return '';
    if (now >= window.toMs) return 'passed';
    return now >= window.fromMs ? 'due' : timeLeft(window.fromMs, now).text;
  });
  if (!window) return null;
  const word =
    left === 'passed' || left === 'due' ? t(left) : t(short ? 'leftShort' : 'left', { time: left });
  return (
    <span
      title={t('window', { from: timeZ(window.fromMs), to: timeZ(window.toMs) })}
      className="flex-none whitespace-nowrap tabular-nums text-hi"
    >
      {word}
    </span>
  );
}

/** The same of the launch that an alert is about. */
export function ImpactLeftOf({ launchId }: { launchId: string | null }) {
  const launch = useSourceState((s) => (launchId && s.views.SHARED?.launches[launchId]) || null);
  return <ImpactLeft launch={launch} />;
}
