/** A hatch as a square tile of pixels: a line at 45° from corner to corner, so that tiles meet. */
export function hatchTile(
  pitchPx: number,
  ratio: number,
  colour: string,
  lean: 1 | -1,
): { side: number; data: Uint8ClampedArray<ArrayBuffer> } {
  const side = Math.max(2, Math.round(pitchPx * Math.SQRT2 * ratio));
  const n = Number.parseInt(colour.slice(1), 16);
  const data = new Uint8ClampedArray(side * side * 4);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      // Distance to the nearest line, in pixels of the tile; a line is one pixel of the page wide.
      const along = (((lean === 1 ? x + y : x - y) % side) + side) % side;
      const across = Math.min(along, side - along) / Math.SQRT2;
      const alpha = Math.max(0, Math.min(1, ratio / 2 - across + 0.5));
      data.set([n >> 16, (n >> 8) & 255, n & 255, Math.round(255 * alpha)], 4 * (y * side + x));
    }
  }
  return { side, data };
}
