import { beforeEach, describe, expect, it } from 'vitest';
import type { PlacedEvent } from '../../domain/history';
import { sharedLabel } from '../../domain/labels';
import { EPOCH, filed, launch, launchAlert, officer } from '../../domain/testing/samples';
import { demoEdge } from '../auth/edge';
import { PARTIES, twoSensorConfig } from '../engine/testing/two-sensors';
import { compartmentsOfSession } from '../sessions/meta';
import { OpenSession } from '../sessions/session';
import { createApi } from './app';
import { createMetrics, type Figures } from './metrics';

const FIGURES: Figures = {
  sessions: {
    ...{ commits: 3, commitMs: 4, retries: 0, events: 5, framesLost: 0 },
    inputsRefused: { UNKNOWN_SENSOR: 2 },
  },
  gateway: {
    ...{ joins: 1, resumes: 0, commands: 7, cutSlow: 0, framesSkipped: 0 },
    ...{
      refusedCommands: { STALE_REV: 1 },
      refusedHandshakes: {},
      refusedWords: {},
      refusedSignatures: {},
      malformed: { frameAck: 6 },
    },
  },
  ...{ sockets: 2, openSessions: 1, readonly: true, engineSilentMs: 1500 },
  journal: {
    ...{ pending: 1, pendingBytes: 10, commits: 9, links: 11, lastCommitMs: 2, maxCommitMs: 30, bytes: 4096 },
  },
};

const nobody = async () => ({ ok: false as const, error: 'NOT_FOUND' as const });
/** Users are tried in accounts.test.ts. */
const NO_USERS = {
  closedSeats: async () => new Set<string>(),
  signInByPassword: async () => ({ ok: false as const, error: 'WRONG_CREDENTIALS' as const }),
  ownSignIns: async () => [],
  endOwn: async () => false,
  users: {
    ...{ list: async () => [], acts: async () => [], add: nobody, disable: nobody, enable: nobody },
    ...{ setRole: nobody, setPassword: nobody, endSignIn: nobody },
  },
};

let unready: string[];
let failure: Error | null;
let logged: string[];
let openedBy: string[];
let events: PlacedEvent[];
let asked: unknown[];
let app: ReturnType<typeof createApi>;
let session: OpenSession;
beforeEach(() => {
  [unready, failure, logged, openedBy] = [[], null, [], []];
  [events, asked] = [[], []];
  const config = twoSensorConfig(EPOCH);
  session = new OpenSession(
    {
      ...{ v: 1, id: 'live', config, createdMs: EPOCH, openedBy: null, speed: 1 },
      source: { kind: 'world', seed: 1, pace: 'brisk', historyS: 0 },
      compartments: compartmentsOfSession(config.participants),
    },
    {
      ...{ session: 'live', nowMs: EPOCH, wallMs: 0, speed: 1, wantedSpeed: 1, heldBy: null },
      ...{ state: 'running', readonly: false },
    },
  );
  const view = session.streams.get('NOTIF')?.view;
  if (view) view.notifications.n = filed();
  app = createApi({
    sessions: { get: () => session, list: () => [session], desks: () => undefined, live: session },
    auth: {
      seats: [{ id: 'P1:duty', participant: 'P1', role: 'duty', second: false, name: { en: 'A', ru: 'А' } }],
      principalFor: async ({ cookie }) => {
        if (failure) throw failure;
        const principal = cookie === 'sid=p1' ? officer('P1') : officer('O1', 'observer');
        return cookie ? { principal, key: 'k' } : null;
      },
      signIn: async (seat) => (seat === 'P1:duty' ? { principal: officer('P1'), setCookie: 'sid=x' } : null),
      signOut: async () => 'sid=',
      ...NO_USERS,
    },
    ...{
      participants: PARTIES,
      edge: demoEdge(80),
      metrics: createMetrics(async () => FIGURES),
      library: [],
    },
    proxies: new Set(['10.0.0.1']),
    ...{ unready: () => unready, onError: (e) => void logged.push(e.message) },
    onSignInRefused: () => {},
    config: { mode: 'demo', version: '1', mapboxToken: null, mapOff: false, testHook: false },
    openExercise: async ({ scenario }, by) =>
      scenario === 'known' && openedBy.push(by.userId)
        ? { id: 'x-1' }
        : { error: 'BAD_REQUEST', field: 'scenario', message: 'no such scenario' },
    history: async (principal, range) => {
      asked.push([principal.participant, range]);
      return events.length > 1000 ? { ok: false, error: 'TOO_MUCH' } : { ok: true, events };
    },
    isStorage: (e) => e.message === 'readonly',
  });
});

