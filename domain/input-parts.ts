import { z } from 'zod';
import { oneLine } from './text';

/** Parts of what a feed yields. Times are epoch ms of the session's clock, fractions allowed; angles are degrees. */
export const finite = z.number().refine(Number.isFinite, 'must be finite');
export const atMs = finite.min(-5e12).max(5e12);
export const id = oneLine(80);
export const place = z.strictObject({ lat: finite.min(-90).max(90), lon: finite.min(-180).max(180) });
/** A round area on the ground, metres. */
export const area = place.extend({ radiusM: finite.min(100).max(5e6) });
const name = oneLine(200).normalize('NFC');
export const words = z.strictObject({ en: name, ru: name });
