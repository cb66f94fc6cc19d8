import { ecefToGeodetic, enuAxes } from '../../domain/geodesy';
import type { LaunchReport, PartyDifference } from '../../domain/records';
import { burns, carries } from './associate';
import { clockBetween } from './cover';
import { type Estimate, type FuseOptions, fuse, separation } from './fuse';
import { rateOf, stateAt } from './state';

const DEG = Math.PI / 180;
/** One in a thousand by chance: of a normal number, and χ² of three. */
const NORMAL_999 = 3.29;
const CHI2_3_999 = 16.27;

/** Each report against what the others say together, at a time; null of one that stands alone or is too old to tell. */
export function differences(
  reports: readonly LaunchReport[],
  atMs: number,
  how: FuseOptions,
): (PartyDifference | null)[] {
  const states = reports.map((r) => (carries(r, atMs) ? stateAt(r.kinematics, burns(r), atMs) : null));
  return states.map((own, i) => {
    const others = states.filter((s, j): s is NonNullable<typeof s> => j !== i && s !== null);
    const rest = fuse(others, how);
    return own && rest && difference(own, rest, how.gate);
  });
}

function difference(own: Estimate, rest: Estimate, gate: number): PartyDifference | null {
  const clock = clockBetween(rest, own, rateOf(rest.x));
  const place = separation(part(own), part(rest));
  if (!clock || !place) return null;
  const P = own.P.map((v, k) => v + (rest.P[k] as number));
  const d = own.x.map((v, k) => v - (rest.x[k] as number));
  const along = unit([d[0] as number, d[1] as number, d[2] as number]);
  const { right, speed } = heading(rest.x);
  const aside = dot(right, d.subarray(3));
  const asideSigma = sigma(P, 3, right);
  const significant: PartyDifference['significant'] = [];
  if (place.d2 > CHI2_3_999) significant.push('position');
  if (Math.abs(clock.aheadS) > NORMAL_999 * clock.sigmaS && clock.leftD2 <= gate) significant.push('time');
  if (Math.abs(aside) > NORMAL_999 * asideSigma) significant.push('azimuth');
  return {
    positionM: Math.hypot(...d.subarray(0, 3)),
    positionSigmaM: sigma(P, 0, along),
    timeS: clock.aheadS,
    timeSigmaS: clock.sigmaS,
    azimuthDeg: Math.atan2(aside, speed) / DEG,
    azimuthSigmaDeg: Math.min(180, asideSigma / speed / DEG),
    significant,
  };
}

/** The place alone. */
const part = ({ x, P }: Estimate): Estimate => ({
  x: x.slice(0, 3),
  P: Float64Array.from({ length: 9 }, (_, k) => P[Math.floor(k / 3) * 6 + (k % 3)] as number),
});

/** Horizontal direction to the right of where a state goes, and its speed over the ground (m/s). */
function heading(x: Float64Array): { right: number[]; speed: number } {
  const g = ecefToGeodetic(x);
  const [east, north] = enuAxes(g.lat, g.lon);
  const [e, n] = [dot(east, x.subarray(3)), dot(north, x.subarray(3))];
  const speed = Math.max(1, Math.hypot(e, n));
  return { right: [0, 1, 2].map((i) => ((east[i] ?? 0) * n - (north[i] ?? 0) * e) / speed), speed };
}

/** One sigma along a direction of the 3×3 block that begins at a row. */
function sigma(P: Float64Array, from: number, u: readonly number[]): number {
  let v = 0;
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 3; j++)
      v += (u[i] as number) * (u[j] as number) * (P[(from + i) * 6 + from + j] as number);
  return Math.sqrt(Math.max(0, v));
}
const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  (a[0] as number) * (b[0] as number) +
  (a[1] as number) * (b[1] as number) +
  (a[2] as number) * (b[2] as number);
const unit = (v: number[]): number[] => {
  const length = Math.hypot(...v);
  return length > 0 ? v.map((c) => c / length) : [1, 0, 0];
};
