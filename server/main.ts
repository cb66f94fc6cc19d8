/**
 * The composition root: reads the configuration, opens the journal, starts the engine worker, resumes sessions, wires
 * HTTP, socket and pages into one process. With cli.ts the only file that knows every room.
 */

import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import next from 'next';
import pino from 'pino';
import { strangerIn } from '../domain/regime-choice';
import { createAuth, openSeats } from './auth';
import { demoEdge, serviceEdge } from './auth/edge';
import { startChores } from './chores';
import { readConfig } from './config';
import { engineVersion } from './engine/types';
import { Front } from './front';
import { Gateway } from './gateway/gateway';
import { createApi } from './http/app';
import { createMetrics } from './http/metrics';
import { JournalError, openJournal } from './journal';
import { startSelfWatch } from './self-watch';
import { startEngineWorker } from './sessions/engine-link';
import { createFaults } from './sessions/fault';
import { readHistory } from './sessions/history';
import { Sessions } from './sessions/manager';
import type { SessionMeta } from './sessions/meta';
import { exerciseMeta, isFinished, liveMeta, whyStopped } from './sessions/opening';
import { pictureAt, recordedSpan } from './sessions/picture';
import { readTables } from './tables';

const MIN_NODE = 22;
const SHUTDOWN_LIMIT_MS = 10_000;
/** The engine says a word each second; this long without a word and it is not to be relied on. */
const ENGINE_SILENT_MS = 5000;

