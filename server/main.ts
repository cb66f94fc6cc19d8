/**
 * The composition root: reads the configuration, opens the journal, starts the engine worker, resumes sessions, wires
 * HTTP, socket and pages into one process. With cli.ts the only file that knows every room.
 */

import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import next from 'next';
import pino from 'pino';
import { createAuth } from './auth';
import { readConfig } from './config';
import { Gateway } from './gateway/gateway';
import { demoEdge, hostAllowed } from './auth/edge';
import { createApi } from './http/app';
import { createMetrics } from './http/metrics';
import { openJournal } from './journal';
import { startEngineWorker } from './sessions/engine-link';
import { createFaults } from './sessions/fault';
import { Sessions } from './sessions/manager';
import type { SessionMeta } from './sessions/meta';
import { exerciseMeta, LIVE_SESSION, liveMeta } from './sessions/opening';
import { readTables } from './tables';

const MIN_NODE = 22;
const API_PATHS = ['/api/', '/metrics', '/livez', '/readyz'];
const SHUTDOWN_LIMIT_MS = 10_000;

async function main(): Promise<void> {
  if (Number(process.versions.node.split('.')[0]) < MIN_NODE)
    throw new Error(`Node ${process.versions.node} is too old for the database driver; start with npm start`);
  const here = dirname(fileURLToPath(import.meta.url));
  const root = existsSync(join(here, '../package.json')) ? join(here, '..') : here;
  const config = readConfig(process.env, root);
  const log = pino({ level: process.env.JWC_LOG ?? 'info' });
  const nowMs = Date.now;
  const tables = readTables(join(root, 'scenarios'));

  const journal = await openJournal({ dir: config.dataDir });
  const auth = createAuth({ store: journal.store, participants: tables.participants, secure: false, nowMs });
  const engine = startEngineWorker({
    catalogue: tables.catalogue,
    sites: tables.sites,
    scenarios: tables.scenarios,
  });
  const sessions = new Sessions({
    journal,
    engine,
    demo: config.mode === 'demo',
    nowMs,
    fault: createFaults(process.env),
    log,
  });

  const web = next({ dev: process.env.JWC_DEV === '1', dir: root, hostname: config.host, port: config.port });
  const pages = web.getRequestHandler();
  let gateway: Gateway | null = null;
  const metrics = createMetrics(() => ({
    sessions: sessions.figures,
    gateway: gateway?.figures ?? {
      joins: 0,
      resumes: 0,
      commands: 0,
      refused: 0,
      cutSlow: 0,
      framesSkipped: 0,
    },
    sockets: gateway?.io.sockets.sockets.size ?? 0,
    openSessions: sessions.list().length,
    readonly: sessions.readonly,
  }));
  const edge = demoEdge(config.port);
  let ready = false;
  const api = createApi({
    sessions,
    auth,
    participants: tables.participants,
    edge,
    config: {
      mode: config.mode,
      version: tables.version,
      mapboxToken: config.mapboxToken,
      mapOff: config.mapOff,
      testHook: config.testHook,
    },
    metrics,
    library: tables.library,
    liveSession: LIVE_SESSION,
    openExercise: async ({ scenario, variant, speed }) => {
      const found = tables.scenarios[scenario];
      if (!found) return { error: 'BAD_REQUEST', field: 'scenario', message: 'no such scenario' };
      if (!found.variants.some((v) => v.id === variant))
        return { error: 'BAD_REQUEST', field: 'variant', message: 'no such variant' };
      const { participants, catalogue } = tables;
      const opened = await sessions.create(
        exerciseMeta({ participants, catalogue, scenario: found, variant, speed, nowMs: nowMs() }),
      );
      return { id: opened.id };
    },
    ready: async () => {
      const reasons = [
        ...(ready ? [] : ['starting']),
        ...(sessions.readonly ? ['journal refuses writes'] : []),
      ];
      return { ok: reasons.length === 0, reasons };
    },
  });
  const answerApi = getRequestListener(api.fetch);
  const http = createServer((req: IncomingMessage, res: ServerResponse) => {
    const url = req.url ?? '/';
    if (API_PATHS.some((p) => url.startsWith(p))) void answerApi(req, res);
    else if (!hostAllowed(req, edge)) {
      res.writeHead(421, { 'content-type': 'application/json' });
      res.end(
        JSON.stringify({
          error: 'WRONG_HOST',
          message: 'this server answers loopback names with its port only',
        }),
      );
    } else void pages(req, res);
  });
  http.headersTimeout = 10_000;
  http.requestTimeout = 30_000;
  gateway = new Gateway({
    http,
    sessions,
    auth,
    participants: tables.participants,
    edge,
    demo: config.mode === 'demo',
    nowMs,
  });
  // Everything but the socket is closed: an upgrade that reached Next could be turned against other hosts (TRUST §3.2).
  const pagesUpgrade = process.env.JWC_DEV === '1' ? web.getUpgradeHandler() : null;
  http.on('upgrade', (req, socket, head) => {
    const url = req.url ?? '';
    if (url.startsWith('/socket.io/')) return;
    if (pagesUpgrade && url.startsWith('/_next/')) void pagesUpgrade(req, socket, head);
    else socket.destroy();
  });

  await web.prepare();
  const stored = (await journal.sessions()) as SessionMeta[];
  for (const meta of stored) await sessions.resume(meta);
  if (config.live && !sessions.get(LIVE_SESSION)) {
    const { participants, catalogue } = tables;
    const { seed, pace, historyS } = config;
    await sessions.create(liveMeta({ participants, catalogue, seed, pace, historyS, nowMs: nowMs() }));
  }
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(config.port, config.host, resolve);
  });
  ready = true;
  process.stdout.write(`Joint Warning Center on http://${config.host}:${config.port}\n`);

  const stop = async (code: number): Promise<void> => {
    ready = false;
    setTimeout(() => process.exit(1), SHUTDOWN_LIMIT_MS).unref();
    await gateway?.close();
    http.close();
    await engine.close();
    await sessions.close();
    await journal.close();
    process.exit(code);
  };
  // A process group may be signalled more than once for one stop.
  let stopping = false;
  const stopOnce = (code: number): void => {
    if (!stopping) void stop(code);
    stopping = true;
  };
  process.on('SIGTERM', () => stopOnce(0));
  process.on('SIGINT', () => stopOnce(0));
  sessions.on('fatal', (error) => {
    log.fatal({ error: error.stack ?? error.message }, 'cannot go on');
    stopOnce(1);
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
