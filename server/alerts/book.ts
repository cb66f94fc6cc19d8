import { type Alert, type CommandResult, severityRank } from '../../domain/alert';
import { factChanges, type Statement } from '../../domain/alert-changes';
import {
  type Escalation,
  fireEscalation,
  retimeEscalation,
  startEscalation,
} from '../../domain/alert-escalation';
import {
  type AlertEvent,
  awaitedParties,
  isAwaited,
  raiseAlert,
  reduceAlert,
} from '../../domain/alert-machine';
import type { Compartment } from '../../domain/labels';
import type { Principal } from '../../domain/participants';
import type { Regime } from '../../domain/regime';
import { type AlertLine, lineOf, linesOfCall, linesOfChange } from './lines';
import type { Ruling, Wanted } from './wanted';

export interface AlertsOutput {
  alerts: Alert[];
  log: AlertLine[];
}
export interface Held {
  alert: Alert;
  compartment: Compartment;
  /** What was stated at the latest material revisions, oldest first: what an officer may have seen. */
  stated: ({ rev: number } & Statement)[];
  escalation: Escalation | null;
  /** Keys that it mutes while it stands. */
  inhibits: readonly string[];
}
interface State {
  /** The latest occurrence of each key. */
  held: Record<string, Held>;
  seqs: Record<string, number>;
}
/** Statements kept to tell an officer what has changed since the revision that he saw. */
const STATED_KEPT = 16;

/** The occurrences of all keys: what rules say is driven through the machine, and its timers fire here. */
export class AlertBook {
  readonly #regime: Regime['alert'];
  readonly #numberFor: (compartment: Compartment) => number;
  #state: State = { held: {}, seqs: {} };

  constructor(regime: Regime['alert'], numberFor: (compartment: Compartment) => number) {
    this.#regime = regime;
    this.#numberFor = numberFor;
  }

  /** The open occurrence of a key. */
  readonly open = (key: string): Alert | null => this.#open(key)?.alert ?? null;

  /** The latest occurrence of a key, open or not. */
  latest(key: string): Held | null {
    return this.#state.held[key] ?? null;
  }

