/** Tracks that other Parties have released, as the map draws tracks. */
import type { SourceState } from '../../../client/source/source';
import { copyNumber } from '../../../client/stores/select';
import type { NationalTrack } from '../../../domain/records';
import type { ReleasedOf } from '../../../domain/release';
import type { GivenTrack } from './objects';

/** What its giver holds back, as what is not known is drawn. */
const UNTOLD: Pick<NationalTrack, 'impact' | 'corridor' | 'classes' | 'phenomenologies'> = {
  ...{ impact: null, corridor: null, phenomenologies: [] },
  classes: { SRBM: 0, MRBM: 0, IRBM: 0, ICBM: 0, SLV: 0, SOUNDING_ROCKET: 0, UNKNOWN: 1 },
};

/** One record is drawn as one object, so that what rests on it is not made anew for each picture. */
const held = new WeakMap<ReleasedOf<'track'>, NationalTrack>();

export function givenTracks(state: Pick<SourceState, 'views' | 'participants' | 'preview'>): GivenTrack[] {
  const parties = state.participants;
  return Object.values(state.views)
    .flatMap((v) => Object.values(v?.released ?? {}))
    .flatMap((r): GivenTrack[] => {
      if (r.kind !== 'track' || r.state !== 'ACTIVE') return [];
      const track = held.get(r) ?? drawn(r);
      if (track) held.set(r, track);
      const letter = parties.find((p) => p.id === r.from)?.letter ?? r.from;
      return track ? [{ track, letter, short: copyNumber(r.number, state) }] : [];
    });
}

function drawn({ id, number, rev, record }: ReleasedOf<'track'>): NationalTrack | null {
  if (!record) return null;
  const { kinematics, launchPoint, status, phase, azimuthDeg } = record;
  if (!kinematics || !launchPoint || !status || !phase || azimuthDeg === undefined) return null;
  const { epochMs } = kinematics;
  return {
    ...{ ...UNTOLD, firstLookMs: launchPoint.atMs, lastLookMs: epochMs, ...record },
    ...{ id, number, rev, kinematics, launchPoint, status, phase, azimuthDeg },
    ...{ score: 0, sensors: [], evidence: [], why: null, reportedAs: null },
  };
}
