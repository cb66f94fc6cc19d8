import { expect, it } from 'vitest';
import { EPOCH, track } from '../../domain/testing/samples';
import type { Picture } from '.';
import { createReporter } from './report';

type Told = ReturnType<Picture['tracks']>[number];
const body = (id: string, part: Partial<Told> = {}): Told => {
  const { number: _, reportedAs: __, ...rest } = track({ id, phase: 'boost' });
  return { ...rest, ...part };
};
/** Found by radar in orbit: a satellite, which is not reported. */
const satellite = (id: string): Told => body(id, { phase: 'coast', impact: 'orbital' });

it('RL-57 a report names itself by how many were given: neither its track nor the tracks that were not reported change a byte', () => {
  const life = (ids: [string, string], satellites: number) => {
    let tracks: Told[] = [];
    const picture = { tracks: () => tracks, sameAs: () => [], mayBeTwin: () => false } as unknown as Picture;
    let reporter = createReporter({ session: 's', party: 'P1', picture });
    const hidden = Array.from({ length: satellites }, (_, i) => satellite(`satellite_${i}`));
    const given = ids.flatMap((id, i) => {
      tracks = [...hidden, ...tracks.filter((t) => !hidden.includes(t)), body(id)];
      const reports = reporter.update(EPOCH + i * 1000);
      const stored = JSON.parse(JSON.stringify(reporter.snapshot()));
      reporter = createReporter({ session: 's', party: 'P1', picture });
      reporter.restore(stored);
      return reports;
    });
    return { given, unreported: hidden.map((t) => reporter.seriesOf(t.id)) };
  };
  const { given } = life(['track_a', 'track_b'], 0);
  expect(given.map((r) => r.reportNo)).toEqual([1, 1]);
  expect(new Set(given.map((r) => r.series)).size).toBe(2);
  expect(life(['track_x', 'track_y'], 0).given).toEqual(given);
  expect(life(['track_a', 'track_b'], 3)).toEqual({ given, unreported: [null, null, null] });
});
