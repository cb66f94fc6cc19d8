'use client';

import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { machineWall } from '../source/wall';
import {
  useConsole,
  useConsoleStore,
  useDesk,
  useDesksStore,
  usePast,
  useSource,
  useSourceState,
} from '../stores/context';
import type { ActionContext } from './action';
import { whyNoActs } from './common';
import { takePress } from './keys';
import { type ActionId, actionOf } from './registry';

export function useActionContext(): ActionContext {
  const source = useSource();
  const console = useConsoleStore();
  const desks = useDesksStore();
  const desk = useDesk();
  const past = usePast();
  return useMemo(
    () => ({ source, past, console, desks, desk, goTo, wallNowMs: machineWall.now }),
    [source, past, console, desks, desk],
  );
}

const goTo = (address: string): void => window.location.assign(address);
const TYPING = 'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="combobox"]';

const CONTROLS =
  'button, a, summary, [role="slider"], [role="tab"], [role="option"], [role="row"], [role="menuitem"], [role="switch"], [role="radio"]';

/** Listens to the window's keys for this console. Once a console; in *Both desks* only the desk that has the keys acts. */
export function useActionKeys(): void {
  const ctx = useActionContext();
  useEffect(() => {
    // Two desks listen to one window: the desk that takes F6 hands over, and the other must not take the same press.
    const onKey = (e: KeyboardEvent) => {
      const typing = e.target instanceof Element && e.target.closest(TYPING) !== null;
      const control = e.target instanceof Element && e.target.closest(CONTROLS) !== null;
      const taken = takePress(e, { typing, control, repeat: e.repeat, handled: e.defaultPrevented }, ctx);
      if (taken) e.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [ctx]);
}

export interface UsableAction {
  label: string;
  /** Null when single keys are off or the action has none. */
  keys: string | null;
  /** Why it cannot be done now, in the reader's language; null when it can. */
  why: string | null;
  isOn: boolean;
  /** False for a role that this action is not for: do not show it. */
  mine: boolean;
  run: () => void;
}

/** What a reading of the context says now, and after each change of what it reads. */
function useReading<T extends string | boolean | null>(
  ctx: ActionContext,
  read: (ctx: ActionContext) => T,
): T {
  const subscribe = useMemo(
    () => (listener: () => void) => {
      const stops = [ctx.source.store, ctx.console, ctx.desks, ctx.past].map((s) => s.subscribe(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
    [ctx],
  );
  const now = () => read(ctx);
  return useSyncExternalStore(subscribe, now, now);
}

/** Why nobody can act on this console now, in the reader's language; null while he can. For the buttons of panes. */
export function useWhyNoActs(): string | null {
  const t = useTranslations('actions.why');
  const why = useReading(useActionContext(), whyNoActs);
  return why && t(why);
}

/** An action for a button: `<Button onPress={a.run} why={a.why} keys={a.keys}>{a.label}</Button>`. */
export function useAction(id: ActionId): UsableAction {
  const ctx = useActionContext();
  const t = useTranslations('actions');
  const action = actionOf(id);
  const why = useReading(ctx, action.whyNot);
  const isOn = useReading(ctx, (c) => action.isOn?.(c) ?? false);
  const role = useSourceState((s) => s.me?.role ?? 'observer');
  const singleKeys = useConsole((s) => s.singleKeys);
  return {
    label: t(action.id),
    keys: singleKeys ? action.key : null,
    why: why && t(`why.${why}`),
    isOn,
    mine: action.roles.includes(role),
    run: () => {
      if (action.whyNot(ctx) === null) action.run(ctx);
    },
  };
}
