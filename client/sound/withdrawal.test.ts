import { describe, expect, it } from 'vitest';
import type { Alert, Severity } from '../../domain/alert';
import { reduceAlert } from '../../domain/alert-machine';
import type { StoredEvent } from '../../domain/records';
import { DEFAULT_REGIME } from '../../domain/regime';
import { launchAlert } from '../../domain/testing/samples';
import { emptyView } from '../../domain/view';
import { foldBatch } from '../source/fold';
import { event, principal, T0 } from '../testing';
import { planSound, type SoundMemory } from './plan';
import { soundingsOf } from './soundings';
import type { Tone } from './tones';

const ctx = { nowMs: T0 + 60e3, regime: DEFAULT_REGIME.alert };
/** An alert of three Parties, and the same taken back by late data. */
function story(severity: Severity, part: Partial<Alert> = {}): [StoredEvent, StoredEvent] {
  const raised: Alert = { ...launchAlert(['P1', 'P2', 'P3']), severity, alarmedMs: T0, ...part };
  const { state } = reduceAlert(raised, { type: 'RETRACT', reason: 'late data' }, ctx);
  expect(state.lifecycle.state).toBe('WITHDRAWN');
  return [event(1, 'alert.changed', raised), event(2, 'alert.changed', state)];
}

/** A console of a Party: what it holds at each second, null while it is away; what its officer heard. */
function hear(party: string, at: (s: number) => readonly StoredEvent[] | null, toS = 20): [number, Tone][] {
  const me = principal({ participant: party });
  const heard: [number, Tone][] = [];
  let memory: SoundMemory | null = null;
  for (let s = 0; s <= toS; s += 0.5) {
    const events = at(s);
    if (!events) continue;
    const views = { SHARED: foldBatch(emptyView('SHARED'), events) };
    const quiet = { silentFromMs: -1e9, silentUntilMs: 0 };
    const step = planSound(memory, {
      alerts: soundingsOf({ views, me }),
      link: 'live',
      flood: false,
      wallMs: s * 1000,
      ...quiet,
    });
    memory = step.memory;
    if (step.play) heard.push([s, step.play]);
  }
  return heard;
}

describe('a withdrawal is as loud as the alert', () => {
  it.each([
    [
      'CRITICAL',
      [
        [5, 'withdrawnCritical'],
        [13, 'withdrawnCritical'],
        [21, 'withdrawnCritical'],
      ],
    ],
    [
      'HIGH',
      [
        [5, 'withdrawnHigh'],
        [65, 'withdrawnHigh'],
      ],
    ],
    ['ADVISORY', [[5, 'withdrawnAdvisory']]],
  ] as const)(
    'AL-53 at every receiver, with the level, the number and the time of the raise: %s',
    (severity, tones) => {
      const [raised, taken] = story(severity);
      for (const party of ['P1', 'P2', 'P3']) {
        const heard = hear(
          party,
          (s) => (s < 5 ? [raised] : [raised, taken]),
          severity === 'CRITICAL' ? 24 : 90,
        );
        expect(heard.filter(([s]) => s >= 5)).toEqual(tones);
      }
    },
  );

  it('AL-53 a console that was away hears it when it comes back, whether it kept its page or begins anew', () => {
    const [raised, taken] = story('CRITICAL');
    const kept = hear('P2', (s) => (s < 3 ? [raised] : s < 12 ? null : [raised, taken]), 13);
    expect(kept).toEqual([
      [0, 'critical'],
      [12, 'withdrawnCritical'],
    ]);
    expect(hear('P2', (s) => (s < 12 ? null : [raised, taken]), 13)).toEqual([[12, 'withdrawnCritical']]);
  });

  it('AL-53 it breaks a shelf, is heard by who was not asked, once, and by nobody anew who has answered it', () => {
    const shelves = [
      {
        party: 'P1',
        untilMs: T0 + 9e6,
        reason: 'x',
        user: 'u',
        nameEn: '',
        nameRu: '',
        atMs: T0,
        robot: false,
      },
    ];
    const [shelved, back] = story('HIGH', { shelves });
    expect(hear('P1', (s) => (s < 5 ? [shelved] : [shelved, back]))).toEqual([[5, 'withdrawnHigh']]);
    const [other, gone] = story('CRITICAL', { requiredParties: ['P2', 'P3'] });
    expect(hear('P1', (s) => (s < 5 ? [other] : [other, gone]))).toEqual([[5, 'withdrawnCritical']]);
    expect(hear('P1', () => [other, gone])).toEqual([]);
  });
});
