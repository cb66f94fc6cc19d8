import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EPOCH } from '../../domain/testing/samples';
import { createLiveWorld, loadCatalogue, loadSites } from '../simulation';
import { liveThrough, seat } from './hosted';
import type { EngineBatch, Resume, ToWorker } from './messages';
import { openHost, type WorkerTables } from './open-host';
import { twoSensorConfig } from './testing/two-sensors';

const HISTORY_S = 1200;
const CREATED = EPOCH + HISTORY_S * 1000;

let tables: WorkerTables;
beforeAll(() => {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(join(import.meta.dirname, '../../scenarios/tables', name), 'utf8'));
  tables = {
    catalogue: loadCatalogue(read('sensors.json')),
    sites: loadSites(read('sites.json')),
    scenarios: {},
  };
});

/** The watch, opened at a wall time, new or from what it had made before it was killed. */
function open(wallMs: number, before: EngineBatch[] | null, speed = 1) {
  const config = { ...twoSensorConfig(EPOCH), mode: 'LIVE' as const, sensors: tables.catalogue };
  const tail: Resume['tail'] = before?.flatMap((b) => b.inputs) ?? [];
  const message: Extract<ToWorker, { type: 'open' }> = {
    ...{ type: 'open', config, desks: [], speed },
    source: { kind: 'world', seed: 5, pace: 'brisk', historyS: HISTORY_S },
    resume: before && { snapshot: null, tail },
  };
  const batches: EngineBatch[] = [];
  const port = {
    ...{ frame: () => {}, clock: () => {}, busy: () => {} },
    batch: (b: EngineBatch) => void batches.push(structuredClone(b)),
  };
  const hosted = openHost(message, tables, port, wallMs);
  const { host, catchUp } = hosted;
  /** Lives through the history; `slices` of it, or all. */
  const catchUpAll = (slices = Number.POSITIVE_INFINITY): void => {
    for (let i = 0; i < slices && hosted.catchUp; i++) {
      liveThrough(hosted, wallMs);
      host.committed();
    }
  };
  return { hosted, host, catchUp, batches, catchUpAll };
}
const gapsOf = (batches: EngineBatch[]) =>
  batches.flatMap((b) =>
    b.inputs.flatMap(({ input }) => (input.kind === 'gap' ? [[input.fromMs, input.toMs]] : [])),
  );
const messagesOf = (batches: EngineBatch[]): string[] =>
  batches.flatMap((b) =>
    b.inputs.flatMap(({ input }) =>
      input.kind === 'feed' && input.input.kind === 'message' ? [input.input.id] : [],
    ),
  );

describe('the live watch opened again', () => {
  it('EN-41 a first start lives through its history up to now, without a gap', () => {
    const w = open(CREATED + 3000, null);
    w.catchUpAll();
    expect(w.host.nowMs).toBe(CREATED + 3000);
    expect(gapsOf(w.batches)).toEqual([]);
  });

  it('EN-41 a restart goes on at its own last moment: the outage is one gap, each message is heard once, none is lost', () => {
    const first = open(CREATED, null);
    first.catchUpAll();
    const wallMs = CREATED + 2 * 3600_000;
    const second = open(wallMs, first.batches);
    expect(second.catchUp).toBeNull();
    expect(gapsOf(second.batches)).toEqual([[CREATED, wallMs]]);
    second.host.pump(wallMs);
    second.host.pump(wallMs + 5000);
    const settings = { seed: 5, pace: 'brisk', startMs: EPOCH } as const;
    const all = createLiveWorld(settings, [], tables.sites)
      .advance(wallMs + 5000)
      .flatMap((i) => (i.kind === 'message' ? [i.id] : []));
    const [a, b] = [messagesOf(first.batches), messagesOf(second.batches)];
    expect(b.length).toBeGreaterThan(5);
    expect(a.filter((id) => b.includes(id))).toEqual([]);
    // What was on file for windows that closed during the outage is of no use any more; all that is given is true.
    expect([...a, ...b].filter((id) => !all.includes(id))).toEqual([]);
    const [before, after] = [first, second].map((w) => w.batches.at(-1));
    expect(second.batches[0]?.firstStep).toBe((before?.lastStep ?? 0) + 1);
    expect(after?.nowMs).toBe(wallMs + 5000);
  });

  it('EN-73 a start that died before its first step was stored begins anew: opening, speed and what is on file are there', () => {
    const [first, again] = [open(CREATED, null, 20), open(CREATED, [], 20)];
    for (const w of [first, again]) w.catchUpAll();
    const [opening] = again.batches;
    expect(opening?.inputs.map((i) => i.input.kind)).toEqual(['open', 'speed']);
    expect(opening?.events.map((e) => e.event.kind)).toContain('session.opened');
    expect(messagesOf(again.batches).length).toBeGreaterThan(3);
    expect(messagesOf(again.batches)).toEqual(messagesOf(first.batches));
  });

  it('EN-41 one that died in its history goes on with it, and only what came after is an outage', () => {
    const first = open(CREATED, null);
    first.catchUpAll(40);
    expect(first.host.nowMs).toBe(EPOCH + 400_000);
    const wallMs = CREATED + 90_000;
    const second = open(wallMs, first.batches);
    expect(gapsOf(second.batches)).toEqual([]);
    second.catchUpAll();
    expect(gapsOf(second.batches)).toEqual([[CREATED, wallMs]]);
    expect(second.host.nowMs).toBe(wallMs);
    const scans = [...first.batches, ...second.batches].flatMap((b) =>
      b.inputs.flatMap(({ input }) =>
        input.kind === 'feed' && input.input.kind === 'scan' ? [input.input] : [],
      ),
    );
    // Looks do not stop where the process did.
    const silent = scans.slice(1).map((s, i) => s.receivedMs - (scans[i]?.receivedMs ?? 0));
    expect(Math.max(...silent)).toBeLessThan(15_000);
    expect(Math.max(...scans.map((s) => s.receivedMs))).toBeLessThanOrEqual(CREATED);
  });

  it('UX-154 who comes while the past is lived through sits down when it has come to now; until then the robots answer', () => {
    const w = open(CREATED, null);
    const desk = { participant: 'P1', role: 'supervisor' as const };
    seat(w.hosted, { ...desk, occupant: 'robot', name: null }, CREATED);
    w.catchUpAll(10);
    seat(w.hosted, { ...desk, occupant: 'person', name: { en: 'Ivanova', ru: 'Иванова' } }, CREATED);
    const seated = () =>
      w.batches.flatMap((b) => b.inputs.flatMap((i) => (i.input.kind === 'desk' ? [i.nowMs] : [])));
    w.catchUpAll(10);
    expect(seated()).toEqual([]);
    w.catchUpAll();
    expect(seated()).toEqual([CREATED]);
    seat(w.hosted, { ...desk, occupant: 'robot', name: null }, CREATED);
    expect(seated()).toEqual([CREATED, CREATED]);
  });
});
