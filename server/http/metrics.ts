import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Figures {
  sessions: { commits: number; commitMs: number; retries: number; events: number };
  gateway: {
    joins: number;
    resumes: number;
    commands: number;
    refused: number;
    cutSlow: number;
    framesSkipped: number;
  };
  sockets: number;
  openSessions: number;
  readonly: boolean;
}

/** Prometheus text of the process: read from the rooms' own counters at each scrape, nothing is kept twice. */
export function createMetrics(read: () => Figures): {
  text: () => Promise<string>;
  contentType: string;
  httpSeconds: Histogram;
} {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, value: (f: Figures) => number): void => {
    const g: Gauge = new Gauge({ name, help, registers: [registry], collect: () => g.set(value(read())) });
  };
  gauge('jwc_sessions_open', 'Open sessions', (f) => f.openSessions);
  gauge('jwc_sockets', 'Connected consoles', (f) => f.sockets);
  gauge('jwc_journal_readonly', '1 while the journal cannot take a step', (f) => (f.readonly ? 1 : 0));
  const counter = (name: string, help: string, value: (f: Figures) => number): void => {
    const c: Counter = new Counter({
      name,
      help,
      registers: [registry],
      collect: () => {
        c.reset();
        c.inc(value(read()));
      },
    });
  };
  counter('jwc_journal_commits_total', 'Batches of steps committed', (f) => f.sessions.commits);
  counter(
    'jwc_journal_commit_milliseconds_total',
    'Time from hand-over to commit',
    (f) => f.sessions.commitMs,
  );
  counter('jwc_journal_retries_total', 'Appends that failed and were tried again', (f) => f.sessions.retries);
  counter('jwc_events_total', 'Events committed', (f) => f.sessions.events);
  counter('jwc_joins_total', 'Joins of consoles', (f) => f.gateway.joins);
  counter('jwc_resumes_total', 'Joins that resumed a stream', (f) => f.gateway.resumes);
  counter('jwc_commands_total', 'Commands received', (f) => f.gateway.commands);
  counter('jwc_commands_refused_total', 'Commands refused', (f) => f.gateway.refused);
  counter('jwc_consoles_cut_total', 'Consoles cut because they could not keep up', (f) => f.gateway.cutSlow);
  counter(
    'jwc_frames_skipped_total',
    'Times that a console fell behind its frame window',
    (f) => f.gateway.framesSkipped,
  );
  const httpSeconds = new Histogram({
    name: 'jwc_http_seconds',
    help: 'Time to answer an API request',
    labelNames: ['route', 'status'],
    registers: [registry],
  });
  return { text: () => registry.metrics(), contentType: registry.contentType, httpSeconds };
}
