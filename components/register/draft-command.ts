import { parsePlace } from '../../client/format/parse-place';
import { parseTime } from '../../client/format/parse-time';
import { iso } from '../../client/format/time';
import { NOTICE_FAULTS, type NoticeFault } from '../../domain/notice-rules';
import { type AnyCommand, COMMANDS } from '../../domain/protocol/commands';
import type { LaunchNotification } from '../../domain/records';
import { WATERS } from '../../domain/waters';
import type { Act, AreaDraft, NoticeDraft } from './draft';

/** Fields of the form, each with a place for its fault; the first faulty one gets the focus. */
export const FIELDS = [
  ...(['notification', 'reference', 'vehicle', 'from', 'to'] as const),
  ...(['siteKind', 'siteCentre', 'siteRadius', 'sitePoints', 'siteWaters', 'nameEn', 'nameRu'] as const),
  ...(['azimuth', 'tolerance'] as const),
  ...(['impactKind', 'impactCentre', 'impactRadius', 'impactPoints', 'impactWaters'] as const),
  ...(['purposeEn', 'purposeRu', 'launched', 'outcome'] as const),
];
export type Field = (typeof FIELDS)[number];
/** What the form itself finds; `notTaken` is what the center refuses of a field without a word of its own. */
export const FORM_FAULTS = [
  ...(['required', 'notATime', 'notAPlace', 'notANumber', 'outOfRange', 'fewCorners', 'badCorner'] as const),
  ...(['bothLanguages', 'tooLong', 'notTaken'] as const),
];
export type Fault = (typeof FORM_FAULTS)[number] | NoticeFault;
export type Faults = Partial<Record<Field, Fault>>;
export type NoticeCommand = Extract<AnyCommand, { name: `notification.${string}` }>;

const M_PER = { km: 1000, nmi: 1852 } as const;
/** Longest text of a field: reference, name, purpose. */
const LONGEST = { reference: 80, words: 200 } as const;

/** The command that a draft comes to, or every field that is at fault. `nowMs` gives a bare time of day its day. */
export function commandOf(
  act: Act,
  known: LaunchNotification | null,
  d: NoticeDraft,
  nowMs: number,
): { ok: true; command: NoticeCommand } | { ok: false; faults: Faults } {
  const faults: Faults = {};
  const read = reader(faults, nowMs);
  if (act !== 'file' && !known) faults.notification = 'required';
  const command = made(act, known, d, read);
  if (Object.keys(faults).length > 0 || !command) return { ok: false, faults };
  // What the rules of the record say beyond the fields: the same that the center will check.
  const parsed = COMMANDS[command.name].schema.safeParse(command.payload);
  if (parsed.success) return { ok: true, command: { ...command, payload: parsed.data } as NoticeCommand };
  const issue = parsed.error.issues[0];
  return { ok: false, faults: faultAt(`payload.${issue?.path.join('.')}`, issue?.message ?? '', d) ?? {} };
}

type Read = ReturnType<typeof reader>;
function made(act: Act, known: LaunchNotification | null, d: NoticeDraft, read: Read): NoticeCommand | null {
  const notification = known?.id ?? '';
  if (act === 'cancel') return { name: 'notification.cancel', payload: { notification } };
  if (act === 'postLaunch') {
    const launchedMs = read.time('launched', d.launched);
    const outcome = d.outcome || read.fault('outcome', 'required');
    return launchedMs === null || outcome === null
      ? null
      : { name: 'notification.postLaunch', payload: { notification, launchedMs, outcome } };
  }
  const reference = act === 'file' ? read.text('reference', d.reference, LONGEST.reference) : '';
  const fromMs = read.time('from', d.from, known?.window.fromMs);
  const toMs = read.time('to', d.to, known?.window.toMs);
  const site = read.area('site', d.site);
  const name = siteName(d, read);
  const azimuthDeg = d.azimuth.trim() === '' ? null : read.number('azimuth', d.azimuth, 0, 360);
  const tolerance = azimuthDeg === null ? 0 : read.number('tolerance', d.tolerance, 0, 180);
  const impactArea = d.impact.kind === '' ? null : read.area('impact', d.impact);
  const purpose = read.words('purpose', d.purposeEn, d.purposeRu, false);
  if (fromMs === null || toMs === null || site === null || name === null || reference === null) return null;
  const announced = {
    vehicle: d.vehicle,
    window: { fromMs, toMs },
    launchArea: { ...site, name },
    ...{ azimuthDeg, azimuthToleranceDeg: tolerance ?? 0, impactArea, purpose },
  };
  return act === 'file'
    ? { name: 'notification.file', payload: { reference, announced } }
    : { name: 'notification.change', payload: { notification, announced } };
}

/** A body of water has its name from the table; anything else is named by the sender, in both languages. */
function siteName(d: NoticeDraft, read: Read) {
  const waters = d.site.kind === 'WATERS' && d.nameEn === '' && d.nameRu === '';
  if (waters) return WATERS.find((w) => w.id === d.site.waters)?.name ?? null;
  return read.words('name', d.nameEn, d.nameRu, true);
}

