import type { Registry } from './registry';
import type { Sight } from './track';

/** One sigma of a spot's drift (sigmas of noise a second): a sun glint wanders, a fire does not. */
const DRIFT = 0.07;
/** How fast a drift changes: its square by this each second. */
const WANDERS = 5e-7;
/** In how many looks a spot shows. */
const SHOWS = 0.7;

/**
 * Log-likelihood ratio of looks as those of a spot that stays or drifts slowly, against false plots: of each sensor a place and a drift
 * in its own angles, by a straight line's least squares look by look. The first look of each is where it came.
 */
export function staysScore(last: Sight, registry: Registry): number {
  const chain: Sight[] = [];
  for (let s: Sight | null = last; s; s = s.before) chain.push(s);
  chain.reverse();
  const lines = new Map<number, Line>();
  let score = 0;
  for (const s of chain) {
    const model = registry.models[s.sensor];
    if (!model || model.radar) continue;
    const z = s.z.map((v, k) => v / (model.sensor.sigma[k] as number));
    const line = lines.get(s.sensor);
    if (!line) {
      lines.set(s.sensor, beginLine(s.atMs, z));
      continue;
    }
    const [sx = 0, sy = 0] = model.sensor.sigma;
    score += Math.log(SHOWS / (model.clutterDensity * sx * sy)) + takeNext(line, s.atMs, z);
  }
  return score;
}

/** A place and a drift by components (in sigmas of noise), with what they share: variances of both and their covariance. */
export interface Line {
  atMs: number;
  at: number[];
  drift: number[];
  p: number;
  c: number;
  v: number;
}

export const beginLine = (atMs: number, z: readonly number[]): Line => ({
  ...{ atMs, at: [...z], drift: z.map(() => 0), p: 1, c: 0, v: DRIFT ** 2 },
});

/** Where it is at a later time. */
export const lineAt = (l: Line, atMs: number): [number, number] => {
  const dt = (atMs - l.atMs) / 1000;
  return [
    (l.at[0] as number) + dt * (l.drift[0] as number),
    (l.at[1] as number) + dt * (l.drift[1] as number),
  ];
};

/** It stands still until it is seen again. */
export function stop(l: Line, atMs: number): void {
  l.drift = l.drift.map(() => 0);
  l.c = 0;
  l.v = DRIFT ** 2;
  l.atMs = atMs;
}

/** Takes the next look of a sensor into its line; gives its log-density. */
export function takeNext(l: Line, atMs: number, z: readonly number[]): number {
  const dt = (atMs - l.atMs) / 1000;
  const p = l.p + 2 * dt * l.c + dt * dt * l.v;
  const c = l.c + dt * l.v;
  const s = p + 1;
  let d2 = 0;
  l.at = l.at.map((at, k) => {
    const off = (z[k] as number) - at - dt * (l.drift[k] as number);
    d2 += (off * off) / s;
    const here = at + dt * (l.drift[k] as number) + (p / s) * off;
    l.drift[k] = (l.drift[k] as number) + (c / s) * off;
    return here;
  });
  l.p = p - (p * p) / s;
  l.v += WANDERS * dt - (c * c) / s;
  l.c = c - (p * c) / s;
  l.atMs = atMs;
  return -0.5 * d2 - Math.log(2 * Math.PI * s);
}
