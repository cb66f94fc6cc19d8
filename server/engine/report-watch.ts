import type { ExternalReport } from '../../domain/inputs';
import type { Regime, Tape } from '../../domain/regime';
import { saysOf } from '../../domain/statements';
import type { SourceFault } from '../alerts/rules/feed';

interface Heard {
  id: string;
  atMs: number;
  says: string;
}
interface Source {
  /** Its latest reports, oldest first. */
  heard: Heard[];
  /** Recordings that it has just sounded like, not told yet. */
  like: { nameEn: string; nameRu: string; evidence: string }[];
  on: SourceFault['kind'][];
}
export type ReportWatchSnapshot = [source: string, state: Source][];

/** Steps between reports that differ by less are one and the same, ms: clocks are not cut finer than that. */
const SAME_STEP_MS = 1;
/** A recording's own step is kept to this, ms: lines take their time. */
const TAPE_STEP_MS = 1500;

/**
 * Listens to how a Party's sites and computers report: in step like a machine that plays, or word for word like a stored
 * scenario (1979). Both may be chance, and neither takes anything from what was reported.
 */
export class ReportWatch {
  readonly #regime: Regime['feed'];
  readonly #sources: Map<string, Source>;

  constructor(regime: Regime['feed'], stored: ReportWatchSnapshot = []) {
    this.#regime = regime;
    this.#sources = new Map(structuredClone(stored));
  }

  take({ id, receivedMs, report }: ExternalReport): void {
    const s = this.#sources.get(report.source) ?? { heard: [], like: [], on: [] };
    this.#sources.set(report.source, s);
    const before = s.heard.at(-1);
    const now = { id, atMs: receivedMs, says: saysOf(report) };
    s.heard = [...s.heard, now].slice(-this.#regime.evenReports);
    const tape = before && this.#regime.tapes.find((t) => isLike(t, report.source, before, now));
    if (tape)
      s.like.push({
        ...{ nameEn: tape.scenario.en, nameRu: tape.scenario.ru },
        evidence: `${before.id} ${id}`,
      });
  }

  /** Time alone: what has come or gone since the last tick. */
  advance(nowMs: number): SourceFault[] {
    return [...this.#sources].flatMap(([source, s]) => {
      const like = s.like.shift();
      return [
        ...change(source, s, 'EVEN', this.#inStep(s, nowMs)),
        ...change(source, s, 'STORED', like ? { cause: 'STORED', ...like } : null),
      ];
    });
  }

  snapshot(): ReportWatchSnapshot {
    return structuredClone([...this.#sources]);
  }

  /** So many in a row with one step between them, and the next one not long overdue. */
  #inStep({ heard }: Source, nowMs: number): SourceFault['params'] | null {
    if (heard.length < this.#regime.evenReports) return null;
    const steps = heard.slice(1).map((h, i) => h.atMs - (heard[i] as Heard).atMs);
    const stepMs = steps[0] as number;
    const even = stepMs > 0 && steps.every((x) => Math.abs(x - stepMs) < SAME_STEP_MS);
    if (!even || nowMs - (heard.at(-1) as Heard).atMs > 2 * stepMs) return null;
    const evidence = heard.map((h) => h.id).join(' ');
    return { cause: 'EVEN', no: heard.length, timeS: stepMs / 1000, evidence };
  }
}

const isLike = (t: Tape, source: string, a: Heard, b: Heard): boolean =>
  t.source === source &&
  t.says[0] === a.says &&
  t.says[1] === b.says &&
  Math.abs(b.atMs - a.atMs - t.stepMs) <= TAPE_STEP_MS;

function change(
  source: string,
  s: Source,
  kind: 'EVEN' | 'STORED',
  params: SourceFault['params'] | null,
): SourceFault[] {
  const on = params !== null;
  if (s.on.includes(kind) === on) return [];
  s.on = on ? [...s.on, kind] : s.on.filter((k) => k !== kind);
  return [{ kind, source, sensor: null, on, params: params ?? {} }];
}
