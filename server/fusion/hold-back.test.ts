import { describe, expect, it } from 'vitest';
import { EPOCH, track } from '../../domain/testing/samples';
import type { Picture, TrackChange } from '.';
import { createReporter } from './report';

const at = (s: number) => EPOCH + s * 1000;
const body = (rev: number): TrackChange['track'] => {
  const { number: _, reportedAs: __, ...rest } = track({ rev, phase: 'boost' });
  return rest;
};
function watch() {
  let tracks = [body(1)];
  const picture = { tracks: () => tracks, sameAs: () => [], mayBeTwin: () => false } as unknown as Picture;
  const reporter = createReporter({ session: 's', party: 'P1', picture });
  const show = (...now: TrackChange['track'][]): void => {
    tracks = now;
  };
  const change = (reason: TrackChange['reason'], status: 'confirmed' | 'lost'): TrackChange[] => [
    { track: { ...body(9), status }, reason },
  ];
  return { reporter, show, change };
}
const said = (reports: { reportNo: number; withdrawn: boolean }[]) =>
  reports.map((r) => `${r.reportNo}${r.withdrawn ? ' withdrawn' : ''}`);

describe('reports that are held back', () => {
  it('SI-47 what was reported is taken back once, and no more is said, also when the track is seen again or proves false', () => {
    const { reporter, show, change } = watch();
    expect(said(reporter.update(at(0)))).toEqual(['1']);
    const back = reporter.withdraw(body(2), at(90));
    expect(back && said([back])).toEqual(['2 withdrawn']);
    expect(reporter.withdraw(body(2), at(91))).toBeNull();
    show(body(3));
    expect(reporter.update(at(120))).toEqual([]);
    expect(reporter.update(at(130), change('seen again', 'confirmed'))).toEqual([]);
    show();
    expect(reporter.update(at(200), change('refuted', 'lost'))).toEqual([]);
  });

  it('SI-47 of what was never reported there is nothing to take back', () => {
    const { reporter } = watch();
    expect(reporter.withdraw(body(1), at(0))).toBeNull();
    expect(reporter.update(at(10))).toEqual([]);
  });

  it('SI-47 it is reported again when it turns out to be there after all, also from a stored reporter', () => {
    const { reporter, show } = watch();
    reporter.update(at(0));
    reporter.withdraw(body(2), at(90));
    const stored = watch();
    stored.reporter.restore(JSON.parse(JSON.stringify(reporter.snapshot())));
    for (const r of [reporter, stored.reporter]) {
      expect(r.update(at(100))).toEqual([]);
      r.resume(body(2).id);
    }
    show(body(5));
    stored.show(body(5));
    expect(said(reporter.update(at(120)))).toEqual(['3']);
    expect(said(stored.reporter.update(at(120)))).toEqual(['3']);
  });
});

it('JF-09 each change that the picture tells is reported at once, what nobody sees once a minute', () => {
  const { reporter, show } = watch();
  const given = (s: number) => said(reporter.update(at(s)));
  expect([given(0), given(1), given(4)]).toEqual([['1'], [], []]);
  show(body(2));
  expect([given(5), given(6)]).toEqual([['2'], []]);
  show({ ...body(3), phase: 'coast' });
  expect([given(7), given(66), given(67)]).toEqual([['3'], [], ['4']]);
});
