import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alert, launch, T0 } from '../../client/testing';
import type { LaunchNotification } from '../../domain/records';
import { placeOf } from './axis';
import { drawTimeline } from './draw';
import { alertItems, launchItems, logItems, noticeItems } from './lanes';
import { indexLane } from './layout';
import { forgetWidths } from './pen';
import { LANES, lanesIn, type Scene } from './scene';
import { type DrawnText, paper, sceneOf } from './testing';

const NOW = T0 + 348e3;
const times = fc.array(fc.integer({ min: -20 * 60e3, max: 60e3 }), { maxLength: 25 });

function busy(begins: readonly number[], part: Partial<Scene> = {}): Scene {
  const at = (i: number): number => NOW + (begins[i % begins.length] ?? 0);
  const launches = launchItems(
    begins.map((_, i) =>
      launch({
        ...{
          id: `l${i}`,
          number: i,
          lifecycle: i % 2 ? 'ended' : 'open',
          endedMs: i % 2 ? at(i) + 200e3 : null,
        },
        launchPoint: { ...launch().launchPoint, atMs: at(i) },
        impact: i % 3 ? null : { ...launch().launchPoint, atMs: NOW + 900e3, sigmaS: 40 },
      }),
    ),
  );
  return sceneOf(NOW, {
    launches: indexLane(launches),
    chosen: launches[0] ?? null,
    alerts: indexLane(
      alertItems(
        begins.map((_, i) => ({
          alert: alert({
            id: `a${i}`,
            number: i,
            raisedMs: at(i),
            alarmedMs: at(i) + 30e3,
            dueMs: NOW + 60e3 * i,
          }),
          compartment: 'SHARED' as const,
        })),
        NOW,
      ),
    ),
    log: indexLane(
      logItems(
        begins.map((_, i) => ({
          ...{ id: `e${i}`, atMs: at(i), msg: 'log.note', params: {}, text: null, by: null, about: null },
          compartment: 'SHARED' as const,
        })),
      ),
    ),
    notices: indexLane(
      noticeItems(
        begins.map((_, i) => ({
          ...{ id: `n${i}`, number: i, status: 'PLANNED', launchArea: { name: { en: 'Vostochny', ru: '' } } },
          window: { fromMs: at(i), toMs: at(i) + 400e3 },
        })) as unknown as LaunchNotification[],
      ),
    ),
    cover: [
      { fromMs: NOW - 300e3, toMs: NOW + 30e3, reason: null, predicted: false },
      { fromMs: NOW + 30e3, toMs: NOW + 800e3, reason: 'outside', predicted: true },
    ],
    ...part,
  });
}
const draw = (scene: Scene) => {
  forgetWidths();
  const sheet = paper();
  return { ...sheet, hits: drawTimeline(sheet.ctx, scene) };
};
/** Texts of a height of 9 px that meet. */
const meeting = (texts: readonly DrawnText[]): [string, string][] =>
  texts.flatMap((a, i) =>
    texts
      .slice(i + 1)
      .filter((b) => a.x0 < b.x1 && b.x0 < a.x1 && Math.abs(a.y - b.y) < 9)
      .map((b): [string, string] => [a.text, b.text]),
  );

describe('the timeline as drawn', () => {
  it('UX-205 no text lies over another, however much there is at once, in review and with a lost link too', () => {
    fc.assert(
      fc.property(times, fc.boolean(), fc.boolean(), (begins, inReview, isLost) => {
        const gaps = [{ fromMs: NOW - 500e3, toMs: NOW - 350e3 }];
        const { texts } = draw(
          busy(begins, {
            gaps,
            reviewMs: inReview ? NOW - 40e3 : null,
            lost: isLost ? { fromMs: NOW, toMs: NOW + 23e3 } : null,
          }),
        );
        expect(meeting(texts)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('UX-205 the chosen launch is named before the others, with its impact window', () => {
    const near = [-200e3, -199e3, -198e3, -197e3, -196e3, -195e3];
    const named = draw(busy(near)).texts.map((t) => t.text);
    expect(named).toContain('L-0');
    expect(named).toContain('impact window');
    expect(named).toContain('cover ends');
  });

  it('UX-209 right of now lies what is predicted, and all of it is dashed', () => {
    const scene = busy([-200e3, -150e3, -100e3]);
    const now = placeOf(scene.view, NOW);
    const ahead = draw(scene).lines.filter(({ x1 }) => x1 > now + 2);
    // The launches that fly, their windows, the answers that are awaited, the cover to come.
    expect(ahead.length).toBeGreaterThanOrEqual(5);
    expect(ahead.filter((l) => !l.dashed)).toEqual([]);
  });

  it('UX-210 times of which nothing was known are told as such, by why', () => {
    const lost = { fromMs: NOW, toMs: NOW + 23e3 };
    const gaps = [{ fromMs: NOW - 700e3, toMs: NOW - 500e3 }];
    const missed = [{ fromMs: NOW - 400e3, toMs: NOW - 200e3 }];
    const { hits, texts } = draw(sceneOf(NOW, { lost, gaps, missed, beginsMs: NOW - 800e3 }));
    const unknown = hits.flatMap((h) => (h.at.kind === 'unknown' ? [h.at] : []));
    expect(unknown.map((u) => u.why)).toEqual(['before', 'down', 'missed', 'lost']);
    expect(unknown.at(-1)).toMatchObject(lost);
    const words = texts.map((t) => t.text);
    for (const word of [
      'before the session began',
      'center was down',
      'link was lost',
      'nothing received since',
    ])
      expect(words).toContain(word);
  });

  it('UX-207 a lane says that nothing is held of it, never of what only lies outside the view', () => {
    const says = (part: Partial<Scene>) => draw(sceneOf(NOW, part)).texts.map((t) => t.text);
    expect(says({})).toContain('nothing stated');
    expect(says({})).toContain('no launch is selected');
    const [chosen = null] = launchItems([launch()]);
    expect(says({ chosen })).not.toContain('no launch is selected');
    const long = { fromMs: NOW - 9e6, toMs: NOW - 8e6, rank: 2, form: 'statement', party: 'P2' };
    expect(says({ stated: indexLane([long]) as never })).not.toContain('nothing stated');
  });

  it('UX-202 under review now stays where it is and the moment that is looked at has its own mark left of it', () => {
    const head = draw(sceneOf(NOW)).texts.map((t) => t.text);
    const { texts } = draw(sceneOf(NOW, { reviewMs: NOW - 5000 }));
    const now = texts.find((t) => t.text === '06:06:16');
    const at = texts.find((t) => t.text.startsWith('Reviewing'));
    expect(head.some((t) => t.startsWith('Reviewing'))).toBe(false);
    expect(now && at && at.x1 <= now.x0).toBe(true);
  });

  it('UX-211 lanes that find no room go by need: launches, alerts and cover stay longest', () => {
    const ids = (px: number) => lanesIn(22, px).map((l) => l.id);
    expect(ids(180)).toEqual([...LANES]);
    expect(ids(118)).toEqual(['notices', 'launches', 'alerts', 'sensors', 'cover']);
    expect(ids(84)).toEqual(['launches', 'alerts', 'cover']);
    const each = lanesIn(22, 180 + 28, ['x', 'y']);
    expect(each.map((l) => l.sensor).filter(Boolean)).toEqual(['x', 'y']);
    const last = each.at(-1);
    expect(last && last.top + last.heightPx).toBeCloseTo(204, 6);
  });
});
