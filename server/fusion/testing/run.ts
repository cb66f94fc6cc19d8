import type { FeedInput } from '../../../domain/inputs';
import type { Sensor } from '../../../domain/sensors';
import { createPicture, type NationalTrackBody, type Picture, type TrackChange } from '../index';

export interface PictureRun {
  picture: Picture;
  changes: TrackChange[];
  /** Confirmed tracks as told last, in the order of confirmation; also those that are over. */
  tracks: NationalTrackBody[];
}

/** Runs one picture over inputs in the given order with a tick each second, up to `toMs`. */
export function runPicture(
  sensors: readonly Sensor[],
  inputs: readonly FeedInput[],
  toMs: number,
): PictureRun {
  const picture = createPicture({ picture: 'national:P1', session: 'test', owner: 'P1', sensors });
  return feed(picture, inputs, toMs);
}

/** Goes on with a picture. */
export function feed(picture: Picture, inputs: readonly FeedInput[], toMs: number): PictureRun {
  const changes: TrackChange[] = [];
  let nowMs = inputs[0] ? Math.floor(inputs[0].receivedMs / 1000) * 1000 : toMs;
  for (const input of inputs) {
    if (input.receivedMs > toMs) break;
    for (; nowMs <= input.receivedMs; nowMs += 1000) changes.push(...picture.advance(nowMs));
    changes.push(...picture.ingest(input, input.receivedMs));
  }
  for (; nowMs <= toMs; nowMs += 1000) changes.push(...picture.advance(nowMs));
  const last = new Map<string, NationalTrackBody>();
  for (const { track } of changes) if (track.status !== 'tentative') last.set(track.id, track);
  return { picture, changes, tracks: [...last.values()] };
}
