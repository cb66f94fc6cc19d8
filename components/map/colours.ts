import type { MapColours } from './engine/style';

const DARK: MapColours = {
  sea: '#1a2026',
  land: '#313940',
  coast: '#66727e',
  graticule: '#2b333b',
  border: '#4d5863',
  night: '#0a0d10',
  nightEdge: '#a0a9b5',
  hatch: '#97a1ad',
  cover: '#b9c6d3',
  coverEdge: '#8b99a7',
  notice: '#d5dae0',
  noticeEdge: '#c3cbd4',
  track: '#aeb8c3',
  bright: '#f3f5f7',
  casing: '#14181c',
};

/** The map's colours where an element stands: sea, land and coast follow the mode's tokens. */
export function coloursOf(element: Element): MapColours {
  const style = getComputedStyle(element);
  const token = (name: string, otherwise: string) => {
    const value = style.getPropertyValue(name).trim();
    return /^#[\da-f]{6}$/i.test(value) ? value : otherwise;
  };
  return {
    ...DARK,
    sea: token('--sea', DARK.sea),
    land: token('--land', DARK.land),
    coast: token('--coast', DARK.coast),
  };
}