  all(): Held[] {
    return Object.values(this.#state.held);
  }

  /** What rules say of their keys. */
  apply(rulings: readonly Ruling[], nowMs: number): AlertsOutput {
    const out = rulings.reduce((sum, ruling) => join(sum, this.#rule(ruling, nowMs)), none());
    return join(out, this.#mute(nowMs));
  }

  drive(
    held: Held,
    event: AlertEvent,
    nowMs: number,
    by?: Principal,
  ): AlertsOutput & { result: CommandResult } {
    const before = held.alert;
    const regime = this.#regime;
    const { state: alert, result, effects } = reduceAlert(before, event, { nowMs, regime });
    if (alert === before) return { ...none(), result: this.#sinceSeen(held, event, result) };
    const { rev, severity, facts } = alert;
    const material = alert.materialRev !== before.materialRev;
    const begun = effects.includes('ALARM') || effects.includes('HANDED');
    const next: Held = {
      ...held,
      alert,
      stated: material ? [...held.stated, { rev, severity, facts }].slice(-STATED_KEPT) : held.stated,
      escalation: this.#escalationAfter(held.escalation, alert, begun, nowMs),
    };
    this.#state.held[alert.key] = next;
    if (!isTold(alert) || effects.includes('DROPPED')) return { ...none(), result };
    if (!isTold(before)) return { ...this.#tell(next, nowMs), result };
    return {
      alerts: [alert],
      log: linesOfChange(before, alert, held.compartment, effects, nowMs, by),
      result,
    };
  }

  /** What concerns every occurrence that is not over. */
  driveAll(event: AlertEvent, nowMs: number): AlertsOutput {
    return this.all().reduce((out, held) => join(out, this.drive(held, event, nowMs)), none());
  }

  /** Time alone: timers of the machine, steps of escalation; what has been closed for long is forgotten. */
  advance(nowMs: number): AlertsOutput {
    const out = this.all().reduce((sum, held) => {
      const { key, lifecycle } = held.alert;
      if (lifecycle.state === 'CLOSED') {
        if (nowMs - lifecycle.atMs > this.#regime.keepClosedS * 1000) delete this.#state.held[key];
        return sum;
      }
      const ticked = join(sum, this.drive(held, { type: 'TICK' }, nowMs));
      return join(ticked, this.#escalate(this.latest(key) ?? held, nowMs));
    }, none());
    return join(out, this.#mute(nowMs));
  }

  snapshot(): unknown {
    return structuredClone(this.#state);
  }

  restore(stored: unknown): void {
    this.#state = structuredClone(stored as State);
  }

  #open(key: string): Held | null {
    const held = this.latest(key);
    return held && held.alert.lifecycle.state === 'OPEN' ? held : null;
  }

  #rule(ruling: Ruling, nowMs: number): AlertsOutput {
    if (ruling.is === 'WANTED') {
      const { key } = ruling.wanted;
      if (this.#open(key)) {
        const out = join(this.#update(ruling.wanted, nowMs), this.#driveOpen(key, { type: 'BACK' }, nowMs));
        const held = this.#open(key);
        if (held) this.#state.held[key] = { ...held, inhibits: ruling.wanted.inhibits ?? [] };
        return out;
      }
      return ruling.once && !this.#isNews(ruling.wanted) ? none() : this.#raise(ruling.wanted, nowMs);
    }
    if (ruling.is === 'WITHDRAWN')
      return this.#driveOpen(ruling.key, { type: 'RETRACT', reason: ruling.reason }, nowMs);
    const out = ruling.last ? this.#update(ruling.last, nowMs) : none();
    return join(out, this.#driveOpen(ruling.key, { type: 'RTN' }, nowMs));
  }

  /** Of a key that raises once: it never did, or what was withdrawn has become worse than it ever was. */
  #isNews({ key, severity }: Wanted): boolean {
    if (this.#state.seqs[key] === undefined) return true;
    const before = this.latest(key)?.alert;
    return before !== undefined && severityRank(severity) > severityRank(before.mostSevere);
  }

  #raise(wanted: Wanted, nowMs: number): AlertsOutput {
    const { compartment, inhibits = [], ...rule } = wanted;
    const seq = (this.#state.seqs[rule.key] ?? 0) + 1;
    this.#state.seqs[rule.key] = seq;
    const regime = this.#regime;
    const alert = raiseAlert({ type: 'RAISE', seq, number: 0, ...rule }, { nowMs, regime });
    const { severity, facts } = alert;
    const stated = [{ rev: 1, severity, facts }];
    const held: Held = { alert, compartment, stated, escalation: null, inhibits };
    this.#state.held[rule.key] = held;
    return isTold(alert) ? this.#tell(held, nowMs) : none();
  }

  /** It alarms: now it has its number and its escalation begins. */
  #tell(held: Held, nowMs: number): AlertsOutput {
    const { compartment } = held;
    const alert = { ...held.alert, number: this.#numberFor(compartment) };
    const escalation = startEscalation(alert.severity, nowMs, this.#regime);
    this.#state.held[alert.key] = { ...held, alert, escalation };
    return { alerts: [alert], log: [lineOf(alert, compartment, nowMs, 'log.alert.raised')] };
  }

  #update({ key, severity, facts, code, policy }: Wanted, nowMs: number): AlertsOutput {
    return this.#driveOpen(key, { type: 'UPDATE', severity, facts, code, policy }, nowMs);
  }

  /** What stands mutes what it inhibits; it is heard again once nothing does. */
  #mute(nowMs: number): AlertsOutput {
    const by = new Map<string, string>();
    for (const { alert, inhibits } of this.all())
      if (alert.lifecycle.state === 'OPEN' && isTold(alert))
        for (const key of inhibits) by.set(key, alert.id);
    return this.all().reduce((out, held) => {
      const byRule = by.get(held.alert.key);
      const muted = held.alert.suppression.state === 'SUPPRESSED';
      if (muted === (byRule !== undefined)) return out;
      return join(
        out,
        this.drive(held, byRule ? { type: 'SUPPRESS', byRule } : { type: 'UNSUPPRESS' }, nowMs),
      );
    }, none());
  }

  #driveOpen(key: string, event: AlertEvent, nowMs: number): AlertsOutput {
    const held = this.#open(key);
    return held ? this.drive(held, event, nowMs) : none();
  }

  #escalationAfter(
    before: Escalation | null,
    alert: Alert,
    alarm: boolean,
    nowMs: number,
  ): Escalation | null {
    if (!isAwaited(alert)) return null;
    if (alarm) return startEscalation(alert.severity, nowMs, this.#regime);
    return before && retimeEscalation(before, alert.severity, this.#regime);
  }

  /** A stale answer is told everything that changed since the revision that its author saw, not the last change alone. */
  #sinceSeen(held: Held, event: AlertEvent, result: CommandResult): CommandResult {
    if (result.code !== 'STALE_REV' || !('seenRev' in event)) return result;
    const seen = held.stated.findLast((s) => s.rev <= event.seenRev);
    if (!seen || held.alert.lifecycle.state !== 'OPEN') return result;
    return { ...result, changes: factChanges(seen, held.alert, this.#regime) };
  }

  /** Whoever has not answered is called up, step by step. */
  #escalate(held: Held, nowMs: number): AlertsOutput {
    // What is muted is called up by what mutes it.
    if (!held.escalation || held.alert.suppression.state === 'SUPPRESSED') return none();
    const { escalation, calls } = fireEscalation(held.escalation, nowMs, this.#regime);
    if (calls.length === 0) return none();
    const { key } = held.alert;
    this.#state.held[key] = { ...held, escalation };
    return calls.reduce((out, call) => {
      const now = this.latest(key) ?? held;
      const { alert, compartment } = now;
      const again = alert.escalation.call === call;
      const log = linesOfCall(call, awaitedParties(alert), alert, compartment, nowMs, again);
      const event: AlertEvent = { type: 'ESCALATE', call, last: escalation.dueMs === null };
      return join(join(out, { alerts: [], log }), this.drive(now, event, nowMs));
    }, none());
  }
}

/** Its on-delay is over: before that it is nobody's to see. */
export const isTold = ({ condition }: Alert): boolean => condition.state !== 'PENDING';
export const none = (): AlertsOutput => ({ alerts: [], log: [] });
export const join = (a: AlertsOutput, b: AlertsOutput): AlertsOutput => ({
  alerts: [...a.alerts, ...b.alerts],
  log: [...a.log, ...b.log],
});
