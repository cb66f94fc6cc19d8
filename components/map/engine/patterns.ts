/** Hatches as images: lines at 45°, computed so that they join at the tile's edges. */
import type { MapColours } from './style';

export interface PatternImage {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}
const RATIO = 2;

/**
 * A square tile of slanted lines, one from corner to corner. `sidePx` divides 512, so that the lines of the map's tiles
 * meet; the libraries stretch it up to twofold between zooms. `lean` 1 rises to the right.
 */
export function hatch(sidePx: 4 | 8 | 16, widthPx: number, colour: string, lean: 1 | -1): PatternImage {
  const side = sidePx * RATIO;
  const [r, g, b] = rgb(colour);
  const data = new Uint8ClampedArray(side * side * 4);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const along = (((lean === 1 ? x + y : x - y) % side) + side) % side;
      const across = Math.min(along, side - along) / Math.SQRT2;
      const alpha = Math.max(0, Math.min(1, (widthPx * RATIO) / 2 - across + 0.5));
      data.set([r, g, b, Math.round(255 * alpha)], 4 * (y * side + x));
    }
  }
  return { width: side, height: side, data };
}

export function rgb(hex: string): [number, number, number] {
  const n = Number.parseInt(hex.slice(1), 16);
  return [n >> 16, (n >> 8) & 255, n & 255];
}

/** The images that the style's fill patterns name. */
export function addPatterns(
  add: (id: string, image: PatternImage, settings: { pixelRatio: number }) => unknown,
  colours: MapColours,
): void {
  add('hatch-uncovered', hatch(8, 0.7, colours.hatch, 1), { pixelRatio: RATIO });
  add('hatch-impact', hatch(4, 0.7, colours.bright, -1), { pixelRatio: RATIO });
}
