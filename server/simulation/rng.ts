/**
 * Seeded chance without a sequence to keep: `rngFor(seed, sensor, scan)` gives the stream of that one look, whatever was
 * drawn before. Hence cuts of `advance`, restarts and other flights in the air change nobody's noise.
 *
 * The keys are mixed (MurmurHash3 finaliser, A. Appleby, public domain) into the 128-bit state of sfc32
 * (C. Doty-Humphrey, PractRand, public domain). Simulation quality, not secrecy.
 */
export type Key = number | string;

function mix(h: number, k: number): number {
  let x = h ^ Math.imul(k, 0xcc9e2d51);
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) + 0x9e3779b9;
}

function mixKey(h: number, key: Key): number {
  if (typeof key === 'number') return mix(mix(h, key | 0), Math.floor(key / 4294967296) | 0);
  let x = mix(h, key.length);
  for (let i = 0; i < key.length; i++) x = mix(x, key.charCodeAt(i));
  return x;
}

/** A 32-bit hash of a text, to use as a cheap numeric key of a stream that is made often. */
export const hashKey = (text: string): number => mixKey(0x51ed270b, text) >>> 0;

export class Rng {
  private spare = Number.NaN;
  constructor(
    private a: number,
    private b: number,
    private c: number,
    private d: number,
  ) {}

  private next(): number {
    const t = (this.a + this.b + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + t) | 0;
    return t >>> 0;
  }
  /** Uniform in the open interval (0, 1), 32 bits. */
  unit(): number {
    return (this.next() + 0.5) / 4294967296;
  }
  uniform(from: number, to: number): number {
    return from + (to - from) * this.unit();
  }
  /** Integer in [0, n). */
  below(n: number): number {
    return Math.floor(this.unit() * n);
  }
  chance(p: number): boolean {
    return this.unit() < p;
  }
  /** Standard normal (Box and Muller). */
  normal(): number {
    if (!Number.isNaN(this.spare)) {
      const v = this.spare;
      this.spare = Number.NaN;
      return v;
    }
    const r = Math.sqrt(-2 * Math.log(this.unit()));
    const p = 2 * Math.PI * this.unit();
    this.spare = r * Math.sin(p);
    return r * Math.cos(p);
  }
  /** Poisson count (Knuth's product; for means up to some hundred). */
  poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let n = 0;
    for (let p = this.unit(); p > limit; p *= this.unit()) n++;
    return n;
  }
  /** Shuffles in place (Fisher and Yates). */
  shuffle<T>(list: T[]): T[] {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const x = list[i] as T;
      list[i] = list[j] as T;
      list[j] = x;
    }
    return list;
  }
}

/** The stream of these keys. Numbers may be any safe integer. */
export function rngFor(seed: number, ...keys: Key[]): Rng {
  let h = mixKey(0x2545f491, seed);
  for (let i = 0; i < keys.length; i++) h = mixKey(h, keys[i] as Key);
  return new Rng(mix(h, 1), mix(h, 2), mix(h, 3), mix(h, 4));
}
