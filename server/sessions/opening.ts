import { randomBytes } from 'node:crypto';
import { noticeDials } from '../../domain/notice-rules';
import type { Participant, Principal } from '../../domain/participants';
import type { Regime } from '../../domain/regime';
import { type RegimeChoice, regimeWith } from '../../domain/regime-choice';
import type { Sensor } from '../../domain/sensors';
import { inService } from '../../domain/sensors';
import { SIMULATION } from '../engine/types';
import { agreedTimes, type Scenario, sensorsOfScenario, tapesOf } from '../simulation';
import { compartmentsOfSession, type SessionMeta } from './meta';

/** The default watch: one a centre, over the simulated world; `id` is opaque, for one watch may follow another. */
export function liveMeta(o: {
  participants: Participant[];
  catalogue: Sensor[];
  regime: Regime;
  nowMs: number;
  seed: number;
  pace: 'brisk' | 'realistic';
  historyS: number;
  scenarios?: readonly Scenario[];
}): SessionMeta {
  const id = `live-${randomBytes(9).toString('base64url')}`;
  const epochMs = Math.floor(o.nowMs / 1000) * 1000 - o.historyS * 1000;
  const parties = o.participants.filter((p) => p.kind === 'PARTY' && p.candidate === undefined);
  const { notify, feed } = o.regime;
  const regime: Regime = {
    ...{ ...o.regime, notify: { ...notify, ...agreedTimes(o.pace) } },
    // A watch knows what is played into it; an exercise is what is played.
    feed: { ...feed, tapes: tapesOf(o.scenarios ?? []) },
  };
  return {
    v: 1,
    id,
    compartments: compartmentsOfSession(o.participants),
    createdMs: o.nowMs,
    openedBy: null,
    speed: 1,
    source: { kind: 'world', seed: o.seed, pace: o.pace, historyS: o.historyS },
    config: {
      session: id,
      mode: 'LIVE',
      epochMs,
      participants: o.participants,
      regime,
      feeds: [SIMULATION],
      sensors: o.catalogue.filter((s) => inService(s, o.nowMs)),
      info: {
        id,
        mode: 'LIVE',
        title: { en: 'Live (simulated)', ru: 'Реальный режим (модель)' },
        scenario: null,
        parties: parties.map((p) => p.id),
        notify: noticeDials(regime),
      },
    },
  };
}

/** A scenario run forward by an engine; `id` is opaque. */
export function exerciseMeta(o: {
  participants: Participant[];
  catalogue: Sensor[];
  regime: Regime;
  /** What of the regime who opens it wants otherwise than the scenario has it. */
  chosen: RegimeChoice;
  scenario: Scenario;
  hash: string;
  variant: string;
  speed: number;
  by: Principal;
  nowMs: number;
}): SessionMeta {
  const id = `x-${randomBytes(9).toString('base64url')}`;
  const { scenario } = o;
  const regime = regimeWith(o.regime, scenario.regime, o.chosen);
  const parties = o.participants.filter((p) => p.kind === 'PARTY' && p.candidate === undefined);
  return {
    v: 1,
    id,
    compartments: compartmentsOfSession(o.participants),
    createdMs: o.nowMs,
    openedBy: { user: o.by.userId, participant: o.by.participant },
    speed: o.speed,
    source: { kind: 'scenario', scenario: scenario.id, hash: o.hash, variant: o.variant },
    config: {
      session: id,
      mode: 'EXERCISE',
      epochMs: scenario.startMs,
      participants: o.participants,
      regime,
      feeds: [SIMULATION],
      sensors: sensorsOfScenario(scenario, o.catalogue),
      info: {
        id,
        mode: 'EXERCISE',
        title: scenario.title,
        scenario: {
          id: scenario.id,
          variant: o.variant,
          dateMs: scenario.dateMs,
          assumptions: scenario.assumptions,
        },
        parties: parties.map((p) => p.id),
        notify: noticeDials(regime),
      },
    },
  };
}

/** True if a stored session has run to the end of its scenario; the watch never ends. */
export function isFinished(
  { source }: SessionMeta,
  lastMs: number,
  scenarios: Record<string, Scenario>,
): boolean {
  return (
    source.kind === 'scenario' && lastMs >= (scenarios[source.scenario]?.endMs ?? Number.POSITIVE_INFINITY)
  );
}

/**
 * Why a stored session cannot go on with the engine and scenarios of today, or null: the same inputs would not give the
 * same bytes. `engineVersion` is that of its last stored step.
 */
export function whyStopped(
  { source }: SessionMeta,
  stored: { engineVersion: string; lastStep: number },
  today: { engineVersion: string; hashes: Record<string, string> },
): string | null {
  if (stored.lastStep > 0 && stored.engineVersion !== today.engineVersion)
    return `its engine is ${stored.engineVersion}, today's is ${today.engineVersion}`;
  if (source.kind !== 'scenario' || today.hashes[source.scenario] === source.hash) return null;
  return source.scenario in today.hashes
    ? `the scenario ${source.scenario} has been changed since`
    : `the scenario ${source.scenario} is not there any more`;
}