async function main(): Promise<void> {
  if (Number(process.versions.node.split('.')[0]) < MIN_NODE)
    throw new Error(`Node ${process.versions.node} is too old for the database driver; start with npm start`);
  const here = dirname(fileURLToPath(import.meta.url));
  const root = existsSync(join(here, '../package.json')) ? join(here, '..') : here;
  const config = readConfig(process.env, root);
  const log = pino({ level: process.env.JWC_LOG ?? 'info' });
  const nowMs = Date.now;
  const dev = process.env.JWC_DEV === '1';
  const tables = readTables(join(root, 'scenarios'));
  const { participants, catalogue, regime, scenarios } = tables;
  const demo = config.mode === 'demo';
  const edge = demo ? demoEdge(config.port) : serviceEdge(config.origins);

  // The door first: a port that is taken ends the start before anything is opened, and `readyz` says what is going on.
  const headers = { secure: !demo, framed: demo, mapbox: config.mapboxToken !== null, dev };
  const proxies = new Set(config.proxies);
  const front = new Front({ edge, headers, perAddress: config.perAddress, proxies });
  await front.listen(config.port, config.host);
  process.env.JWC_SELF = front.self;

  const web = config.pages ? next({ dev, dir: root, hostname: config.host, port: config.port }) : null;
  const prepared = web?.prepare();
  const journal = await openJournal({ dir: config.dataDir });
  const { store } = journal;
  const auth = createAuth({ store, participants, secure: !demo, demo, secret: config.secret, nowMs });
  if (demo) await openSeats(store, participants, nowMs());
  else if (!(await auth.hasAdministrator()))
    throw new Error(
      'JWC_MODE=service needs an administrator: jwc user add --participant ID --login NAME --role administrator',
    );
  const engine = startEngineWorker({ catalogue, sites: tables.sites, scenarios });
  const sessions = new Sessions({ journal, engine, demo, nowMs, fault: createFaults(process.env), log });

  // Both ways to end are wired before the first step is taken.
  let chores: { stop(): void } | null = null;
  let selfWatch: { stop(): void } | null = null;
  let gateway: Gateway | null = null;
  const stop = stopOnce(async () => {
    chores?.stop();
    selfWatch?.stop();
    await gateway?.close();
    front.close();
    await engine.close();
    await sessions.close();
    await journal.close();
  });
  const fatal = (error: Error): void => {
    log.fatal({ error: error.stack ?? error.message }, 'cannot go on');
    stop(1);
  };
  sessions.on('fatal', fatal);
  journal.onDeath(fatal);
  process.on('uncaughtException', fatal);
  process.on('SIGTERM', () => stop(0));
  process.on('SIGINT', () => stop(0));

  const stood = new Map((await journal.summaries()).map((s) => [s.id, s]));
  for (const meta of (await journal.sessions()) as SessionMeta[]) {
    const at = stood.get(meta.id) ?? { lastMs: meta.config.epochMs, lastStep: 0, engineVersion };
    const stopped = whyStopped(meta, at, { engineVersion, hashes: tables.hashes });
    const finished = stopped !== null || isFinished(meta, at.lastMs, scenarios);
    sessions.know(meta, { nowMs: at.lastMs, finished, stopped });
    if (meta.config.mode === 'LIVE') sessions.beLive(meta.id);
  }
  // Only the watch is opened now: an exercise sleeps until somebody comes back to it.
  const last = sessions.live && (await sessions.open(sessions.live.id));
  if (config.live && (!last || last.stopped !== null)) {
    // One that cannot go on stays as it was, to be read; another watch takes its place and its name.
    const { seed, pace, historyS } = config;
    const known = { participants, catalogue, regime, scenarios: Object.values(scenarios) };
    const meta = liveMeta({ ...known, seed, pace, historyS, nowMs: nowMs() });
    sessions.beLive(meta.id);
    await sessions.create(meta);
  }
  await prepared;

  const metrics = createMetrics(async () => ({
    sessions: sessions.figures,
    gateway: gateway?.figures ?? null,
    sockets: gateway?.io.sockets.sockets.size ?? 0,
    openSessions: sessions.list().filter((s) => s.ready).length,
    readonly: sessions.storage.readonly,
    engineSilentMs: sessions.ear.silentMs,
    journal: await journal.stats(),
  }));
  const api = createApi({
    ...{ sessions, auth, participants, edge, metrics, library: tables.library },
    ...{ proxies, nowMs },
    config: {
      mode: config.mode,
      version: tables.version,
      mapboxToken: config.mapboxToken,
      mapOff: config.mapOff,
      testHook: config.testHook,
    },
    history: (principal, range) => readHistory(journal, sessions.list(), principal, range),
    recording: {
      session: async (id) => {
        const known = sessions.get(id);
        return known && sessions.open(known.id);
      },
      picture: (session, audience, atMs) => pictureAt(journal, session, audience, atMs),
      span: (session, audience, fromMs, toMs) => recordedSpan(journal, session, audience, fromMs, toMs),
    },
    openExercise: async ({ scenario: id, variant, speed, regime: chosen }, by) => {
      const scenario = scenarios[id];
      if (!scenario) return { error: 'BAD_REQUEST', field: 'scenario', message: 'no such scenario' };
      if (!scenario.variants.some((v) => v.id === variant))
        return { error: 'BAD_REQUEST', field: 'variant', message: 'no such variant' };
      const stranger = strangerIn(chosen, participants);
      if (stranger !== null)
        return { error: 'BAD_REQUEST', field: `regime.reports.${stranger}`, message: 'no such Party' };
      const hash = tables.hashes[id] ?? '';
      const meta = exerciseMeta({
        ...{ participants, catalogue, regime, chosen, scenario, hash, variant, speed, by, nowMs: nowMs() },
      });
      return { id: (await sessions.create(meta)).id };
    },
    unready: () => {
      const { readonly, reason } = sessions.storage;
      return [
        ...(readonly ? [`the journal takes no steps: ${reason}`] : []),
        ...(sessions.live?.stopped ? [`the watch stands: ${sessions.live.stopped}`] : []),
        ...(sessions.ear.silentMs > ENGINE_SILENT_MS ? ['the engine is silent'] : []),
      ];
    },
    isStorage: (error) => error instanceof JournalError,
    onError: (error) => log.error({ error: error.stack ?? error.message }, 'a request failed'),
    onSignInRefused: (refused) => log.warn(refused, 'a sign-in was refused'),
  });
  const pages = web?.getRequestHandler() ?? noPages;
  gateway = new Gateway({
    ...{ http: front.sockets, sessions, auth, participants, edge, demo, nowMs },
    locks: journal.store.signIns,
  });
  front.open({
    api: getRequestListener(api.fetch),
    pages: (req, res) => void pages(req, res),
    pagesUpgrade: dev ? (web?.getUpgradeHandler() ?? null) : null,
  });
  const { dataDir, keepDays, lagMs } = config;
  const lag = { ...regime.system.lag, lateS: lagMs / 1000 };
  const watching = startSelfWatch({ sessions, dataDir, log, regime: { ...regime.system, lag } });
  selfWatch = watching;
  const live = sessions.live?.id ?? null;
  const { checkChains } = watching;
  chores = startChores({ auth, journal, nowMs, log, live, keepDays, checkChains });
  process.stdout.write(`Joint Warning Center on ${front.address}\n`);
}

async function noPages(_req: IncomingMessage, res: ServerResponse): Promise<void> {
  res.writeHead(404, { 'content-type': 'application/json' });
  res.end(JSON.stringify({ error: 'NOT_FOUND', message: 'this server has no pages' }));
}

/** Ends the process once, in order, whatever a step of it does; a process group may be signalled more than once. */
function stopOnce(work: () => Promise<void>): (code: number) => void {
  let stopping = false;
  return (code) => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(code || 1), SHUTDOWN_LIMIT_MS).unref();
    work().then(
      () => process.exit(code),
      (error: unknown) => {
        process.stderr.write(`stopping: ${error instanceof Error ? error.message : String(error)}\n`);
        process.exit(code || 1);
      },
    );
  };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
