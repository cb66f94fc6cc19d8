import { Picture } from './picture';

export { type NationalTrackBody, Picture, type PictureCounters, type TrackChange } from './picture';

/** A tracker for one picture: `picture` names it (`national:<party>` or `joint`), `sensors` is its registry. */
export function createPicture(o: ConstructorParameters<typeof Picture>[0]): Picture {
  return new Picture(o);
}
