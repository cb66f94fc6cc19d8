'use client';

import { useEffect, useState } from 'react';
import { FakeSource } from '../../client/source/fake-source';
import { ConsoleProvider } from '../../client/stores/context';
import { alert, event, launch, PARTIES, principal } from '../../client/testing';
import { Console } from '../../components/shell/console';
import { SignIn } from '../../components/signin/sign-in';
import { Library } from '../../components/library/library';
import { NotificationList } from '../../components/register/notification-list';
import { Marking } from '../../components/ui/marking';
import { useStore } from 'zustand';
import { createDesksStore } from '../../client/stores/desks-store';
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
import type { Alert } from '../../domain/alert';
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
    { me: principal({ participant: me, role: (q.role ?? 'duty') as 'duty', name: q.role === 'supervisor' ? (me === 'P1' ? { en: 'Ivanova', ru: 'Иванова' } : { en: 'Reed', ru: 'Рид' }) : { en: 'Sokolov', ru: 'Соколов' } }), participants: PARTIES.map((p, i) => ({ ...p, name: [{ en: 'Russian Federation', ru: 'Российская Федерация' }, { en: 'United States', ru: 'Соединённые Штаты' }][i]! })), demo: true, rttMs: 42, clock: { session: 's', nowMs: 0, wallMs: Date.UTC(2026,10,24,10,14,7), speed: 1, wantedSpeed: 5, heldBy: name === 'polar' ? 'alert-1#1' : null, state: 'running' }, link: (q.link ?? 'live') as 'live', lastHeardMs: nowMs - 3000, tries: 4, pending: q.link === 'lost' ? [{ id: 'c', name: 'log.write', payload: {}, sentWallMs: 0, tries: 2 }] : [] },
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
      epochMs: t0 - 900e3,
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

  const reportOf = (party: string, dLat: number, looks: number, ph: ('IR'|'RADAR')[]) => {
    const r = rec(last, 99);
    return { party, series: 's' + party, reportNo: party === 'P1' ? 3 : 9, givenMs: nowMs - 4000, launchPoint: { ...r.launchPoint, lat: r.launchPoint.lat + dLat, atMs: t0 + dLat * 20e3 }, azimuthDeg: r.azimuthDeg + dLat * 4, impact: { ...(r.impact as never as Launch['launchPoint']), lon: at.lon + dLat * 20, atMs: t0 + t * 1000 + dLat * 60e3 }, phenomenologies: ph, looksIn30s: looks };
  };
  const reports = name === 'polar' ? [reportOf('P1', 0.1, 5, ['RADAR'])] : [reportOf('P1', 0.1, 0, ['IR']), reportOf('P2', -0.1, 14, ['RADAR', 'IR'])];
  give('SHARED', event(++seq, 'launch.changed', { ...rec(last, 99), reports, finding: { code: name === 'polar' ? 'UNRESOLVED' : 'UNNOTIFIED_LAUNCH', confidence: 0.91, reasons: [{ msg: 'finding.twoKinds', params: {} }, { msg: 'finding.noNotification', params: {} }] } }));
  const ans = (party: string, atMs: number, rev: number, robot = false): Alert['answers'][number] => ({ kind: 'ACK', party, user: 'u' + party, nameEn: party === 'P1' ? 'Ivanova' : 'Reed', nameRu: party === 'P1' ? 'Иванова' : 'Рид', robot, atMs, rev, reason: null, commandId: 'c' + party + rev });
  const polar = name === 'polar';
  const who = ['P1', 'P2'].includes(q.acked ?? '') ? [ans(q.acked!, nowMs - 18e3, 7)] : [];
  give('SHARED', event(++seq, 'alert.changed', alert({ severity: polar ? 'HIGH' : 'CRITICAL', rev: 7, materialRev: 7, number: polar ? 1 : 42, raisedMs: t0 + 51e3, alarmedMs: nowMs - 36e3, dueMs: nowMs + (polar ? 71e3 : 24e3), changes: polar ? [] : [{ field: 'impact', from: '35.90,174.70', to: '35.10,179.20', movedM: 410e3 }], answers: who, ack: { state: who.length ? 'PARTIAL' : 'UNACKED' }, archivedAnswers: polar ? [] : [ans('P1', t0 + 174e3, 4), ans('P2', t0 + 183e3, 4)], facts: { ...alert().facts, launch: 'launch-1', launchNumber: polar ? 1 : 117, corroboration: polar ? 'SINGLE' : 'DUAL', topClass: 'IRBM', launchAt: { lat: s.lat, lon: s.lon, atMs: t0 } } })));
  if (q.open !== '1' && !polar) {
    give('SHARED', event(++seq, 'alert.changed', alert({ id: 'alert-3#1', key: 'a3', number: 40, code: 'LAUNCH_NOTIFIED', policy: 'SINGLE', severity: 'ADVISORY', raisedMs: t0 - 120e3, alarmedMs: t0 - 120e3, ack: { state: 'ACKED' }, answers: [ans('P1', t0 - 100e3, 1)], facts: { ...alert().facts, launch: 'l2', launchNumber: 116, notification: 'n1', notificationNumber: 311, match: 'ON_FILE', corroboration: null, launchAt: null } })));
    give(`NAT:${me}` as const, event(++seq, 'alert.changed', alert({ id: 'alert-2#1', key: 'a2', number: 41, code: 'FEED_STALE', policy: 'SINGLE', requiredParties: [me], severity: 'HIGH', raisedMs: t0 - 200e3, alarmedMs: t0 - 200e3, ack: { state: 'ACKED' }, answers: [ans(me, t0 - 170e3, 1)], facts: { ...alert().facts, launch: null, launchNumber: null, sensor: SENSORS.find((x) => x.assignedTo === me)!.id, corroboration: null, match: null, launchAt: null } }), me));
  }
  for (const party of ['P1', 'P2']) for (const role of ['duty', 'supervisor'] as const) give('SHARED', event(++seq, 'desk.changed', { participant: party, role, occupant: party === me ? 'person' : 'robot', name: party === me ? { en: role === 'duty' ? 'Sokolov' : 'Ivanova', ru: 'Иванова' } : { en: 'Robot officer', ru: 'Робот-дежурный' }, robot: party === me ? null : { answer: 'agree', delayS: 20 } }));
  const lg = (dt: number, msg: string, params: Record<string, string | number>, about: 'alert' | 'launch' | 'session' = 'alert', by?: string) => give('SHARED', event(++seq, 'log.written', { id: 'log' + seq, atMs: t0 + dt * 1000, msg, params, text: null, by: by ? { user: 'u', participant: by, robot: by !== me, nameEn: by === 'P1' ? 'Ivanova' : 'Reed', nameRu: by === 'P1' ? 'Иванова' : 'Рид' } : null, about: { kind: about, id: about === 'alert' ? 'alert-1#1' : about === 'launch' ? 'launch-1' : 's' } }));
  lg(-300, 'log.session.opened', {}, 'session');
  lg(50, 'log.launch.first', { launchNumber: 117, party: 'P1' }, 'launch');
  lg(51, 'log.alert.raised', { alertNumber: 42, severity: 'HIGH', code: 'LAUNCH_UNNOTIFIED' });
  lg(162, 'log.launch.corroborated', { launchNumber: 117 }, 'launch');
  lg(163, 'log.alert.realarmed', { alertNumber: 42, rev: 4, severity: 'CRITICAL', changed: 'severity corroboration' });
  lg(174, 'log.alert.acknowledged', { alertNumber: 42, rev: 4, party: 'P1' }, 'alert', 'P1');
  lg(183, 'log.alert.acknowledged', { alertNumber: 42, rev: 4, party: 'P2' }, 'alert', 'P2');
  lg(312, 'log.alert.realarmed', { alertNumber: 42, rev: 7, severity: 'CRITICAL', changed: 'impact' });
  if (q.acked) lg(330, 'log.alert.acknowledged', { alertNumber: 42, rev: 7, party: q.acked }, 'alert', q.acked);
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


