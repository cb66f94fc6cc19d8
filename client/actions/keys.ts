import type { Role } from '../../domain/participants';
import type { Action, ActionContext } from './action';
import { ACTIONS } from './registry';

/** What of a keyboard event the registry reads. */
export interface KeyPress {
  key: string;
  code: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/**
 * The name of a press as the registry writes it. Letters go by their place (`code`), so that they work in a Russian layout;
 * null for presses with Ctrl, Alt or Meta, which belong to the browser.
 */
export function pressName(e: KeyPress): string | null {
  if (e.ctrlKey || e.metaKey || e.altKey) return null;
  const letter = /^Key([A-Z])$/.exec(e.code)?.[1];
  if (letter) return e.shiftKey ? `Shift+${letter}` : letter;
  if (e.key === '?' || (e.code === 'Slash' && e.shiftKey)) return '?';
  if (e.code === 'Slash') return '/';
  if (e.code === 'Comma' || e.code === 'Period') return e.shiftKey ? null : e.code === 'Comma' ? ',' : '.';
  if (e.code === 'Space') return e.shiftKey ? null : 'Space';
  if (/^Arrow(Left|Right)$/.test(e.key)) return e.shiftKey ? `Shift+${e.key}` : e.key;
  return /^(F\d{1,2}|Escape)$/.test(e.key) ? e.key : null;
}

/** Single letters are dead while typing and when the officer turned them off; F keys and Escape always work. */
export function isSingleKey(key: string): boolean {
  return !/^(F\d+|Escape)$/.test(key);
}

/** The action of a press for a role, or null. */
export function actionForPress(name: string, role: Role): Action | null {
  return ACTIONS.find((a) => a.key === name && a.roles.includes(role)) ?? null;
}

const OWN_OF_CONTROLS = /^(Space|(Shift\+)?Arrow)/;

export interface PressPlace {
  /** The press went into a field, or a list that searches by typing. */
  typing: boolean;
  /** The press went to a control that has a use of its own for Space and arrows: a button, a slider, a tab. */
  control: boolean;
  repeat: boolean;
  handled: boolean;
}

/** Does what a press asks for. True when it was taken, so that the browser must not act on it too. */
export function takePress(e: KeyPress, place: PressPlace, ctx: ActionContext): boolean {
  if (place.repeat || place.handled) return false;
  if (ctx.desks.getState().keys !== ctx.desk) return false;
  const name = pressName(e);
  if (!name) return false;
  if (place.control && OWN_OF_CONTROLS.test(name)) return false;
  if (isSingleKey(name) && (place.typing || !ctx.console.getState().singleKeys)) return false;
  const action = actionForPress(name, ctx.source.store.getState().me?.role ?? 'observer');
  if (!action || action.whyNot(ctx) !== null) return false;
  // Under a preview the own console is covered: its keys wait, but for those of the console itself and the way out.
  const covered = ctx.console.getState().pane?.kind === 'preview';
  if (covered && action.group !== 'console' && action.id !== 'preview') return false;
  action.run(ctx);
  return true;
}
