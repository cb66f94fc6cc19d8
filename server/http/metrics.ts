import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

type Counts = Readonly<Record<string, number>>;

/** What the rooms count, as read at a scrape. */
export interface Figures {
  sessions: {
    commits: number;
    commitMs: number;
    retries: number;
    events: number;
    framesLost: number;
    inputsRefused: Counts;
  };
  /** Null before the gateway is open. */
  gateway: {
    joins: number;
    resumes: number;
    commands: number;
    cutSlow: number;
    framesSkipped: number;
    refusedCommands: Counts;
    refusedHandshakes: Counts;
    refusedWords: Counts;
    refusedSignatures: Counts;
    malformed: Counts;
  } | null;
  sockets: number;
  openSessions: number;
  readonly: boolean;
  engineSilentMs: number;
  journal: {
    pending: number;
    pendingBytes: number;
    commits: number;
    links: number;
    lastCommitMs: number;
    maxCommitMs: number;
    bytes: number;
  };
}

export interface Metrics {
  text: () => Promise<string>;
  contentType: string;
  httpSeconds: Histogram;
  httpMalformed: Counter;
}

/** Prometheus text of the process: read from the rooms' own counters once a scrape, nothing is kept twice. */
export function createMetrics(read: () => Promise<Figures>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const fill: ((f: Figures) => void)[] = [];
  const gauge = (name: string, help: string, value: (f: Figures) => number): void => {
    const g = new Gauge({ name, help, registers: [registry] });
    fill.push((f) => g.set(value(f)));
  };
  const counter = (name: string, help: string, value: (f: Figures) => number): void => {
    const c = new Counter({ name, help, registers: [registry] });
    fill.push((f) => {
      c.reset();
      c.inc(value(f));
    });
  };
  const counters = (name: string, help: string, label: string, value: (f: Figures) => Counts): void => {
    const c = new Counter({ name, help, labelNames: [label], registers: [registry] });
    fill.push((f) => {
      c.reset();
      for (const [key, n] of Object.entries(value(f))) c.inc({ [label]: key }, n);
    });
  };

  gauge('jwc_sessions_open', 'Open sessions', (f) => f.openSessions);
  gauge('jwc_sockets', 'Connected consoles', (f) => f.sockets);
  gauge('jwc_engine_silent_seconds', 'Since the engine last said the time', (f) => f.engineSilentMs / 1000);
  gauge('jwc_journal_readonly', '1 while the journal cannot take a step', (f) => (f.readonly ? 1 : 0));
  gauge('jwc_journal_pending', 'Appends handed in and not yet committed', (f) => f.journal.pending);
  gauge('jwc_journal_pending_bytes', 'Their rough size', (f) => f.journal.pendingBytes);
  gauge('jwc_journal_bytes', 'Size of the journal on the disk', (f) => f.journal.bytes);
  gauge('jwc_journal_last_commit_seconds', 'The latest commit', (f) => f.journal.lastCommitMs / 1000);
  gauge('jwc_journal_max_commit_seconds', 'The longest commit', (f) => f.journal.maxCommitMs / 1000);
  counter('jwc_journal_transactions_total', 'Transactions of the journal', (f) => f.journal.commits);
  counter('jwc_journal_links_total', 'Links added to chains since the start', (f) => f.journal.links);
  counter('jwc_journal_commits_total', 'Batches of steps committed', (f) => f.sessions.commits);
  counter('jwc_journal_commit_milliseconds_total', 'From hand-over to commit', (f) => f.sessions.commitMs);
  counter(
    'jwc_journal_retries_total',
    'Appends that were refused and tried again',
    (f) => f.sessions.retries,
  );
  counter('jwc_events_total', 'Events committed', (f) => f.sessions.events);
  counter('jwc_frame_chunks_lost_total', 'Frames that were not recorded', (f) => f.sessions.framesLost);
  counters('jwc_inputs_refused_total', 'Inputs refused', 'error', (f) => f.sessions.inputsRefused);
  counter('jwc_joins_total', 'Joins of consoles', (f) => f.gateway?.joins ?? 0);
  counter('jwc_resumes_total', 'Joins that resumed a stream', (f) => f.gateway?.resumes ?? 0);
  counter('jwc_commands_total', 'Commands received', (f) => f.gateway?.commands ?? 0);
  counter('jwc_consoles_cut_total', 'Consoles cut: they could not keep up', (f) => f.gateway?.cutSlow ?? 0);
  counter('jwc_frames_skipped_total', 'Consoles behind their window', (f) => f.gateway?.framesSkipped ?? 0);
  const none: Counts = {};
  counters(
    'jwc_commands_refused_total',
    'Commands refused',
    'code',
    (f) => f.gateway?.refusedCommands ?? none,
  );
  counters(
    'jwc_handshakes_refused_total',
    'Sockets that were not let in',
    'code',
    (f) => f.gateway?.refusedHandshakes ?? none,
  );
  counters(
    'jwc_words_refused_total',
    "Words over a socket's rate, not for its role, or none of the table",
    'code',
    (f) => f.gateway?.refusedWords ?? none,
  );
  counters(
    'jwc_signatures_refused_total',
    'Commands refused for their signature',
    'reason',
    (f) => f.gateway?.refusedSignatures ?? none,
  );
  counters('jwc_malformed_total', 'Words without their shape', 'word', (f) => f.gateway?.malformed ?? none);
  const httpSeconds = new Histogram({
    name: 'jwc_http_seconds',
    help: 'Time to answer an API request',
    labelNames: ['route', 'status'],
    registers: [registry],
  });
  const httpMalformed = new Counter({
    name: 'jwc_http_malformed_total',
    help: 'API requests without their shape',
    labelNames: ['route'],
    registers: [registry],
  });
  return {
    text: async () => {
      const figures = await read();
      for (const f of fill) f(figures);
      return registry.metrics();
    },
    contentType: registry.contentType,
    httpSeconds,
    httpMalformed,
  };
}
