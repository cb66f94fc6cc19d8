import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { areaCentre, areaReachM, insideArea } from '../../../domain/area';
import { azDiffDeg, bearingDeg, distanceM, type LatLon } from '../../../domain/geodesy';
import { type FeedInput, type Message, parseFeedInput } from '../../../domain/inputs';
import sensorTable from '../../../scenarios/tables/sensors.json';
import siteTable from '../../../scenarios/tables/sites.json';
import { loadCatalogue } from '../catalogue';
import { HOUR_MS, utcMs } from '../time';
import { classOfLaunch, liveTruth, type PlannedLaunch, plannedLaunches, wantedPerHour } from '../truth';
import { flyPlanned } from './launch';
import { messagesOf } from './notices';
import { afterMs, PACES } from './settings';
import { areaOf, loadSites, type Programme } from './sites';
import { createLiveWorld } from './source';

const catalogue = loadCatalogue(sensorTable);
const sites = loadSites(siteTable);
const START = utcMs(2026, 11, 24, 5, 12, 7);
const brisk = { seed: 11, pace: 'brisk', startMs: START } as const;
const HOURS = 600;
const plans = plannedLaunches(brisk, sites, START, START + HOURS * HOUR_MS);
const flown = plans.filter((p) => p.fate === 'flown');

/** Four and a half sigmas of a count that is expected to be n. */
const near = (count: number, n: number): boolean => Math.abs(count - n) < 4.5 * Math.sqrt(n) + 1;
const tally = <T>(list: T[], key: (item: T) => string): Map<string, number> => {
  const out = new Map<string, number>();
  for (const item of list) out.set(key(item), (out.get(key(item)) ?? 0) + 1);
  return out;
};
const messages = (inputs: FeedInput[]): Message[] => inputs.filter((i) => i.kind === 'message');

