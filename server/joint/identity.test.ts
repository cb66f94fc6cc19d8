import { describe, expect, it } from 'vitest';
import type { LaunchReport } from '../../domain/records';
import { createJoint, type Joint, type JointLaunch } from '.';
import { at, flight, report, type Saying } from './testing/reports';

const HERE = flight();
/** Flies 300 km north of the first; its launch lies 330 km north of the first's. */
const THERE = flight(300e3, 3);

function watch(joint: Joint = createJoint({ session: 's' })) {
  const launches = new Map<string, JointLaunch>();
  const keep = (list: { launch: JointLaunch }[]): JointLaunch[] => {
    for (const { launch } of list) launches.set(launch.id, launch);
    return list.map((c) => c.launch);
  };
  return {
    joint,
    hear: (r: LaunchReport): JointLaunch[] => keep(joint.take(r, r.givenMs)),
    wait: (s: number): JointLaunch[] => keep(joint.advance(at(s))),
    all: (): JointLaunch[] => [...launches.values()],
    open: (): JointLaunch[] => [...launches.values()].filter((l) => l.lifecycle === 'open'),
  };
}
const by = (l: JointLaunch | undefined): string[] => l?.reports.map((r) => r.party) ?? [];

describe('which report belongs to which launch', () => {
  it('JF-01 reports of any number of Parties about one object are one launch, of two objects two', () => {
    const w = watch();
    for (const party of ['P1', 'P2', 'P3']) {
      w.hear(report(HERE, { party }));
      w.hear(report(THERE, { party, series: `${party} there`, s: 1 }));
    }
    expect(w.open().map(by)).toEqual([
      ['P1', 'P2', 'P3'],
      ['P1', 'P2', 'P3'],
    ]);
  });

  it('JF-01 a Party tells its objects apart: two series of it that are alike are two launches', () => {
    const w = watch();
    w.hear(report(HERE));
    w.hear(report(HERE, { series: 'twin', s: 1 }));
    expect(w.open().map(by)).toEqual([['P1'], ['P1']]);
  });

  it('JF-02 states that are well known and the same are one object, whatever is said of the launch; vague ones are not', () => {
    const other = { launchPoint: report(THERE).launchPoint };
    const w = watch();
    w.hear(report(HERE));
    w.hear(report(HERE, { party: 'P2', s: 1, part: other }));
    expect(w.open().map(by)).toEqual([['P1', 'P2']]);
    const vague = watch();
    const wide: Saying = { sigmaM: 20e3, sigmaMS: 900 };
    vague.hear(report(HERE, wide));
    vague.hear(report(HERE, { party: 'P2', s: 1, part: other, ...wide }));
    expect(vague.open().map(by)).toEqual([['P1'], ['P2']]);
  });

  it('JF-03 a series that took up another object goes over to its launch, and brings no launch place along', () => {
    const w = watch();
    for (const party of ['P1', 'P2']) w.hear(report(HERE, { party }));
    w.hear(report(THERE, { series: 'there', s: 1 }));
    const said = w.open()[1]?.launchPoint;
    const mixed = { launchPoint: report(HERE).launchPoint };
    for (let s = 10; s <= 40; s += 10) {
      w.hear(report(HERE, { s }));
      w.hear(report(THERE, { s, series: 'there' }));
      w.hear(report(THERE, { s, party: 'P2', part: mixed }));
    }
    expect(w.open().map(by)).toEqual([['P1'], ['P1', 'P2']]);
    expect(w.open()[1]?.launchPoint.lat).toBeCloseTo(said?.lat ?? 0, 6);
  });

  it('JF-03 a launch gives up the series that are about another object, and keeps the others', () => {
    const beside = flight(300e3, 0.5);
    const w = watch();
    for (const party of ['P1', 'P2']) w.hear(report(HERE, { party }));
    w.hear(report(beside, { s: 1, series: 'beside' }));
    w.hear(report(beside, { s: 10, party: 'P2', part: { launchPoint: report(HERE).launchPoint } }));
    for (let s = 11; s <= 51; s += 10) {
      w.hear(report(HERE, { s }));
      w.hear(report(beside, { s, series: 'beside' }));
    }
    expect(w.open().map((l) => l.reports.map((r) => r.series))).toEqual([
      ['series of P1'],
      ['beside', 'series of P2'],
    ]);
  });

  it('JF-03 one that alone saw an object and took up another leaves a launch that ended, not one that never was', () => {
    const w = watch();
    w.hear(report(HERE));
    w.hear(report(THERE, { party: 'P2' }));
    const mixed = { launchPoint: report(HERE).launchPoint };
    for (let s = 10; s <= 40; s += 10) {
      w.hear(report(THERE, { s, party: 'P2' }));
      w.hear(report(THERE, { s, part: mixed }));
    }
    expect(w.all().map((l) => [l.lifecycle, by(l).length])).toEqual([
      ['ended', 1],
      ['open', 2],
    ]);
  });

  it('JF-04 one object under two launches becomes the older launch, and the younger names it as what it is', () => {
    const w = watch();
    w.hear(report(HERE, { errorM: [0, 0, 60e3] }));
    w.hear(report(HERE, { party: 'P2', s: 1 }));
    expect(w.open().length).toBe(2);
    for (let s = 10; s <= 40; s += 10) {
      w.hear(report(HERE, { s }));
      w.hear(report(HERE, { s, party: 'P2' }));
    }
    const [older, younger] = w.all();
    expect([older?.lifecycle, by(older)]).toEqual(['open', ['P1', 'P2']]);
    expect(younger).toMatchObject({ lifecycle: 'retracted', aliasOf: older?.id });
  });

  it('JF-05 a Party that strays from a launch does not keep its own right series out of it', () => {
    const w = watch();
    for (const party of ['P1', 'P2']) w.hear(report(HERE, { party }));
    w.hear(report(HERE, { s: 10 }));
    const mixed = { launchPoint: report(HERE).launchPoint };
    w.hear(report(THERE, { s: 10, party: 'P2', part: mixed }));
    const [launch] = w.hear(report(HERE, { s: 11, party: 'P2', series: 'new' }));
    expect(w.all().length).toBe(1);
    expect(launch?.reports.map((r) => r.series)).toEqual(['series of P1', 'new']);
    // A new one of the Party that did not stray tells another launch: it is about the object that was taken up.
    const other = watch();
    for (const party of ['P1', 'P2']) other.hear(report(HERE, { party }));
    other.hear(report(THERE, { s: 10, party: 'P2', part: mixed }));
    other.hear(report(THERE, { s: 11, series: 'there' }));
    expect(other.open().length).toBe(2);
  });
});

