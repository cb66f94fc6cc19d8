import { invertSpd, quadratic } from './kernels/matrix';
import { type KnownErrors, widen } from './known-errors';
import { leanAt } from './lean';
import { blend, likelierBurns, newBlend, newWork, predict, predictMean } from './modes';
import type { LooksFit, SensorLooks, Track } from './track';

/** Log-likelihood that two tracks are one object rather than two of those that fly about, from which it counts. */
const SAME = 4;
/** ln of the density of other objects: one in (600 km)³ and (2 km/s)³. */
const OTHERS = -3 * Math.log(600e3) - 3 * Math.log(2000);
/** The missed one's motion stands if its place is so much surer than the other's. */
const SURER = 0.7;
/** Looks that must say so. */
const LOOKS = 3;

/** One sigma of place (m) and velocity (m/s) that a short strong burn throws a track off by, and for how long after it. */
const THROWN_M = 5e3;
const THROWN_V = 1000;
const THROWN_MS = 45_000;

const mean = new Float64Array(7);
const other = new Float64Array(7);
const w = newWork();

/**
 * Two tracks of one object take its plots in turn: in a look one is hit while the other, in view and of the same place
 * and velocity, is missed. After three such looks, whichever of the two was hit, they are one; a look that hits both says
 * that they are two. The older confirmed one gives the id, the surer one its motion. `tracks` is written into.
 */
export function mergeTwins(
  tracks: Track[],
  hit: readonly Track[],
  missed: readonly Track[],
  atMs: number,
  known: KnownErrors | null,
): Track[] {
  if (hit.length === 0) return tracks;
  let gone: Set<string> | null = null;
  let changed: Map<string, Track> | null = null;
  for (const h of hit) {
    if (h.twin && byId(hit, h.twin.id)) {
      changed ??= new Map();
      changed.set(h.id, { ...h, twin: null });
    }
  }
  places(missed, atMs);
  for (const h of hit) {
    if (h.looks < 3) continue;
    predictMean(h.motion, atMs, mean);
    for (let i = 0; i < missed.length; i++) {
      if (!canMeet(h, i)) continue;
      const m = missed[i] as Track;
      if (m.looks < 2 || gone?.has(m.id) || !mayMeet(h, m, atMs) || !near(h, m, atMs, known)) continue;
      changed ??= new Map();
      const before = m.twin?.id === h.id ? m.twin.looks : h.twin?.id === m.id ? h.twin.looks : 0;
      const looks = before + 1;
      const now = byId(tracks, m.id);
      if (!now) continue;
      if (looks < LOOKS) {
        changed.set(m.id, { ...now, twin: { id: h.id, looks } });
        if (h.twin?.id === m.id) changed.set(h.id, { ...h, twin: null });
        continue;
      }
      gone ??= new Set();
      const both = unite(h, now);
      gone.add(both.id === h.id ? m.id : h.id);
      changed.set(both.id, both);
      break;
    }
  }
  return changed ? changedTracks(tracks, changed, gone) : tracks;
}

/** No closure over the pair that asks: there are millions of pairs, and each would be given a scope of its own. */
function byId(tracks: readonly Track[], id: string): Track | undefined {
  for (const t of tracks) if (t.id === id) return t;
  return undefined;
}

/** Puts what changed into the list: near launches change in every look, and a list of its own for each costs. */
function changedTracks(
  tracks: Track[],
  changed: ReadonlyMap<string, Track>,
  gone: ReadonlySet<string> | null,
): Track[] {
  for (let i = 0; i < tracks.length; i++) {
    const now = changed.get((tracks[i] as Track).id);
    if (now) tracks[i] = now;
  }
  return gone ? tracks.filter((t) => !gone.has(t.id)) : tracks;
}

/**
 * The missed tracks: places (ECEF m) at their own times, three numbers each, and how far (m) from there each may be now. Few
 * pairs are near by that, and only those are worth predictions.
 */
let where = new Float64Array(64 * 4);

function places(missed: readonly Track[], atMs: number): void {
  if (missed.length * 4 > where.length) where = new Float64Array(missed.length * 8);
  for (let i = 0; i < missed.length; i++) {
    const t = missed[i] as Track;
    const { motion } = t;
    const { block } = motion;
    const dt = (atMs - motion.tMs) / 1000;
    const burns = likelierBurns(motion, atMs);
    const at = burns ? motion.boostAt : motion.coastAt;
    for (let k = 0; k < 3; k++) where[i * 4 + k] = block[at + k] as number;
    const faster = MOST_GRAVITY + (burns ? 2 * sizeAt(block, at + 6) : 0);
    where[i * 4 + 3] = offM(t, atMs) + (sizeAt(block, at + 3) + faster * dt) * dt;
  }
}
/** More than gravity and the turning frame do to a speed (m/s²). */
const MOST_GRAVITY = 25;

/** At least the length of three numbers of a block. */
const sizeAt = (block: Float64Array, at: number): number =>
  Math.abs(block[at] as number) + Math.abs(block[at + 1] as number) + Math.abs(block[at + 2] as number);

/** How far (m) a track may be from where it is predicted. */
function offM(t: Track, atMs: number): number {
  const { tMs, sigmaP, sigmaV, sigmaA } = t.motion;
  const dt = (atMs - tMs) / 1000;
  return 5 * (sigmaP + sigmaV * dt + thrownM(t, atMs)) + 0.5 * sigmaA * dt * dt + 5e3;
}