/** Natural Earth land at 1:50 million (public domain), decoded from its TopoJSON: rings of [lon, lat], boxed. */
const land = (() => {
  const path = createRequire(import.meta.url).resolve('world-atlas/land-50m.json');
  const topo = JSON.parse(readFileSync(path, 'utf8')) as {
    transform: { scale: [number, number]; translate: [number, number] };
    arcs: [number, number][][];
    objects: { land: { geometries: { arcs: number[][][] }[] } };
  };
  const { scale, translate } = topo.transform;
  const arcs = topo.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]): [number, number] => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
  const line = (i: number) =>
    i < 0 ? [...(arcs[~i] as [number, number][])].reverse() : (arcs[i] as [number, number][]);
  const rings = topo.objects.land.geometries.flatMap((g) => g.arcs.flat().map((ring) => ring.flatMap(line)));
  return rings.map((ring) => {
    // Across the antimeridian longitudes go on beyond 180°.
    let turn = 0;
    const open = ring.map(([x, y], i): [number, number] => {
      const step = i > 0 ? x - (ring[i - 1] as [number, number])[0] : 0;
      turn -= Math.abs(step) > 180 ? 360 * Math.sign(step) : 0;
      return [x + turn, y];
    });
    const ys = open.map((p) => p[1]);
    return { open, south: Math.min(...ys), north: Math.max(...ys) };
  });
})();
function isLand({ lat, lon }: LatLon): boolean {
  let inside = false;
  for (const { open, south, north } of land) {
    if (lat < south || lat > north) continue;
    for (const x of [lon, lon + 360, lon - 360])
      for (let i = 0, j = open.length - 1; i < open.length; j = i++) {
        const [x1, y1] = open[i] as [number, number];
        const [x2, y2] = open[j] as [number, number];
        if (y1 > lat !== y2 > lat && x < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
      }
  }
  return inside;
}

describe('live world', () => {
  it('SI-18 launches as often as set, at each site as its programmes weigh', () => {
    expect(near(flown.length, (HOURS * 3600) / 240)).toBe(true);
    const wanted = wantedPerHour(brisk, sites);
    const counts = tally(flown, (p) => p.site.id);
    for (const [id, perHour] of wanted) expect(near(counts.get(id) ?? 0, perHour * HOURS), id).toBe(true);
    const slower = plannedLaunches({ ...brisk, meanGapS: 600 }, sites, START, START + HOURS * HOUR_MS);
    expect(near(slower.filter((p) => p.fate === 'flown').length, HOURS * 6)).toBe(true);
  });

  it('SI-18 at the realistic pace launches as many a year as the table says', () => {
    const year = plannedLaunches({ ...brisk, pace: 'realistic' }, sites, START, START + 8766 * HOUR_MS);
    const real = year.filter((p) => p.fate === 'flown');
    const perYear = sites.sites.flatMap((s) => s.programmes).reduce((n, p) => n + p.perYear, 0);
    expect(near(real.length, perYear)).toBe(true);
    expect(real.filter((p) => p.programme.vehicle === 'SLV').length).toBeGreaterThan(230);
    for (const p of year) {
      if (!p.notice) continue;
      const leadH = (p.notice.windowFromMs - p.notice.filedMs) / HOUR_MS;
      expect(leadH).toBeGreaterThanOrEqual(24);
      expect(leadH).toBeLessThanOrEqual(30 * 24);
    }
  });

  it('SI-18 keeps its tempo: gaps as of chance, and two launches of one site stay apart', () => {
    const times = flown.map((p) => p.launchMs);
    const gaps = times.slice(1).map((t, i) => (t - (times[i] as number)) / 240_000);
    // Of exponential gaps 1 − 1/e are shorter than their mean.
    const short = gaps.filter((g) => g < 1).length / gaps.length;
    expect(Math.abs(short - (1 - Math.exp(-1)))).toBeLessThan(0.03);
    const last = new Map<string, number>();
    for (const p of plans) {
      expect(p.launchMs - (last.get(p.site.id) ?? 0)).toBeGreaterThanOrEqual(PACES.brisk.apartMs);
      last.set(p.site.id, p.launchMs);
    }
  });

  it('SI-19 leaves the set share unannounced and scrubs the set share of what is announced', () => {
    const unannounced = flown.filter((p) => !p.notice).length;
    expect(near(unannounced, 0.08 * flown.length)).toBe(true);
    const announced = plans.filter((p) => p.notice);
    const scrubbed = announced.filter((p) => p.fate !== 'flown');
    expect(near(scrubbed.length, 0.04 * announced.length)).toBe(true);
    expect(new Set(scrubbed.map((p) => p.fate))).toEqual(new Set(['cancelled', 'silent']));
    const none = plannedLaunches(
      { ...brisk, unannouncedShare: 0, scrubbedShare: 0 },
      sites,
      START,
      START + 50 * HOUR_MS,
    );
    expect(none.every((p) => p.notice && p.fate === 'flown')).toBe(true);
    const half = plannedLaunches({ ...brisk, unannouncedShare: 0.5 }, sites, START, START + HOURS * HOUR_MS);
    const halfFlown = half.filter((p) => p.fate === 'flown');
    expect(near(halfFlown.filter((p) => !p.notice).length, halfFlown.length / 2)).toBe(true);
  });

  it('SI-24 a range gives its windows so that it is clear which launch belongs to which, but for a few', () => {
    const announced = flown.filter((p) => p.notice);
    const fits = (p: PlannedLaunch, q: PlannedLaunch): boolean =>
      q !== p &&
      q.site === p.site &&
      q.notice !== null &&
      p.launchMs > q.notice.windowFromMs - PACES.brisk.clearMs &&
      p.launchMs < q.notice.windowToMs + PACES.brisk.clearMs;
    const two = announced.filter((p) => plans.some((q) => fits(p, q)));
    // Drawn without regard to each other more than a tenth would.
    expect(two.length / announced.length).toBeLessThan(0.04);
    expect(two.length).toBeGreaterThan(0);
    const clear = plans.filter((q) => q.notice && !plans.some((p) => fits(p, q)));
    expect(clear.length / plans.filter((q) => q.notice).length).toBeGreaterThan(0.95);
    for (const { launchMs, notice } of announced) {
      expect(launchMs).toBeGreaterThan(notice?.windowFromMs ?? launchMs);
      expect(launchMs).toBeLessThan(notice?.windowToMs ?? launchMs);
    }
  });

  it('SI-20 draws azimuth, range, height and class evenly from the table, and no flight twice', () => {
    const byProgramme = new Map<string, PlannedLaunch[]>();
    for (const p of flown) byProgramme.set(p.programme.id, [...(byProgramme.get(p.programme.id) ?? []), p]);
    for (const site of sites.sites)
      for (const programme of site.programmes) {
        const list = byProgramme.get(programme.id) ?? [];
        const span = azimuthsOf(programme);
        if (!span) continue;
        const shares = list.map((p) => azDiffDeg(p.azimuthDeg, span[0]) / (span[1] - span[0]));
        for (const s of shares) expect(s, programme.id).toBeGreaterThan(-0.01);
        for (const s of shares) expect(s, programme.id).toBeLessThan(1.01);
        expect(near(shares.filter((s) => s < 0.5).length, list.length / 2), programme.id).toBe(true);
      }
    const weight = (test: (p: Programme) => boolean) =>
      sites.sites.flatMap((s) => s.programmes).reduce((n, p) => n + (test(p) ? Math.sqrt(p.perYear) : 0), 0);
    const classes = tally(flown, classOfLaunch);
    const all = weight(() => true);
    for (const vehicle of ['SLV', 'SOUNDING_ROCKET'] as const)
      expect(
        near(classes.get(vehicle) ?? 0, (flown.length * weight((p) => p.vehicle === vehicle)) / all),
      ).toBe(true);
    for (const code of ['SRBM', 'MRBM', 'IRBM', 'ICBM'])
      expect(classes.get(code) ?? 0, code).toBeGreaterThan(50);
    expect(new Set(flown.map((p) => `${p.azimuthDeg}/${p.apogeeM}`)).size).toBe(flown.length);
  });

  it('SI-21 comes down in the ocean or in a test range', () => {
    const ranges = sites.areas.filter((a) => a.ground === 'range');
    expect(isLand({ lat: 60, lon: 100 })).toBe(true);
    expect(isLand({ lat: 0, lon: -30 })).toBe(false);
    const wrong = plans
      .slice(0, 4000)
      .filter((p) => p.target && !ranges.some((a) => distanceM(a, p.target as LatLon) < a.radiusKm * 1000))
      .filter((p) => isLand(p.target as LatLon));
    expect(wrong.map((p) => p.programme.id)).toEqual([]);
  });

  it('SI-21 every programme is flown to its target, or to orbit', () => {
    const some = [...new Set(plans.map((p) => p.programme.id))].flatMap((id) =>
      plans.filter((p) => p.programme.id === id).slice(0, 3),
    );
    expect(some.length).toBeGreaterThan(115);
    for (const p of some) {
      const t = flyPlanned(brisk.seed, p)?.trajectory;
      expect(t, `${p.key} ${p.programme.id}`).toBeDefined();
      if (!t) continue;
      expect(t.ending, p.programme.id).toBe(p.target ? 'impact' : 'orbit');
      if (p.target) expect(distanceM(t.impact as LatLon, p.target), p.programme.id).toBeLessThan(3e3);
      expect(t.endS).toBeLessThan(60 * 60);
    }
  });

  it('SI-22 a notification names the launch that it is of: window, place, direction, impact area', () => {
    const references = new Set<string>();
    for (const p of plans.slice(0, 3000)) {
      const list = messagesOf(brisk.seed, p, PACES.brisk);
      if (!p.notice) {
        expect(list).toEqual([]);
        continue;
      }
      for (const m of list) expect(parseFeedInput(m).ok).toBe(true);
      const body = list[0]?.body;
      if (body?.type !== 'NOTIFICATION') throw new Error('no notification');
      const n = body.notification;
      expect(n.reference).toMatch(/^W-[0-9A-Z]{8}$/);
      references.add(n.reference);
      expect(n.window.fromMs).toBeLessThan(p.launchMs);
      expect(n.window.toMs).toBeGreaterThan(p.launchMs);
      expect(insideArea(n.launchArea, p.site)).toBe(true);
      expect(Math.abs(azDiffDeg(n.azimuthDeg as number, p.azimuthDeg))).toBeLessThan(n.azimuthToleranceDeg);
      expect(n.impactArea === null).toBe(p.target === null);
      if (n.impactArea && p.target) {
        const to = areaCentre(n.impactArea);
        expect(distanceM(to, p.target)).toBeLessThan(areaReachM(n.impactArea) / 2);
        expect(Math.abs(azDiffDeg(bearingDeg(p.site, to), p.azimuthDeg))).toBeLessThan(15);
      }
      const leadH = (p.notice.windowFromMs - p.notice.filedMs) / HOUR_MS;
      expect(leadH).toBeGreaterThanOrEqual(1.5);
      expect(leadH).toBeLessThanOrEqual(4);
      const after = { flown: 'NOTIFICATION_POST', cancelled: 'NOTIFICATION_CANCEL', silent: undefined };
      expect(list[1]?.body.type).toBe(after[p.fate]);
      expect(list).toHaveLength(p.fate === 'silent' ? 1 : 2);
      if (list[1]) expect(list[1].receivedMs).toBeGreaterThan(list[0]?.receivedMs as number);
    }
    expect(references.size).toBe(plans.slice(0, 3000).filter((p) => p.notice).length);
  });

  it('SI-26 of what flew its sender tells afterwards, all but a few in time; of nothing else does he', () => {
    const posts = flown.slice(0, 3000).flatMap((p) =>
      messagesOf(brisk.seed, p, PACES.brisk).flatMap(({ atMs, body }) => {
        if (body.type !== 'NOTIFICATION_POST') return [];
        expect(Math.abs(body.launchedMs - p.launchMs)).toBeLessThanOrEqual(500);
        return [(atMs - body.launchedMs) / 1000];
      }),
    );
    const told = flown.slice(0, 3000).filter((p) => p.notice).length;
    expect(posts.length).toBe(told);
    const late = posts.filter((s) => s > PACES.brisk.postDueS);
    expect(near(late.length, 0.03 * told)).toBe(true);
    expect(late.length).toBeGreaterThan(0);
    // A restart hears those that were still to come.
    expect(Math.max(...posts) * 1000).toBeLessThanOrEqual(afterMs(PACES.brisk));
  });

  it('SI-23 opens with the notifications on file, under their times of filing, and with flights under way', () => {
    const toMs = START + 20 * 60_000;
    const { inputs, origins, flights } = liveTruth(brisk, catalogue, sites, toMs);
    const onFile = messages(inputs).filter((m) => m.receivedMs <= START);
    expect(onFile.length).toBeGreaterThan(15);
    expect(inputs.slice(0, onFile.length)).toEqual(onFile);
    for (const m of onFile) expect(m.atMs).toBeLessThan(START);
    const underWay = flights.filter((f) => f.launchMs < START && f.endMs > START);
    expect(underWay.length).toBeGreaterThan(1);
    expect(underWay.some((f) => [...origins.values()].includes(f.key))).toBe(true);
    // Every notified launch after the start was on file or told before it flew.
    const told = new Set(
      messages(inputs).map((m) => (m.body.type === 'NOTIFICATION' ? m.body.notification.reference : '')),
    );
    for (const p of plannedLaunches(brisk, sites, START, toMs))
      for (const m of messagesOf(brisk.seed, p, PACES.brisk))
        if (m.body.type === 'NOTIFICATION') expect(told).toContain(m.body.notification.reference);
    const again = createLiveWorld({ ...brisk, sinceMs: START }, catalogue, sites).advance(toMs);
    expect(messages(again)).toEqual(messages(inputs).filter((m) => m.receivedMs > START));
  });

  it('SI-11 is the same world for a seed and a time: however cut, and whenever entered', () => {
    const toMs = START + 30 * 60_000;
    const whole = createLiveWorld(brisk, catalogue, sites).advance(toMs);
    const cut = createLiveWorld(brisk, catalogue, sites);
    const parts: FeedInput[] = [];
    for (let t = START, k = 0; t < toMs; k++) {
      t = Math.min(toMs, t + ([100, 2000, 61_000, 7][k % 4] as number));
      parts.push(...cut.advance(t));
    }
    expect(JSON.stringify(parts)).toBe(JSON.stringify(whole));
    const entered = START + 17 * 60_000 + 123;
    const looks = (inputs: FeedInput[]) =>
      JSON.stringify(
        inputs.filter((i) => (i.kind === 'detection' || i.kind === 'scan') && i.atMs >= entered),
      );
    const later = createLiveWorld({ ...brisk, startMs: entered, sinceMs: entered }, catalogue, sites).advance(
      toMs,
    );
    expect(looks(later)).toBe(looks(whole));
    expect(messages(later)).toEqual(messages(whole).filter((m) => m.receivedMs > entered));
    const other = createLiveWorld({ ...brisk, seed: 12 }, catalogue, sites).advance(toMs);
    expect(JSON.stringify(other)).not.toBe(JSON.stringify(whole));
  });

  it('SI-12 every input is valid and in order and tells nothing of what flies', () => {
    const world = createLiveWorld(brisk, catalogue, sites);
    const inputs = world.advance(START + 2 * HOUR_MS);
    let last = Number.NEGATIVE_INFINITY;
    for (const input of inputs) {
      if (!parseFeedInput(input).ok) throw new Error(JSON.stringify(parseFeedInput(input)));
      if (input.receivedMs < last) throw new Error('out of order');
      last = input.receivedMs;
    }
    const text = JSON.stringify(inputs.filter((i) => i.kind !== 'message'));
    for (const site of sites.sites) expect(text).not.toContain(`${site.id}/`);
    expect(text).not.toMatch(/flight|truth|target|template|vehicle|burn/);
    expect(inputs.filter((i) => i.kind === 'detection').length).toBeGreaterThan(5000);
  });

  it('refuses a bad table with the path of the fault', () => {
    expect(() => loadSites({ ...siteTable, v: 2 })).toThrow('sites table: v');
    const lost = structuredClone(siteTable) as { areas: { id: string }[] };
    lost.areas = lost.areas.filter((a) => a.id !== 'KURA');
    expect(() => loadSites(lost)).toThrow('no area KURA');
    expect(areaOf(sites, 'KURA').ground).toBe('range');
  });
});

function azimuthsOf(p: Programme): [number, number] | null {
  if (p.vehicle === 'SLV') return p.azimuthDeg;
  if ('area' in p.aim) return null;
  return p.aim.azimuthDeg;
}
