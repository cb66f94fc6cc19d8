/**
 * What the live world launches when: a pure function of seed and time. Each site has its own Poisson stream, drawn slot
 * by slot; of two launches too near in time at one site the one with the lower lot is dropped (Matérn's hard core), which
 * needs the neighbouring slots only, never the past.
 */
import { bearingDeg, destination, distanceM, type LatLon } from '../../../domain/geodesy';
import { type Rng, rngFor } from '../rng';
import { utcMs } from '../time';
import { minimumEnergyApogeeM } from '../trajectory/fit';
import type { TemplateName } from '../trajectory/templates';
import { type LiveSettings, PACES, type PaceFigures } from './settings';
import { areaOf, type Programme, type Site, type SitesTable } from './sites';

export interface PlannedLaunch {
  /** Names its streams of chance; never leaves the simulation. */
  key: string;
  site: Site;
  programme: Programme;
  template: TemplateName;
  launchMs: number;
  /** Over the ground: bearing of the target, or heading of the ascent. */
  azimuthDeg: number;
  /** Null for orbit. */
  target: (LatLon & { rangeM: number }) | null;
  apogeeM: number;
  perigeeM: number | null;
  /** Announced ones may be called off, with a word or without. */
  fate: 'flown' | 'cancelled' | 'silent';
  notice: { filedMs: number; windowFromMs: number; windowToMs: number; cancelledMs: number | null } | null;
}

export interface Schedule {
  figures: PaceFigures;
  /** Launches (and scrubs, at the time they were meant for) in [fromMs, toMs), by time. */
  between(fromMs: number, toMs: number): PlannedLaunch[];
}

interface Span {
  fromMs: number;
  toMs: number;
}
interface Candidate {
  atMs: number;
  lot: number;
  key: string;
}

const ORIGIN_MS = utcMs(2000);
const KEPT_SLOTS = 20_000;

export function createSchedule(settings: LiveSettings, table: SitesTable): Schedule {
  const figures = PACES[settings.pace];
  const { slotMs, apartMs } = figures;
  const rates = candidateRates(settings, table, figures);
  const slots = new Map<string, Candidate[]>();

  const candidates = (site: Site, slot: number): Candidate[] => {
    const key = `${site.id}/${slot}`;
    let list = slots.get(key);
    if (!list) {
      const rng = rngFor(settings.seed, 'slot', site.id, slot);
      const n = rng.poisson((rates.get(site.id) ?? 0) * slotMs);
      list = Array.from({ length: n }, (_, i) => ({
        atMs: Math.round(ORIGIN_MS + (slot + rng.unit()) * slotMs),
        lot: rng.unit(),
        key: `${key}/${i}`,
      }));
      if (slots.size >= KEPT_SLOTS) slots.clear();
      slots.set(key, list);
    }
    return list;
  };

  /** What of a slot is left by the hard core. */
  const kept = (site: Site, slot: number): Candidate[] => {
    const near = [slot - 1, slot, slot + 1].flatMap((k) => candidates(site, k));
    const beaten = (c: Candidate): boolean =>
      near.some((o) => o !== c && Math.abs(o.atMs - c.atMs) < apartMs && o.lot > c.lot);
    return candidates(site, slot).filter((c) => !beaten(c));
  };
  const windowMs = Math.max(...figures.windows.map(([, , toS]) => toS)) * 1000;

  /** The time about a launch in which no other of its site is meant to fly. */
  const freeAbout = (site: Site, { atMs }: Candidate): Span => {
    const free = { fromMs: atMs - windowMs, toMs: atMs + windowMs };
    const last = Math.floor((free.toMs - ORIGIN_MS) / slotMs);
    for (let slot = Math.floor((free.fromMs - ORIGIN_MS) / slotMs); slot <= last; slot++)
      for (const o of kept(site, slot)) {
        if (o.atMs < atMs) free.fromMs = Math.max(free.fromMs, o.atMs + figures.clearMs);
        if (o.atMs > atMs) free.toMs = Math.min(free.toMs, o.atMs - figures.clearMs);
      }
    return free;
  };

  return {
    figures,
    between(fromMs, toMs) {
      const first = Math.floor((fromMs - ORIGIN_MS) / slotMs);
      const last = Math.floor((toMs - ORIGIN_MS) / slotMs);
      const out: PlannedLaunch[] = [];
      for (const site of table.sites) {
        for (let slot = first; slot <= last; slot++) {
          for (const c of kept(site, slot))
            if (c.atMs >= fromMs && c.atMs < toMs)
              out.push(plan(settings, table, figures, site, c, freeAbout(site, c)));
        }
      }
      return out.sort((a, b) => a.launchMs - b.launchMs || (a.key < b.key ? -1 : 1));
    },
  };
}

/** Share of drawn launches that are scrubs, so that `scrubbedShare` of all notifications come to nothing. */
function scrubShare(s: LiveSettings): number {
  const odds = (s.scrubbedShare * (1 - s.unannouncedShare)) / (1 - s.scrubbedShare);
  return odds / (1 + odds);
}

const YEAR_MS = 365.25 * 86_400_000;

