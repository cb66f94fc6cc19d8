import type { Participant } from '../../../domain/participants';
import { DEFAULT_REGIME } from '../../../domain/regime';
import type { InfraredSensor, RadarSensor } from '../../../domain/sensors';
import { type EngineConfig, SIMULATION } from '../types';

const base = { system: 'test', serviceFromMs: -1e15, serviceToMs: null, phaseS: 0, pd: 0.9, assumed: [] };

export const radarOf = (id: string, owner: string, lat: number, lon: number): RadarSensor => ({
  ...base,
  id,
  kind: 'radar',
  name: { en: id, ru: id },
  assignedTo: owner,
  revisitS: 2,
  clutterPerScan: 0.2,
  latencyS: 0.2,
  ...{ lat, lon, heightM: 0, azMinDeg: 0, azMaxDeg: 360, elMinDeg: 2, elMaxDeg: 88, rangeMaxM: 4.5e6 },
  sigma: [60, 0.0015, 0.0015],
});
export const infraredOf = (id: string, owner: string, lonDeg: number): InfraredSensor => ({
  ...base,
  id,
  kind: 'ir',
  name: { en: id, ru: id },
  assignedTo: owner,
  revisitS: 4,
  clutterPerScan: 0.2,
  latencyS: 1,
  orbit: { kind: 'GEO', lonDeg },
  sigma: [5e-5, 5e-5],
  minHeightM: 8000,
});

const party = (id: string, letter: string, order: number): Participant => ({
  id,
  kind: 'PARTY',
  letter,
  order,
  name: { en: `Party ${letter}`, ru: `Сторона ${letter}` },
});
export const PARTIES: Participant[] = [party('P1', 'A', 0), party('P2', 'B', 1)];
export const OBSERVER: Participant = {
  ...{ id: 'O1', kind: 'OBSERVER', letter: 'O', order: 9 },
  name: { en: 'Observer', ru: 'Наблюдатель' },
};

/** A two-sensor watch: P1 has a radar below the path, P2 an infrared satellite above it. */
export function twoSensorConfig(epochMs: number, parties: Participant[] = PARTIES): EngineConfig {
  return {
    session: 'test',
    mode: 'EXERCISE',
    info: {
      id: 'test',
      mode: 'EXERCISE',
      title: { en: 'Test', ru: 'Проба' },
      scenario: null,
      parties: parties.map((p) => p.id),
    },
    participants: [...parties, OBSERVER],
    sensors: [radarOf('R1', 'P1', 12, -150), infraredOf('S1', 'P2', -160)],
    feeds: [SIMULATION],
    epochMs,
    regime: DEFAULT_REGIME,
  };
}
