/** Significant digits of a published number: a centimetre on the Earth, far below any sensor's noise. */
const DIGITS = 10;
/**
 * What needs fewer: a region's covariance is an estimate itself, a place is good to a metre, a probability to a hundredth
 * of a per cent, the corner of a corridor to a kilometre. A state's covariance keeps all: at fewer digits one that is nearly singular would be none.
 */
const FEWER: Record<string, number> = {
  cov: 6,
  classes: 4,
  score: 3,
  parts: 3,
  off: 5,
  corridor: 5,
  lat: 8,
  lon: 8,
  sigmaS: 4,
  sigmas: 3,
  chi2: 3,
  azimuthDeg: 7,
};
/** Times are epoch ms; thousandths of them stay. */
const TIME_FROM = 1e10;
/** Powers that a double holds exactly. */
const POWERS = [
  ...[1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11],
  ...[1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22],
];

/**
 * A record as it is published: its numbers at ten significant digits or fewer. What follows from it (the joint picture from
 * reports) is computed from the same digits that everybody sees and that are stored; the rest is noise that costs room.
 */
export function published<T>(record: T): T {
  return copy(record, DIGITS) as T;
}

function copy(value: unknown, digits: number): unknown {
  if (typeof value === 'number') return rounded(value, digits);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((v) => copy(v, digits));
  const out: Record<string, unknown> = {};
  for (const key of Object.keys(value))
    out[key] = copy((value as Record<string, unknown>)[key], Math.min(digits, FEWER[key] ?? digits));
  return out;
}

function rounded(v: number, digits: number): number {
  if (Number.isInteger(v) || !Number.isFinite(v)) return v;
  const size = Math.abs(v);
  if (size >= TIME_FROM) return Math.round(v * 1000) / 1000;
  const power = POWERS[digits - 1 - Math.floor(Math.log10(size))];
  // Tiny ones have no such power. Adding 0 makes one zero of two.
  return power === undefined ? Number(v.toPrecision(digits)) : Math.round(v * power) / power + 0;
}
