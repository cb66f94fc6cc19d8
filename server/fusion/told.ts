import { BURNS, DESCENT_M, describeTrack, type NationalTrackBody } from './describe';
import { roughHeightM } from './kernels/flight';
import type { KnownErrors } from './known-errors';
import { boostProbability, predictMean } from './modes';
import type { Registry } from './registry';
import type { Track } from './track';

/**
 * What was told of a track: the facts that the next telling is held against at once, the whole of it when somebody reads
 * it. Tracks are never written into, so it reads the same whenever that is; areas and classes that nobody reads cost nothing.
 */
export interface Told {
  readonly name: string;
  readonly status: NationalTrackBody['status'];
  readonly burning: boolean;
  /** How many sensors had seen it. */
  readonly sensors: number;
  readonly lastLookMs: number;
  readonly evidence: readonly string[];
  readonly body: NationalTrackBody;
}

/** A track told at a time as something new; `before` is what was told of it last. */
export function tell(
  t: Track,
  atMs: number,
  as: { name: string; rev: number; status: NationalTrackBody['status'] },
  before: Told | null,
  registry: Registry,
  known: KnownErrors | null,
): Told {
  const seenMs = Math.max(atMs, t.motion.tMs);
  const { name, rev, status } = as;
  const burning = boostProbability(t.motion, seenMs) > BURNS;
  // What was told before is needed of what may come down only; kept for each, tellings would hang on one another for ever.
  const above = !burning && before && isLow(t, seenMs) ? before : null;
  return lazily(
    {
      ...{ name, status, burning },
      sensors: t.sensors.length,
      lastLookMs: t.lastMs,
      evidence: t.evidence,
    },
    () => {
      const said = describeTrack(t, seenMs, registry, known);
      const body: NationalTrackBody = { ...said, id: name, rev, status };
      // The air takes the energy away: what it is was seen above.
      if (said.phase === 'descent' && above) body.classes = above.body.classes;
      return body;
    },
  );
}

const mean = new Float64Array(7);
/** Whether it may be in the air on its way down: generously, by the mean alone. */
function isLow(t: Track, atMs: number): boolean {
  predictMean(t.motion, atMs, mean);
  return roughHeightM(mean) < 2 * DESCENT_M;
}

/** The same again with another status: nothing else is said anew. */
export const retell = (last: Told, rev: number, status: Told['status']): Told =>
  lazily({ ...factsOf(last), status }, () => ({ ...last.body, rev, status }));

/** What was told, from its stored whole. */
export const toldBefore = (body: NationalTrackBody): Told =>
  lazily(
    {
      name: body.id,
      status: body.status,
      burning: body.phase === 'boost',
      sensors: body.sensors.length,
      lastLookMs: body.lastLookMs,
      evidence: body.evidence,
    },
    () => body,
  );

const factsOf = ({ name, status, burning, sensors, lastLookMs, evidence }: Told): Omit<Told, 'body'> => ({
  ...{ name, status, burning, sensors, lastLookMs, evidence },
});

function lazily(facts: Omit<Told, 'body'>, make: () => NationalTrackBody): Told {
  let pending: (() => NationalTrackBody) | null = make;
  let made: NationalTrackBody | null = null;
  return {
    ...facts,
    get body(): NationalTrackBody {
      // What it is made of is let go of.
      if (pending) [made, pending] = [pending(), null];
      return made as NationalTrackBody;
    },
  };
}
