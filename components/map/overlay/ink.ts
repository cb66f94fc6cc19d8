/** Colours and type of what is drawn over the map, from the tokens; and how pieces of text are measured and written. */
import type { Severity } from '../../../domain/alert';
import type { Label, Look, Run } from '../scene/label';

const SANS = '"IBM Plex Sans", system-ui, sans-serif';
const MONO = '"IBM Plex Mono", ui-monospace, monospace';
export const INK = {
  page: '#1b1f24',
  box: 'rgba(27, 31, 36, 0.92)',
  boxEdge: '#55606c',
  leader: '#8b97a4',
  casing: '#14181c',
  bright: '#f3f5f7',
  white: '#ffffff',
  track: '#d5dae0',
  dim: '#a0a9b5',
  dimmer: '#7d8793',
  serious: '#ffb302',
  grid: '#9fa9b4',
} as const;
export const SEVERITY_COLOUR: Record<Severity, string> = {
  CRITICAL: '#ff3838',
  HIGH: '#ffb302',
  ADVISORY: '#fce83a',
};
/** The shapes of the levels in a box of 14 × 14, as the status symbols of the console have them. */
const SEVERITY_SHAPE: Record<Severity, string> = {
  CRITICAL: 'M.6 1.6h12.8L7 13z',
  HIGH: 'M7 .4 13.6 7 7 13.6.4 7z',
  ADVISORY: 'M1.5 1.5h11v11h-11z',
};
const LOOKS: Record<Look, { font: string; colour: string; spacing?: string; halo?: boolean }> = {
  id: { font: `600 12px ${MONO}`, colour: INK.bright },
  strong: { font: `600 12px ${SANS}`, colour: INK.bright },
  text: { font: `400 12px ${SANS}`, colour: INK.track },
  dim: { font: `400 12px ${SANS}`, colour: INK.dim },
  mono: { font: `400 12px ${MONO}`, colour: INK.track },
  monoDim: { font: `400 12px ${MONO}`, colour: INK.dim },
  monoStrong: { font: `600 12px ${MONO}`, colour: INK.bright, halo: true },
  amber: { font: `400 12px ${SANS}`, colour: '#ffc84a', halo: true },
  place: { font: `400 12px ${SANS}`, colour: '#a8b1bc', halo: true },
  water: { font: `400 12px ${SANS}`, colour: '#8592a0', spacing: '0.96px' },
};
export const GRID_FONT = `400 11px ${MONO}`;
export const SENSOR_FONT = `500 10px ${MONO}`;

const LINE_PX = 16;
const PAD = { x: 6, y: 4 } as const;
const GAP_PX = 5;
const SYMBOL_PX = 12;
const PARTY_PX = 14;

export interface TextSize {
  w: number;
  h: number;
}

/** Measures labels; widths of texts are kept, since they seldom change. */
export class Measure {
  readonly #held = new Map<string, number>();
  constructor(readonly ctx: CanvasRenderingContext2D) {}

  /** Texts measured with fonts that were not there yet are wrong. */
  forget(): void {
    this.#held.clear();
  }

