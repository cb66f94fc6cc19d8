/** What changes seldom: cover of own sensors, notice areas, day and night, as features of the map's sources. */
import type { FeatureCollection } from 'geojson';
import type { LaunchNotification, SensorState } from '../../../domain/records';
import type { RadarSensor, Sensor } from '../../../domain/sensors';
import { splitArea } from '../geometry/antimeridian';
import { fanRings } from '../geometry/fan';
import { darkArea, subsolarPoint, sunRing } from '../geometry/night';
import { circleRing } from '../geometry/region';
import { uncovered } from '../geometry/uncovered';
import { areaFeature, collection, lineFeature, polygonsFeature } from './features';

/** A sensor that is known to be off or silent covers nothing. No report yet is unknown and keeps its outline. */
export function covers(state: SensorState | undefined): boolean {
  return !state || (!state.stale && state.status !== 'OFF');
}

/** Own radars that cover now; infrared satellites see a hemisphere of burning stages and have no fan. */
export function coveringRadars(
  sensors: readonly Sensor[],
  states: Readonly<Record<string, SensorState>>,
): RadarSensor[] {
  return sensors.filter((s): s is RadarSensor => s.kind === 'radar' && covers(states[s.id]));
}

/** Fans at an altitude. `party` picks the dash: the left Party's or the other's. */
export function coverOf(
  radars: readonly RadarSensor[],
  altM: number,
  party: 'first' | 'second',
): { cover: FeatureCollection; uncovered: FeatureCollection } {
  const fans = radars.map((radar) => fanRings(radar, altM)).filter((rings) => rings.length > 0);
  const cover = collection(
    fans.flatMap((rings) => [
      areaFeature(rings, { kind: 'area' }),
      ...rings.map((ring) => lineFeature(ring, { kind: 'edge', party })),
    ]),
  );
  const holes = polygonsFeature(uncovered(fans.flatMap((rings) => splitArea(rings))), {});
  return { cover, uncovered: collection(fans.length > 0 ? [holes] : []) };
}

/** Areas of notifications whose window is open or near. */
export function noticesOf(notices: readonly LaunchNotification[]): FeatureCollection {
  return collection(
    notices.flatMap((n) => {
      const areas = [n.launchArea, ...(n.impactArea ? [n.impactArea] : [])];
      return areas.flatMap((area) => {
        const ring = circleRing(area, area.radiusM);
        return [areaFeature([ring], { kind: 'area' }), lineFeature(ring, { kind: 'edge' })];
      });
    }),
  );
}

/** Windows that begin within two hours, or are not over. What was matched stays while its window is open. */
export function noticesNear(notices: readonly LaunchNotification[], nowMs: number): LaunchNotification[] {
  return notices.filter(
    (n) => n.status !== 'CANCELLED' && n.window.fromMs < nowMs + 2 * 3600e3 && n.window.toMs > nowMs,
  );
}

export function nightOf(atMs: number): FeatureCollection {
  const sun = subsolarPoint(atMs);
  return collection([
    polygonsFeature(darkArea(sun, 6), { kind: 'twilight' }),
    polygonsFeature(darkArea(sun, 0), { kind: 'night' }),
    lineFeature(sunRing(sun, 0), { kind: 'edge' }),
  ]);
}
