import { randomBytes } from 'node:crypto';
import type { Participant } from '../../domain/participants';
import { DEFAULT_REGIME } from '../../domain/regime';
import type { Sensor } from '../../domain/sensors';
import { inService } from '../../domain/sensors';
import { type Scenario, sensorsOfScenario } from '../simulation';
import { compartmentsOfSession, type SessionMeta } from './meta';

export const LIVE_SESSION = 'live';

/** The default watch: one a centre, over the simulated world. */
export function liveMeta(o: {
  participants: Participant[];
  catalogue: Sensor[];
  nowMs: number;
  seed: number;
  pace: 'brisk' | 'realistic';
  historyS: number;
}): SessionMeta {
  const epochMs = Math.floor(o.nowMs / 1000) * 1000 - o.historyS * 1000;
  const parties = o.participants.filter((p) => p.kind === 'PARTY');
  return {
    v: 1,
    id: LIVE_SESSION,
    compartments: compartmentsOfSession(o.participants),
    createdMs: o.nowMs,
    speed: 1,
    source: { kind: 'world', seed: o.seed, pace: o.pace, historyS: o.historyS },
    config: {
      session: LIVE_SESSION,
      mode: 'LIVE',
      epochMs,
      participants: o.participants,
      regime: DEFAULT_REGIME,
      sensors: o.catalogue.filter((s) => inService(s, o.nowMs)),
      info: {
        id: LIVE_SESSION,
        mode: 'LIVE',
        title: { en: 'Live (simulated)', ru: 'Реальный режим (модель)' },
        scenario: null,
        parties: parties.map((p) => p.id),
      },
    },
  };
}

/** A scenario run forward by an engine; `id` is opaque. */
export function exerciseMeta(o: {
  participants: Participant[];
  catalogue: Sensor[];
  scenario: Scenario;
  variant: string;
  speed: number;
  nowMs: number;
}): SessionMeta {
  const id = `x-${randomBytes(9).toString('base64url')}`;
  const { scenario } = o;
  const parties = o.participants.filter((p) => p.kind === 'PARTY');
  return {
    v: 1,
    id,
    compartments: compartmentsOfSession(o.participants),
    createdMs: o.nowMs,
    speed: o.speed,
    source: { kind: 'scenario', scenario: scenario.id, variant: o.variant },
    config: {
      session: id,
      mode: 'EXERCISE',
      epochMs: scenario.startMs,
      participants: o.participants,
      regime: DEFAULT_REGIME,
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
