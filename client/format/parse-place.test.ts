import { describe, expect, it } from 'vitest';
import { parseBox, parsePlace, writtenPlace } from './parse-place';

describe('a place as people write it', () => {
  it.each([
    ['62.9N 40.6E', 62.9, 40.6],
    ['N62.9 E40.6', 62.9, 40.6],
    ['62,9 с.ш. 40,6 в.д.', 62.9, 40.6],
    ['12,5 ю. ш. 130,25 з. д.', -12.5, -130.25],
    ['-12.5 130.25', -12.5, 130.25],
    ['−12.5, 130.25', -12.5, 130.25],
    ['62-54-30N 040-36-00E', 62 + 54.5 / 60, 40.6],
    ['62°54.5′N 40°36′E', 62 + 54.5 / 60, 40.6],
    ["62°54'30\"S, 40°36'W", -(62 + 54.5 / 60), -40.6],
    ['62 54 30 n 40 36 e', 62 + 54.5 / 60, 40.6],
    ['6254N04036E', 62.9, 40.6],
    ['625430S0403600W', -(62 + 54.5 / 60), -40.6],
    ['0N 180W', 0, -180],
  ])('NT-45 %s is read', (text, lat, lon) => {
    const at = parsePlace(text);
    expect(at?.lat).toBeCloseTo(lat, 9);
    expect(at?.lon).toBeCloseTo(lon, 9);
  });

  it.each(['', '62.9', '62.9N', '91N 40E', '62N 181E', '62-61N 40E', '40E 62N', 'Plesetsk', '62.9 N 40.6 N'])(
    'NT-45 "%s" is none',
    (text) => expect(parsePlace(text)).toBeNull(),
  );

  it('NT-45 what was written is read back', () => {
    for (const at of [
      { lat: -12.345678, lon: 179.999999 },
      { lat: 0, lon: -0.1 },
    ])
      expect(parsePlace(writtenPlace(at))).toEqual(at);
  });

  it('NT-48 a box is two corners with a stroke between, from west to east; a place is a box of one point', () => {
    expect(parseBox('60N 30E / 65N 45E')).toEqual({ south: 60, north: 65, west: 30, east: 45 });
    expect(parseBox('60N 175E/65N 175W')).toEqual({ south: 60, north: 65, west: 175, east: -175 });
    expect(parseBox('62.9 40.6')).toEqual({ south: 62.9, north: 62.9, west: 40.6, east: 40.6 });
    for (const text of ['65N 30E / 60N 45E', '60N 30E /', 'x', '1 1 / 2 2 / 3 3'])
      expect(parseBox(text)).toBeNull();
  });
});
