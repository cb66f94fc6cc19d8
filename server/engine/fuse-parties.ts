import { EVERY_S, estimateLine, inputOf, type Meta, type RecordedLine, sensorOf } from '../fusion/fuse-file';
import { packLower } from '../fusion/kernels/matrix';
import { createJoint, type JointLaunch } from '../joint';
import { stateAt } from '../joint/state';
import { NationalCentre, type NationalOutput } from './national-centre';

/** An estimate line and whose it is: 0 the joint launches', 1, 2, … the Parties' national tracks'. */
export interface PartyLine {
  of: number;
  line: string;
  /** The launch of a joint line. */
  launch?: JointLaunch;
}
const SESSION = 'file';

/**
 * Runs a recorded detection file as a session runs it: one national centre for each list of sensor ids, their launch
 * reports, and the joint launches. Times are scenario seconds; a line uses only what had arrived by its time.
 * Throws on a sensor id that the file does not have.
 */
export function* fuseParties(
  meta: Meta,
  lines: Iterable<RecordedLine>,
  parties: readonly (readonly string[])[],
): Generator<PartyLine> {
  const centres = parties.map((ids, i) => {
    const own = meta.sensors.filter((s) => ids.includes(s.id));
    const unknown = ids.find((id) => !own.some((s) => s.id === id));
    if (unknown !== undefined) throw new Error(`no sensor ${unknown} in this scenario`);
    return new NationalCentre(SESSION, `P${i + 1}`, own.map(sensorOf), 0);
  });
  const centreOf = new Map(parties.flatMap((ids, i) => ids.map((id) => [id, centres[i]] as const)));
  const joint = createJoint({ session: SESSION });
  const launches = new Map<string, JointLaunch>();
  const hear = ({ reports }: NationalOutput, nowMs: number): void => {
    for (const report of reports)
      for (const { launch } of joint.take(report, nowMs)) launches.set(launch.id, launch);
  };
  function* estimates(tS: number): Generator<PartyLine> {
    const nowMs = tS * 1000;
    for (const centre of centres) hear(centre.advance(nowMs), nowMs);
    for (const { launch } of joint.advance(nowMs)) launches.set(launch.id, launch);
    for (const launch of launches.values()) {
      if (launch.lifecycle !== 'open') continue;
      const s = stateAt(launch.kinematics, launch.phase === 'boost', nowMs);
      const line = estimateLine(launch, { x: [...s.x], P: packLower(s.P, 6) }, tS);
      if (line) yield { of: 0, line, launch };
    }
    for (const [i, centre] of centres.entries())
      for (const t of centre.picture.tracksAt(nowMs)) {
        const line = estimateLine(t, t.kinematics, tS);
        if (line) yield { of: i + 1, line };
      }
  }

  let nextS = 0;
  for (const line of lines) {
    for (; nextS < line.arr && nextS <= meta.tEnd; nextS += EVERY_S) yield* estimates(nextS);
    const input = inputOf(line);
    const centre = centreOf.get(line.sensor);
    if (centre) hear(centre.ingest(input, input.receivedMs), input.receivedMs);
  }
  for (; nextS <= meta.tEnd; nextS += EVERY_S) yield* estimates(nextS);
}
