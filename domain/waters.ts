import type { LatLon } from './geodesy';
import type { Words } from './words';

/**
 * Bodies of water that a launch area may be named by (1988 agreement: an ocean's quadrant, or a named body of water).
 * Names as on any chart; outlines are coarse, drawn for this table from general geography, and lie about their `centre` so
 * that every place of the edge is seen from it: a quarter is cut from there.
 */
export interface Waters {
  id: string;
  name: Words;
  centre: LatLon;
  /** Corners in order; edges are great circles, not closed. */
  outline: readonly LatLon[];
}

/** A place is written as degrees of latitude and longitude with a space between; places with commas. */
const places = (text: string): LatLon[] =>
  text.split(', ').map((p) => {
    const [lat = 0, lon = 0] = p.split(' ').map(Number);
    return { lat, lon };
  });
const waters = (id: string, en: string, ru: string, centre: string, outline: string): Waters => ({
  ...{ id, name: { en, ru }, outline: places(outline) },
  centre: places(centre)[0] as LatLon,
});

export const WATERS: readonly Waters[] = [
  waters(
    'ATLANTIC_N',
    'North Atlantic Ocean',
    'Северная Атлантика',
    '32 -45',
    '0 -48, 10 -58, 20 -72, 32 -78, 43 -64, 48 -51, 60 -44, 66 -28, 62 -8, 50 -8, 43 -10, 30 -11, 15 -18, 5 -14, 0 -10',
  ),
  waters(
    'ATLANTIC_S',
    'South Atlantic Ocean',
    'Южная Атлантика',
    '-28 -15',
    '0 -36, 0 8, -15 11, -34 17, -60 18, -60 -55, -50 -64, -38 -56, -23 -41, -8 -34.5, -5 -35',
  ),
  waters(
    'PACIFIC_N',
    'North Pacific Ocean',
    'Северная часть Тихого океана',
    '20 -165',
    '0 150, 15 146, 33 142, 44 150, 51 160, 55 168, 54 -166, 57 -152, 58 -140, 48 -126, 34 -121, 23 -111, 15 -97, 5 -84, 0 -82, 0 -130, 0 -175',
  ),
  waters(
    'PACIFIC_S',
    'South Pacific Ocean',
    'Южная часть Тихого океана',
    '-30 -135',
    '0 -82, -5 -82, -18 -72, -36 -74, -52 -77, -60 -80, -60 -120, -60 180, -47 171, -35 175, -20 172, 0 172, 0 -150',
  ),
  waters(
    'INDIAN',
    'Indian Ocean',
    'Индийский океан',
    '-22 78',
    '6 80, 5 94, -6 102, -11 115, -22 113, -34 114, -58 115, -60 80, -58 25, -34 28, -20 50, -5 45, 8 52, 8 76',
  ),
  waters(
    'ARCTIC',
    'Arctic Ocean',
    'Северный Ледовитый океан',
    '88 0',
    '83 -40, 81 -10, 80 20, 81 50, 79 90, 77 120, 75 150, 71 175, 71 -160, 71 -135, 77 -118, 82 -90',
  ),
  waters(
    'BARENTS',
    'Barents Sea',
    'Баренцево море',
    '73.5 38',
    '70.5 25, 69.5 33, 68.5 42, 69.5 54, 72 53, 76 62, 80 55, 80 30, 77 20, 74 19',
  ),
  waters(
    'WHITE',
    'White Sea',
    'Белое море',
    '65.6 37.6',
    '66.8 33, 66.4 39.5, 65.7 40, 64.7 39.8, 64 37.5, 64.2 35, 65.3 34.6',
  ),
  waters(
    'NORWEGIAN',
    'Norwegian Sea',
    'Норвежское море',
    '68 2',
    '62 -6, 62 5, 65 11, 69 15, 71 24, 74 19, 76 15, 73 -8, 66 -12',
  ),
  waters(
    'OKHOTSK',
    'Sea of Okhotsk',
    'Охотское море',
    '53.5 149.5',
    '59.3 144, 59 150, 59 154.5, 56 155.4, 51.3 156.3, 47 152, 44.2 146, 46 143, 52 143.4, 54 140, 57 139.5',
  ),
  waters(
    'BERING',
    'Bering Sea',
    'Берингово море',
    '57.5 -178',
    '56 163, 60 170, 62.5 179.5, 64.5 -173, 64 -165, 60 -166, 56.5 -160, 53.5 -168, 51.8 -178, 53 173',
  ),
  waters(
    'JAPAN',
    'Sea of Japan',
    'Японское море',
    '40 135',
    '36 130, 35.6 133, 37.5 137, 40 139.5, 43.3 140.5, 47 141.5, 46 138.3, 43 132.5, 40.5 129.8, 38 128.6',
  ),
  waters(
    'YELLOW',
    'Yellow Sea',
    'Жёлтое море',
    '36 123',
    '39.5 124.2, 37.6 125, 36 126.3, 34.3 126, 33 124, 33 121.5, 35 119.8, 37 122.2, 38.6 122',
  ),
];
