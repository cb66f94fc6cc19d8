import { describe, expect, it } from 'vitest';
import { enuAxes, geodeticToEcef } from '../../domain/geodesy';
import { classify, energyRangeKm } from './classify';
import { blend, newBlend, newWork } from './modes';

/** What a radar has measured well at 150 km over the equator, climbing eastward at a speed (m/s) and elevation (degrees). */
function coasting(speedMS: number, elevationDeg: number) {
  const w = newWork();
  const [east, , up] = enuAxes(0, 0);
  const el = (elevationDeg * Math.PI) / 180;
  const at = geodeticToEcef(0, 0, 150e3);
  for (const i of [0, 1, 2] as const) {
    w.xc[i] = at[i];
    w.xc[3 + i] = speedMS * (Math.cos(el) * east[i] + Math.sin(el) * up[i]);
    w.Pc[i * 8] = 100 ** 2;
    w.Pc[(3 + i) * 8] = 1;
  }
  w.Pc[48] = 0.01;
  const b = newBlend();
  blend(w, b);
  return { w, b };
}

/** Classes of it if it comes down so far (degrees of longitude) east of where it was launched. */
function classesOf(flight: ReturnType<typeof coasting>, flownDeg: number) {
  const impact = {
    lat: 0,
    lon: flownDeg - 3,
    cov: [1e6, 0, 1e6] as [number, number, number],
    atMs: 0,
    sigmaS: 1,
  };
  return classify({ ...flight, impact, launch: { lat: 0, lon: -3 }, radar: true, sinceBurnS: 120 });
}

describe('classes', () => {
  it('FU-44 where the range flown and that of the energy are of two classes neither is sure; where they agree it is', () => {
    const flight = coasting(2600, 40);
    const km = energyRangeKm(flight.b.x, 0);
    expect(km).toBeGreaterThan(1200);
    expect(km).toBeLessThan(2500);
    const apart = classesOf(flight, 7.8);
    expect(apart.SRBM).toBeGreaterThan(0.5);
    expect(apart.SRBM).toBeLessThan(0.9);
    expect(apart.MRBM).toBeGreaterThan(0.1);
    expect(classesOf(flight, 12).MRBM).toBeGreaterThan(0.9);
  });
});