function One({ q, desk, desks }: { q: Record<string, string>; desk: string; desks: ReturnType<typeof createDesksStore> }) {
  const [source, setSource] = useState<FakeSource | null>(null);
  useEffect(() => {
    const made = build(q);
    setSource(made);
    (window as never as { __source: FakeSource }).__source = made;
    if (!q.run) return;
    const id = setInterval(() => { made.atMs += 100; }, 100);
    return () => clearInterval(id);
  }, [q]);
  if (!source) return null;
  return (
    <ConsoleProvider source={source} desk={desk} desks={desks} initial={q.pane ? { pane: { kind: q.pane as 'help', alert: 'alert-1#1' } as never } : {}}>
      <Console config={{ mapboxToken: null, mapOff: q.off === '1', testHook: true }} oneOfTwo={q.two === '1'} />
    </ConsoleProvider>
  );
}

const words = (en: string, ru: string) => ({ en, ru });
const NOW = Date.UTC(2026, 10, 24, 6, 12, 40);
const notice = (number: number, fromH: number, toH: number, lat: number, lon: number, az: number, en: string, part: object = {}) => ({ id: 'n' + number, number, rev: 1, receivedMs: NOW, status: 'PLANNED', matchedMs: null, reference: 'r', by: 'RU', byName: words('Russia', 'Россия'), vehicle: 'SLV', window: { fromMs: NOW + fromH * 3600e3, toMs: NOW + toH * 3600e3 }, launchArea: { lat, lon, radiusM: 1e5, name: words(en, en) }, azimuthDeg: az, azimuthToleranceDeg: 5, impactArea: null, purpose: null, ...part }) as never;
const NOTICES = [notice(307, -1.2, -0.4, 62.9, 40.6, 60, 'Plesetsk', { status: 'MATCHED', matchedMs: NOW - 2e6 }), notice(311, -0.3, 0.5, 51.8, 128.3, 60, 'Vostochny', { status: 'MATCHED', matchedMs: NOW - 8.5e5 }), notice(312, 0.09, 11.8, 65.5, 37, 60, 'White Sea', { impactArea: { lat: 56.5, lon: 161, radiusM: 1e5 } }), notice(309, -0.5, 1, 38.8, 111.6, 188, 'Taiyuan', { status: 'MATCHED', matchedMs: NOW - 6e5 }), notice(313, 19, 21, 30.4, 131, 110, 'Tanegashima'), notice(306, -2, -0.5, 44.4, -1.2, 250, 'Biscarrosse', { status: 'NOT_OBSERVED' })];
const PEOPLE = [{ id: 'RU', kind: 'PARTY', letter: 'A', order: 0, name: words('Russian Federation', 'Российская Федерация') }, { id: 'US', kind: 'PARTY', letter: 'B', order: 1, name: words('United States', 'Соединённые Штаты') }] as const;
const SEATS = { mode: 'demo', participants: [...PEOPLE], seats: [...PEOPLE.flatMap((p) => (['duty', 'supervisor'] as const).map((role) => ({ id: p.id + role, participant: p.id, letter: p.letter, role, name: words('x', 'x'), occupant: p.id === 'RU' && role === 'duty' ? 'person' : 'robot' }))), { id: 'o', participant: 'OBS', letter: 'O', role: 'observer', name: words('Observer', 'Наблюдатель'), occupant: 'empty' }] } as never;
const EVENTS = [{ id: '1995-01-25-black-brant-xii', title: words('Norwegian sounding rocket from Andøya', 'Норвежская ракета «Блэк Брант XII»'), dateMs: Date.UTC(1995, 0, 25), place: words('Andøya, Norway', 'Аннёйя, Норвегия'), summary: words('A four-stage rocket, notified a month ahead; the notice did not reach the radar crews.', 'Четырёхступенчатая ракета, уведомление за месяц не дошло до расчётов РЛС.'), variants: [{ id: 'as-it-was', title: words('As it was: the notification comes at T+8 min', 'Как было: уведомление на T+8 мин') }, { id: 'as-it-should-have-been', title: words('As it should have been: on file', 'Как следовало: уведомление в деле') }], assumptions: [words('Azimuth 349°', 'Азимут 349°'), words('Coasts between burns', 'Паузы между ступенями')] }];

