import { describe, expect, it } from 'vitest';
import type { FakeSource } from '../../../client/source/fake-source';
import { type ConsoleState, createConsoleStore } from '../../../client/stores/console-store';
import { alert, T0 } from '../../../client/testing';
import { FLAG_GONE } from '../../../domain/protocol/frames';
import type { Launch, LaunchNotification } from '../../../domain/records';
import { emptyView } from '../../../domain/view';
import { flight, flying, giveFrame, IMPACT, radar, sourceOf, TEXTS, track } from '../testing';
import { type GroundLine, piecesOf } from './ground';
import { LOOKS } from './looks';
import { placeAt } from './objects';
import { type BuiltScene, SceneBuilder } from './scene';

const NOW = T0 + 130e3;

function build(
  source: FakeSource,
  part: Partial<ConsoleState> = {},
  { builder = new SceneBuilder(), nowMs = NOW, compact = false, zoom = 4 } = {},
): BuiltScene {
  return builder.build({
    state: source.store.getState(),
    console: { ...createConsoleStore().getState(), ...part },
    tracks: (c) => source.tracks(c),
    texts: TEXTS,
    nowMs,
    zoom,
    compact,
  });
}
const selected = { selection: { kind: 'launch', id: 'launch-1' } } as const;
const layers = (part: Partial<ConsoleState['layers']>): Partial<ConsoleState> => ({
  layers: { ...createConsoleStore().getState().layers, ...part },
});
const lookOf = (scene: BuiltScene, look: GroundLine['look']) =>
  scene.ground.lines.filter((l) => l.look === look);
const textOf = (scene: BuiltScene, id: string): string =>
  scene.overlay.labels
    .find((l) => l.id === id)
    ?.lines.map((line) => line.map((r) => Object.values(r)[0]).join(' '))
    .join(' / ') ?? '';

describe('UX-45 measured and predicted', () => {
  it('UX-45 measured ends at the newest state, predicted begins there; before the first look it is traced back', () => {
    const scene = build(sourceOf({ launches: [flying()] }), selected);
    const measured = lookOf(scene, LOOKS.selectedMeasured)[0]?.places ?? [];
    const predicted = lookOf(scene, LOOKS.selectedPredicted)[0]?.places ?? [];
    const traced = lookOf(scene, LOOKS.selectedTraced)[0]?.places ?? [];
    expect(measured.at(-1)).toEqual(predicted[0]);
    expect(measured).toHaveLength(3);
    expect(traced).toEqual([flying().launchPoint, measured[0]]);
    expect(LOOKS.selectedMeasured.dash).toEqual([]);
    expect(LOOKS.selectedPredicted.dash.length).toBeGreaterThan(0);
  });

  it('UX-45 a newer state of the frames moves the seam, an older one does not', () => {
    const source = sourceOf({ launches: [flying()] });
    giveFrame(source, 'SHARED', {});
    expect(build(source, selected).objects[0]?.state.epochMs).toBe(T0 + 128e3);
    giveFrame(source, 'SHARED', { epochMs: T0 + 100e3 });
    expect(build(source, selected).objects[0]?.state.epochMs).toBe(T0 + 120e3);
    giveFrame(source, 'SHARED', { flags: FLAG_GONE });
    expect(build(source, selected).objects[0]?.state.epochMs).toBe(T0 + 120e3);
  });

  it('UX-45 the head flies on along the prediction, and stays at the last look once lost', () => {
    const [o] = build(sourceOf({ launches: [flying()] }), selected).objects;
    if (!o) throw new Error('nothing flies');
    expect(placeAt(o, NOW)?.heightM).toBeGreaterThan(o.predicted[0]?.heightM ?? 0);
    expect(placeAt(o, T0)).toEqual(o.predicted[0]);
    expect(placeAt(o, T0 + 1e9)).toEqual(o.predicted.at(-1));
    const [ended] = build(
      sourceOf({ launches: [flying({ lifecycle: 'ended', endedMs: NOW })] }),
      selected,
    ).objects;
    if (!ended) throw new Error('nothing');
    expect(ended.predicted).toEqual([]);
    expect(placeAt(ended, T0 + 1e9)).toEqual(ended.measured.at(-1));
  });

  it('UX-45 what burns is predicted for seconds only, and the corridor comes from the record', () => {
    const ring = [
      { lat: 41, lon: 130 },
      { lat: 43, lon: 150 },
      { lat: 39, lon: 150 },
    ];
    const burning = flying({ phase: 'boost', impact: null, corridor: ring });
    const scene = build(sourceOf({ launches: [burning] }), selected);
    expect(scene.objects[0]?.predicted.at(-1)?.atMs).toBe(T0 + 165e3);
    const corridor = scene.ground.areas.find((a) => a.look === LOOKS.burningCorridor);
    expect(corridor?.rings[0]).toEqual([...ring, ring[0]]);
  });
});

