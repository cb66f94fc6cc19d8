import { describe, expect, it } from 'vitest';
import type { Alert } from './alert';
import type { AlertEvent } from './alert-machine';
import { ACCEPTS, CONDITION, CONSULT, LIFECYCLE, SUPPRESSION } from './alert-table';
import { assessmentOf, reduceAt } from './testing/alert-driver';
import { EVENTS, LATE_S, STATES } from './testing/alert-states';
import { EPOCH } from './testing/samples';

const REGIONS = [
  ...([
    'condition',
    'ack',
    'suppression',
    'shelves',
    'proposals',
    'assessment',
    'consult',
    'lifecycle',
  ] as const),
];
type Region = (typeof REGIONS)[number];
const is = (name: string): Alert => STATES[name] as Alert;

/** Every state of each region as some alert had it, whole. */
const VALUES: { [R in Region]: readonly Partial<Alert>[] } = {
  condition: [
    { condition: { state: 'PENDING', dueMs: EPOCH + 1000 } },
    { condition: { state: 'ACTIVE' } },
    { condition: { state: 'OFF_DELAY', dueMs: EPOCH + 1000 } },
    { condition: { state: 'INACTIVE', latched: false } },
    { condition: { state: 'INACTIVE', latched: true }, latched: true },
  ],
  ack: ['open', 'part', 'absent', 'acked', 'answered'].map((name) => {
    const { ack, answers, absent, dueMs, assessDue } = is(name);
    return { ack, answers, absent, dueMs, assessDue };
  }),
  suppression: [
    { suppression: { state: 'NONE' } },
    { suppression: { state: 'SUPPRESSED', byRule: 'r' } },
    { suppression: { state: 'OUT_OF_SERVICE', by: ['P1'], untilMs: EPOCH + 1000, reason: 'r' } },
  ],
  shelves: [{ shelves: [] }, { shelves: is('shelved').shelves }],
  proposals: [{ proposals: [] }, { proposals: is('proposed').proposals }],
  assessment: ['acked', 'given', 'disputed'].map((name) => ({ assessment: is(name).assessment })),
  consult: (['NONE', 'REQUESTED', 'OVERDUE', 'OPEN', 'ANSWERED', 'CLOSED'] as const).map((state) => ({
    consult:
      state === 'NONE'
        ? { state }
        : { state, by: 'P1', atMs: EPOCH, dueMs: state === 'REQUESTED' ? EPOCH + 1 : null },
  })),
  lifecycle: [
    { lifecycle: { state: 'OPEN' } },
    { lifecycle: { state: 'WITHDRAWN', atMs: EPOCH, reason: 'r' } },
    { lifecycle: { state: 'CLOSED', atMs: EPOCH } },
  ],
};

/** The regions that an event may touch, and no other. An alarm again and a taking back begin most of them anew. */
const ANEW: readonly Region[] = REGIONS;
const TOUCHES: Record<string, readonly Region[]> = {
  refuse: ['proposals'],
  ackP1: ['ack', 'lifecycle'],
  ackP2: ['ack', 'lifecycle'],
  disP2: ['ack', 'consult', 'lifecycle'],
  ackP3: [],
  duty: [],
  stale: [],
  absent: ['ack', 'lifecycle'],
  return: ['ack'],
  assess: ['assessment', 'consult'],
  shelve: ['shelves'],
  unshelve: ['shelves'],
  reset: ['proposals', 'lifecycle'],
  recall: ['proposals'],
  service: ['proposals', 'suppression'],
  suppress: ['suppression'],
  free: ['suppression'],
  worse: ANEW.filter((r) => r !== 'consult' && r !== 'lifecycle'),
  match: [],
  same: [],
  rtn: ['condition', 'lifecycle'],
  back: ['condition'],
  retract: ANEW.filter((r) => r !== 'consult'),
  call: [],
  consult: ['consult'],
  tick: ANEW,
};

/** All combinations, reachable or not: what holds, holds by the tables and not by luck. */
function* product(of: readonly Region[]): Generator<Partial<Alert>> {
  const [first, ...rest] = of;
  if (!first) return yield {};
  for (const tail of product(rest)) for (const value of VALUES[first]) yield { ...tail, ...value };
}
const moved = (table: Record<string, Record<string, string>>, from: string, to: string): boolean =>
  from === to || Object.values(table[from] ?? {}).includes(to);

describe('the product of the regions of an alert', () => {
  it('AL-40 in every state each event moves its own regions as their tables say, and no other', () => {
    const faults = new Set<string>();
    let n = 0;
    let moves = 0;
    for (const part of product(REGIONS)) {
      const before: Alert = { ...is('open'), ...part };
      for (const [name, make] of Object.entries(EVENTS)) {
        n++;
        const event: AlertEvent = make(before);
        const { state, result } = reduceAt(before, event, LATE_S);
        const wrong = (what: string): void => void faults.add(`${name}: ${what}`);
        if (result.code !== 'OK' && state !== before) wrong('refused, and changed');
        if (before.lifecycle.state === 'CLOSED' && state !== before) wrong('changed what is closed');
        if (!ACCEPTS[before.lifecycle.state].includes(event.type) && state !== before) wrong('not accepted');
        for (const r of REGIONS)
          if (!TOUCHES[name]?.includes(r) && JSON.stringify(state[r]) !== JSON.stringify(before[r]))
            wrong(`touched ${r}`);
        if (!moved(CONDITION as never, before.condition.state, state.condition.state)) wrong('condition');
        if (!moved(SUPPRESSION as never, before.suppression.state, state.suppression.state))
          wrong('suppression');
        if (!moved(CONSULT as never, before.consult.state, state.consult.state)) wrong('consult');
        if (!moved(LIFECYCLE as never, before.lifecycle.state, state.lifecycle.state)) wrong('lifecycle');
        if (state !== before) moves++;
      }
    }
    expect([...faults]).toEqual([]);
    expect(n).toBe(5 * 5 * 3 * 2 * 2 * 3 * 6 * 3 * Object.keys(EVENTS).length);
    expect(moves).toBeGreaterThan(n / 10);
  }, 60_000);

  it('AL-40 a verdict is one of five, and two that differ are disputed whatever they are', () => {
    const verdicts = ['REAL', 'NOTIFIED', 'FALSE', 'TEST', 'UNKNOWN'] as const;
    for (const a of verdicts)
      for (const b of verdicts) {
        const one = reduceAt(is('acked'), assessmentOf(is('acked'), 'P1', a)).state;
        const both = reduceAt(one, assessmentOf(one, 'P2', b)).state;
        expect(both.assessment.state).toBe(a === b ? 'AGREED' : 'DISPUTED');
      }
  });
});
