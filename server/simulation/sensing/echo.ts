/** What a sensor takes for an object though nothing flies there: a lit cloud, a body far beyond its range. */
import { DEG, geodeticToEcef } from '../../../domain/geodesy';
import { earthBlocks, measure, type Sensor, type SensorFrame } from '../../../domain/sensors';
import type { Rng } from '../rng';

export type Echo = { key: string; sensor: string; fromMs: number; toMs: number } & (
  | { kind: 'spot'; lat: number; lon: number; heightM: number }
  | { kind: 'far'; azimuthDeg: number; elevationDeg: number; rangeM: [number, number]; perLook: number }
);

/** Ideal plots (as `measure` gives them) of an echo in one look; none while the Earth hides it. */
export function plotsOfEcho(echo: Echo, sensor: Sensor, frame: SensorFrame, rng: Rng): number[][] {
  if (echo.kind === 'spot') {
    const place = geodeticToEcef(echo.lat, echo.lon, echo.heightM);
    return earthBlocks(frame.pos, place) ? [] : [measure(sensor, frame, place)];
  }
  const { azimuthDeg, elevationDeg, rangeM, perLook } = echo;
  return Array.from({ length: perLook }, () => [
    rng.uniform(rangeM[0], rangeM[1]),
    azimuthDeg * DEG,
    elevationDeg * DEG,
  ]);
}
