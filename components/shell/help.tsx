'use client';

import { useTranslations } from 'use-intl';
import { ACTIONS } from '../../client/actions/registry';
import { useActionContext } from '../../client/actions/use-action-keys';
import { useConsole } from '../../client/stores/context';
import { KeyCap } from '../ui/key-cap';
import { PaneHead } from './pane-head';
import { useMe } from './use-data';

const GROUPS = ['act', 'go', 'time', 'map', 'console'] as const;

/** Every key of this officer, made from the actions, and the switch that turns single keys off. */
export function Help() {
  const t = useTranslations('shell.help');
  const ta = useTranslations('actions');
  const ctx = useActionContext();
  const role = useMe()?.role ?? 'observer';
  const singleKeys = useConsole((s) => s.singleKeys);
  const set = useConsole((s) => s.set);
  return (
    <section aria-label={t('title')} className="flex min-h-0 flex-1 flex-col">
      <PaneHead title={t('title')} />
      <div className="min-h-0 flex-1 overflow-y-auto px-3.5 py-2">
        {GROUPS.map((group) => {
          const actions = ACTIONS.filter(
            (a) =>
              a.group === group && a.key !== null && a.roles.includes(role) && a.whyNot(ctx) !== 'oneDesk',
          );
          return actions.length === 0 ? null : (
            <section key={group} aria-label={t(`group.${group}`)} className="mb-3">
              <h3 className="text-small text-dim">{t(`group.${group}`)}</h3>
              <ul>
                {actions.map((a) => (
                  <li key={a.id} className="flex min-h-6 items-center justify-between gap-4">
                    {ta(a.id)}
                    <KeyCap keys={a.key ?? ''} />
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            checked={singleKeys}
            onChange={(e) => set({ singleKeys: e.target.checked })}
            className="size-4 accent-current"
          />
          {t('singleKeys')}
        </label>
        <p className="mt-1 text-small text-dim">{t('note')}</p>
      </div>
    </section>
  );
}
