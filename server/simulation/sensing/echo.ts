/** What a sensor takes for an object though nothing flies there, a lit cloud for one: a spot that stays where it is. */
import { geodeticToEcef } from '../../../domain/geodesy';
import { earthBlocks, measure, type Sensor, type SensorFrame } from '../../../domain/sensors';

export interface Echo {
  key: string;
  sensor: string;
  fromMs: number;
  toMs: number;
  lat: number;
  lon: number;
  heightM: number;
}

/** The ideal plot (as `measure` gives it) of an echo in one look; null while the Earth hides it. */
export function plotOfEcho(echo: Echo, sensor: Sensor, frame: SensorFrame): number[] | null {
  const place = geodeticToEcef(echo.lat, echo.lon, echo.heightM);
  return earthBlocks(frame.pos, place) ? null : measure(sensor, frame, place);
}