  run(piece: Run): number {
    if (!('text' in piece)) return 'party' in piece ? PARTY_PX : SYMBOL_PX;
    const key = `${piece.look}|${piece.text}`;
    let width = this.#held.get(key);
    if (width === undefined) {
      if (this.#held.size > 4000) this.#held.clear();
      const look = LOOKS[piece.look];
      this.ctx.font = look.font;
      this.ctx.letterSpacing = look.spacing ?? '0px';
      width = this.ctx.measureText(piece.text).width;
      this.ctx.letterSpacing = '0px';
      this.#held.set(key, width);
    }
    return width;
  }

  label(label: Pick<Label, 'lines' | 'boxed'>): TextSize {
    const widths = label.lines.map((line) =>
      line.reduce((sum, piece, i) => sum + this.run(piece) + (i > 0 ? GAP_PX : 0), 0),
    );
    const pad = label.boxed ? PAD : { x: 0, y: 0 };
    return { w: Math.ceil(Math.max(0, ...widths)) + 2 * pad.x, h: label.lines.length * LINE_PX + 2 * pad.y };
  }
}

/** Writes a label's lines with its upper left corner at (x, y). */
export function writeLabel(
  measure: Measure,
  label: Pick<Label, 'lines' | 'boxed'>,
  x: number,
  y: number,
): void {
  const { ctx } = measure;
  const pad = label.boxed ? PAD : { x: 0, y: 0 };
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  label.lines.forEach((line, row) => {
    let at = x + pad.x;
    const middle = y + pad.y + row * LINE_PX + LINE_PX / 2;
    for (const piece of line) {
      if ('severity' in piece) drawSeverity(ctx, piece.severity, at, middle);
      else if ('party' in piece) drawPartyBox(ctx, piece.party, at, middle - PARTY_PX / 2, INK.bright);
      else writeText(ctx, piece.text, piece.look, at, middle, !label.boxed);
      at += measure.run(piece) + GAP_PX;
    }
  });
}

function writeText(
  ctx: CanvasRenderingContext2D,
  text: string,
  look: Look,
  x: number,
  y: number,
  onMap: boolean,
): void {
  const { font, colour, spacing, halo } = LOOKS[look];
  ctx.font = font;
  ctx.letterSpacing = spacing ?? '0px';
  if (halo && onMap) {
    ctx.strokeStyle = 'rgba(20, 24, 28, 0.7)';
    ctx.lineWidth = 3;
    ctx.lineJoin = 'round';
    ctx.strokeText(text, x, y + 0.5);
  }
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y + 0.5);
  ctx.letterSpacing = '0px';
}

/** A figure on the map itself, about a middle; gives the box that it takes up. */
export function writeFigure(
  measure: Measure,
  text: string,
  middle: { x: number; y: number },
): { x: number; y: number; w: number; h: number } {
  const { w, h } = measure.label({ lines: [[{ text, look: 'monoStrong' }]], boxed: false });
  const box = { x: middle.x - w / 2, y: middle.y - h / 2, w, h };
  measure.ctx.textAlign = 'left';
  measure.ctx.textBaseline = 'middle';
  writeText(measure.ctx, text, 'monoStrong', box.x, middle.y, true);
  return box;
}

/** The box of a Party, 14 px, with its letter; its upper left corner at whole pixels. */
export function drawPartyBox(
  ctx: CanvasRenderingContext2D,
  letter: string,
  left: number,
  top: number,
  edge: string,
): void {
  const [x, y] = [Math.round(left), Math.round(top)];
  ctx.fillStyle = INK.page;
  ctx.fillRect(x, y, PARTY_PX, PARTY_PX);
  ctx.strokeStyle = edge;
  ctx.lineWidth = 1;
  ctx.strokeRect(x + 0.5, y + 0.5, PARTY_PX - 1, PARTY_PX - 1);
  ctx.fillStyle = INK.bright;
  ctx.font = SENSOR_FONT;
  const { textAlign, textBaseline } = ctx;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(letter, x + PARTY_PX / 2, y + PARTY_PX / 2 + 0.5);
  ctx.textAlign = textAlign;
  ctx.textBaseline = textBaseline;
}

function drawSeverity(ctx: CanvasRenderingContext2D, severity: Severity, x: number, middle: number): void {
  ctx.save();
  ctx.translate(x, middle - SYMBOL_PX / 2);
  ctx.scale(SYMBOL_PX / 14, SYMBOL_PX / 14);
  ctx.fillStyle = SEVERITY_COLOUR[severity];
  ctx.fill(pathOf(SEVERITY_SHAPE[severity]));
  ctx.restore();
}

const paths = new Map<string, Path2D>();
export function pathOf(d: string): Path2D {
  let path = paths.get(d);
  if (!path) {
    path = new Path2D(d);
    paths.set(d, path);
  }
  return path;
}