/** Reads fields one by one; what is at fault is noted, and null stands for it. */
function reader(faults: Faults, nowMs: number) {
  const fault = (field: Field, what: Fault): null => {
    faults[field] ??= what;
    return null;
  };
  const text = (field: Field, value: string, longest: number): string | null => {
    const t = value.trim();
    if (t === '') return fault(field, 'required');
    return t.length > longest ? fault(field, 'tooLong') : t;
  };
  /** What stands on file and was not touched stays what it was to the millisecond. */
  const time = (field: Field, value: string, wasMs?: number): number | null => {
    if (wasMs !== undefined && value === iso(wasMs)) return wasMs;
    if (value.trim() === '') return fault(field, 'required');
    const parsed = parseTime(value, nowMs);
    return parsed.ok ? parsed.atMs : fault(field, 'notATime');
  };
  const number = (field: Field, value: string, min: number, max: number): number | null => {
    if (value.trim() === '') return fault(field, 'required');
    const n = Number(value.trim().replace(',', '.'));
    if (!Number.isFinite(n)) return fault(field, 'notANumber');
    return n < min || n > max ? fault(field, 'outOfRange') : n;
  };
  const words = (field: 'name' | 'purpose', en: string, ru: string, needed: boolean) => {
    if (en.trim() === '' && ru.trim() === '') {
      if (needed) for (const side of ['En', 'Ru'] as const) fault(`${field}${side}`, 'required');
      return null;
    }
    if (en.trim() === '') return fault(`${field}En`, 'bothLanguages');
    if (ru.trim() === '') return fault(`${field}Ru`, 'bothLanguages');
    const both = { en: text(`${field}En`, en, LONGEST.words), ru: text(`${field}Ru`, ru, LONGEST.words) };
    return both.en === null || both.ru === null ? null : { en: both.en, ru: both.ru };
  };
  const area = (which: 'site' | 'impact', a: AreaDraft) => {
    if (a.kind === 'WATERS')
      return a.waters === ''
        ? fault(`${which}Waters`, 'required')
        : { kind: 'WATERS' as const, waters: a.waters, quadrant: a.quadrant || null };
    if (a.kind === 'POLYGON') {
      const lines = a.points.split('\n').filter((line) => line.trim() !== '');
      const points = lines.flatMap((line) => parsePlace(line) ?? []);
      if (points.length < lines.length) return fault(`${which}Points`, 'badCorner');
      return points.length < 3 ? fault(`${which}Points`, 'fewCorners') : { kind: 'POLYGON' as const, points };
    }
    const at = parsePlace(a.centre);
    if (!at) fault(`${which}Centre`, a.centre.trim() === '' ? 'required' : 'notAPlace');
    const perM = M_PER[a.unit];
    const radius = number(`${which}Radius`, a.radius, RADIUS_M.min / perM, RADIUS_M[which] / perM);
    return at && radius !== null ? { ...at, radiusM: Math.round(radius * perM) } : null;
  };
  return { fault, text, time, number, words, area };
}
/** Radii that the record takes (m), see domain/area.ts and domain/inputs.ts. */
export const RADIUS_M = { min: 100, site: 2e6, impact: 5e6 } as const;

/** Where in the form a refusal of the center belongs: its path and message; null if it is about no field. */
export function faultAt(path: string, message: string, d: NoticeDraft): Faults | null {
  const field = fieldOf(path, d);
  const known = NOTICE_FAULTS.find((f) => f === message);
  return field && { [field]: known ?? 'notTaken' };
}

function fieldOf(path: string, d: NoticeDraft): Field | null {
  const [, top = '', part = '', ...rest] = path.split('.');
  if (top === 'announced') {
    if (part === 'window') return rest[0] === 'fromMs' ? 'from' : 'to';
    if (part === 'launchArea' && rest[0] === 'name') return rest[1] === 'ru' ? 'nameRu' : 'nameEn';
    if (part === 'launchArea') return areaField('site', rest[0], d.site);
    if (part === 'impactArea') return areaField('impact', rest[0], d.impact);
    if (part === 'purpose') return rest[0] === 'ru' ? 'purposeRu' : 'purposeEn';
    if (part === 'azimuthToleranceDeg') return 'tolerance';
    return part === 'azimuthDeg' ? 'azimuth' : part === 'vehicle' ? 'vehicle' : null;
  }
  if (top === 'launchedMs') return 'launched';
  return FIELDS.find((f) => f === top) ?? null;
}

function areaField(which: 'site' | 'impact', part: string | undefined, { kind }: AreaDraft): Field {
  if (part === 'radiusM') return `${which}Radius`;
  if (kind === 'POLYGON') return `${which}Points`;
  return kind === 'WATERS' ? `${which}Waters` : `${which}Centre`;
}