describe('UX-48 what is on the map', () => {
  it('UX-48 an ended launch leaves after twenty minutes, the selected stays; a retracted one shows only selected', () => {
    const ended = flying({ lifecycle: 'ended', endedMs: NOW - 20 * 60e3 + 1 });
    expect(build(sourceOf({ launches: [ended] })).objects).toHaveLength(1);
    const older = flying({ lifecycle: 'ended', endedMs: NOW - 20 * 60e3 });
    expect(build(sourceOf({ launches: [older] })).objects).toHaveLength(0);
    expect(build(sourceOf({ launches: [older] }), selected).objects).toHaveLength(1);
    const retracted = flying({ lifecycle: 'retracted' });
    expect(build(sourceOf({ launches: [retracted] })).objects).toHaveLength(0);
    expect(build(sourceOf({ launches: [retracted] }), selected).objects[0]?.freshness).toBe('lost');
  });

  it('UX-48 what ended grows fainter by steps; after three minutes its label comes under the pointer only', () => {
    const at = (minutes: number, part: Partial<ConsoleState> = {}) => {
      const ended = flying({ lifecycle: 'ended', endedMs: NOW - minutes * 60e3 });
      const scene = build(sourceOf({ launches: [ended] }), part);
      const label = scene.overlay.labels.find((l) => l.id === 'launch:launch-1');
      return { opacity: scene.ground.lines.at(-1)?.look.opacity ?? 0, onHover: label?.onHover };
    };
    const steps = [1, 4, 9, 15].map((m) => at(m).opacity);
    expect(steps).toEqual([...new Set(steps)].toSorted((a, b) => b - a));
    expect(steps.at(-1)).toBeGreaterThan(0);
    expect([at(1).onHover, at(4).onHover, at(4, selected).onHover]).toEqual([false, true, false]);
  });

  it('UX-48 a track that no launch stands for is always there; the own picture shows the others', () => {
    const alone = track();
    const reported = track({ id: 'track-2', number: 312, reportedAs: 117 });
    const ended = track({ id: 'track-3', number: 313, status: 'ended' });
    const source = sourceOf({ tracks: [alone, reported, ended] });
    expect(build(source).objects.map((o) => o.short)).toEqual(['TK-0311']);
    expect(build(source, layers({ national: true })).objects.map((o) => o.short)).toEqual([
      'TK-0311',
      'TK-0312',
    ]);
    expect(build(source, { selection: { kind: 'track', id: 'track-2' } }).objects).toHaveLength(2);
  });

  it('UX-48 layers take away what they name and nothing of the selected path', () => {
    const other = flying({ id: 'launch-2', number: 118 });
    const source = sourceOf({ launches: [flying(), other], sensors: [radar()] });
    const all = build(source, selected).ground;
    expect(all.fans).toHaveLength(1);
    expect(all.sun).not.toBeNull();
    const off = { trails: false, coverage: false, night: false, uncertainty: false };
    const few = build(source, { ...selected, ...layers(off) }).ground;
    expect(few).toMatchObject({ fans: null, sun: null, areas: [] });
    expect(few.lines.map((l) => l.look)).toEqual([
      LOOKS.selectedTraced,
      LOOKS.selectedPredicted,
      LOOKS.selectedMeasured,
    ]);
    expect(all.lines.length).toBe(6);
  });

  it('UX-48 the ground is the same object until something on it changes', () => {
    const source = sourceOf({ launches: [flying()], sensors: [radar()] });
    const builder = new SceneBuilder();
    const { layers: held } = createConsoleStore().getState();
    const first = build(source, { ...selected, layers: held }, { builder });
    const later = build(source, { ...selected, layers: held }, { builder, nowMs: NOW + 2000 });
    expect(later.ground).toBe(first.ground);
    giveFrame(source, 'SHARED', {});
    expect(build(source, { ...selected, layers: held }, { builder, nowMs: NOW + 2000 }).ground).not.toBe(
      first.ground,
    );
  });
});

