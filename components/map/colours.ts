import type { MapColours } from './engine/style';

const DARK: MapColours = {
  sea: '#1a2026',
  land: '#313940',
  coast: '#66727e',
  border: '#4d5863',
  graticule: '#2b333b',
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
