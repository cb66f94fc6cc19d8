'use client';

import { useTranslations } from 'use-intl';
import { length } from '../../client/format/time';
import { useNowText, useSourceState } from '../../client/stores/context';
import { selectLaunches } from '../../client/stores/select';
import { topClass } from '../../domain/classes';
import { shortNumber } from '../../domain/ids';
import type { Launch } from '../../domain/records';
import { Z90 } from '../../domain/regions';

/** Launches under way with class, phase and the time left to the earliest predicted impact. */
export function LaunchItems() {
  const t = useTranslations('shell');
  const launches = useSourceState(selectLaunches);
  const open = launches.filter((l) => l.lifecycle === 'open');
  return (
    <section aria-label={t('launches')} className="mt-3">
      <h2 className="font-semibold text-hi">{t('launches')}</h2>
      {open.length === 0 ? <p className="text-dim">{t('noLaunches')}</p> : null}
      <ul>
        {open.map((l) => (
          <Item key={l.id} launch={l} />
        ))}
      </ul>
    </section>
  );
}

function Item({ launch }: { launch: Launch }) {
  const t = useTranslations('shell');
  const tc = useTranslations('codes');
  const { impact } = launch;
  const left = useNowText((now) =>
    impact && impact !== 'orbital' ? length(Math.max(0, impact.atMs - Z90 * impact.sigmaS * 1000 - now)) : '',
  );
  const top = topClass(launch.classes);
  const where =
    impact === 'orbital' ? t('orbital') : impact === null ? t('noImpact') : t('impactIn', { time: left });
  return (
    <li
      className="my-1 flex gap-3 border border-line bg-panel p-2"
      aria-label={shortNumber('L', launch.number)}
    >
      <span className="font-mono text-hi">{shortNumber('L', launch.number)}</span>
      <span>{tc(`classShort.${top.code}`)}</span>
      <span className="font-mono">{top.p.toFixed(2)}</span>
      <span>{tc(`phase.${launch.phase}`)}</span>
      <span>{tc(`corroboration.${launch.corroboration}`)}</span>
      <span>{tc(`match.${launch.match}`)}</span>
      <span className="text-hi">{where}</span>
    </li>
  );
}
