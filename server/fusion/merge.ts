import { blended, type TrackData } from './track';

/** Two tracks this near in position and velocity, in units of what both allow, are one object. */
const SAME_D2 = 9;

/** Of two tracks of one object the older stays (its id is the published one); gives the survivors in order. */
export function mergeTracks(tracks: TrackData[]): {
  kept: TrackData[];
  aliases: [gone: string, into: string][];
} {
  const order = [...tracks].sort(
    (a, b) => rank(b) - rank(a) || a.firstMs - b.firstMs || (a.id < b.id ? -1 : 1),
  );
  const kept: TrackData[] = [];
  const aliases: [string, string][] = [];
  for (const t of order) {
    const twin = t.looks >= 3 ? kept.find((k) => k.status === 'confirmed' && near(k, t)) : undefined;
    if (!twin) {
      kept.push(t);
      continue;
    }
    aliases.push([t.id, twin.id]);
    for (const kind of t.kinds) if (!twin.kinds.includes(kind)) twin.kinds.push(kind);
    for (const s of t.sensors) if (!twin.sensors.some((o) => o.sensor === s.sensor)) twin.sensors.push(s);
    twin.lastMs = Math.max(twin.lastMs, t.lastMs);
  }
  const alive = new Set(kept);
  return { kept: tracks.filter((t) => alive.has(t)), aliases };
}

const rank = (t: TrackData): number => (t.status === 'confirmed' ? 1 : 0);

function near(a: TrackData, b: TrackData): boolean {
  if (Math.abs(a.tMs - b.tMs) > 1) return false;
  const p = blended(a);
  const q = blended(b);
  let position = 0;
  let velocity = 0;
  for (let i = 0; i < 3; i++) {
    const dp = ((p.x[i] as number) - (q.x[i] as number)) ** 2;
    const dv = ((p.x[3 + i] as number) - (q.x[3 + i] as number)) ** 2;
    position += dp / ((p.P[i * 7] as number) + (q.P[i * 7] as number));
    velocity += dv / ((p.P[(3 + i) * 7] as number) + (q.P[(3 + i) * 7] as number));
  }
  return position < SAME_D2 && velocity < SAME_D2;
}