describe('how a launch ends', () => {
  const orbital = { impact: 'orbital' as const };

  it('JF-06 what is in orbit is watched as long as a Party holds what it said of it valid', () => {
    const w = watch();
    for (let s = 0; s <= 1800; s += 60) w.hear(report(HERE, { s, part: orbital }));
    expect(w.wait(1919).map((l) => l.lifecycle)).toEqual([]);
    expect(w.wait(1921).map((l) => l.lifecycle)).toEqual(['ended']);
  });

  it('JF-06 it ends past its predicted impact; an ended one takes no more reports and is not founded again', () => {
    const w = watch();
    for (let s = 0; s <= 240; s += 60) w.hear(report(HERE, { s }));
    expect(w.wait(314)).toEqual([]);
    expect(w.wait(316).map((l) => l.lifecycle)).toEqual(['ended']);
    expect(w.hear(report(HERE, { s: 290 }))).toEqual([]);
    expect(w.hear(report(HERE, { s: 291, party: 'P2' }))).toEqual([]);
  });

  it('JF-07 what every Party took back is retracted; while one holds on it goes on', () => {
    const w = watch();
    for (const party of ['P1', 'P2', 'P3']) w.hear(report(HERE, { party }));
    const gone = (party: string, s: number) => w.hear(report(HERE, { party, s, part: { withdrawn: true } }));
    expect(gone('P1', 1).map((l) => [l.lifecycle, l.reason, by(l)])).toEqual([
      ['open', 'late data', ['P2', 'P3']],
    ]);
    gone('P3', 2);
    expect(gone('P2', 3).map((l) => l.lifecycle)).toEqual(['retracted']);
  });
});

it('JF-08 goes on from what was stored, byte for byte, also from what was stored before series could go over', () => {
  const w = watch();
  for (const party of ['P1', 'P2']) w.hear(report(HERE, { party }));
  const stored = JSON.parse(JSON.stringify(w.joint.snapshot())) as Record<string, unknown>;
  const again = createJoint({ session: 's' });
  again.restore(stored);
  const { wentOver: _, ...before } = stored;
  const older = createJoint({ session: 's' });
  older.restore(before);
  const next = report(HERE, { s: 10 });
  const [a, b, c] = [w.joint, again, older].map((j) => JSON.stringify(j.take(next, next.givenMs)));
  expect([b, c]).toEqual([a, a]);
});