describe('UX-62 notifications on the map', () => {
  const notice = (id: string, fromMin: number, toMin: number, status: LaunchNotification['status']) =>
    ({
      id,
      number: Number(id.slice(1)),
      rev: 1,
      status,
      window: { fromMs: NOW + fromMin * 60e3, toMs: NOW + toMin * 60e3 },
      launchArea: { lat: 50, lon: 60, radiusM: 5e4, name: { en: id, ru: id } },
      impactArea: null,
    }) as unknown as LaunchNotification;
  const all = [
    notice('n1', -5, 5, 'OPEN'),
    notice('n2', 10, 20, 'PLANNED'),
    notice('n3', 16, 30, 'PLANNED'),
    notice('n4', -5, 5, 'MATCHED'),
    notice('n5', -9, -1, 'NOT_OBSERVED'),
  ];
  const drawn = (launches: Launch[], part: Partial<ConsoleState> = {}, compact = false) => {
    const source = sourceOf({ launches });
    const { views } = source.store.getState();
    const view = { ...emptyView('NOTIF'), notifications: Object.fromEntries(all.map((n) => [n.id, n])) };
    source.store.setState({ views: { ...views, NOTIF: view } });
    const { overlay } = build(source, part, { compact });
    const named = overlay.labels
      .filter((l) => l.id.startsWith('notice:') && !l.onHover)
      .map((l) => l.id.slice(7));
    return { areas: overlay.notices.map((n) => n.id), named };
  };

  it('UX-62 are those open or about to open that nothing was matched with, of launches under way, and the selected', () => {
    expect(drawn([]).areas).toEqual(['n1', 'n2']);
    expect(drawn([flying({ notification: 'n4' })]).areas).toContain('n4');
    expect(drawn([flying({ notification: 'n4', lifecycle: 'ended', endedMs: NOW })]).areas).not.toContain(
      'n4',
    );
    expect(drawn([], { selection: { kind: 'notification', id: 'n5' } }).areas).toContain('n5');
  });

  it('UX-62 are named while their window is open and unmatched, on a small map under the pointer only', () => {
    expect(drawn([flying({ notification: 'n4' })]).named).toEqual(['n1']);
    expect(drawn([], { selection: { kind: 'notification', id: 'n5' } }).named).toContain('n5');
    expect(drawn([], {}, true).named).toEqual([]);
  });
});

describe('UX-234 nobody looked', () => {
  it('UX-234 a gap of more than ninety seconds is bridged by a great circle that is not drawn as measured', () => {
    const at = (s: number, lon: number) => ({ atMs: T0 + s * 1000, lat: 60, lon, heightM: 2e5 });
    const pieces = piecesOf([at(0, 10), at(60, 12), at(160, 60), at(200, 62)]);
    expect(pieces.map((p) => p.seen)).toEqual([true, false, true]);
    expect(pieces[0]?.places.map((p) => p.lon)).toEqual([10, 12]);
    expect(pieces[2]?.places.map((p) => p.lon)).toEqual([60, 62]);
    const bridge = pieces[1]?.places ?? [];
    expect([bridge[0]?.lon, bridge[bridge.length - 1]?.lon]).toEqual([12, 60]);
    // The shortest way between two places on a parallel lies nearer to the pole.
    expect(Math.max(...bridge.map((p) => p.lat))).toBeGreaterThan(62);
    expect(piecesOf([at(0, 10), at(90, 12)]).map((p) => p.seen)).toEqual([true]);
  });
});