interface Ask {
  method?: string;
  body?: string;
  headers?: Record<string, string>;
}
async function ask(path: string, { method = 'GET', body, headers = {} }: Ask = {}) {
  const res = await app.request(`http://127.0.0.1:80${path}`, {
    method,
    body,
    headers: { host: '127.0.0.1:80', 'x-jwc': '1', ...headers },
  });
  const text = await res.text();
  return {
    status: res.status,
    headers: res.headers,
    text,
    json: res.headers.get('content-type') === 'application/json' && text ? JSON.parse(text) : text,
  };
}
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(path, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('the API', () => {
  it('SY-63 every route of the application is in its document, and no other', async () => {
    const { json } = await ask('/api/openapi.json');
    const documented = Object.entries(json.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((m) => `${m} ${path}`),
    );
    const served = app.routes
      .filter((r) => r.method !== 'ALL')
      .map((r) => `${r.method.toLowerCase()} ${r.path.replace(/:(\w+)/g, '{$1}')}`);
    expect(documented.sort()).toEqual([...new Set(served)].sort());
    expect(documented).toEqual(expect.arrayContaining(['get /livez', 'get /readyz', 'get /metrics']));
    expect(documented.length).toBeGreaterThan(11);
  });

  it('NT-49 the history of a notification is read from when it came, by each reader from what is his', async () => {
    const path = '/api/v1/launch-notifications/history?notification=n';
    const label = sharedLabel('CENTER', 'LIVE');
    const event = {
      kind: 'notification.changed',
      label,
      body: filed({ id: 'n' }),
      v: 1,
      seq: 1,
      atMs: EPOCH,
    };
    events = [{ session: 'live', mode: 'LIVE', compartment: 'NOTIF', event } as PlacedEvent];
    const { json } = await ask(path);
    expect(json).toMatchObject([{ what: 'FILED', rev: filed().rev, by: null }]);
    await ask(path, { headers: { cookie: 'sid=p1' } });
    await ask(path, { headers: { cookie: 'sid=o1' } });
    const range = {
      fromMs: filed().receivedMs,
      // Not to the clock that was told last: the latest change may be younger.
      toMs: Number.MAX_SAFE_INTEGER,
      session: 'live',
      kinds: ['notification.changed'],
    };
    const moment = { fromMs: EPOCH, toMs: EPOCH, session: 'live', kinds: ['log.written'] };
    // Whoever reads it has the revisions; the log of that moment is for members.
    expect(asked).toEqual([
      ['', range],
      ['', range],
      ['P1', moment],
      ['', range],
    ]);
    expect((await ask('/api/v1/launch-notifications/history?notification=none')).status).toBe(404);
    for (let i = 0; i < 120; i++) await ask(path);
    expect((await ask(path)).status).toBe(429);
    expect((await ask(path, { headers: { cookie: 'sid=p1' } })).status).toBe(200);
  });

  it('SY-63 every documented GET answers as documented', async () => {
    const { json } = await ask('/api/openapi.json');
    const paths = Object.entries(json.paths as Record<string, Record<string, { responses: object }>>);
    for (const [path, { get }] of paths) {
      if (!get) continue;
      const { status } = await ask(path);
      expect([path, Object.keys(get.responses)]).toEqual([path, expect.arrayContaining([String(status)])]);
      // What asks for a range is malformed without one, and what is somebody's own is nobody's.
      const expected = /history|performance/.test(path)
        ? 400
        : /\/(admin|my)\/|series/.test(path)
          ? 403
          : 200;
      expect([path, status]).toEqual([path, expected]);
    }
  });

  it('RL-18 no answer of the API holds anything of SHARED or of a national compartment, signed in or not', async () => {
    for (const [compartment, stream] of session.streams) {
      if (compartment === 'NOTIF') continue;
      stream.view.launches.l = launch({ id: `launch_of_${compartment}` });
      stream.view.alerts.a = launchAlert(['P1'], { id: `alert_of_${compartment}` });
    }
    const { json } = await ask('/api/openapi.json');
    const paths = Object.entries(json.paths as Record<string, { get?: object }>);
    const answers = paths.flatMap(([path, { get }]) =>
      get ? ['', 'sid=p1', 'sid=o1'].map((cookie) => ask(path, { headers: { cookie } })) : [],
    );
    expect(answers.length).toBeGreaterThan(20);
    for (const { text } of await Promise.all(answers)) expect(text).not.toMatch(/launch_of|alert_of/);
  });

  it('SY-63 readyz says no with every reason; livez only that the process answers', async () => {
    expect(await ask('/readyz')).toMatchObject({ status: 200, json: { ok: true, reasons: [] } });
    unready = ['the journal takes no steps: no space left', 'the engine is silent'];
    expect(await ask('/readyz')).toMatchObject({ status: 503, json: { ok: false, reasons: unready } });
    expect((await ask('/livez')).status).toBe(200);
  });

  it('SY-63 a HEAD is answered like its GET, from anywhere: probes ask so', async () => {
    const headers = { 'x-jwc': '0' };
    unready = ['starting'];
    expect(await ask('/livez', { method: 'HEAD', headers })).toMatchObject({ status: 200, text: '' });
    expect(await ask('/readyz', { method: 'HEAD', headers })).toMatchObject({ status: 503, text: '' });
    expect((await ask('/api/v1/sign-out', { method: 'HEAD', headers })).status).toBe(404);
  });

  it('SY-63 metrics are what the rooms counted, by code and word', async () => {
    await ask('/api/v1/me');
    await ask('/no/such/route');
    const { text } = await ask('/metrics');
    for (const line of [
      ...['jwc_journal_readonly 1', 'jwc_journal_bytes 4096', 'jwc_journal_max_commit_seconds 0.03'],
      ...['jwc_inputs_refused_total{error="UNKNOWN_SENSOR"} 2', 'jwc_malformed_total{word="frameAck"} 6'],
      ...['jwc_commands_refused_total{code="STALE_REV"} 1', 'jwc_engine_silent_seconds 1.5', 'jwc_sockets 2'],
      'jwc_http_seconds_count{route="/api/v1/me",status="200"} 1',
      'jwc_http_seconds_count{route="none",status="404"} 1',
    ])
      expect(text).toContain(`${line}\n`);
    // Read anew at each scrape, not added up.
    expect((await ask('/metrics')).text).toContain('jwc_commands_total 7\n');
  });

  it.each([
    ['/api/v1/sign-in', '{', 'body'],
    ['/api/v1/sign-in', {}, 'seat'],
    ['/api/v1/sign-in', { seat: 'x'.repeat(61) }, 'seat'],
    ['/api/v1/sign-in', { seat: 'P1:duty', desk: '../A' }, 'desk'],
    ['/api/v1/sign-in', { seat: 'P1:duty', party: 'P2' }, 'party'],
    ['/api/v1/sign-out', [], ''],
    ['/api/v1/sessions', { scenario: 'known', variant: 'v', speed: 3 }, 'speed'],
  ])('SY-64 %s with %j is refused by code, field and reason, and counted', async (path, body, field) => {
    const refused = await post(path, body, { cookie: 'sid=p1' });
    expect(refused).toMatchObject({ status: 400, json: { error: 'BAD_REQUEST', field } });
    expect(refused.json.message.length).toBeGreaterThan(5);
    expect((await ask('/metrics')).text).toContain(`jwc_http_malformed_total{route="${path}"} 1\n`);
  });

  it('SY-64 a body of another content type is not passed by, and one that is too large is not read', async () => {
    expect(await post('/api/v1/sign-in', 'seat=P1', { 'content-type': 'text/plain' })).toMatchObject({
      ...{ status: 415, json: { error: 'UNSUPPORTED_MEDIA_TYPE', field: 'content-type' } },
    });
    expect(await post('/api/v1/sign-in', { seat: 'x'.repeat(300_000) })).toMatchObject({
      ...{ status: 413, json: { error: 'TOO_LARGE' } },
    });
  });

  it('SY-64 what is not there, not allowed, or from elsewhere says so in the same shape', async () => {
    const shaped = async (p: ReturnType<typeof ask>) => {
      const { status, json } = await p;
      expect(json.message).toEqual(expect.any(String));
      return [status, json.error];
    };
    const exercise = { scenario: 'known', variant: 'v' };
    expect(await shaped(ask('/api/v1/none'))).toEqual([404, 'NOT_FOUND']);
    expect(await shaped(post('/api/v1/sign-in', { seat: 'P9:duty' }))).toEqual([404, 'NOT_FOUND']);
    expect(await shaped(post('/api/v1/sessions', exercise))).toEqual([403, 'FORBIDDEN']);
    expect(await shaped(post('/api/v1/sessions', exercise, { cookie: 'sid=o1' }))).toEqual([
      403,
      'FORBIDDEN',
    ]);
    expect(
      await shaped(post('/api/v1/sessions', { ...exercise, scenario: 'x' }, { cookie: 'sid=p1' })),
    ).toEqual([...[400, 'BAD_REQUEST']]);
    const body = { seat: 'P1:duty' };
    expect(await shaped(post('/api/v1/sign-in', body, { 'x-jwc': '0' }))).toEqual([403, 'FORBIDDEN']);
    expect(await shaped(post('/api/v1/sign-in', body, { 'sec-fetch-site': 'cross-site' }))).toEqual([
      ...[403, 'FORBIDDEN'],
    ]);
    expect(await shaped(ask('/livez', { headers: { host: 'evil.example' } }))).toEqual([421, 'WRONG_HOST']);
    expect((await post('/api/v1/sessions', exercise, { cookie: 'sid=p1' })).status).toBe(201);
  });

  it('SY-64 a store that takes nothing is no fault of the request, and any other fault tells nothing but that', async () => {
    failure = new Error('readonly');
    expect(await ask('/api/v1/me')).toMatchObject({ status: 503, json: { error: 'ENGINE_READONLY' } });
    expect(logged).toEqual([]);
    failure = new Error('secret of the house');
    const { status, text } = await ask('/api/v1/me');
    expect([status, text.includes('secret'), logged]).toEqual([500, false, ['secret of the house']]);
  });

  it('SY-99 an officer opens ten exercises a minute at most, each under his name; another is not held up', async () => {
    const open = (cookie = 'sid=p1') =>
      post('/api/v1/sessions', { scenario: 'known', variant: 'a', speed: 1, desk: '' }, { cookie });
    for (let i = 0; i < 10; i++) expect((await open()).status).toBe(201);
    const refused = await open();
    expect([refused.status, refused.json.error]).toEqual([429, 'RATE_LIMITED']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(openedBy).toEqual(Array(10).fill(officer('P1').userId));
    expect((await open('sid=o1')).status).toBe(403);
  });

  it('UX-216 the series of a launch is read from its first report on, by officers who hold it, of the kinds it is made of', async () => {
    const path = '/api/v1/sessions/live/launches/launch_a/series';
    const p1 = { headers: { cookie: 'sid=p1' } };
    expect((await ask(path, p1)).json).toMatchObject({ error: 'NOT_FOUND' });
    const stream = session.streams.get('SHARED');
    if (stream) stream.view.launches.launch_a = launch({ firstReportMs: EPOCH, endedMs: EPOCH + 1000 });
    events = [
      {
        ...{ session: 'live', mode: 'LIVE', compartment: 'SHARED' },
        event: {
          ...{ v: 1, seq: 1, atMs: EPOCH, kind: 'launch.changed', label: sharedLabel('CENTER', 'LIVE') },
          body: launch({ rev: 3 }),
        },
      },
    ];
    const { json, status } = await ask(path, p1);
    expect(status).toBe(200);
    expect(json).toMatchObject({ points: [{ rev: 3 }], own: [], alarms: [], painted: [] });
    expect(asked).toEqual([
      [
        'P1',
        {
          ...{ fromMs: EPOCH - 600_000, toMs: EPOCH + 1_801_000, session: 'live' },
          kinds: ['launch.changed', 'track.changed', 'alert.changed', 'receipt.given'],
        },
      ],
    ]);
    expect((await ask(path, { headers: { cookie: 'sid=o1' } })).status).toBe(403);
    expect((await ask(path)).status).toBe(403);
    expect((await ask(path.replace('launch_a', 'launch_b'), p1)).status).toBe(404);
    for (let i = 1; i < 60; i++) await ask(path, p1);
    expect((await ask(path, p1)).status).toBe(429);
  });

  describe('the history', () => {
    const RANGE = 'from=2000-01-21T00:00:00Z&to=2000-01-22T00:00:00Z';
    const cookie = 'sid=p1';
    const history = (query: string) => ask(`/api/v1/history?${RANGE}&${query}`, { headers: { cookie } });
    const say = (n: number, body: string): PlacedEvent => ({
      ...{ session: 'live', mode: 'LIVE', compartment: 'SHARED' },
      event: {
        ...{ v: 1, seq: n, atMs: EPOCH, kind: 'log.written', label: sharedLabel('P1', 'LIVE') },
        body: {
          ...{ id: `l${n}`, atMs: EPOCH + n, msg: 'log.note', params: {}, about: null },
          text: { body, language: 'en' },
          by: { user: 'u', participant: 'P1', robot: false, nameEn: 'Ivanova', nameRu: 'Иванова' },
        },
      },
    });
    const alert: PlacedEvent = {
      ...{ session: 'live', mode: 'LIVE', compartment: 'SHARED' },
      event: {
        ...{ v: 1, seq: 9, atMs: EPOCH, kind: 'alert.changed', label: sharedLabel('CENTER', 'LIVE') },
        body: launchAlert(['P1', 'P2']),
      },
    };

    it('WL-05 pages go on exactly where the one before ended, newest first', async () => {
      events = [...Array(7)].map((_, i) => say(i + 1, `line ${i + 1}`));
      const seen: number[] = [];
      let after: string | null = '';
      for (let pages = 0; after !== null && pages < 9; pages++) {
        const { status, json } = await history(`limit=3${after && `&after=${after}`}`);
        expect([status, json.total]).toEqual([200, 7]);
        seen.push(...json.rows.map((r: { seq: number }) => r.seq));
        after = json.next;
      }
      expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
      expect(asked[0]).toEqual([
        'P1',
        { fromMs: Date.UTC(2000, 0, 21), toMs: Date.UTC(2000, 0, 22), session: null },
      ]);
    });

    it.each([
      ['from=2000-01-21T00:00:00Z', 400, 'BAD_REQUEST', 'to'],
      ['from=yesterday&to=2000-01-22T00:00:00Z', 400, 'BAD_REQUEST', 'from'],
      ['from=2000-01-23T00:00:00Z&to=2000-01-22T00:00:00Z', 400, 'BAD_REQUEST', 'to'],
      ['from=1999-12-21T23:59:59Z&to=2000-01-22T00:00:00Z', 400, 'RANGE_TOO_LONG', 'from'],
      [`${RANGE}&severity=LOUD`, 400, 'BAD_REQUEST', 'severity'],
      [`${RANGE}&limit=501`, 400, 'BAD_REQUEST', 'limit'],
      [`${RANGE}&after=bm8`, 400, 'BAD_REQUEST', 'after'],
      [`${RANGE}&party=P2`, 400, 'BAD_REQUEST', 'party'],
    ])('WL-06 %s is refused by code and field', async (query, status, error, field) => {
      const got = await ask(`/api/v1/history?${query}`, { headers: { cookie } });
      expect(got).toMatchObject({ status, json: { error, field } });
      expect(got.json.message.length).toBeGreaterThan(5);
      expect(asked).toEqual([]);
    });

    it('WL-06 only officers read it, not too often, and not more than one look can walk', async () => {
      for (const path of [`/api/v1/history?${RANGE}`, `/api/v1/history/export?${RANGE}&format=csv`])
        for (const headers of [{ cookie: '' }, { cookie: 'sid=o1' }])
          expect(await ask(path, { headers })).toMatchObject({ status: 403, json: { error: 'FORBIDDEN' } });
      events = [...Array(1001)].map((_, i) => say(i, 'x'));
      expect(await history('')).toMatchObject({ status: 413, json: { error: 'TOO_MUCH', field: 'from' } });
      const codes = new Set<number>();
      for (let i = 0; i < 60; i++) codes.add((await history('')).status);
      expect([...codes]).toEqual([413, 429]);
    });

    it('WL-32 the figures of a range are those of its events, for officers only', async () => {
      events = [alert];
      const path = `/api/v1/performance?${RANGE}`;
      const { status, json } = await ask(path, { headers: { cookie } });
      expect([status, json.alarms, json.slots.length, json.priority.HIGH]).toEqual([200, 1, 144, 1]);
      expect((await ask(path)).status).toBe(403);
    });

    it('WL-07 a file says in each line what it is, and runs nothing in a spreadsheet', async () => {
      const bad = ['=HYPERLINK("http://x")', ' +1', '@SUM(A1)', '-2', '\t=1', 'fine, "quoted"\nsecond line'];
      events = [alert, ...bad.map((text, i) => say(i + 1, text))];
      const file = await ask(`/api/v1/history/export?${RANGE}&format=csv`, { headers: { cookie } });
      expect(file.headers.get('content-disposition')).toBe('attachment; filename="simulated-history.csv"');
      const lines = file.text.split('\r\n');
      expect(lines[0]).toMatch(/^"marking","mode","session"/);
      expect(lines).toHaveLength(1 + 1 + bad.length + 1);
      for (const line of lines.slice(1, -1))
        expect(line).toMatch(/^"UNCLASSIFIED — SIMULATED DATA, NOT REAL","LIVE"/);
      expect(lines[1]).toContain('"alert","AL-0001","LAUNCH_UNNOTIFIED","');
      expect(lines[2]).toContain(`,"'=HYPERLINK(""http://x"")",`);
      for (const i of [3, 4, 5, 6]) expect(lines[i]).toMatch(/,"'[^"]*",""\{\}""|,"'[^"]*","\{\}"$/);
      expect(lines[7]).toContain(`,"fine, ""quoted""\nsecond line",`);
      const all = await ask(`/api/v1/history/export?${RANGE}&format=jsonl&kind=entry`, {
        headers: { cookie },
      });
      const rows = all.text
        .trim()
        .split('\n')
        .map((l) => JSON.parse(l));
      expect(rows.map((r) => [r.marking.slice(0, 12), r.mode, r.entry.text.body])).toEqual(
        bad.map((text) => ['UNCLASSIFIED', 'LIVE', text]),
      );
    });
  });
});
