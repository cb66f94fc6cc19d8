'use client';

import { useTranslations } from 'use-intl';
import { AS_IS, type Coarsening, isCoarse } from '../../domain/coarsen';
import type { Participant } from '../../domain/participants';
import type { Regime } from '../../domain/regime';
import { type ChosenRegime, REPORT_POLICIES, samePolicy } from '../../domain/regime-choice';
import { MEMBERSHIPS } from '../../domain/regime-now';
import { useCoarseText } from '../release/use-coarse-text';
import { Labelled } from '../ui/labelled';

const SCOPES = [1, 2, 3] as const satisfies readonly Regime['scope'][];

/** The dials of a new exercise and how coarse each Party reports in it, beginning with what the event says. */
export function RegimeChoice({
  event,
  value,
  parties,
  onChange,
}: {
  event: ChosenRegime;
  value: ChosenRegime;
  parties: readonly Participant[];
  onChange: (value: ChosenRegime) => void;
}) {
  const t = useTranslations('library.regime');
  const tr = useTranslations('regime');
  const tc = useTranslations('codes');
  const coarse = useCoarseText();
  return (
    <fieldset className="m-0 min-w-0 border-0 p-0">
      <legend className="mb-1 text-small text-dim">{t('title')}</legend>
      <div className="grid grid-cols-2 gap-x-3 gap-y-2">
        <Labelled label={tr('phase')}>
          {(control) => (
            <select
              {...control}
              value={value.membership}
              onChange={(e) =>
                onChange({ ...value, membership: MEMBERSHIPS[e.target.selectedIndex] ?? value.membership })
              }
            >
              {MEMBERSHIPS.map((m) => (
                <option key={m} value={m}>
                  {tc(`membership.${m}`)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <Labelled label={tr('scope')}>
          {(control) => (
            <select
              {...control}
              className={`${control.className} truncate`}
              value={value.scope}
              title={tr(`scopes.s${value.scope}`)}
              onChange={(e) => onChange({ ...value, scope: SCOPES[e.target.selectedIndex] ?? value.scope })}
            >
              {SCOPES.map((s) => (
                <option key={s} value={s}>
                  {`${s}: ${tr(`scopes.s${s}`)}`}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        {parties.map(({ id, letter }) => {
          const offered = policiesFor(event.reports?.[id] ?? AS_IS);
          const now = value.reports?.[id] ?? AS_IS;
          return (
            <Labelled key={id} label={t('reports', { letter })}>
              {(control) => (
                <select
                  {...control}
                  value={offered.findIndex((p) => samePolicy(p, now))}
                  onChange={(e) => {
                    const policy = offered[e.target.selectedIndex] ?? now;
                    onChange({ ...value, reports: { ...value.reports, [id]: policy } });
                  }}
                >
                  {offered.map((p, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the list of an event never changes.
                    <option key={i} value={i}>
                      {isCoarse(p) ? coarse(p) : t('asIs')}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
          );
        })}
      </div>
    </fieldset>
  );
}

/** What is offered to every event, and before it what this one has of its own. */
const policiesFor = (own: Coarsening): readonly Coarsening[] =>
  REPORT_POLICIES.some((p) => samePolicy(p, own)) ? REPORT_POLICIES : [own, ...REPORT_POLICIES];

/** What was chosen that is not as the event has it: nothing else is asked of the server. */
export function changedOf(event: ChosenRegime, value: ChosenRegime): Partial<ChosenRegime> {
  const changed = Object.entries(value.reports ?? {}).filter(
    ([id, policy]) => !samePolicy(policy, event.reports?.[id] ?? AS_IS),
  );
  return {
    ...(value.scope !== event.scope && { scope: value.scope }),
    ...(value.membership !== event.membership && { membership: value.membership }),
    ...(changed.length > 0 && { reports: Object.fromEntries(changed) }),
  };
}
