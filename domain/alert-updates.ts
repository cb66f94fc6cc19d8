/** What the rules say of an alert: another revision, an alarm again, taken back. */
import { type AckPolicy, type Alert, type FactChange, type Severity, severityRank } from './alert';
import { factChanges, isWorse, readsDifferently } from './alert-changes';
import type { AlertEvent, Effect } from './alert-events';
import { changed, dueAfter, isAwaited, type MachineContext, type Reduced, same } from './alert-regions';
import { CONDITION, LIFECYCLE, SUPPRESSION } from './alert-table';
import type { ParticipantId } from './labels';

export function update(
  state: Alert,
  event: Extract<AlertEvent, { type: 'UPDATE' }>,
  ctx: MachineContext,
): Reduced {
  const changes = factChanges(state, event, ctx.regime);
  const policy = stricter(state.policy, event.policy);
  if (changes.length === 0 && policy === state.policy) {
    // The facts that answers are bound to stay what they were until a change is material: small steps add up.
    const facts = { ...event.facts, impact: state.facts.impact ?? event.facts.impact };
    if (!readsDifferently(state.facts, facts)) return same(state);
    return changed(state, { facts, rev: state.rev + 1 }, ctx, ['REVISED']);
  }
  const worse = policy !== state.policy || isWorse(changes, state, event);
  const rev = state.rev + 1;
  // Where answers stand and the impact is not what changed, they stay bound to the one that was answered.
  const moved = worse || changes.some((c) => c.field === 'impact');
  const impact = moved ? event.facts.impact : (state.facts.impact ?? event.facts.impact);
  const next = {
    facts: { ...event.facts, impact },
    policy,
    code: policy === event.policy ? (event.code ?? state.code) : state.code,
    severity: event.severity,
    mostSevere:
      severityRank(event.severity) > severityRank(state.mostSevere) ? event.severity : state.mostSevere,
    rev,
    materialRev: rev,
    changes,
  };
  // Nobody was told of it yet: it only reads otherwise when it alarms.
  if (state.condition.state === 'PENDING') return changed(state, next, ctx, ['REVISED']);
  if (!worse) {
    const due = dueAfter(event.severity, ctx);
    const dueMs = isAwaited(state) && due !== null ? (state.dueMs ?? due) : null;
    return changed(state, { ...next, dueMs }, ctx, ['REVISED']);
  }
  const again = alarmAgain(state, event.severity, ctx);
  const freed = event.severity === 'CRITICAL' ? broken(state) : { next: {}, effects: [] };
  const effects: Effect[] = ['REVISED', 'ALARM', ...freed.effects];
  return changed(state, { ...next, ...again, ...freed.next }, ctx, effects);
}

/** Nobody has answered what it says now: what was answered, proposed and assessed was about something else. */
export function alarmAgain(state: Alert, severity: Severity, ctx: MachineContext): Partial<Alert> {
  const to = CONDITION[state.condition.state].WORSE;
  return {
    ack: { state: 'UNACKED' },
    answers: [],
    archivedAnswers: [...state.archivedAnswers, ...state.answers],
    absent: [],
    proposals: [],
    assessment: { state: 'NONE' },
    assessDue: null,
    escalation: { call: null, exhausted: false },
    alarmedMs: ctx.nowMs,
    dueMs: dueAfter(severity, ctx),
    ...(to === 'ACTIVE' && { condition: { state: to } }),
  };
}

/** A critical alarm, or one that is taken back, is heard and seen by all. */
function broken(state: Alert): { next: Partial<Alert>; effects: Effect[] } {
  const effects: Effect[] = [];
  if (state.shelves.length > 0) effects.push('UNSHELVED');
  const served = SUPPRESSION[state.suppression.state].CRITICAL === 'NONE';
  if (served) effects.push('IN_SERVICE');
  return { next: { shelves: [], ...(served && { suppression: { state: 'NONE' } }) }, effects };
}

/** As loud as the raise: by late data, or by the Parties that withdraw it. */
export function takeBack(state: Alert, reason: string, by: ParticipantId[], ctx: MachineContext): Reduced {
  if (!LIFECYCLE[state.lifecycle.state].TAKEN_BACK) return same(state);
  if (state.condition.state === 'PENDING') return dropped(state, ctx);
  const rev = state.rev + 1;
  const changes: FactChange[] = [{ field: 'retracted', from: '', to: reason }];
  const freed = broken(state);
  const next: Partial<Alert> = {
    ...alarmAgain(state, state.severity, ctx),
    ...{ rev, materialRev: rev, changes, shelves: [], suppression: { state: 'NONE' } },
    condition: { state: 'INACTIVE', latched: false },
    lifecycle: { state: 'WITHDRAWN', atMs: ctx.nowMs, reason, ...(by.length > 0 && { by }) },
  };
  return changed(state, next, ctx, ['WITHDRAWN', 'ALARM', ...freed.effects]);
}

/** Gone before it alarmed: nobody was told, and nobody is. */
export function dropped(state: Alert, ctx: MachineContext): Reduced {
  const next: Partial<Alert> = {
    condition: { state: 'INACTIVE', latched: false },
    lifecycle: { state: 'CLOSED', atMs: ctx.nowMs },
  };
  return changed(state, next, ctx, ['DROPPED']);
}

const STRICTNESS: AckPolicy[] = ['NOTE', 'SINGLE', 'OWN', 'JOINT'];
/** A policy only ever asks for more while the alert is open. */
const stricter = (a: AckPolicy, b: AckPolicy = a): AckPolicy =>
  STRICTNESS.indexOf(b) > STRICTNESS.indexOf(a) ? b : a;
