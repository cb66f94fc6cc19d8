import { describe, expect, it } from 'vitest';
import { projectorOf, unprojectFlat } from '../geometry/projection';
import { drawOverview, landRings, type OverviewView } from './draw-overview';

/** Keeps the points of each path that is filled or stroked, with the colour that it had. */
function recorder() {
  const drawn: { style: string; points: [number, number][] }[] = [];
  let points: [number, number][] = [];
  const ctx = {
    fillStyle: '',
    strokeStyle: '',
    beginPath: () => {
      points = [];
    },
    moveTo: (x: number, y: number) => points.push([x, y]),
    lineTo: (x: number, y: number) => points.push([x, y]),
    fill: () => drawn.push({ style: ctx.fillStyle, points }),
    stroke: () => drawn.push({ style: ctx.strokeStyle, points }),
  };
  const rest = new Proxy(ctx, { get: (held, name) => (name in held ? Reflect.get(held, name) : () => null) });
  return { ctx: rest as unknown as CanvasRenderingContext2D, drawn };
}
const COLOURS = { sea: '#000001', land: '#000002', coast: '#000003' };
const view = (part: Partial<OverviewView>): OverviewView => ({
  ...{ projection: 'flat', lat: 40, lon: 175, zoom: 3, mapPx: { width: 1196, height: 680 }, w: 128, h: 128 },
  ...part,
});
const LAND = landRings({
  features: [
    {
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [160, 30],
            [160, 50],
            [179, 50],
            [179, 30],
            [160, 30],
          ],
        ],
      },
    },
    {
      geometry: {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [-20, 0],
              [0, 0],
              [0, 9],
              [-20, 0],
            ],
          ],
        ],
      },
    },
  ],
});

describe('UX-235 the whole Earth beside the map', () => {
  it('UX-235 a pixel of the flat map is the place that it is drawn for', () => {
    const camera = { lat: 40, lon: 175, zoom: 3, width: 800, height: 600, globe: false };
    for (const place of [
      { lat: 60, lon: 160 },
      { lat: -10, lon: -170 },
    ]) {
      const at = projectorOf(camera).point(place);
      const back = unprojectFlat(camera, { x: (at?.x ?? 0) - 400, y: (at?.y ?? 0) - 300 });
      expect(back.lat).toBeCloseTo(place.lat, 6);
      expect(((back.lon - place.lon + 540) % 360) - 180).toBeCloseTo(0, 6);
    }
  });

  it('UX-235 shows land on the near side, what the map shows and the selected path, over the antimeridian too', () => {
    const { ctx, drawn } = recorder();
    const path = {
      measured: [
        { lat: 40, lon: 170 },
        { lat: 41, lon: 178 },
      ],
      predicted: [
        { lat: 41, lon: 178 },
        { lat: 41, lon: -170 },
      ],
    };
    drawOverview(ctx, view({}), LAND, path, COLOURS);
    const land = drawn.filter((d) => d.style === COLOURS.land);
    expect(land.map((d) => d.points.length > 0)).toEqual([true, false]);
    const [frame] = drawn.filter((d) => d.style === '#f3f5f7');
    const xs = (frame?.points ?? []).map(([x]) => x);
    expect(Math.min(...xs)).toBeGreaterThan(10);
    expect(Math.max(...xs)).toBeLessThan(118);
    expect(Math.max(...xs) - Math.min(...xs)).toBeGreaterThan(30);
    const lines = drawn.filter((d) => d.style === '#ffffff');
    expect(lines.map((l) => l.points.length)).toEqual([2, 2]);
    // East is to the right, and the path passes 180° without a jump.
    expect(lines[0]?.points[1]?.[0]).toBeGreaterThan(lines[0]?.points[0]?.[0] ?? 0);
    expect(Math.abs((lines[0]?.points[0]?.[0] ?? 0) - (lines[0]?.points[1]?.[0] ?? 0))).toBeLessThan(20);
  });

  it('UX-235 beside the globe it is a flat map with the part of the globe that the map shows', () => {
    const { ctx, drawn } = recorder();
    drawOverview(ctx, view({ projection: 'globe', w: 184, h: 104 }), LAND, null, COLOURS);
    expect(drawn.filter((d) => d.style === COLOURS.land).every((d) => d.points.length > 0)).toBe(true);
    expect(drawn.filter((d) => d.style === '#f3f5f7')[0]?.points.length).toBeGreaterThan(40);
  });
});
