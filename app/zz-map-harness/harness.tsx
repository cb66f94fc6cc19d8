'use client';

import { useEffect, useState } from 'react';
import { useActionKeys } from '../../client/actions/use-action-keys';
import { FakeSource } from '../../client/source/fake-source';
import { ConsoleProvider } from '../../client/stores/context';
import { alert, event, launch, PARTIES, principal } from '../../client/testing';
import { ConsoleMap } from '../../components/map/console-map';
import { propagateFreeFlight } from '../../domain/ballistics';
import {
  bearingDeg,
  destination,
  ecefToGeodetic,
  enuAxes,
  geodeticToEcef,
  WGS84,
} from '../../domain/geodesy';
import { encodeFrame } from '../../domain/protocol/frames';
import type { Launch } from '../../domain/records';
import type { Sensor } from '../../domain/sensors';

const SITES = {
  pacific: { lat: 40.6, lon: 126.4, az: 80, rangeM: 4600e3, tof: 22 * 60, mode: 'LIVE' },
  anti: { lat: 51.9, lon: 158.0, az: 95, rangeM: 5200e3, tof: 24 * 60, mode: 'LIVE' },
  polar: { lat: 69.3, lon: 16.0, az: 349, rangeM: 1300e3, tof: 20 * 60, mode: 'EXERCISE' },
  icbm: { lat: 62.9, lon: 40.6, az: 20, rangeM: 6800e3, tof: 26 * 60, mode: 'LIVE' },
} as const;

const state = (lat: number, lon: number, az: number, el: number, v: number) => {
  const p = geodeticToEcef(lat, lon, 1000);
  const [e, n, u] = enuAxes(lat, lon);
  const a = (az * Math.PI) / 180;
  const q = (el * Math.PI) / 180;
  const d = [0, 1, 2].map(
    (i) => Math.cos(q) * (Math.sin(a) * e[i]! + Math.cos(a) * n[i]!) + Math.sin(q) * u[i]!,
  );
  return [...p, ...d.map((x) => x * v)];
};
/** Range and time of a lob. */
function fly(x0: number[]): { t: number; at: { lat: number; lon: number } } {
  let x: ArrayLike<number> = x0;
  let t = 0;
  for (; t < 4000; t += 10) {
    const y = propagateFreeFlight(x, 10);
    if (ecefToGeodetic(y).heightM < 0) return { t, at: ecefToGeodetic(y) };
    x = y;
  }
  return { t, at: ecefToGeodetic(x) };
}
function lob(s: (typeof SITES)[keyof typeof SITES]): {
  x0: number[];
  t: number;
  at: { lat: number; lon: number };
} {
  let best: { x0: number[]; t: number; at: { lat: number; lon: number } } | null = null;
  let least = 1e18;
  for (let el = 20; el <= 85; el += 1)
    for (let v = 2500; v < 7600; v += 100) {
      const x0 = state(s.lat, s.lon, s.az, el, v);
      const f = fly(x0);
      const d =
        Math.acos(
          Math.min(
            1,
            Math.sin((s.lat * Math.PI) / 180) * Math.sin((f.at.lat * Math.PI) / 180) +
              Math.cos((s.lat * Math.PI) / 180) *
                Math.cos((f.at.lat * Math.PI) / 180) *
                Math.cos(((s.lon - f.at.lon) * Math.PI) / 180),
          ),
        ) * 6371e3;
      const cost = Math.abs(d - s.rangeM) / 1e5 + Math.abs(f.t - s.tof) / 60;
      if (cost < least) {
        least = cost;
        best = { x0, ...f };
      }
    }
  return best!;
}

