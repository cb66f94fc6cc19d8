import type { Box } from '../../domain/area-box';

/**
 * Reads a place as people write it: `62.9N 40.6E`, `62,9 с.ш. 40,6 в.д.`, `-12.5 130.25`, degrees and minutes with or without
 * seconds (`62-54-30N 040-36-00E`, `62°54.5′N 40°36′E`), and as notices to airmen have it, `6254N04036E` or `625430N0403600E`.
 */
export interface ParsedPlace {
  lat: number;
  lon: number;
}

/** Null if it is none. */
export function parsePlace(text: string): ParsedPlace | null {
  const t = plain(text);
  const signed = /^([+-]?\d+(?:\.\d+)?)°?(?:[,;] ?| )([+-]?\d+(?:\.\d+)?)°?$/.exec(t);
  const sided = /^(.+?)([NS])[ ,;]*(.+?)([EW])$/.exec(t) ?? ahead(t);
  if (signed) return within(Number(signed[1]), Number(signed[2]));
  if (!sided) return null;
  const [, latText = '', ns, lonText = '', ew] = sided;
  const lat = degrees(latText.trim(), 2);
  const lon = degrees(lonText.trim(), 3);
  return lat === null || lon === null ? null : within(ns === 'S' ? -lat : lat, ew === 'W' ? -lon : lon);
}

/** `N62.9 E40.6`: the letters before. */
function ahead(t: string): RegExpExecArray | null {
  const m = /^([NS]) ?(.+?)[ ,;]*([EW]) ?(.+)$/.exec(t);
  if (!m) return null;
  [m[1], m[2], m[3], m[4]] = [m[2] ?? '', m[1] ?? '', m[4] ?? '', m[3] ?? ''];
  return m;
}

/** One alphabet, one kind of sign, single spaces; a comma is a decimal point where no point is written. */
function plain(text: string): string {
  const t = text
    .toUpperCase()
    .replace(/С\.?\s*Ш\.?/g, 'N')
    .replace(/Ю\.?\s*Ш\.?/g, 'S')
    .replace(/В\.?\s*Д\.?/g, 'E')
    .replace(/З\.?\s*Д\.?/g, 'W')
    .replace(/[−–]/g, '-')
    .replace(/[’′`]/g, "'")
    .replace(/[”″]|''/g, '"')
    .replace(/\s+/g, ' ')
    .trim();
  return t.includes('.') ? t : t.replace(/(\d),(\d)/g, '$1.$2');
}

/** Degrees of one part without its letter; `whole`: digits of whole degrees where they are packed. */
function degrees(t: string, whole: 2 | 3): number | null {
  const packed = new RegExp(`^(\\d{${whole}})(\\d{2})(\\d{2})?$`).exec(t);
  const parted = /^(\d{1,3})(?:[° -] ?(\d{1,2}(?:\.\d+)?)'?(?:[ '-]? ?(\d{1,2}(?:\.\d+)?)"?)?)?$/.exec(t);
  const single = /^(\d{1,3}(?:\.\d+)?)°?$/.exec(t);
  const m = packed ?? single ?? parted;
  if (!m) return null;
  const [, d, min = '0', s = '0'] = m;
  if (Number(min) >= 60 || Number(s) >= 60) return null;
  return Number(d) + Number(min) / 60 + Number(s) / 3600;
}

const within = (lat: number, lon: number): ParsedPlace | null =>
  Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;

/** The same place in a form that is read back to the very spot (0.1 m), in either language. */
export function writtenPlace({ lat, lon }: ParsedPlace): string {
  const part = (deg: number, [plus, minus]: [string, string]): string =>
    `${Number(Math.abs(deg).toFixed(6))}${deg < 0 ? minus : plus}`;
  return `${part(lat, ['N', 'S'])} ${part(lon, ['E', 'W'])}`;
}

/** A place, or a box by its south-western and north-eastern corner with a stroke between; null if it is neither. */
export function parseBox(text: string): Box | null {
  const [sw, ne, ...more] = text.split('/').map(parsePlace);
  if (!sw || ne === null || more.length > 0) return null;
  const far = ne ?? sw;
  return sw.lat > far.lat ? null : { south: sw.lat, north: far.lat, west: sw.lon, east: far.lon };
}
