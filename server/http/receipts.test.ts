import { beforeEach, describe, expect, it } from 'vitest';
import type { PlacedEvent } from '../../domain/history';
import type { Compartment } from '../../domain/labels';
import { nationalLabel } from '../../domain/labels';
import type { Receipt } from '../../domain/receipts';
import { EPOCH } from '../../domain/testing/samples';
import { twoSensorConfig } from '../engine/testing/two-sensors';
import { ApiRig } from './testing';

let api: ApiRig;
beforeEach(() => {
  api = new ApiRig(twoSensorConfig(EPOCH));
});

const PATH = '/api/v1/sessions/live/receipts';
const as = (who: string) => ({ headers: { cookie: `sid=${who}` } });
const receipt = (id: string, rev: number, part: Partial<Receipt> = {}): Receipt => ({
  ...{ kind: 'alert', id, rev, party: 'P2', who: 1, deliveredMs: EPOCH + rev, displayedMs: null },
  ...part,
});
const given = (compartment: Compartment, ...receipts: Receipt[]): PlacedEvent => ({
  ...{ session: 'live', mode: 'LIVE', compartment },
  event: {
    ...{ v: 1, seq: 1, atMs: EPOCH, kind: 'receipt.given', label: nationalLabel('P1', 'LIVE') },
    body: { receipts },
  },
});

describe('receipts of a session', () => {
  it('SY-140 the latest word of each participant, record and revision, as the journal has it for the asker: of all, of a time, of a record', async () => {
    api.events = [
      given('SHARED', receipt('a', 1), receipt('a', 2), receipt('a', 1, { party: 'P1' })),
      given('SHARED', receipt('a', 1, { displayedMs: EPOCH + 9 })),
      given('NAT:P1', receipt('release_a', 1, { kind: 'release', who: null })),
    ];
    const { status, json } = await api.ask(PATH, as('p1'));
    expect(status).toBe(200);
    const short = (rows: (Receipt & { compartment: string })[]) =>
      rows.map((r) => [r.compartment, r.party, r.id, r.rev, r.who, r.displayedMs && r.displayedMs - EPOCH]);
    expect(short(json)).toEqual([
      ['SHARED', 'P2', 'a', 1, 1, 9],
      ['SHARED', 'P1', 'a', 1, 1, null],
      ['NAT:P1', 'P2', 'release_a', 1, null, null],
      ['SHARED', 'P2', 'a', 2, 1, null],
    ]);
    const span = 'from=2000-01-21T12:00:00Z&to=2000-01-21T13:00:00Z';
    expect(short((await api.ask(`${PATH}?record=release_a&${span}`, as('p1'))).json)).toHaveLength(1);
    expect(api.asked).toEqual([
      ['P1', { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER, session: 'live', kinds: ['receipt.given'] }],
      ['P1', { fromMs: EPOCH, toMs: EPOCH + 3_600_000, session: 'live', kinds: ['receipt.given'] }],
    ]);
  });

  it('SY-141 officers alone read it, malformed and too much is said by code, and sixty times a minute is enough', async () => {
    for (const headers of [undefined, as('o1')])
      expect(await api.ask(PATH, headers)).toMatchObject({ status: 403, json: { error: 'FORBIDDEN' } });
    expect(api.asked).toEqual([]);
    expect(await api.ask(`${PATH}?from=yesterday`, as('p1'))).toMatchObject({
      ...{ status: 400, json: { error: 'BAD_REQUEST', field: 'from' } },
    });
    expect(await api.ask(`${PATH}?party=P2`, as('p1'))).toMatchObject({
      status: 400,
      json: { field: 'party' },
    });
    api.events = [given('SHARED', ...Array.from({ length: 5001 }, (_, i) => receipt(`r${i}`, 1)))];
    expect(await api.ask(PATH, as('p1'))).toMatchObject({ status: 413, json: { error: 'TOO_MUCH' } });
    expect((await api.ask(`${PATH}?record=r7`, as('p1'))).json).toHaveLength(1);
    for (let i = 2; i < 60; i++) await api.ask(PATH, as('p1'));
    expect(await api.ask(PATH, as('p1'))).toMatchObject({ status: 429, json: { error: 'RATE_LIMITED' } });
  });
});