describe('UX-49 own cover', () => {
  const theirs = radar({ id: 'radar-2', assignedTo: 'P2', lat: 60 });

  it('UX-49 fans are of own radars alone; the other Party’s stand as boxes from the catalogue', () => {
    const scene = build(sourceOf({ sensors: [radar(), theirs] }));
    expect(scene.ground.fans).toHaveLength(1);
    expect(scene.overlay.sensors.map((s) => [s.letter, s.own])).toEqual([
      ['A', true],
      ['B', false],
    ]);
  });

  it('UX-49 an own radar that is off or silent covers nothing; one without a report keeps its fan', () => {
    const source = sourceOf({ sensors: [radar()] });
    const state = (status: 'ON' | 'OFF' | 'UNKNOWN', stale: boolean) => {
      const views = source.store.getState().views;
      const own = views['NAT:P1'];
      if (!own) throw new Error('no view');
      const sensorStates = { 'radar-1': { sensor: 'radar-1', status, stale, lastLookMs: null, sinceMs: T0 } };
      source.store.setState({ views: { ...views, 'NAT:P1': { ...own, sensorStates } } });
      return build(source).ground.fans?.length;
    };
    expect([state('ON', false), state('ON', true), state('OFF', false), state('UNKNOWN', false)]).toEqual([
      1, 0, 0, 1,
    ]);
  });

  it('UX-49 a radar out of service is not there', () => {
    expect(build(sourceOf({ sensors: [radar({ serviceToMs: T0 })] })).overlay.sensors).toEqual([]);
  });

  it('UX-49 cover is drawn for the altitude chosen, and for the selected track’s in steps', () => {
    const source = sourceOf({ launches: [flying()], sensors: [radar()] });
    const north = (part: Partial<ConsoleState>) =>
      Math.max(...(build(source, part).ground.fans?.[0]?.rings[0] ?? []).map((p) => p.lat));
    expect(north({ coverAltitudeKm: 100 })).toBeLessThan(north({ coverAltitudeKm: 500 }));
    expect(north({ coverAltitudeKm: 'track' })).toBe(north({ coverAltitudeKm: 500 }));
    const height = Math.round((placeAt(build(source).objects[0] as never, NOW)?.heightM ?? 0) / 50e3) * 50;
    expect(height).toBeGreaterThan(300);
    expect(north({ ...selected, coverAltitudeKm: 'track' })).not.toBe(north({ coverAltitudeKm: 500 }));
  });

  it('UX-49 where own cover of the selected launch ends stands on its path and in its label', () => {
    // Looks north-west: the flight leaves its sector when it passes.
    const near = radar({ lat: 38, lon: 135, azMinDeg: 270, azMaxDeg: 359 });
    const scene = build(sourceOf({ launches: [flying()], sensors: [near] }), selected);
    expect(scene.overlay.coverEnd?.atMs).toBeGreaterThan(NOW);
    expect(textOf(scene, 'launch:launch-1')).toContain('cover ends in left');
    expect(textOf(scene, 'cover-end')).toBe(`cover ends ${scene.overlay.coverEnd?.atMs}`);
    expect(build(sourceOf({ launches: [flying()] }), selected).overlay.coverEnd).toBeNull();
  });
});

describe('UX-63 what is no longer known', () => {
  it('UX-63 past its predicted fall a launch says since when, not a height below ground', () => {
    const label = (nowMs: number) =>
      textOf(build(sourceOf({ launches: [flying()] }), selected, { nowMs }), 'launch:launch-1');
    expect(label(NOW)).not.toContain('down');
    expect(label(T0 + 1500e3)).toMatch(/ down \d+$/);
  });

  it('UX-63 an impact area larger than the way itself is not drawn, and its path ends after twenty-five minutes', () => {
    const wide = { ...IMPACT, cov: [9e12, 0, 9e12] as [number, number, number], sigmaS: 1800 };
    const of = (impact: Launch['impact']) => build(sourceOf({ launches: [flying({ impact })] }), selected);
    const looks = (scene: BuiltScene) => scene.ground.areas.map((a) => a.look);
    expect(looks(of(IMPACT))).toContain(LOOKS.impact90);
    expect(looks(of(wide))).not.toContain(LOOKS.impact90);
    expect(textOf(of(wide), 'launch:launch-1 impact')).toBe('');
  });
});

