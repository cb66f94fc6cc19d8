/** A small world for the map's tests: one flight with its launch, track, radars. */

import { FakeSource } from '../../client/source/fake-source';
import { launch, PARTIES, principal, T0 } from '../../client/testing';
import { propagateFreeFlight } from '../../domain/ballistics';
import { enuAxes, geodeticToEcef } from '../../domain/geodesy';
import { encodeFrame, type FrameEntry } from '../../domain/protocol/frames';
import type { Kinematics, Launch, NationalTrack } from '../../domain/records';
import type { RadarSensor } from '../../domain/sensors';
import { emptyView, type TrailPoint } from '../../domain/view';
import type { MapTexts } from './scene/texts';

const P = Array.from({ length: 21 }, (_, i) =>
  [0, 2, 5].includes(i) ? 4e6 : [9, 14, 20].includes(i) ? 25 : 0,
);

/** The state `dtS` after T0 of a lob from 40.6N 126.4E on 080°, 5.2 km/s at 45°. */
export function flight(dtS: number): Kinematics {
  const [e, n, u] = enuAxes(40.6, 126.4);
  const [az, el, v] = [(80 * Math.PI) / 180, Math.PI / 4, 5200];
  const dir = [0, 1, 2].map(
    (i) =>
      Math.cos(el) * (Math.sin(az) * (e[i] ?? 0) + Math.cos(az) * (n[i] ?? 0)) + Math.sin(el) * (u[i] ?? 0),
  );
  const x0 = [...geodeticToEcef(40.6, 126.4, 1000), ...dir.map((d) => d * v)];
  return { epochMs: T0 + dtS * 1000, x: [...propagateFreeFlight(x0, dtS)], P, a: [0, 0, 0] };
}

export const IMPACT = {
  lat: 36.5,
  lon: 160,
  cov: [4e9, 0, 4e9] as [number, number, number],
  atMs: T0 + 880e3,
  sigmaS: 20,
};

export function flying(part: Partial<Launch> = {}): Launch {
  return launch({ kinematics: flight(120), impact: IMPACT, updatedMs: T0 + 120e3, ...part });
}
export function track(part: Partial<NationalTrack> = {}): NationalTrack {
  const { launchPoint, classes, azimuthDeg } = launch();
  return {
    id: 'track-1',
    number: 311,
    rev: 1,
    status: 'confirmed',
    phase: 'coast',
    kinematics: flight(110),
    launchPoint,
    azimuthDeg,
    impact: IMPACT,
    corridor: null,
    classes,
    score: 20,
    phenomenologies: ['RADAR'],
    sensors: [],
    firstLookMs: T0 + 50e3,
    lastLookMs: T0 + 110e3,
    evidence: [],
    why: null,
    reportedAs: null,
    ...part,
  };
}

export function radar(part: Partial<RadarSensor> = {}): RadarSensor {
  return {
    id: 'radar-1',
    name: { en: 'Shariki, Japan', ru: 'Сярики, Япония' },
    system: '',
    kind: 'radar',
    assignedTo: 'P1',
    serviceFromMs: 0,
    serviceToMs: null,
    revisitS: 5,
    phaseS: 0,
    pd: 0.9,
    clutterPerScan: 0,
    latencyS: 0,
    assumed: [],
    lat: 40.9,
    lon: 140.3,
    heightM: 0,
    azMinDeg: 230,
    azMaxDeg: 350,
    elMinDeg: 0,
    elMaxDeg: 90,
    rangeMaxM: 3000e3,
    sigma: [30, 1e-3, 1e-3],
    ...part,
  };
}

export const TRAIL: TrailPoint[] = [
  [T0 + 60e3, 41, 128, 200e3],
  [T0 + 90e3, 41.2, 129, 300e3],
];

/** A console of Party P1 that holds these. */
export function sourceOf(
  {
    launches = [],
    tracks = [],
    sensors = [],
  }: { launches?: Launch[]; tracks?: NationalTrack[]; sensors?: RadarSensor[] },
  nowMs = T0 + 130e3,
): FakeSource {
  const shared = emptyView('SHARED');
  for (const l of launches) {
    shared.launches[l.id] = l;
    shared.trails[l.id] = TRAIL;
  }
  shared.sensors = sensors;
  shared.session = {
    id: 's',
    mode: 'LIVE',
    title: { en: 'Live', ru: 'Мир' },
    scenario: null,
    parties: ['P1', 'P2'],
    epochMs: T0,
    engineVersion: '1',
  };
  const own = emptyView('NAT:P1');
  for (const t of tracks) own.tracks[t.id] = t;
  return new FakeSource(
    { me: principal(), participants: PARTIES, views: { SHARED: shared, 'NAT:P1': own } },
    nowMs,
  );
}

/** Puts one state into the frames of a compartment. */
export function giveFrame(
  source: FakeSource,
  compartment: 'SHARED' | 'NAT:P1',
  entry: Partial<FrameEntry>,
): void {
  const k = flight(128);
  const whole: FrameEntry = {
    number: 117,
    phase: 'coast',
    status: 'confirmed',
    flags: 0,
    epochMs: k.epochMs,
    position: [k.x[0] ?? 0, k.x[1] ?? 0, k.x[2] ?? 0],
    velocity: [k.x[3] ?? 0, k.x[4] ?? 0, k.x[5] ?? 0],
    thrust: [0, 0, 0],
    sigmaM: 100,
    ...entry,
  };
  source.tracks(compartment).take(encodeFrame({ kind: 'key', seq: 1, base: 1, nowMs: T0, entries: [whole] }));
}

/** Texts that say their own names. */
export const TEXTS: MapTexts = {
  language: 'en',
  launch: 'launch',
  impact: 'impact',
  predicted: 'predicted',
  region90: 'region',
  ownPicture: 'own picture',
  releasedBy: (letter) => `released by ${letter}`,
  asReported: (no) => `report ${no}`,
  looks: (n) => `${n} looks`,
  gap: ({ distanceM, timeS }) => `${Math.round(distanceM / 1000)} km ${timeS} s`,
  unknown: 'unknown',
  noNotice: 'no notification',
  retracted: 'retracted',
  coverEndsIn: 'cover ends in',
  words: (w) => w.en,
  status: (l) => l.corroboration,
  classOf: (code, p) => (p === null ? code : `${code} ${p}`),
  matches: (n) => `matches ${n}`,
  ended: () => 'ended',
  lost: () => 'lost',
  coasting: (ms) => `coasting ${ms}`,
  stale: (ms) => `stale ${ms}`,
  coverEnds: (atMs) => `cover ends ${atMs}`,
  left: (ms) => `left ${ms}`,
  minute: (atMs) => `minute ${atMs}`,
  motion: (v, h, half, az) => `${Math.round(v)} ${Math.round(h)} ${Math.round(half)} ${az}`,
  axes: () => 'axes',
  time: () => [['time', 'mono']],
  window: () => 'window',
  down: (atMs) => `down ${atMs}`,
  latitude: String,
  longitude: String,
  scale: (m) => `${m}`,
};