export function Harness({ q }: { q: Record<string, string> }) {
  if (q.page === 'signin') return <SignIn seats={SEATS} nowMs={NOW} notifications={NOTICES} me={null} />;
  if (q.page === 'library') return <Library events={EVENTS} seats={SEATS} me={null} />;
  if (q.page === 'register') return <NotificationList initial={NOTICES} nowMs={NOW} me={null} />;
  return <Consoles q={q} />;
}
function Consoles({ q }: { q: Record<string, string> }) {
  const [desks] = useState(() => createDesksStore(q.two ? ['A', 'B'] : ['']));
  const keys = useStore(desks, (s) => s.keys);
  const [qa] = useState(() => ({ ...q, me: 'P1', acked: 'P1', role: 'supervisor' }));
  const [qb] = useState(() => ({ ...q, me: 'P2', acked: 'P1', role: 'supervisor' }));
  const history = q.scene === 'polar';
  return (
    <div className="flex h-dvh flex-col overflow-hidden" data-keys={keys}>
      <Marking at="top" history={history} />
      {q.two ? <div className="h-7 flex-none bg-inset" /> : null}
      <main className="flex min-h-0 flex-1 gap-2">
        {q.two ? (
          <>
            <section className="flex flex-1 flex-col"><One q={qa} desk="A" desks={desks} /></section>
            <section className="flex flex-1 flex-col"><One q={qb} desk="B" desks={desks} /></section>
          </>
        ) : (
          <One q={q} desk="" desks={desks} />
        )}
      </main>
      <Marking at="bottom" history={history} />
    </div>
  );
}
