import type { Sensor } from '../../domain/sensors';
import { createLiveWorld, createScenarioSource, type Scenario, type SitesTable } from '../simulation';
import { createEngine, type Engine, restoreEngine } from './engine';
import { type HostPort, type InputSource, SessionHost } from './host';
import type { Hosted } from './hosted';
import type { Resume, SourceSpec, ToWorker } from './messages';

/** What sources are built from; read once by the main thread and handed over at the worker's start. */
export interface WorkerTables {
  catalogue: Sensor[];
  sites: SitesTable;
  scenarios: Record<string, Scenario>;
}

/** Builds a session's engine, source and host: new, or as the journal left it. */
export function openHost(
  message: Extract<ToWorker, { type: 'open' }>,
  tables: WorkerTables,
  port: HostPort,
  wallMs: number,
): Hosted {
  const { config, source: spec, resume } = message;
  const live = config.mode === 'LIVE';
  const { engine, step, nowMs } = resume
    ? rebuild(config, resume)
    : { engine: createEngine(config), step: 0, nowMs: config.epochMs };
  // Not even its opening was stored: a start that died before its first step is begun anew.
  const isNew = step === 0;
  const given = isNew ? Number.NEGATIVE_INFINITY : nowMs;
  const fresh = openSource(spec, tables, nowMs, given);
  // A scenario is deterministic: what was taken before the restart comes again and is passed over.
  const source = !isNew && spec.kind === 'scenario' ? pastTaken(fresh, engine.fed, nowMs) : fresh;
  const { finished } = engine;
  const host = new SessionHost(engine, source, port, { nowMs, step, live, finished });
  if (isNew) {
    const { speed } = message;
    host.inject(speed === 1 ? [{ kind: 'open' }] : [{ kind: 'open' }, { kind: 'speed', speed }], wallMs);
  }
  if (spec.kind !== 'world') return { host, catchUp: null };

  /** The outage: messages that came meanwhile are heard now, looks of that time are lost. */
  const jump = (toMs: number): void => host.jumpOver(openSource(spec, tables, toMs, host.nowMs), toMs, toMs);
  const historyEndMs = config.epochMs + spec.historyS * 1000;
  if (nowMs >= historyEndMs) {
    if (resume) jump(wallMs);
    return { host, catchUp: null };
  }
  // A start that died in the middle of its history goes on with it; only what came after is an outage.
  const catchUp = resume
    ? { toMs: () => historyEndMs, done: jump }
    : { toMs: (now: number) => Math.max(historyEndMs, now), done: () => {} };
  return { host, catchUp: { ...catchUp, desks: new Map() } };
}

function rebuild(
  config: Extract<ToWorker, { type: 'open' }>['config'],
  resume: Resume,
): { engine: Engine; step: number; nowMs: number } {
  const { snapshot, tail } = resume;
  const engine = snapshot ? restoreEngine(config, snapshot.state) : createEngine(config);
  let step = snapshot?.step ?? 0;
  let nowMs = snapshot?.nowMs ?? config.epochMs;
  for (const t of tail) {
    engine.step(t.input, t.nowMs);
    step = t.step;
    nowMs = t.nowMs;
  }
  return { engine, step, nowMs };
}

/** `sinceMs`: up to here the session has heard every message already. */
function openSource(spec: SourceSpec, tables: WorkerTables, startMs: number, sinceMs: number): InputSource {
  if (spec.kind === 'world') {
    const settings = { seed: spec.seed, pace: spec.pace, startMs, sinceMs };
    return createLiveWorld(settings, tables.catalogue, tables.sites);
  }
  const scenario = tables.scenarios[spec.scenario];
  if (!scenario) throw new Error(`no scenario ${spec.scenario} among the tables`);
  return createScenarioSource(scenario, spec.variant, tables.catalogue);
}

/** A deterministic source without the `count` inputs that the journal already holds. */
function pastTaken(source: InputSource, count: number, nowMs: number): InputSource {
  let ahead = source.advance(nowMs).slice(count);
  return {
    endMs: source.endMs,
    advance: (toMs) => {
      const out = [...ahead, ...source.advance(toMs)];
      ahead = [];
      return out;
    },
  };
}
