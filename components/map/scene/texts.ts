import type { ClassCode } from '../../../domain/classes';
import type { Launch } from '../../../domain/records';
import type { GroundRegion, TimedRegion } from '../../../domain/regions';
import type { Language, Words } from '../../../domain/words';
import type { Look } from './label';

/** Every text that the overlay writes, in the reader's language; made by `useMapTexts`. */
export interface MapTexts {
  language: Language;
  launch: string;
  impact: string;
  predicted: string;
  region90: string;
  ownPicture: string;
  /** Whose track it is that was released, by its letter. */
  releasedBy(letter: string): string;
  /** Number of a Party's report. */
  asReported(reportNo: number): string;
  looks(in30s: number): string;
  /** How far two estimates lie apart: `410 km, 65 s`. */
  gap(gap: { distanceM: number; timeS: number | null }): string;
  unknown: string;
  noNotice: string;
  retracted: string;
  coverEndsIn: string;
  words(words: Words): string;
  status(launch: Pick<Launch, 'corroboration' | 'status'>): string;
  classOf(code: ClassCode, p: number | null): string;
  matches(notice: string): string;
  ended(atMs: number): string;
  lost(atMs: number): string;
  coasting(ms: number): string;
  stale(ms: number): string;
  coverEnds(atMs: number): string;
  /** `00:34` */
  left(ms: number): string;
  /** `06:10` */
  minute(atMs: number): string;
  motion(speedMS: number, heightM: number, heightHalfM: number, azimuthDeg: number): string;
  axes(region: GroundRegion): string;
  /** A time and its ±. */
  time(region: TimedRegion): [text: string, look: Look][];
  /** `06:21:20–06:23:40Z`, the 90 % window; `until 06:23:40Z` once it has begun. */
  window(region: TimedRegion, nowMs: number): string;
  /** Predicted to be down since then. */
  down(atMs: number): string;
  latitude(deg: number): string;
  longitude(deg: number): string;
  /** `1,000 km at 45N` */
  scale(lengthM: number, latDeg: number): string;
}
