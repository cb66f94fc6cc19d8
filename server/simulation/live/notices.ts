/** The messages that a planned launch sends: its notification, perhaps its cancellation, and the notice after it. */
import { makeId } from '../../../domain/ids';
import type { Message, NotificationInput } from '../../../domain/inputs';
import type { Words } from '../../../domain/words';
import { rngFor } from '../rng';
import type { PlannedLaunch } from './schedule';
import { LATE, type PaceFigures } from './settings';

const PURPOSES: Record<NotificationInput['vehicle'], Words> = {
  BM: { en: 'Test flight', ru: 'Испытательный пуск' },
  SLV: { en: 'Space launch', ru: 'Космический запуск' },
  SOUNDING_ROCKET: { en: 'Upper-atmosphere research', ru: 'Исследование верхней атмосферы' },
};

/** In order of receipt; none for a launch that nobody announced. */
export function messagesOf(seed: number, plan: PlannedLaunch, figures: PaceFigures): Message[] {
  const { notice } = plan;
  if (!notice) return [];
  const rng = rngFor(seed, 'notice', plan.key);
  // Eight characters of a hash: a reference that says nothing about order or place.
  const reference = `W-${makeId('w', seed, plan.key).slice(2, 10).toUpperCase()}`;
  const message = (name: string, atMs: number, body: Message['body']): Message => ({
    kind: 'message',
    id: makeId('message', seed, reference, name),
    atMs,
    receivedMs: Math.round(atMs + rng.uniform(1, 40) * 1000),
    body,
  });
  const notification: NotificationInput = {
    reference,
    by: plan.site.by,
    byName: plan.site.byName,
    vehicle: plan.programme.vehicle,
    window: { fromMs: notice.windowFromMs, toMs: notice.windowToMs },
    launchArea: {
      lat: plan.site.lat,
      lon: plan.site.lon,
      radiusM: Math.round(rng.uniform(8, 30)) * 1000,
      name: plan.site.name,
    },
    azimuthDeg: Math.round(plan.azimuthDeg) % 360,
    azimuthToleranceDeg: 8,
    impactArea: impactArea(plan, rng.uniform(0.03, 0.06)),
    purpose: PURPOSES[plan.programme.vehicle],
  };
  const out = [message('filed', notice.filedMs, { type: 'NOTIFICATION', notification })];
  if (notice.cancelledMs !== null)
    out.push(
      message('cancelled', notice.cancelledMs, { type: 'NOTIFICATION_CANCEL', reference, by: plan.site.by }),
    );
  if (plan.fate === 'flown') {
    const launchedMs = Math.round(plan.launchMs / 1000) * 1000;
    const post = { reference, by: plan.site.by, launchedMs, outcome: 'NORMAL' as const };
    const atMs = launchedMs + postAfterMs(seed, plan, figures);
    out.push(message('post', atMs, { type: 'NOTIFICATION_POST', ...post }));
  }
  return out;
}

/** Its own stream of chance: what is announced before a launch does not hang on what is said after it. */
function postAfterMs(seed: number, { key }: PlannedLaunch, f: PaceFigures): number {
  const rng = rngFor(seed, 'post', key);
  const late = rng.chance(f.lateShare);
  const [fromS, toS] = late ? [f.postDueS * LATE[0], f.postDueS * LATE[1]] : f.postS;
  return Math.round(rng.uniform(fromS, toS)) * 1000;
}

/** A circle of a few per cent of the range about the planned place, coordinates to a tenth of a degree. */
function impactArea(plan: PlannedLaunch, share: number): NotificationInput['impactArea'] {
  if (!plan.target) return null;
  const { lat, lon, rangeM } = plan.target;
  const radiusM = Math.round(Math.max(40e3, share * rangeM) / 5000) * 5000;
  return { lat: Math.round(lat * 10) / 10, lon: Math.round(lon * 10) / 10, radiusM };
}
