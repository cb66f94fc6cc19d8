import type { LineLook } from './scene/looks';

/** A look of the map's lines as attributes of SVG. */
export const strokeOf = ({ colour, width, dash, round }: LineLook) => ({
  stroke: colour,
  strokeWidth: width,
  strokeDasharray: dash.join(' ') || undefined,
  strokeLinecap: round ? ('round' as const) : ('butt' as const),
});
