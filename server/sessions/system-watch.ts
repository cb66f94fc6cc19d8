import type { Regime } from '../../domain/regime';
import type { SystemFault, SystemWord } from '../../domain/system';

/** A beat of the watch: timers of this length are what is measured. */
export const BEAT_MS = 100;

/** What the server sees of itself at one beat. */
export interface Beat {
  wallMs: number;
  /** The machine's steady clock: it never steps. */
  steadyMs: number;
  /** Why the journal takes no steps; null while it does. */
  refused: string | null;
  /** How long the oldest step has waited for the disk, and the longest of those that were stored since the last beat, ms. */
  waitedMs: number;
  engineSilentMs: number;
  /** How far the watch's session stands behind the clock, ms. */
  behindMs: number;
  /** How late beats of the engine's thread came since the last beat of this one, ms. */
  engineLateMs: readonly number[];
  /** Records that may not leave, met so far. */
  withheld: number;
}
/** What the last check of the chains found: how many do not hold, and the first fault. */
export interface ChainCheck {
  broken: number;
  first: string;
}
type Finding = SystemWord['params'] | null;

/**
 * The center's watch over itself: from beat to beat, which of its faults are there. It tells each change once, and at its
 * beginning everything: the alerts of the run before are still open.
 */
export class SystemWatch {
  readonly #regime: Regime['system'];
  readonly #told = new Map<SystemFault, boolean>();
  readonly #late: { thread: 'main' | 'engine'; atMs: number; lateMs: number }[] = [];
  readonly #offsets: { atMs: number; offMs: number }[] = [];
  #beatMs: number | null = null;
  #withheld = 0;
  #chains: ChainCheck | null = null;

  constructor(regime: Regime['system']) {
    this.#regime = regime;
  }

  /** The chains have been checked. */
  checked(chains: ChainCheck): void {
    this.#chains = chains;
  }

  /** Looks; `tell` takes what has changed and says whether it could be told: what could not is told at a later beat. */
  beat(b: Beat, tell: (words: SystemWord[]) => boolean): void {
    const found: [SystemFault, Finding][] = [
      ['STORAGE', this.#storage(b)],
      ['ENGINE', this.#engine(b)],
      ['CLOCK', this.#clock(b)],
      ...(this.#chains ? [['CHAIN', chainFault(this.#chains)] as [SystemFault, Finding]] : []),
    ];
    this.#beatMs = b.steadyMs;
    const words = found.flatMap(([fault, params]): SystemWord[] =>
      this.#told.get(fault) === (params !== null)
        ? []
        : [{ fault, on: params !== null, params: params ?? {} }],
    );
    const blocked = b.withheld - this.#withheld;
    // It was blocked and is over: what stands is that somebody has to know.
    if (blocked > 0)
      words.push(
        { fault: 'RELEASE', on: true, params: { refused: blocked } },
        { fault: 'RELEASE', on: false, params: {} },
      );
    if (words.length === 0 || !tell(words)) return;
    for (const { fault, on } of words) this.#told.set(fault, on);
    this.#withheld = b.withheld;
  }

  #storage({ refused, waitedMs }: Beat): Finding {
    if (refused !== null) return { cause: 'REFUSED' };
    const over = waitedMs > this.#regime.slowCommitS * 1000;
    return over ? { cause: 'SLOW', seconds: Math.round(waitedMs / 1000) } : null;
  }

  #engine({ steadyMs, engineSilentMs, behindMs, engineLateMs }: Beat): Finding {
    const { lag, silentS, behindS } = this.#regime;
    const own = this.#beatMs === null ? 0 : steadyMs - this.#beatMs - BEAT_MS;
    const heard = [
      { thread: 'main' as const, lateMs: own },
      ...engineLateMs.map((lateMs) => ({ thread: 'engine' as const, lateMs })),
    ];
    for (const { thread, lateMs } of heard)
      if (lateMs > lag.lateS * 1000) this.#late.push({ thread, atMs: steadyMs, lateMs });
    while (steadyMs - (this.#late[0]?.atMs ?? steadyMs) > lag.withinS * 1000) this.#late.shift();
    if (engineSilentMs > silentS * 1000)
      return { cause: 'SILENT', seconds: Math.round(engineSilentMs / 1000) };
    if (behindMs > behindS * 1000) return { cause: 'BEHIND', seconds: Math.round(behindMs / 1000) };
    const allowed = (lag.withinS * 1000) / BEAT_MS / 100;
    for (const thread of ['engine', 'main'] as const) {
      const late = this.#late.filter((l) => l.thread === thread);
      if (late.length > allowed)
        return { cause: 'LATE', no: late.length, seconds: Math.max(...late.map((l) => l.lateMs)) / 1000 };
    }
    return null;
  }

  /** A step of the wall clock shows against the steady one for as long as the beat before it is remembered. */
  #clock({ wallMs, steadyMs }: Beat): Finding {
    const { offS, withinS } = this.#regime.drift;
    this.#offsets.push({ atMs: steadyMs, offMs: wallMs - steadyMs });
    while (steadyMs - (this.#offsets[0]?.atMs ?? steadyMs) > withinS * 1000) this.#offsets.shift();
    const moved = wallMs - steadyMs - (this.#offsets[0]?.offMs ?? 0);
    return Math.abs(moved) > offS * 1000
      ? { cause: 'CENTER', timeS: Math.round(moved / 100) / 10, seconds: withinS }
      : null;
  }
}

const chainFault = ({ broken, first }: ChainCheck): Finding =>
  broken > 0 ? { no: broken, error: first } : null;