const radar = (
  id: string,
  en: string,
  party: string,
  lat: number,
  lon: number,
  az: [number, number],
  el: [number, number],
  km: number,
): Sensor => ({
  id,
  name: { en, ru: en },
  system: '',
  assignedTo: party,
  serviceFromMs: -1e15,
  serviceToMs: null,
  revisitS: 5,
  phaseS: 0,
  pd: 1,
  clutterPerScan: 0,
  latencyS: 0,
  assumed: [],
  kind: 'radar',
  lat,
  lon,
  heightM: 0,
  azMinDeg: az[0],
  azMaxDeg: az[1],
  elMinDeg: el[0],
  elMaxDeg: el[1],
  rangeMaxM: km * 1000,
  sigma: [1, 1, 1],
});
const SENSORS: Sensor[] = [
  radar('SHARIKI', 'Shariki', 'P2', 40.89, 140.34, [230, 350], [0, 90], 3000),
  radar('KYO', 'Kyogamisaki', 'P2', 35.77, 135.2, [210, 330], [0, 90], 3000),
  radar('SHEMYA', 'Shemya', 'P2', 52.74, 174.09, [259, 19], [1, 80], 5500),
  radar('CLEAR', 'Clear', 'P2', 64.29, -149.19, [184, 64], [3, 85], 5556),
  radar('THULE', 'Thule', 'P2', 76.57, -68.3, [297, 177], [3, 85], 5556),
  radar('FYL', 'Fylingdales', 'P2', 54.36, -0.67, [0, 360], [3, 85], 5556),
  radar('MISH', 'Mishelevka', 'P1', 52.86, 103.23, [41, 219], [5.5, 34.5], 4600),
  radar('OLEN', 'Olenegorsk', 'P1', 68.11, 33.91, [280, 340], [5.5, 34.5], 4600),
  radar('PECH', 'Pechora', 'P1', 65.21, 57.3, [305, 55], [2, 55], 7200),
];

