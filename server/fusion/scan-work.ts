import type { SensorFrame } from '../../domain/sensors';
import { assign, Pairs } from './assign';
import { type Candidate, Gate, type Says } from './gate';
import { foundTrack } from './initiate';
import type { Held, KnownErrors } from './known-errors';
import { isOver, rebase } from './lifetime';
import type { Look, Plot } from './look';
import { mergeTwins } from './merge';
import { keep } from './modes';
import type { Registry, SensorModel } from './registry';
import { afterHit, afterMiss, type Doubt, endOf, keepsTrying } from './score';
import { staysScore } from './stays';
import type { Track, TrackEnd } from './track';

/** A track that does not exist for sure does not take a plot from one that does. */
const TENTATIVE_HANDICAP = 4;

/** ln of the clutter of a spot that stays over the sensor's own, from which a plot founds no track. */
const STAYS = 5;

/** What a look made of one track. */
interface Outcome {
  /** Probability that the sensor had it in view; 0: the look does not concern it. */
  view: number;
  /** Plots that could be its own: column, gain, column, gain, … */
  pairs: readonly number[];
  /** Whether a plot may be that of a stage lit again; null as long as nobody needed to know. */
  mayBeLit: boolean | null;
  /** The plot that it was given: −1 for none, −2 as long as that is open; and whether by a stage lit again. */
  column: number;
  lit: boolean;
  result: Track | null;
  /** What the plot says of its sensors' errors. */
  says: Says | null;
  /** Why there is no result. */
  end: TrackEnd | null;
}

/**
 * What a look made of the tracks before it, track by track (null: nothing). Each outcome depends on the track, the look and the
 * plot that it was given alone, so when a late look is put before this one, only what that look changed is worked again.
 */
export interface Worked {
  readonly before: readonly Track[];
  readonly outcomes: readonly (Outcome | null)[];
  /** Tracks founded, by plot. */
  readonly founded: readonly (Track | undefined)[];
  readonly after: readonly Track[];
  /** What was known of the sensors' errors. */
  readonly errors: KnownErrors | null;
}

/**
 * Takes looks into tracks: predict those in view, gate, assign, update, charge misses only in view, found new tracks on
 * what is left. A function of the tracks and the look: what it keeps between calls is memory only.
 */
export class ScanWorker {
  readonly #registry: Registry;
  readonly #picture: string;
  readonly #gate = new Gate();
  readonly #pairs = new Pairs();
  /** Candidates of the tracks of this look, by place; undefined where an earlier outcome stands. */
  readonly #candidates: (Candidate | undefined)[] = [];
  /** Updates that lost positive definiteness; the track then keeps its prediction. */
  brokenCovariance = 0;

  readonly #ended: (id: string, end: TrackEnd, look: Look) => void;

  constructor(registry: Registry, picture: string, ended: (id: string, end: TrackEnd, look: Look) => void) {
    this.#registry = registry;
    this.#picture = picture;
    this.#ended = ended;
  }

