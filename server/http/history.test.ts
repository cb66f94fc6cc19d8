import { beforeEach, describe, expect, it } from 'vitest';
import type { PlacedEvent } from '../../domain/history';
import { sharedLabel } from '../../domain/labels';
import { EPOCH, launchAlert } from '../../domain/testing/samples';
import { twoSensorConfig } from '../engine/testing/two-sensors';
import { ApiRig } from './testing';

let api: ApiRig;
beforeEach(() => {
  api = new ApiRig(twoSensorConfig(EPOCH));
});

describe('the history', () => {
  const RANGE = 'from=2000-01-21T00:00:00Z&to=2000-01-22T00:00:00Z';
  const cookie = 'sid=p1';
  const history = (query: string) => api.ask(`/api/v1/history?${RANGE}&${query}`, { headers: { cookie } });
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
    api.events = [...Array(7)].map((_, i) => say(i + 1, `line ${i + 1}`));
    const seen: number[] = [];
    let after: string | null = '';
    for (let pages = 0; after !== null && pages < 9; pages++) {
      const { status, json } = await history(`limit=3${after && `&after=${after}`}`);
      expect([status, json.total]).toEqual([200, 7]);
      seen.push(...json.rows.map((r: { seq: number }) => r.seq));
      after = json.next;
    }
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(api.asked[0]).toEqual([
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
    const got = await api.ask(`/api/v1/history?${query}`, { headers: { cookie } });
    expect(got).toMatchObject({ status, json: { error, field } });
    expect(got.json.message.length).toBeGreaterThan(5);
    expect(api.asked).toEqual([]);
  });

  it('WL-06 only officers read it, not too often, and not more than one look can walk', async () => {
    for (const path of [`/api/v1/history?${RANGE}`, `/api/v1/history/export?${RANGE}&format=csv`])
      for (const headers of [{ cookie: '' }, { cookie: 'sid=o1' }])
        expect(await api.ask(path, { headers })).toMatchObject({ status: 403, json: { error: 'FORBIDDEN' } });
    api.events = [...Array(1001)].map((_, i) => say(i, 'x'));
    expect(await history('')).toMatchObject({ status: 413, json: { error: 'TOO_MUCH', field: 'from' } });
    const codes = new Set<number>();
    for (let i = 0; i < 60; i++) codes.add((await history('')).status);
    expect([...codes]).toEqual([413, 429]);
  });

  it('WL-32 the figures of a range are those of its events, for officers only', async () => {
    api.events = [alert];
    const path = `/api/v1/performance?${RANGE}`;
    const { status, json } = await api.ask(path, { headers: { cookie } });
    expect([status, json.alarms, json.slots.length, json.priority.HIGH]).toEqual([200, 1, 144, 1]);
    expect((await api.ask(path)).status).toBe(403);
  });

  it('WL-07 a file says in each line what it is, and runs nothing in a spreadsheet', async () => {
    const bad = ['=HYPERLINK("http://x")', ' +1', '@SUM(A1)', '-2', '\t=1', 'fine, "quoted"\nsecond line'];
    api.events = [alert, ...bad.map((text, i) => say(i + 1, text))];
    const file = await api.ask(`/api/v1/history/export?${RANGE}&format=csv`, { headers: { cookie } });
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
    const all = await api.ask(`/api/v1/history/export?${RANGE}&format=jsonl&kind=entry`, {
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
