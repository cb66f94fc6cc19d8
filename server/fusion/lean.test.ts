import { describe, expect, it } from 'vitest';
import { createPicture } from './index';
import { isDetection } from './testing/flights';
import { feed } from './testing/run';
import { received, sensors, T0, wholeLooks } from './testing/world';

/** A part of one sigma, so that no plot changes its track. */
const PART = 0.1;
interface Stored {
  sensors: string[];
  base: {
    id: string;
    status: string;
    motion: {
      coast: number[];
      boost: number[];
      lean: { sensors: number[]; boost: number[]; coast: number[] };
    };
  }[];
}

/** Tracks at the end, with a part of one sigma of error on one component of one sensor. */
function tracksWith(sensor: string, component: number, untilS: number): Stored {
  const inputs = received(wholeLooks(untilS), [0]).map((i) => {
    if (!isDetection(i) || i.sensor !== sensor) return i;
    const sigma = sensors.find((s) => s.id === sensor)?.sigma[component] as number;
    return { ...i, z: i.z.map((v, k) => (k === component ? v + PART * sigma : v)) };
  });
  const picture = createPicture({ picture: 'joint', session: 'test', owner: 'P1', sensors });
  feed(picture, inputs, T0 + untilS * 1000);
  return picture.snapshot() as Stored;
}

describe('what a track leans on', () => {
  it.each([
    ['it burns', 100],
    ['it coasts', 160],
  ])('FU-95 a constant error of a sensor moves the state by just its column, while %s', (_, untilS) => {
    const plain = tracksWith('', 0, untilS);
    let looked = 0;
    for (const sensor of sensors)
      for (let k = 0; k < sensor.sigma.length; k++) {
        const other = tracksWith(sensor.id, k, untilS);
        for (const t of plain.base.filter((b) => b.status === 'confirmed')) {
          const o = other.base.find((b) => b.id === t.id);
          const { lean } = t.motion;
          const at = lean.sensors.map((s) => plain.sensors[s]).indexOf(sensor.id);
          for (const [part, size] of [
            ['boost', 9],
            ['coast', 7],
          ] as const) {
            if (!o || at < 0 || t.motion[part].length === 0 || o.motion[part].length === 0) continue;
            const column = lean[part].slice((3 * at + k) * size, (3 * at + k + 1) * size);
            // A plot that says too much is one of which too little was taken off.
            const moved = column.map(
              (_, i) => ((t.motion[part][i] as number) - (o.motion[part][i] as number)) / PART,
            );
            const off = Math.hypot(...[0, 1, 2].map((i) => (moved[i] as number) - (column[i] as number)));
            const way = Math.hypot(...column.slice(0, 3));
            if (way < 20) continue;
            expect(off / way, `${sensor.id} ${k} ${part}`).toBeLessThan(0.05);
            looked++;
          }
        }
      }
    expect(looked).toBeGreaterThanOrEqual(4);
  });
});
