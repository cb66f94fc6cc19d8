/** Small SVG charts for the plots in docs/: bars, lines, a rose of directions. */
const FONT = 'font-family="IBM Plex Sans, sans-serif" font-size="12"';
const INK = '#22272e';
const DIM = '#6a7683';
const MARK = '#2d6ea8';
const OTHER = '#c2410c';

const page = (width: number, height: number, title: string, body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ${FONT}>` +
  `<rect width="${width}" height="${height}" fill="#ffffff"/>` +
  `<text x="16" y="24" fill="${INK}" font-size="14" font-weight="600">${escaped(title)}</text>${body}</svg>\n`;
const text = (x: number, y: number, words: string, anchor = 'start', fill = INK): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" fill="${fill}">${escaped(words)}</text>`;
/** Text may say "<30 s". */
function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Horizontal bars; an upright stroke marks what was expected, and `key` says so. */
export function barChart(
  title: string,
  rows: { label: string; value: number; expected: number | null }[],
  words = 'bar: counted · stroke: by the settings',
): string {
  const left = 190;
  const width = 720;
  const most = Math.max(...rows.map((r) => Math.max(r.value, r.expected ?? 0)));
  const x = (v: number): number => left + (v / most) * (width - left - 60);
  const body = rows.map((r, i) => {
    const y = 44 + i * 20;
    const mark =
      r.expected === null
        ? ''
        : `<path d="M${x(r.expected).toFixed(1)} ${y - 2}v18" stroke="${OTHER}" stroke-width="2"/>`;
    return (
      text(left - 8, y + 11, r.label, 'end') +
      `<rect x="${left}" y="${y}" width="${(x(r.value) - left).toFixed(1)}" height="14" fill="${MARK}"/>${mark}` +
      text(Math.max(x(r.value), x(r.expected ?? 0)) + 6, y + 11, String(r.value), 'start', DIM)
    );
  });
  const end = 44 + rows.length * 20;
  const key = rows.some((r) => r.expected !== null) ? text(left, end + 16, words, 'start', DIM) : '';
  return page(width, end + 30, title, body.join('') + key);
}

/** Lines over a common grid from zero; with `log` the upright axis has a step for each power of ten. */
export function lineChart(
  title: string,
  lines: { label: string; points: [number, number][] }[],
  o: { log?: boolean } = {},
): string {
  const [width, height, left, right, top, bottom] = [720, 320, 56, 20, 56, 36];
  const all = lines.flatMap((l) => l.points);
  const mostX = Math.max(...all.map((p) => p[0]));
  const values = all.map((p) => p[1]);
  const powers = [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))];
  const [low, high] = o.log ? (powers as [number, number]) : [0, Math.max(...values) * 1.05];
  const x = (v: number): number => left + (v / mostX) * (width - left - right);
  const up = (v: number): number => height - bottom - ((v - low) / (high - low)) * (height - top - bottom);
  const y = (v: number): number => up(o.log ? Math.log10(v) : v);
  const steps = o.log
    ? Array.from({ length: high - low + 1 }, (_, i) => ({ at: low + i, words: String(10 ** (low + i)) }))
    : [0, 0.25, 0.5, 0.75, 1].map((f) => ({ at: f * high, words: (f * high).toFixed(2) }));
  const grid = [
    ...steps.map(
      ({ at, words }) =>
        `<path d="M${left} ${up(at).toFixed(1)}H${width - right}" stroke="#e3e6ea"/>` +
        text(left - 8, up(at) + 4, words, 'end', DIM),
    ),
    ...[0, 0.25, 0.5, 0.75, 1].map((f) =>
      text(x(f * mostX), height - 14, String(Math.round(f * mostX)), 'middle', DIM),
    ),
  ];
  const colours = [MARK, OTHER, DIM];
  const drawn = lines.map((l, i) => {
    const path = l.points
      .map(([a, b], k) => `${k === 0 ? 'M' : 'L'}${x(a).toFixed(1)} ${y(b).toFixed(1)}`)
      .join('');
    const colour = colours[i % colours.length];
    return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${text(left + i * 140, 44, l.label, 'start', colour)}`;
  });
  return page(width, height, title, grid.join('') + drawn.join(''));
}

/** Counts by equal sectors clockwise from north; the area of a wedge is its count. */
export function roseChart(title: string, counts: number[]): string {
  const [width, height, cx, cy, reach] = [460, 470, 230, 250, 180];
  const most = Math.max(...counts);
  const step = (2 * Math.PI) / counts.length;
  const at = (r: number, a: number): string =>
    `${(cx + r * Math.sin(a)).toFixed(1)} ${(cy - r * Math.cos(a)).toFixed(1)}`;
  const wedges = counts.map((n, i) => {
    const r = reach * Math.sqrt(n / most);
    return `<path d="M${cx} ${cy}L${at(r, i * step)}A${r.toFixed(1)} ${r.toFixed(1)} 0 0 1 ${at(r, (i + 1) * step)}Z" fill="${MARK}" stroke="#ffffff"/>`;
  });
  const ring = `<circle cx="${cx}" cy="${cy}" r="${reach}" fill="none" stroke="#e3e6ea"/>`;
  const names = ['N', 'E', 'S', 'W'].map((n, i) => {
    const a = (i * Math.PI) / 2;
    return text(cx + (reach + 14) * Math.sin(a), cy - (reach + 14) * Math.cos(a) + 4, n, 'middle', DIM);
  });
  return page(width, height, title, ring + wedges.join('') + names.join(''));
}
