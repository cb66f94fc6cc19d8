/** Colours of the canvas: the custom properties that the style sheet sets on the console, so that a mode changes them too. */
const NAMES = {
  page: '--page',
  panel: '--panel',
  raised: '--raised',
  line: '--line',
  lineSoft: '--line-soft',
  text: '--text',
  textHi: '--text-hi',
  textDim: '--text-dim',
  critical: '--critical',
  serious: '--serious',
  caution: '--caution',
  amberText: '--amber-text',
  noticeStrip: '--notice-strip',
  onNotice: '--on-notice',
} as const;
export type Palette = Record<keyof typeof NAMES, string>;

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const entries = Object.entries(NAMES).map(([name, property]) => [name, style.getPropertyValue(property)]);
  return Object.fromEntries(entries) as Palette;
}