/** Wanted launches a millisecond of each site, by the settings. */
export function wantedRates(s: LiveSettings, table: SitesTable): Map<string, number> {
  const { weight } = PACES[s.pace];
  const weights = table.sites.map((site) => site.programmes.reduce((w, p) => w + weight(p.perYear), 0));
  const all = weights.reduce((a, b) => a + b, 0);
  const total = s.pace === 'brisk' ? 1 / (s.meanGapS * 1000) : all / YEAR_MS;
  return new Map(table.sites.map((site, i) => [site.id, (total * (weights[i] as number)) / all]));
}

/** Rates to draw with: what the hard core and the scrubs take away is added before. */
function candidateRates(s: LiveSettings, table: SitesTable, figures: PaceFigures): Map<string, number> {
  const out = new Map<string, number>();
  for (const [id, wanted] of wantedRates(s, table)) {
    const crowd = (2 * figures.apartMs * wanted) / (1 - scrubShare(s));
    if (crowd >= 0.98) throw new Error(`live world: too many launches for ${id}`);
    out.set(id, -Math.log(1 - crowd) / (2 * figures.apartMs));
  }
  return out;
}

function plan(
  s: LiveSettings,
  table: SitesTable,
  figures: PaceFigures,
  site: Site,
  c: Candidate,
  free: Span,
): PlannedLaunch {
  const rng = rngFor(s.seed, 'launch', c.key);
  const scrubbed = rng.chance(scrubShare(s));
  const announced = scrubbed || !rng.chance(s.unannouncedShare);
  const fate = !scrubbed ? 'flown' : rng.chance(0.5) ? 'cancelled' : 'silent';
  const programme = choose(rng, site.programmes, (p) => figures.weight(p.perYear));
  const template = programme.templates[rng.below(programme.templates.length)] as TemplateName;
  const path = drawPath(rng, table, site, programme);
  const notice = announced ? drawNotice(rng, figures, c.atMs, fate === 'cancelled', free) : null;
  return { key: c.key, site, programme, template, launchMs: c.atMs, fate, notice, ...path };
}

function choose<T>(rng: Rng, list: readonly T[], weight: (item: T) => number): T {
  let left = rng.unit() * list.reduce((sum, item) => sum + weight(item), 0);
  for (const item of list) {
    left -= weight(item);
    if (left < 0) return item;
  }
  return list[list.length - 1] as T;
}

type Path = Pick<PlannedLaunch, 'azimuthDeg' | 'target' | 'apogeeM' | 'perigeeM'>;

function drawPath(rng: Rng, table: SitesTable, site: Site, p: Programme): Path {
  if (p.vehicle === 'SLV') {
    const perigeeM = rng.uniform(...p.perigeeKm) * 1000;
    const azimuthDeg = rng.uniform(...p.azimuthDeg) % 360;
    return { azimuthDeg, target: null, perigeeM, apogeeM: perigeeM + rng.uniform(5e3, 90e3) };
  }
  const place = drawTarget(rng, table, site, p.aim);
  const rangeM = distanceM(site, place);
  const apogeeM =
    p.vehicle === 'BM'
      ? minimumEnergyApogeeM(rangeM) * rng.uniform(...p.loft)
      : rng.uniform(...p.apogeeKm) * 1000;
  return { azimuthDeg: bearingDeg(site, place), target: { ...place, rangeM }, apogeeM, perigeeM: null };
}

type Aim = Extract<Programme, { vehicle: 'BM' }>['aim'];

function drawTarget(rng: Rng, table: SitesTable, site: Site, aim: Aim): LatLon {
  if (!('area' in aim))
    return destination(site, rng.uniform(...aim.azimuthDeg), rng.uniform(...aim.rangeKm) * 1000);
  const area = areaOf(table, aim.area);
  return destination(area, rng.uniform(0, 360), area.radiusKm * 1000 * 0.8 * Math.sqrt(rng.unit()));
}

/**
 * The launch falls anywhere in its window, which opens and closes on whole minutes. A range gives its windows so that it is
 * clear which launch belongs to which; now and then it does not.
 */
function drawNotice(
  rng: Rng,
  figures: PaceFigures,
  launchMs: number,
  cancelled: boolean,
  free: Span,
): PlannedLaunch['notice'] {
  const [, fromS, toS] = choose(rng, figures.windows, (w) => w[0]);
  const lengthMs = Math.round(rng.uniform(fromS, toS) / 60) * 60_000;
  const opensMs = Math.floor((launchMs - rng.uniform(0.02, 0.9) * lengthMs) / 60_000) * 60_000;
  const [least, most] = figures.leadS;
  const leadMs = least * (most / least) ** rng.unit() * 1000;
  const cancelAt = cancelled ? rng.uniform(0.2, 0.98) : null;
  const clear = !rng.chance(figures.looseShare);
  const windowFromMs = clear ? Math.max(opensMs, Math.ceil(free.fromMs / 60_000) * 60_000) : opensMs;
  const closesMs = opensMs + lengthMs;
  const windowToMs = clear ? Math.min(closesMs, Math.floor(free.toMs / 60_000) * 60_000) : closesMs;
  const filedMs = Math.round(windowFromMs - leadMs);
  const cancelledMs = cancelAt === null ? null : Math.round(filedMs + cancelAt * (windowToMs - filedMs));
  return { filedMs, windowFromMs, windowToMs, cancelledMs };
}
