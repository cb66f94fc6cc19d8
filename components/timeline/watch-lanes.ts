/** Who looked when: gaps of the own sensors, and what other Parties have said of their own watch as far as the regime lets them. */
import type { ParticipantId } from '../../domain/labels';
import type { Outage } from '../../domain/outages';
import type { Launch, SensorState } from '../../domain/records';
import type { ReleasedOf } from '../../domain/release';
import type { Sensor } from '../../domain/sensors';
import type { WatchStatement } from '../../domain/statements';
import type { CompartmentView } from '../../domain/view';
import type { LaneItem } from './layout';

/** A time in which some own sensors did not look: which ones, and whether that were all in service. */
export interface GapItem extends LaneItem {
  sensors: readonly Sensor[];
  all: boolean;
}

type Outages = Readonly<Record<string, readonly Outage[]>>;

/** The gaps of one sensor; one that still does not look is blind up to `nowMs`. */
export const gapsOf = (sensor: Sensor, outages: Outages, nowMs: number): GapItem[] =>
  (outages[sensor.id] ?? []).map(({ fromMs, toMs }) => ({
    fromMs,
    toMs: Math.max(fromMs, toMs ?? nowMs),
    rank: 1,
    sensors: [sensor],
    all: true,
  }));

/** The gaps of all own sensors in one lane: adjoining times, each with the sensors that did not look in it. */
export function rolledUp(sensors: readonly Sensor[], outages: Outages, nowMs: number): GapItem[] {
  const single = sensors.flatMap((s) => gapsOf(s, outages, nowMs)).filter((g) => g.toMs > g.fromMs);
  const edges = [...new Set(single.flatMap((g) => [g.fromMs, g.toMs]))].sort((a, b) => a - b);
  const out: GapItem[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const [fromMs, toMs] = [edges[i] as number, edges[i + 1] as number];
    const blind = sensors.filter((s) =>
      single.some((g) => g.sensors[0] === s && g.fromMs <= fromMs && g.toMs >= toMs),
    );
    if (blind.length === 0) continue;
    const all = blind.length === sensors.length;
    out.push({ fromMs, toMs, rank: all ? 2 : 1, sensors: blind, all });
  }
  return out;
}

/** Own sensors of which nothing was heard yet: unknown, and not among those that look. */
export const unheard = (
  sensors: readonly Sensor[],
  states: Readonly<Record<string, SensorState>>,
): Sensor[] => sensors.filter((s) => (states[s.id]?.status ?? 'UNKNOWN') === 'UNKNOWN');

/** What another Party has said of its watch (rank 2 where it says that it did not look, or saw nothing of the launch): a signed statement, its looks at the selected launch, a sensor that it released. */
export type StatedItem = LaneItem & { party: ParticipantId } & (
    | { form: 'statement'; statement: WatchStatement }
    | { form: 'looks'; report: Launch['reports'][number] }
    | { form: 'released'; released: ReleasedOf<'sensor'> }
  );

/** A report says how many looks it rests on within this time before it. */
const LOOKS_MS = 30e3;

/** What the others have said. Nothing is derived: what they did not say is not here, and that says nothing of their watch. */
export function statedItems(
  said: Partial<Pick<CompartmentView, 'statements' | 'released'>>,
  own: ParticipantId,
  launch: Pick<Launch, 'reports'> | null,
  nowMs: number,
): StatedItem[] {
  const statements = Object.values(said.statements ?? {})
    .filter((s) => s.by !== own && s.withdrawn === null)
    .map((statement): StatedItem => {
      const rank = statement.kind === 'OUTAGE' ? 2 : 1;
      return { form: 'statement', party: statement.by, ...statement.window, rank, statement };
    });
  const looks = (launch?.reports ?? [])
    .filter((r) => r.party !== own)
    .map((report): StatedItem => {
      const times = { fromMs: report.givenMs - LOOKS_MS, toMs: report.givenMs };
      const rank = report.looksIn30s === 0 ? 2 : 1;
      return { form: 'looks', party: report.party, ...times, rank, report };
    });
  const released = Object.values(said.released ?? {}).flatMap((r): StatedItem[] => {
    if (r.kind !== 'sensor' || r.state !== 'ACTIVE' || !r.record) return [];
    const blind = r.record.stale || r.record.status === 'OFF';
    if (!blind) return [];
    const fromMs = r.record.sinceMs ?? r.updatedMs;
    return [{ form: 'released', party: r.from, fromMs, toMs: Math.max(fromMs, nowMs), rank: 2, released: r }];
  });
  return [...statements, ...looks, ...released];
}
