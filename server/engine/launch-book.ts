import { distanceM } from '../../domain/geodesy';
import type { Launch } from '../../domain/records';
import type { Regime } from '../../domain/regime';
import { ellipseAxes } from '../../domain/regions';
import type { JointLaunch } from '../joint';
import { published } from './digits';
import type { Numbers } from './numbers';

type Assessed = Pick<
  Launch,
  'match' | 'notification' | 'notificationNumber' | 'candidates' | 'finding' | 'undertakings'
> &
  Partial<Pick<Launch, 'reason'>>;
interface Entry {
  joint: JointLaunch;
  launch: Launch | null;
  /** When its revision was made. */
  toldMs: number;
  /** True while what has come since is only more of the same and waits for its time. */
  waits: boolean;
}
export type LaunchBookSnapshot = [id: string, entry: Entry][];
/** Ended launches are kept this long for late reports. */
const KEEP_ENDED_MS = 3600_000;
/**
 * More of the same from whichever Party is told this much apart: frames show where it is meanwhile, and what is stored for
 * ever should be worth it.
 */
const APART_MS = { burning: 5000, coasting: 10_000 };

/** Short numbers and revisions of launches: a revision is made only if something that people see has changed. */
export class LaunchBook {
  readonly #numbers: Numbers;
  readonly #regime: Regime;
  readonly #entries: Map<string, Entry>;

  constructor(numbers: Numbers, regime: Regime, stored: LaunchBookSnapshot = []) {
    this.#numbers = numbers;
    this.#regime = regime;
    this.#entries = new Map(structuredClone(stored));
  }

  put(joint: JointLaunch): void {
    const known = this.#entries.get(joint.id) ?? { launch: null, toldMs: 0, waits: false };
    this.#entries.set(joint.id, { ...known, joint });
    for (const [id, { launch }] of this.#entries)
      if (launch?.endedMs && joint.updatedMs - launch.endedMs > KEEP_ENDED_MS) this.#entries.delete(id);
  }

  joint(id: string): JointLaunch | null {
    return this.#entries.get(id)?.joint ?? null;
  }

  /** Ids of launches that are remembered, but for retracted ones. */
  known(): string[] {
    return [...this.#entries].flatMap(([id, { launch }]) =>
      launch && launch.lifecycle !== 'retracted' ? [id] : [],
    );
  }

  /** Launches that are remembered, as they were told, retracted ones too. */
  told(): Launch[] {
    return [...this.#entries.values()].flatMap(({ launch }) => (launch ? [launch] : []));
  }

  /** Open launches as they were told, with the newest state and the looks behind it. */
  open(): (Launch & { looksIn30s: number })[] {
    return [...this.#entries.values()].flatMap(({ launch, joint }) =>
      launch && launch.lifecycle === 'open'
        ? [
            {
              ...launch,
              kinematics: joint.kinematics,
              looksIn30s: joint.reports.reduce((n, r) => n + r.looksIn30s, 0),
            },
          ]
        : [],
    );
  }

  /** The short number of a launch; null for none, and for one that was never told. */
  numberOf(id: string | undefined): number | null {
    return (id !== undefined && this.#entries.get(id)?.launch?.number) || null;
  }

  /** Ids of the undertakings that it touches. */
  undertakingsOf(id: string): string[] {
    return this.#entries.get(id)?.launch?.undertakings?.map((u) => u.id) ?? [];
  }

  numberOfSeries(series: string): number | null {
    for (const { launch } of this.#entries.values())
      if (launch?.reports.some((r) => r.series === series)) return launch.number;
    return null;
  }

  /** Launches of which more of the same has come, and it is time to tell. */
  due(nowMs: number): string[] {
    return [...this.#entries].flatMap(([id, e]) => (e.waits && isTime(e, nowMs) ? [id] : []));
  }

  /** The next revision, or null if nothing has changed since the last, or nothing that could not wait. */
  revise(id: string, assessed: Assessed, nowMs: number): { launch: Launch; before: Launch | null } | null {
    const entry = this.#entries.get(id);
    if (!entry) return null;
    const before = entry.launch;
    const number = before?.number ?? this.#numbers.next('SHARED', 'L');
    const rev = (before?.rev ?? 0) + 1;
    const launch: Launch = {
      ...published({ ...entry.joint, ...assessed }),
      number,
      rev,
      materialRev: before?.materialRev ?? 1,
    };
    if (before && sameForPeople(before, launch)) return null;
    if (before && this.#material(before, launch)) launch.materialRev = rev;
    else if (before && sameMeaning(before, launch) && !isTime(entry, nowMs)) {
      entry.waits = true;
      return null;
    }
    Object.assign(entry, { launch, toldMs: nowMs, waits: false });
    return { launch, before };
  }

  snapshot(): LaunchBookSnapshot {
    return structuredClone([...this.#entries]);
  }

  #material(a: Launch, b: Launch): boolean {
    if (a.corroboration !== b.corroboration || a.match !== b.match || a.finding.code !== b.finding.code)
      return true;
    if (a.lifecycle !== b.lifecycle && b.lifecycle === 'retracted') return true;
    const from = a.impact;
    const to = b.impact;
    if (!from || !to || from === 'orbital' || to === 'orbital') return false;
    const { semiMajorM } = ellipseAxes(from.cov, 0.9);
    return distanceM(from, to) > Math.max(semiMajorM, this.#regime.alert.impactMovedM);
  }
}

const isTime = ({ launch, toldMs }: Entry, nowMs: number): boolean =>
  nowMs - toldMs >= (launch?.phase === 'boost' ? APART_MS.burning : APART_MS.coasting);

/** Numbers aside, the same: what of it can wait a little. */
function sameMeaning(a: Launch, b: Launch): boolean {
  const meaning = (l: Launch): unknown => [
    ...[l.phase, l.status, l.lifecycle, l.method, l.notification, l.finding.code],
    l.finding.reasons.map((r) => r.msg),
    l.undertakings ?? [],
    l.candidates?.map((c) => [c.notification, c.fits, c.taken]) ?? [],
    l.reports.map((r) => r.series),
    typeof l.impact === 'object' ? l.impact === null : l.impact,
  ];
  return JSON.stringify(meaning(a)) === JSON.stringify(meaning(b));
}

function sameForPeople(a: Launch, b: Launch): boolean {
  return (
    JSON.stringify({ ...a, rev: 0, updatedMs: 0, reason: '' }) ===
    JSON.stringify({ ...b, rev: 0, updatedMs: 0, reason: '' })
  );
}
