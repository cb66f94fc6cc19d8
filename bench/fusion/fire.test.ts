import { describe, expect, it } from 'vitest';
import { createPicture, type Picture } from '../../server/fusion';
import { inputOf, sensorOf } from '../../server/fusion/fuse-file';
import { rngFor } from '../../server/simulation/rng';
import { withShows } from './false-alarms';
import { generate } from './generate';

/** Twenty minutes of clutter, with a fire that each infrared sensor sees. */
const quiet = generate({ n: 0, seed: 5, padS: 1200 });
const burning = [...withShows(quiet, 'clutter with a fire', rngFor(9, 'fire'))];

function watch(lines: typeof burning, picture = on()): { picture: Picture; confirmedAtS: number[] } {
  const confirmedAtS: number[] = [];
  for (const line of lines)
    for (const { reason } of picture.ingest(inputOf(line), line.arr * 1000))
      if (reason === 'confirmed') confirmedAtS.push(line.arr);
  return { picture, confirmedAtS };
}
const on = (): Picture =>
  createPicture({
    picture: 'joint',
    session: 'file',
    owner: 'P1',
    sensors: quiet.sensors.map(sensorOf),
  });

describe('what burns and does not move', () => {
  it('FU-43 is taken for a launch at most when it is first seen, and founds no track once it is known', () => {
    const { picture, confirmedAtS } = watch(burning);
    expect(confirmedAtS.filter((t) => t > 150)).toEqual([]);
    expect(confirmedAtS.length).toBeLessThanOrEqual(2);
    expect(picture.tracksAt(quiet.tEnd * 1000)).toEqual([]);
    // It is the fire that is known: what is stored names each of the three sensors once.
    const stored = picture.snapshot() as { bias: { spots: { known: [number, [string, unknown[]][]][] } } };
    const last = stored.bias.spots.known.at(-1)?.[1] ?? [];
    expect(last.map(([sensor, spots]) => `${sensor} ${spots.length}`).sort()).toEqual([
      'S1 1',
      'S2 1',
      'S3 1',
    ]);
  });

  it('FU-43 what is known of it outlives a restart', () => {
    const half = burning.filter((l) => l.arr <= 600);
    const again = on();
    again.restore(JSON.parse(JSON.stringify(watch(half).picture.snapshot())));
    const { picture, confirmedAtS } = watch(burning.slice(half.length), again);
    expect(confirmedAtS).toEqual([]);
    expect(picture.snapshot()).toEqual(watch(burning).picture.snapshot());
  });

  it('FU-98 a fire that clouds hide for an hour is known when they part', () => {
    const s = generate({ n: 0, seed: 5, clutter: 0, padS: 7600 });
    const fires = 'clutter with three fires behind broken clouds';
    const { confirmedAtS } = watch([...withShows(s, fires, rngFor(9, 'fire'))]);
    expect(confirmedAtS.length).toBeGreaterThan(0);
    // Each burns from its own time on for the first time; all of them burn again after 5,400 s.
    expect(confirmedAtS.filter((t) => t > 3800)).toEqual([]);
  });

  it('FU-99 where spots came before, what stays or wanders slowly is no launch before it has moved as one', () => {
    const s = generate({ n: 0, seed: 5, clutter: 0, padS: 30_000 });
    const glints = 'clutter with wandering glints';
    const { confirmedAtS } = watch([...withShows(s, glints, rngFor(9, 'glint'))]);
    expect(confirmedAtS.length).toBe(1);
  });
});