function build(q: Record<string, string>): FakeSource {
  const name = (q.scene ?? 'pacific') as keyof typeof SITES;
  const s = SITES[name];
  const t0 = name === 'polar' ? Date.UTC(1995, 0, 25, 6, 24, 0) : Date.UTC(2026, 10, 24, 6, 0, 28);
  const nowMs = t0 + Number(q.t ?? 348) * 1000;
  const me = q.me ?? 'P1';
  const source = new FakeSource(
    { me: principal({ participant: me, role: 'duty' }), participants: PARTIES },
    nowMs,
  );
  const { x0, t, at } = lob(s);
  const along = bearingDeg(s, at);
  const cov = (aM: number, bM: number, az: number): [number, number, number] => {
    const c = Math.cos((az * Math.PI) / 180);
    const n = Math.sin((az * Math.PI) / 180);
    const A = aM ** 2 / 4.605;
    const B = bM ** 2 / 4.605;
    return [A * n * n + B * c * c, (A - B) * n * c, A * c * c + B * n * n];
  };
  const big = name === 'polar' ? 2.1 : 1;
  let seq = 0;
  const give = (...e: Parameters<FakeSource['give']>) => source.give(...e);
  give(
    'SHARED',
    event(++seq, 'session.opened', {
      id: 's',
      mode: s.mode,
      title: { en: 'x', ru: 'x' },
      parties: ['P1', 'P2'],
      epochMs: t0,
      engineVersion: '1',
      scenario:
        name === 'polar'
          ? {
              id: '1995-01-25-black-brant-xii',
              variant: 'as-it-was',
              dateMs: t0,
              assumptions: [
                {
                  en: 'azimuth 349°, coasts between burns, payload drag. No source gives them.',
                  ru: 'азимут 349°, паузы между ступенями, сопротивление головной части. Источников нет.',
                },
              ],
            }
          : null,
    }),
  );
  give('SHARED', event(++seq, 'catalogue.set', { sensors: SENSORS }));
  const rec = (dt: number, rev: number): Launch => {
    const x = [...propagateFreeFlight(x0, dt)];
    return launch({
      rev,
      number: name === 'polar' ? 1 : 117,
      kinematics: {
        epochMs: t0 + dt * 1000,
        x,
        P: Array.from({ length: 21 }, (_, i) =>
          [0, 2, 5].includes(i) ? 16e6 : [9, 14, 20].includes(i) ? 100 : 0,
        ),
        a: [0, 0, 0],
      },
      phase: 'coast',
      launchPoint: { lat: s.lat, lon: s.lon, cov: cov(31e3 * big, 18e3 * big, along), atMs: t0, sigmaS: 3.6 },
      azimuthDeg: s.az,
      impact: {
        lat: at.lat,
        lon: at.lon,
        cov: cov(380e3 * big, 120e3 * big * (name === 'polar' ? 1.5 : 1), along + 15),
        atMs: t0 + t * 1000,
        sigmaS: 42,
      },
      corroboration: name === 'polar' ? 'SINGLE' : 'DUAL',
      status: name === 'polar' ? 'probable' : 'corroborated',
      classes:
        name === 'polar'
          ? { SRBM: 0, MRBM: 0.1, IRBM: 0.2, ICBM: 0.09, SLV: 0, SOUNDING_ROCKET: 0.19, UNKNOWN: 0.42 }
          : { SRBM: 0, MRBM: 0, IRBM: 0.82, ICBM: 0.11, SLV: 0.05, SOUNDING_ROCKET: 0, UNKNOWN: 0.02 },
      firstReportMs: t0 + 50e3,
      updatedMs: t0 + dt * 1000,
    });
  };
  const last = (nowMs - t0) / 1000 - 3;
  for (let dt = 60, rev = 1; dt < last; dt += 15, rev++)
    give('SHARED', event(++seq, 'launch.changed', rec(dt, rev)));
  give('SHARED', event(++seq, 'launch.changed', rec(last, 99)));
  give(
    'SHARED',
    event(
      ++seq,
      'alert.changed',
      alert({
        severity: name === 'polar' ? 'HIGH' : 'CRITICAL',
        facts: { ...alert().facts, launch: 'launch-1' },
      }),
    ),
  );
  if (name === 'pacific') {
    // A space launch under way, an ended one, a coasting one, a lost one.
    const other = (
      id: string,
      number: number,
      lat: number,
      lon: number,
      az: number,
      el: number,
      v: number,
      since: number,
      part: Partial<Launch>,
    ) => {
      const y0 = state(lat, lon, az, el, v);
      const made = (dt: number, rev: number): Launch => ({
        ...rec(0, rev),
        id,
        number,
        rev,
        launchPoint: { lat, lon, cov: cov(60e3, 40e3, az), atMs: nowMs - since * 1000, sigmaS: 4 },
        azimuthDeg: az,
        kinematics: {
          ...rec(0, 0).kinematics,
          epochMs: nowMs - (since - dt) * 1000,
          x: [...propagateFreeFlight(y0, dt)],
        },
        impact: null,
        updatedMs: nowMs - (since - dt) * 1000,
        classes: { SRBM: 0, MRBM: 0, IRBM: 0, ICBM: 0, SLV: 0.97, SOUNDING_ROCKET: 0, UNKNOWN: 0.03 },
        ...part,
      });
      for (let dt = 60, rev = 1; dt < since - 4; dt += 20, rev++)
        give('SHARED', event(++seq, 'launch.changed', made(dt, rev)));
    };
    other('l2', 116, 51.8, 128.3, 55, 40, 6200, 484, {
      match: 'ON_FILE',
      notification: 'n1',
      notificationNumber: 311,
      impact: 'orbital',
    });
    other('l3', 113, 28.2, 124, 90, 45, 5000, 400, {
      match: 'ON_FILE',
      notificationNumber: 310,
      impact: 'orbital',
      updatedMs: nowMs - 131e3,
    });
    other('l4', 114, 57, 156, 190, 70, 1500, 300, { lifecycle: 'ended', endedMs: nowMs - 186e3 });
    give(
      'NOTIF',
      event(1, 'notification.changed', {
        id: 'n1',
        number: 311,
        rev: 1,
        receivedMs: t0,
        status: 'MATCHED',
        matchedMs: t0,
        reference: 'r',
        by: 'P1',
        byName: { en: 'A', ru: 'A' },
        vehicle: 'SLV',
        window: { fromMs: t0 - 3e6, toMs: t0 + 3e6 },
        launchArea: { lat: 51.8, lon: 128.3, radiusM: 100e3, name: { en: 'V', ru: 'В' } },
        azimuthDeg: 55,
        azimuthToleranceDeg: 5,
        impactArea: { lat: 57, lon: 160, radiusM: 220e3 },
        purpose: null,
      }),
    );
  }
  const own = `NAT:${me}` as const;
  const lr = rec(last, 99);
  give(
    own,
    event(
      1,
      'track.changed',
      {
        id: 'tk1',
        number: 311,
        rev: 1,
        status: 'coasting',
        phase: 'coast',
        kinematics: { ...lr.kinematics, x: lr.kinematics.x.map((v, i) => (i < 3 ? v + 20e3 : v * 0.996)) },
        launchPoint: lr.launchPoint,
        azimuthDeg: 81,
        impact: {
          ...(lr.impact as never as Launch['launchPoint']),
          lat: at.lat + 0.8,
          lon: at.lon - 4.5,
          cov: cov(690e3, 215e3, along + 12),
        },
        corridor: null,
        classes: lr.classes,
        score: 20,
        phenomenologies: ['IR'],
        sensors: [],
        firstLookMs: t0 + 51e3,
        lastLookMs: nowMs - 200e3,
        evidence: [],
        reportedAs: 117,
      },
      me,
    ),
  );
  for (const sensor of SENSORS.filter((x) => x.assignedTo === me))
    give(
      own,
      event(
        2,
        'sensor.changed',
        { sensor: sensor.id, status: 'ON', stale: false, lastLookMs: nowMs, sinceMs: t0 },
        me,
      ),
    );
  const k = lr.kinematics;
  source.tracks('SHARED').take(
    encodeFrame({
      kind: 'key',
      seq: 1,
      base: 1,
      nowMs,
      entries: [
        {
          number: lr.number,
          phase: 'coast',
          status: 'confirmed',
          flags: 0,
          epochMs: k.epochMs,
          position: k.x.slice(0, 3) as never,
          velocity: k.x.slice(3) as never,
          thrust: [0, 0, 0],
          sigmaM: 4000,
        },
      ],
    }),
  );
  return source;
}

function Keys() {
  useActionKeys();
  return null;
}

export function Harness({ q }: { q: Record<string, string> }) {
  const [source, setSource] = useState<FakeSource | null>(null);
  useEffect(() => {
    const made = build(q);
    setSource(made);
    (window as never as { __source: FakeSource }).__source = made;
    if (!q.run) return;
    const id = setInterval(() => {
      made.atMs += 50;
    }, 50);
    return () => clearInterval(id);
  }, [q]);
  if (!source) return null;
  const mode = q.scene === 'polar' ? 'EXERCISE' : 'LIVE';
  return (
    <div data-mode={mode} style={{ width: Number(q.w ?? 1196), height: Number(q.h ?? 680) }}>
      <ConsoleProvider
        source={source}
        initial={{
          selection: q.sel === '0' ? null : { kind: 'launch', id: 'launch-1' },
          map: { projection: q.globe ? 'globe' : 'flat', lat: 50, lon: 90, zoom: 1.4 },
          layers: {
            coverage: true,
            uncertainty: true,
            trails: true,
            national: q.own === '1',
            notices: true,
            night: true,
          },
        }}
      >
        <Keys />
        <ConsoleMap testHook mapOff={q.off === '1'} />
      </ConsoleProvider>
    </div>
  );
}
