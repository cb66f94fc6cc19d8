/** How lines and areas on the ground look, by the console's tokens. Widths and dashes in pixels. */
export interface LineLook {
  colour: string;
  width: number;
  opacity: number;
  dash: readonly number[];
  /** Dots are dashes of no length with round ends. */
  round?: true;
  /** A dark line below, so that it reads on everything. */
  casing?: { width: number; opacity: number };
}
export interface AreaLook {
  fill: { colour: string; opacity: number } | null;
  hatch: { pitchPx: number; lean: 1 | -1; colour: string; opacity: number } | null;
  edge: LineLook | null;
}

/** Of what ended, by how far it has faded. */
const FADED = [0.6, 0.42, 0.28, 0.16] as const;
export const faded = (look: LineLook, fade: 0 | 1 | 2 | 3): LineLook => ({
  ...look,
  opacity: look.opacity * FADED[fade],
});

const line = (colour: string, width: number, dash: readonly number[] = [], opacity = 1): LineLook => ({
  colour,
  width,
  opacity,
  dash,
});
const dots = (colour: string, width: number, gap: number): LineLook => ({
  ...line(colour, width, [0, gap]),
  round: true,
});
const area = (fill: AreaLook['fill'], edge: LineLook | null, hatch: AreaLook['hatch'] = null): AreaLook => ({
  fill,
  edge,
  hatch,
});

const TRACK = '#aeb8c3';
const BRIGHT = '#f3f5f7';
const WHITE = '#ffffff';
const COVER = '#b9c6d3';
const COVER_EDGE = '#8b99a7';
const CASING = '#14181c';

export const LOOKS = {
  coverFirst: area({ colour: COVER, opacity: 0.035 }, line(COVER_EDGE, 1, [8, 3], 0.6)),
  coverSecond: area({ colour: COVER, opacity: 0.035 }, line(COVER_EDGE, 1, [2, 3], 0.6)),
  notice: area({ colour: '#d5dae0', opacity: 0.06 }, dots('#c3cbd4', 1.5, 3.5)),
  corridor: area({ colour: '#e8ecf0', opacity: 0.11 }, line('#e8ecf0', 0.8, [], 0.35)),
  /** Of what still burns: a wide fan, so it only hints. */
  burningCorridor: area({ colour: '#e8ecf0', opacity: 0.035 }, line('#e8ecf0', 1, [5, 4], 0.45)),
  launchRegion: area({ colour: WHITE, opacity: 0.14 }, line(WHITE, 1.5)),
  impact90: area(null, line(BRIGHT, 1.5, [6, 3]), { pitchPx: 6, lean: -1, colour: BRIGHT, opacity: 0.28 }),
  impact50: area({ colour: BRIGHT, opacity: 0.1 }, line(BRIGHT, 1)),
  otherRegion: area(null, line(TRACK, 1.5, [6, 3], 0.75)),
  ownRegion: area(null, dots(TRACK, 1.6, 4)),
  traced: line(TRACK, 1.6, [3, 4], 0.75),
  measured: line(TRACK, 1.6, [], 0.9),
  endedMeasured: line(TRACK, 1.6),
  predicted: line(TRACK, 1.6, [5, 4], 0.75),
  ownPath: dots(TRACK, 1.6, 4),
  selectedTraced: line(BRIGHT, 1.6, [3, 4]),
  selectedMeasured: { ...line(WHITE, 2.6), casing: { width: 6, opacity: 0.7 } },
  selectedPredicted: { ...line(BRIGHT, 1.8, [7, 5]), casing: { width: 4.5, opacity: 0.6 } },
  nightEdge: line('#a0a9b5', 1, [14, 4, 2, 4], 0.55),
} as const satisfies Record<string, LineLook | AreaLook>;

/** Lines and regions of the Parties' reports, by their place among the Parties; the letter tells a fifth from the first. */
export const PARTY_LINES: readonly LineLook[] = [
  line('#c3cbd4', 1.6, [12, 4, 2, 4]),
  { ...line('#c3cbd4', 1.8, [2, 4]), round: true },
  line('#c3cbd4', 1.6, [8, 3, 2, 3, 2, 3]),
  line('#c3cbd4', 1.6, [4, 4]),
];

export const NIGHT = { colour: '#0a0d10', opacity: 0.2, duskOpacity: 0.13, duskDeg: 6 } as const;
/**
 * Fainter and wider than the tokens (pitch 9 at 46 %): own cover is a small part of a world map, and at that the hatch
 * outshines what lies on it.
 */
export const UNCOVERED = { pitchPx: 12, lean: 1, colour: '#97a1ad', opacity: 0.17 } as const;
export const CASING_COLOUR = CASING;
