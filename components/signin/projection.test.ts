import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceM, MEAN_RADIUS_M } from '../../domain/geodesy';
import { azimuthalEqualArea } from './projection';

describe('the map band', () => {
  const p = azimuthalEqualArea({ lat: 55, lon: 105 }, 400, 800, 200);

  it('UX-31 comes back to the place that it drew', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -80, max: 89, noNaN: true }),
        fc.double({ min: -180, max: 179, noNaN: true }),
        (lat, lon) => {
          fc.pre(p.angleDeg({ lat, lon }) < 170);
          const { x, y } = p.project({ lat, lon });
          const back = p.invert(x, y);
          expect(back && distanceM(back, { lat, lon })).toBeLessThan(10);
        },
      ),
    );
  });

  it('UX-31 keeps the distance from its middle as the chord', () => {
    const place = { lat: 20, lon: 60 };
    const { x, y } = p.project(place);
    const angle = distanceM(place, { lat: 55, lon: 105 }) / MEAN_RADIUS_M;
    expect(Math.hypot(x - 800, y - 200)).toBeCloseTo(800 * Math.sin(angle / 2), 6);
    expect(p.invert(800 + 900, 200)).toBeNull();
  });
});