  /** `earlier`: what the same look made of the tracks when it was worked last. */
  work(
    tracks: readonly Track[],
    look: Look,
    model: SensorModel,
    frame: SensorFrame,
    earlier: Worked | null,
    held: Held,
  ): Worked {
    const { plots, atMs } = look;
    this.#gate.begin(held);
    const outcomes = this.#meetAll(tracks, look, model, frame, earlier);
    const taken = assign(this.#pairs, tracks.length, plots.length);
    const used = new Uint8Array(plots.length);
    for (let i = 0; i < tracks.length; i++) if ((taken[i] as number) >= 0) used[taken[i] as number] = 1;
    const after: Track[] = [];
    const hit: Track[] = [];
    const missed: Track[] = [];
    for (let i = 0; i < tracks.length; i++) {
      const track = tracks[i] as Track;
      const o = outcomes[i];
      if (!o) {
        after.push(track);
        continue;
      }
      if (o.view > 0)
        this.#settle(o, this.#candidates[i], track, taken[i] as number, look, model, frame, used);
      const { result } = o;
      if (!result) {
        if (track.status === 'confirmed') this.#ended(track.id, o.end as TrackEnd, look);
        continue;
      }
      after.push(result);
      if (o.column >= 0) hit.push(result);
      else if (o.view > 0.5) missed.push(track);
    }
    const merged = mergeTwins(after, hit, missed, atMs, held.errors);
    const founded: (Track | undefined)[] = [];
    for (let k = 0; k < plots.length; k++) {
      const plot = plots[k] as Plot;
      // Where something burns that stays a plot is nothing new.
      const first =
        used[k] || (plot.hot ?? 0) > STAYS
          ? undefined
          : (earlier?.founded[k] ??
            foundTrack(this.#picture, model, frame, plot, atMs, held.quiet[model.index] === true));
      founded.push(first);
      if (first) merged.push(first);
    }
    return { before: tracks, outcomes, founded, after: merged, errors: held.errors };
  }

  /** What the look makes of each track by itself, and the pairs that are to be assigned. */
  #meetAll(
    tracks: readonly Track[],
    look: Look,
    model: SensorModel,
    frame: SensorFrame,
    earlier: Worked | null,
  ): (Outcome | null)[] {
    this.#pairs.clear();
    const outcomes: (Outcome | null)[] = [];
    let at = 0;
    for (let i = 0; i < tracks.length; i++) {
      const track = tracks[i] as Track;
      this.#candidates[i] = undefined;
      let o: Outcome | null | undefined;
      if (earlier) {
        at = placeOf(track, earlier.before, at);
        if (earlier.before[at] === track) o = earlier.outcomes[at];
        if (earlier.before[at]?.id === track.id) at++;
      }
      if (o === undefined) o = this.#meet(track, i, look, model, frame);
      outcomes.push(o);
      if (o)
        for (let k = 0; k < o.pairs.length; k += 2)
          this.#pairs.add(i, o.pairs[k] as number, o.pairs[k + 1] as number);
    }
    return outcomes;
  }

  #meet(track: Track, i: number, look: Look, model: SensorModel, frame: SensorFrame): Outcome | null {
    const { atMs } = look;
    if (isOver(track, atMs)) return unseen(null, 'over');
    const c = this.#gate.meet(track, look, model, frame);
    if (!c) {
      if (!keepsTrying(track, atMs)) return unseen(null, endOf(track));
      const now = rebase(track, atMs);
      return now === track ? null : unseen(now, null);
    }
    this.#candidates[i] = c;
    const handicap =
      Math.log(1 - c.view * (1 - Math.exp(model.missWeight))) +
      (track.status === 'confirmed' ? 0 : TENTATIVE_HANDICAP);
    const pairs = this.#gate.pairs(c, look.plots, model, handicap);
    return {
      view: c.view,
      pairs,
      mayBeLit: null,
      column: OPEN,
      lit: false,
      result: null,
      says: null,
      end: null,
    };
  }

  #doubtOf({ doubt }: Look): Doubt | null {
    if (doubt === null || doubt === undefined) return null;
    return (sight, score) => score - staysScore(sight, this.#registry) < doubt;
  }

  /** Gives a track its plot, or a miss; what it was given before is kept. */
  #settle(
    o: Outcome,
    met: Candidate | undefined,
    track: Track,
    assigned: number,
    look: Look,
    model: SensorModel,
    frame: SensorFrame,
    used: Uint8Array,
  ): void {
    const gate = this.#gate;
    let c = met;
    let column = assigned;
    let lit = false;
    if (column < 0 && track.motion.pBoost === 0 && o.mayBeLit !== false && used.includes(0)) {
      c ??= gate.slot(track);
      o.mayBeLit ??= gate.mayBeLit(c, look, model, frame);
      // Most of what is near is another track's own plot.
      if (o.mayBeLit && gate.mayBeLit(c, look, model, frame, used)) {
        column = gate.relit(c, look, model, frame, used);
        lit = column >= 0;
      }
    }
    if (column >= 0) used[column] = 1;
    if (column === o.column && lit === o.lit) return;
    o.column = column;
    o.lit = lit;
    o.says = null;
    if (column < 0) {
      const now = afterMiss(track, o.view, model, look.atMs, met?.full ? met.w : undefined);
      const tries = keepsTrying(now, look.atMs);
      o.result = tries ? now : null;
      o.end = tries ? null : endOf(now);
      return;
    }
    if (!lit) c = met ?? (gate.meet(track, look, model, frame) as Candidate);
    const plot = look.plots[column] as Plot;
    const { gain, good, lean, left, says } = gate.take(c as Candidate, model, frame, look.atMs, plot);
    if (!good) this.brokenCovariance++;
    o.result = afterHit(
      track,
      keep((c as Candidate).w, look.atMs, lean),
      model,
      look.atMs,
      plot,
      gain,
      left,
      this.#doubtOf(look),
    );
    o.says = says;
    o.end = null;
  }
}

/** The plot of a track that has not been given one or a miss yet. */
const OPEN = -2;
const NONE: readonly number[] = [];

const unseen = (result: Track | null, end: TrackEnd | null): Outcome => ({
  view: 0,
  pairs: NONE,
  mayBeLit: null,
  column: OPEN,
  lit: false,
  says: null,
  result,
  end,
});

/** Where a track stands among earlier ones, at or soon after a place; that place itself if it does not. */
function placeOf(track: Track, among: readonly Track[], from: number): number {
  const until = Math.min(among.length, from + LOOK_AHEAD);
  for (let k = from; k < until; k++) if (among[k]?.id === track.id) return k;
  return from;
}
/** So many tracks that were there and are not any more are passed over at once. */
const LOOK_AHEAD = 8;
