import { Picture, type PictureOptions } from './picture';

export type { NationalTrackBody } from './describe';
export type { Picture, PictureCounters, PictureOptions } from './picture';
export type { TrackChange } from './publish';

/** A tracker for one picture; see `Picture`. */
export function createPicture(o: PictureOptions): Picture {
  return new Picture(o);
}
