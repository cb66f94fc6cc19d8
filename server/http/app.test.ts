import { beforeEach, describe, expect, it } from 'vitest';
import type { PlacedEvent } from '../../domain/history';
import { sharedLabel } from '../../domain/labels';
import { EPOCH, filed, launch, launchAlert, officer } from '../../domain/testing/samples';
import { twoSensorConfig } from '../engine/testing/two-sensors';
import { ApiRig } from './testing';

let api: ApiRig;
beforeEach(() => {
  api = new ApiRig(twoSensorConfig(EPOCH));
});

describe('the API', () => {
  it('SY-63 every route of the application is in its document, and no other', async () => {
    const { json } = await api.ask('/api/openapi.json');
    const documented = Object.entries(json.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((m) => `${m} ${path}`),
    );
    const served = api.app.routes
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
    api.events = [{ session: 'live', mode: 'LIVE', compartment: 'NOTIF', event } as PlacedEvent];
    const { json } = await api.ask(path);
    expect(json).toMatchObject([{ what: 'FILED', rev: filed().rev, by: null }]);
    await api.ask(path, { headers: { cookie: 'sid=p1' } });
    await api.ask(path, { headers: { cookie: 'sid=o1' } });
    const range = {
      fromMs: filed().receivedMs,
      // Not to the clock that was told last: the latest change may be younger.
      toMs: Number.MAX_SAFE_INTEGER,
      session: 'live',
      kinds: ['notification.changed'],
    };
    const moment = { fromMs: EPOCH, toMs: EPOCH, session: 'live', kinds: ['log.written'] };
    // Whoever reads it has the revisions; the log of that moment is for members.
    expect(api.asked).toEqual([
      ['', range],
      ['', range],
      ['P1', moment],
      ['', range],
    ]);
    expect((await api.ask('/api/v1/launch-notifications/history?notification=none')).status).toBe(404);
    for (let i = 0; i < 120; i++) await api.ask(path);
    expect((await api.ask(path)).status).toBe(429);
    expect((await api.ask(path, { headers: { cookie: 'sid=p1' } })).status).toBe(200);
  });

  it('SY-63 every documented GET answers as documented', async () => {
    const { json } = await api.ask('/api/openapi.json');
    const paths = Object.entries(json.paths as Record<string, Record<string, { responses: object }>>);
    for (const [path, { get }] of paths) {
      if (!get) continue;
      const { status } = await api.ask(path);
      expect([path, Object.keys(get.responses)]).toEqual([path, expect.arrayContaining([String(status)])]);
      // What asks for a range, or for a participant, is malformed without one, and what is somebody's own is nobody's.
      const expected = /history|performance|picture|recording|preview/.test(path)
        ? 400
        : /\/(admin|my)\/|series|receipts/.test(path)
          ? 403
          : 200;
      expect([path, status]).toEqual([path, expected]);
    }
  });

  it('RL-18 no answer of the API holds anything of SHARED or of a national compartment, signed in or not', async () => {
    for (const [compartment, stream] of api.session.streams) {
      if (compartment === 'NOTIF') continue;
      stream.view.launches.l = launch({ id: `launch_of_${compartment}` });
      stream.view.alerts.a = launchAlert(['P1'], { id: `alert_of_${compartment}` });
    }
    const { json } = await api.ask('/api/openapi.json');
    const paths = Object.entries(json.paths as Record<string, { get?: object }>);
    const answers = paths.flatMap(([path, { get }]) =>
      get ? ['', 'sid=p1', 'sid=o1'].map((cookie) => api.ask(path, { headers: { cookie } })) : [],
    );
    expect(answers.length).toBeGreaterThan(20);
    for (const { text } of await Promise.all(answers)) expect(text).not.toMatch(/launch_of|alert_of/);
  });

  it('SY-63 readyz says no with every reason; livez only that the process answers', async () => {
    expect(await api.ask('/readyz')).toMatchObject({ status: 200, json: { ok: true, reasons: [] } });
    api.unready = ['the journal takes no steps: no space left', 'the engine is silent'];
    expect(await api.ask('/readyz')).toMatchObject({
      status: 503,
      json: { ok: false, reasons: api.unready },
    });
    expect((await api.ask('/livez')).status).toBe(200);
  });

  it('SY-63 a HEAD is answered like its GET, from anywhere: probes ask so', async () => {
    const headers = { 'x-jwc': '0' };
    api.unready = ['starting'];
    expect(await api.ask('/livez', { method: 'HEAD', headers })).toMatchObject({ status: 200, text: '' });
    expect(await api.ask('/readyz', { method: 'HEAD', headers })).toMatchObject({ status: 503, text: '' });
    expect((await api.ask('/api/v1/sign-out', { method: 'HEAD', headers })).status).toBe(404);
  });

  it('SY-63 metrics are what the rooms counted, by code and word', async () => {
    await api.ask('/api/v1/me');
    await api.ask('/no/such/route');
    const { text } = await api.ask('/metrics');
    for (const line of [
      ...['jwc_journal_readonly 1', 'jwc_journal_bytes 4096', 'jwc_journal_max_commit_seconds 0.03'],
      ...['jwc_inputs_refused_total{error="UNKNOWN_SENSOR"} 2', 'jwc_malformed_total{word="frameAck"} 6'],
      ...['jwc_commands_refused_total{code="STALE_REV"} 1', 'jwc_engine_silent_seconds 1.5', 'jwc_sockets 2'],
      'jwc_http_seconds_count{route="/api/v1/me",status="200"} 1',
      'jwc_http_seconds_count{route="none",status="404"} 1',
    ])
      expect(text).toContain(`${line}\n`);
    // Read anew at each scrape, not added up.
    expect((await api.ask('/metrics')).text).toContain('jwc_commands_total 7\n');
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
    const refused = await api.post(path, body, { cookie: 'sid=p1' });
    expect(refused).toMatchObject({ status: 400, json: { error: 'BAD_REQUEST', field } });
    expect(refused.json.message.length).toBeGreaterThan(5);
    expect((await api.ask('/metrics')).text).toContain(`jwc_http_malformed_total{route="${path}"} 1\n`);
  });

  it('SY-64 a body of another content type is not passed by, and one that is too large is not read', async () => {
    expect(await api.post('/api/v1/sign-in', 'seat=P1', { 'content-type': 'text/plain' })).toMatchObject({
      ...{ status: 415, json: { error: 'UNSUPPORTED_MEDIA_TYPE', field: 'content-type' } },
    });
    expect(await api.post('/api/v1/sign-in', { seat: 'x'.repeat(300_000) })).toMatchObject({
      ...{ status: 413, json: { error: 'TOO_LARGE' } },
    });
  });

  it('SY-64 what is not there, not allowed, or from elsewhere says so in the same shape', async () => {
    const shaped = async (p: ReturnType<ApiRig['ask']>) => {
      const { status, json } = await p;
      expect(json.message).toEqual(expect.any(String));
      return [status, json.error];
    };
    const exercise = { scenario: 'known', variant: 'v' };
    expect(await shaped(api.ask('/api/v1/none'))).toEqual([404, 'NOT_FOUND']);
    expect(await shaped(api.post('/api/v1/sign-in', { seat: 'P9:duty' }))).toEqual([404, 'NOT_FOUND']);
    expect(await shaped(api.post('/api/v1/sessions', exercise))).toEqual([403, 'FORBIDDEN']);
    expect(await shaped(api.post('/api/v1/sessions', exercise, { cookie: 'sid=o1' }))).toEqual([
      403,
      'FORBIDDEN',
    ]);
    expect(
      await shaped(api.post('/api/v1/sessions', { ...exercise, scenario: 'x' }, { cookie: 'sid=p1' })),
    ).toEqual([...[400, 'BAD_REQUEST']]);
    const body = { seat: 'P1:duty' };
    expect(await shaped(api.post('/api/v1/sign-in', body, { 'x-jwc': '0' }))).toEqual([403, 'FORBIDDEN']);
    expect(await shaped(api.post('/api/v1/sign-in', body, { 'sec-fetch-site': 'cross-site' }))).toEqual([
      ...[403, 'FORBIDDEN'],
    ]);
    expect(await shaped(api.ask('/livez', { headers: { host: 'evil.example' } }))).toEqual([
      421,
      'WRONG_HOST',
    ]);
    expect((await api.post('/api/v1/sessions', exercise, { cookie: 'sid=p1' })).status).toBe(201);
  });

  it('SY-64 a store that takes nothing is no fault of the request, and any other fault tells nothing but that', async () => {
    api.failure = new Error('readonly');
    expect(await api.ask('/api/v1/me')).toMatchObject({ status: 503, json: { error: 'ENGINE_READONLY' } });
    expect(api.logged).toEqual([]);
    api.failure = new Error('secret of the house');
    const { status, text } = await api.ask('/api/v1/me');
    expect([status, text.includes('secret'), api.logged]).toEqual([500, false, ['secret of the house']]);
  });

  it('SY-99 an officer opens ten exercises a minute at most, each under his name; another is not held up', async () => {
    const open = (cookie = 'sid=p1') =>
      api.post('/api/v1/sessions', { scenario: 'known', variant: 'a', speed: 1, desk: '' }, { cookie });
    for (let i = 0; i < 10; i++) expect((await open()).status).toBe(201);
    const refused = await open();
    expect([refused.status, refused.json.error]).toEqual([429, 'RATE_LIMITED']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(api.openedBy).toEqual(Array(10).fill(officer('P1').userId));
    expect((await open('sid=o1')).status).toBe(403);
  });

  it('UX-216 the series of a launch is read from its first report on, by officers who hold it, of the kinds it is made of', async () => {
    const path = '/api/v1/sessions/live/launches/launch_a/series';
    const p1 = { headers: { cookie: 'sid=p1' } };
    expect((await api.ask(path, p1)).json).toMatchObject({ error: 'NOT_FOUND' });
    const stream = api.session.streams.get('SHARED');
    if (stream) stream.view.launches.launch_a = launch({ firstReportMs: EPOCH, endedMs: EPOCH + 1000 });
    api.events = [
      {
        ...{ session: 'live', mode: 'LIVE', compartment: 'SHARED' },
        event: {
          ...{ v: 1, seq: 1, atMs: EPOCH, kind: 'launch.changed', label: sharedLabel('CENTER', 'LIVE') },
          body: launch({ rev: 3 }),
        },
      },
    ];
    const { json, status } = await api.ask(path, p1);
    expect(status).toBe(200);
    expect(json).toMatchObject({ points: [{ rev: 3 }], own: [], alarms: [], painted: [] });
    expect(api.asked).toEqual([
      [
        'P1',
        {
          ...{ fromMs: EPOCH - 600_000, toMs: EPOCH + 1_801_000, session: 'live' },
          kinds: ['launch.changed', 'track.changed', 'alert.changed', 'receipt.given'],
        },
      ],
    ]);
    expect((await api.ask(path, { headers: { cookie: 'sid=o1' } })).status).toBe(403);
    expect((await api.ask(path)).status).toBe(403);
    expect((await api.ask(path.replace('launch_a', 'launch_b'), p1)).status).toBe(404);
    for (let i = 1; i < 60; i++) await api.ask(path, p1);
    expect((await api.ask(path, p1)).status).toBe(429);
  });
});
