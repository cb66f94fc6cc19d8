import type { Rejection } from '../../domain/inputs';
import type { ParticipantId } from '../../domain/labels';
import { inService, type Sensor } from '../../domain/sensors';

/** What a change of the table did. */
export interface TableChange {
  added: number;
  withdrawn: number;
  altered: number;
  /** Whose centre has another list of sensors now. */
  parties: ParticipantId[];
}

/**
 * The sensors of a session, a registry in time: years of service, and whom each is assigned to. Nothing leaves it: a sensor
 * that is withdrawn or given to another Party ends its service for its former centre, so that what it saw stays explained.
 */
export class SensorTable {
  /** In order of time; of two entries with one id the later one holds now. */
  #entries: readonly Sensor[];
  #byId: ReadonlyMap<string, Sensor[]>;

  constructor(sensors: readonly Sensor[]) {
    this.#entries = [...sensors];
    this.#byId = Map.groupBy(this.#entries, (s) => s.id);
  }

  /** The sensor that had this id at a time; if none was in service, the last one that had it. */
  at(id: string, atMs: number): Sensor | undefined {
    const named = this.#byId.get(id);
    return named?.findLast((s) => inService(s, atMs)) ?? named?.at(-1);
  }

  /** Sensors of one centre, those it has had too. */
  of(party: ParticipantId): Sensor[] {
    const own = new Map<string, Sensor>();
    for (const s of this.#entries) {
      if (s.assignedTo !== party) continue;
      // One that comes back was away; what it saw before is still its own.
      const before = own.get(s.id);
      own.set(s.id, before ? { ...s, serviceFromMs: before.serviceFromMs } : s);
    }
    return [...own.values()];
  }

  /** Each sensor once, as it is now: for consoles, who must be able to name those that are withdrawn too. */
  now(): Sensor[] {
    return [...new Map(this.#entries.map((s) => [s.id, s])).values()];
  }

  /** From now on the sensors are these. A table that cannot be is refused whole, with the path of its first fault. */
  change(
    next: readonly Sensor[],
    parties: ReadonlySet<ParticipantId>,
    nowMs: number,
  ): TableChange | Rejection {
    const current = new Map(this.now().map((s) => [s.id, s]));
    const fault = faultOf(next, current, parties);
    if (fault) return fault;
    const wanted = new Map(next.map((s) => [s.id, s]));
    const touched = new Set<ParticipantId>();
    let [added, withdrawn, altered] = [0, 0, 0];
    const ended = (s: Sensor): Sensor => ({ ...s, serviceToMs: Math.min(s.serviceToMs ?? nowMs, nowMs) });
    const entries: Sensor[] = [];
    for (const s of this.#entries) {
      const to = wanted.get(s.id);
      if (s !== current.get(s.id)) entries.push(s);
      else if (!to) {
        if (inService(s, nowMs)) {
          withdrawn++;
          touched.add(s.assignedTo);
        }
        entries.push(ended(s));
      } else if (to.assignedTo !== s.assignedTo) {
        altered++;
        touched.add(s.assignedTo).add(to.assignedTo);
        entries.push(ended(s), { ...to, serviceFromMs: Math.max(to.serviceFromMs, nowMs) });
      } else {
        if (JSON.stringify(to) !== JSON.stringify(s)) {
          altered++;
          touched.add(s.assignedTo);
        }
        entries.push(to);
      }
    }
    for (const s of next) {
      if (current.has(s.id)) continue;
      added++;
      touched.add(s.assignedTo);
      entries.push(s);
    }
    this.#entries = entries;
    this.#byId = Map.groupBy(entries, (s) => s.id);
    return { added, withdrawn, altered, parties: [...touched] };
  }

  snapshot(): Sensor[] {
    return structuredClone([...this.#entries]);
  }
}

function faultOf(
  next: readonly Sensor[],
  current: ReadonlyMap<string, Sensor>,
  parties: ReadonlySet<ParticipantId>,
): Rejection | null {
  const seen = new Set<string>();
  for (const [i, s] of next.entries()) {
    const bad = (field: string, message: string): Rejection => ({
      error: 'MALFORMED',
      field: `sensors.${i}.${field}`,
      message,
    });
    if (seen.has(s.id)) return bad('id', 'twice in the table');
    seen.add(s.id);
    if (!parties.has(s.assignedTo)) return bad('assignedTo', 'no such Party');
    const was = current.get(s.id);
    // Old looks are explained by where it stood: what stands elsewhere is another sensor and needs another id.
    if (was && placeOf(was) !== placeOf(s)) return bad('id', 'a sensor that stands elsewhere is another one');
  }
  return null;
}

const placeOf = (s: Sensor): string =>
  JSON.stringify(s.kind === 'radar' ? [s.lat, s.lon, s.heightM] : [s.orbit]);