describe('UX-50 labels', () => {
  const withAlert = (severity: 'CRITICAL' | 'ADVISORY') => {
    const source = sourceOf({ launches: [flying()] });
    const views = source.store.getState().views;
    const shared = views.SHARED;
    if (!shared) throw new Error('no view');
    const low = alert({ id: 'a0', severity: 'ADVISORY' });
    source.store.setState({
      views: { ...views, SHARED: { ...shared, alerts: { a0: low, a1: alert({ id: 'a1', severity }) } } },
    });
    return source;
  };

  it('UX-50 the selected says number, level, class, motion; its launch and impact stand beside', () => {
    const scene = build(withAlert('CRITICAL'), selected);
    expect(textOf(scene, 'launch:launch-1')).toMatch(/^L-0117 CRITICAL IRBM 0.8, SINGLE \/ \d+ \d+ \d+ 80$/);
    expect(textOf(scene, 'launch:launch-1 launch')).toBe('launch time / region axes');
    expect(textOf(scene, 'launch:launch-1 impact')).toBe('impact window predicted / region axes');
  });

  it('UX-50 the most urgent open alert of a launch colours its label and goes first', () => {
    const label = build(withAlert('CRITICAL')).overlay.labels.find((l) => l.id === 'launch:launch-1');
    expect(label).toMatchObject({ severity: 'CRITICAL', priority: 0 });
    expect(textOf(build(withAlert('CRITICAL')), 'launch:launch-1')).toBe(
      'L-0117 CRITICAL IRBM / no notification',
    );
    const low = build(withAlert('ADVISORY')).overlay.labels.find((l) => l.id === 'launch:launch-1');
    expect(low).toMatchObject({ severity: null, priority: 4 });
  });

  it('UX-50 a notified one names its notification; what is not fresh says since when', () => {
    const notified = flying({ match: 'ON_FILE', notificationNumber: 311 });
    expect(textOf(build(sourceOf({ launches: [notified] })), 'launch:launch-1')).toBe(
      'L-0117 IRBM / matches N-0311',
    );
    const quiet = build(sourceOf({ launches: [flying()] }), {}, { nowMs: T0 + 200e3 });
    expect(textOf(quiet, 'launch:launch-1')).toBe('L-0117 coasting 80000');
    const own = build(sourceOf({ tracks: [track({ status: 'coasting' })] }));
    expect(textOf(own, 'track:track-1')).toBe('TK-0311 own picture, coasting 20000');
  });

  it('UX-50 an unknown class says how sure it is that something flies; a small map says less', () => {
    const { classes } = flying();
    const unknown = flying({ classes: { ...classes, IRBM: 0.1, ICBM: 0, UNKNOWN: 0.9 } });
    expect(textOf(build(sourceOf({ launches: [unknown] }), selected), 'launch:launch-1')).toMatch(
      /^L-0117 SINGLE \//,
    );
    const small = build(sourceOf({ launches: [flying()] }), selected, { compact: true });
    expect(textOf(small, 'launch:launch-1')).toMatch(/^L-0117 IRBM 0.8 \//);
    expect(textOf(small, 'launch:launch-1 launch')).toBe('launch time');
  });

  it('UX-50 times stand beside ticks that are still to come only', () => {
    const scene = build(sourceOf({ launches: [flying({ kinematics: flight(120) })] }), selected);
    const times = scene.overlay.labels.filter((l) => l.id.startsWith('tick:'));
    expect(times.length).toBeGreaterThan(0);
    for (const t of scene.overlay.ticks) expect(t.atMs % 300e3).toBe(0);
    expect(times.every((l) => Number(l.id.slice(5)) > NOW)).toBe(true);
  });
});