/** Whether a hit track (its place in `mean`) and the i-th missed one can be near each other at all. */
function canMeet(h: Track, i: number): boolean {
  const reach = 5 * h.motion.sigmaP + (where[i * 4 + 3] as number);
  const dx = (mean[0] as number) - (where[i * 4] as number);
  const dy = (mean[1] as number) - (where[i * 4 + 1] as number);
  const dz = (mean[2] as number) - (where[i * 4 + 2] as number);
  return dx * dx + dy * dy + dz * dz <= reach * reach;
}

/** Whether a hit track (its place in `mean`) and a missed one are near enough to ask: generously, by places alone. */
function mayMeet(h: Track, m: Track, atMs: number): boolean {
  predictMean(m.motion, atMs, other);
  const reach = 5 * h.motion.sigmaP + offM(m, atMs);
  const dx = (mean[0] as number) - (other[0] as number);
  const dy = (mean[1] as number) - (other[1] as number);
  const dz = (mean[2] as number) - (other[2] as number);
  return dx * dx + dy * dy + dz * dz <= reach * reach;
}

/** One that burnt a short while ago and is missed may have been thrown off by a thrust that it did not follow. */
const isThrown = (b: Track, atMs: number): boolean =>
  b.lastBurnMs !== null && atMs - b.lastBurnMs < THROWN_MS;
const thrownM = (b: Track, atMs: number): number =>
  isThrown(b, atMs) ? THROWN_M + (THROWN_V * (atMs - b.lastMs)) / 1000 : 0;

const p = newBlend();
const q = newBlend();
const S = new Float64Array(36);
const d = new Float64Array(6);

function near(a: Track, b: Track, atMs: number, known: KnownErrors | null): boolean {
  const thrownV = isThrown(b, atMs) ? THROWN_V : 0;
  const thrownP = thrownM(b, atMs);
  predict(a.motion, atMs, w);
  if (known) widenAt(a, atMs, known);
  blend(w, p);
  predict(b.motion, atMs, w);
  if (known) widenAt(b, atMs, known);
  blend(w, q);
  for (let i = 0; i < 36; i++) S[i] = (p.P[i] as number) + (q.P[i] as number);
  for (let i = 0; i < 3; i++) {
    S[i * 7] = (S[i * 7] as number) + thrownP ** 2;
    S[(3 + i) * 7] = (S[(3 + i) * 7] as number) + thrownV ** 2;
  }
  const inverse = invertSpd(S, 6);
  if (!inverse) return false;
  for (let i = 0; i < 6; i++) d[i] = (p.x[i] as number) - (q.x[i] as number);
  const log = -0.5 * (quadratic(inverse.inverse, d, 6) + inverse.logDet + 6 * Math.log(2 * Math.PI));
  return log - OTHERS > SAME;
}

function widenAt(t: Track, atMs: number, known: KnownErrors): void {
  const lean = leanAt(t.motion, atMs);
  if (lean) widen(w, lean, known);
}

/** One track of two: the older confirmed one's name and history, the surer one's motion. */
function unite(h: Track, m: Track): Track {
  const rank = (t: Track): number => (t.status === 'confirmed' ? 0 : 1);
  const order = rank(h) - rank(m) || h.firstMs - m.firstMs || (h.id < m.id ? -1 : 1);
  const elder = order <= 0 ? h : m;
  const younger = elder === h ? m : h;
  return {
    ...elder,
    status: h.status === 'confirmed' ? 'confirmed' : m.status,
    motion: m.motion.sigmaP < SURER * h.motion.sigmaP ? m.motion : h.motion,
    anchor: null,
    score: Math.max(h.score, m.score),
    best: Math.max(h.best, m.best),
    looks: h.looks + m.looks,
    firstMs: Math.min(h.firstMs, m.firstMs),
    lastMs: Math.max(h.lastMs, m.lastMs),
    lastBurnMs: later(h.lastBurnMs, m.lastBurnMs),
    kinds: [...new Set([...elder.kinds, ...younger.kinds])],
    sensors: [
      ...elder.sensors.map((s) => {
        const o = younger.sensors.find((y) => y.sensor === s.sensor);
        return o ? { ...bothLooks(s, o), fit: bothFit(s.fit, o.fit) } : s;
      }),
      ...younger.sensors.filter((y) => !elder.sensors.some((s) => s.sensor === y.sensor)),
    ],
    sight: (elder.sight?.n ?? 0) >= 3 ? elder.sight : (younger.sight ?? elder.sight),
    aliases: [...elder.aliases, ...younger.aliases, younger.id],
    twin: null,
  };
}

const bothLooks = (a: SensorLooks, b: SensorLooks): Omit<SensorLooks, 'fit'> => ({
  sensor: a.sensor,
  looks: a.looks + b.looks,
  lastLookMs: Math.max(a.lastLookMs, b.lastLookMs),
});

function bothFit(a: LooksFit | null, b: LooksFit | null): LooksFit | null {
  if (!a || !b) return a ?? b;
  return { ...(b.lastMs > a.lastMs ? b : a), chi2: a.chi2 + b.chi2, parts: a.parts + b.parts };
}

const later = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b);
