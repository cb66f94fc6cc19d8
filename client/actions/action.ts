import type { Role } from '../../domain/participants';
import type en from '../i18n/en/actions';
import type { Past } from '../source/past';
import type { Source } from '../source/source';
import type { ConsoleStore } from '../stores/console-store';
import type { DesksStore } from '../stores/desks-store';

/** What an action may read and do. */
export interface ActionContext {
  source: Source;
  /** The earlier moment that the console looks at, if any. */
  past: Pick<Past, 'player' | 'subscribe' | 'toggle' | 'faster' | 'step' | 'shift'>;
  console: ConsoleStore;
  desks: DesksStore;
  desk: string;
  /** Opens another address of this origin in this window. */
  goTo(address: string): void;
  /** This machine's clock, epoch ms: for the silence of sounds only. */
  wallNowMs(): number;
}

/** Why an action cannot be done now: a key of the words `actions.why`. */
export type Why = keyof typeof en.why;

/**
 * One operator action. Keys, buttons, help and palette come from here. No action commits anything that counts: those
 * open a pane, and the pane's own button sends.
 */
export interface Action {
  id: Exclude<keyof typeof en, 'why'>;
  /** `A`, `Shift+Z`, `F6`, `?`; null has none. Letters are places on the keyboard, the same in a Russian layout. */
  key: string | null;
  group: 'act' | 'go' | 'time' | 'map' | 'console';
  /** Whose it is; others neither see it nor does its key work for them. */
  roles: readonly Role[];
  /** Null when it can be done now. */
  whyNot(ctx: ActionContext): Why | null;
  run(ctx: ActionContext): void;
  /** For one that is on or off. */
  isOn?(ctx: ActionContext): boolean;
}

export const EVERYBODY: readonly Role[] = ['duty', 'supervisor', 'observer'];
export const OFFICERS: readonly Role[] = ['duty', 'supervisor'];
