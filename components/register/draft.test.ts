import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { MESSAGES } from '../../client/i18n/messages';
import { NOTICE_FAULTS } from '../../domain/notice-rules';
import { COMMANDS } from '../../domain/protocol/commands';
import type { LaunchNotification } from '../../domain/records';
import { EPOCH, filed } from '../../domain/testing/samples';
import { type AreaDraft, draftOf, emptyDraft, type NoticeDraft } from './draft';
import { commandOf, FIELDS, FORM_FAULTS, faultAt } from './draft-command';
import { DraftShelf, type Kept, sentAs } from './kept-draft';

const NMI_M = 1852;
const site: AreaDraft = { ...emptyDraft().site, centre: '62.9N 40.6E', radius: '25' };
const whole = (part: Partial<NoticeDraft> = {}): NoticeDraft => ({
  ...emptyDraft(),
  ...{ reference: ' P1-7 ', from: '2000-01-23T06:00Z', to: '2000-01-23 08:00', site, azimuth: '80,5' },
  ...{ nameEn: 'Northern range', nameRu: 'Северный полигон' },
  ...part,
});
const file = (part: Partial<NoticeDraft> = {}) => commandOf('file', null, whole(part), EPOCH);
const faultsOf = (part: Partial<NoticeDraft>) => {
  const made = file(part);
  return made.ok ? {} : made.faults;
};
const corners = (...points: string[]): AreaDraft => ({
  ...emptyDraft().impact,
  ...{ kind: 'POLYGON', points: points.join('\n') },
});

describe('a form of a launch notification', () => {
  it('NT-46 what is written becomes the command, in the units of the record', () => {
    const made = file({ impact: { ...site, centre: '5625N16230E', radius: '30', unit: 'nmi' } });
    expect(made).toEqual({
      ok: true,
      command: {
        name: 'notification.file',
        payload: {
          reference: 'P1-7',
          announced: {
            vehicle: 'BM',
            window: { fromMs: Date.UTC(2000, 0, 23, 6), toMs: Date.UTC(2000, 0, 23, 8) },
            launchArea: {
              ...{ lat: 62.9, lon: 40.6, radiusM: 25_000 },
              name: { en: 'Northern range', ru: 'Северный полигон' },
            },
            ...{ azimuthDeg: 80.5, azimuthToleranceDeg: 10, purpose: null },
            impactArea: { lat: 56 + 25 / 60, lon: 162.5, radiusM: 30 * NMI_M },
          },
        },
      },
    });
  });

  it('NT-46 an ocean quarter names itself; a polygon has a corner a line', () => {
    const sea = { ...emptyDraft().site, kind: 'WATERS', waters: 'BARENTS', quadrant: 'NE' } as const;
    const impact = corners('56N 160E', '', '58N 160E', '57N 164E');
    const made = file({ site: sea, nameEn: '', nameRu: '', impact });
    expect(made.ok && made.command.payload).toMatchObject({
      announced: {
        launchArea: { kind: 'WATERS', quadrant: 'NE', name: { en: 'Barents Sea', ru: 'Баренцево море' } },
        impactArea: { kind: 'POLYGON', points: [{ lat: 56 }, { lat: 58 }, { lat: 57, lon: 164 }] },
      },
    });
  });

  it('NT-46 every field at fault is named at once', () => {
    const made = commandOf('file', null, emptyDraft(), EPOCH);
    const faults = made.ok ? {} : made.faults;
    expect(Object.entries(faults).sort()).toEqual(
      ['from', 'nameEn', 'nameRu', 'reference', 'siteCentre', 'siteRadius', 'to'].map((f) => [f, 'required']),
    );
    expect(
      faultsOf({
        ...{ reference: 'x'.repeat(81), from: 'soon', azimuth: '361', nameRu: '', purposeRu: 'испытание' },
        site: { ...site, centre: '62.9', radius: 'wide' },
        impact: { ...site, radius: '5001' },
      }),
    ).toEqual({
      ...{ reference: 'tooLong', from: 'notATime', azimuth: 'outOfRange', nameRu: 'bothLanguages' },
      ...{ siteCentre: 'notAPlace', siteRadius: 'notANumber', impactRadius: 'outOfRange' },
      purposeEn: 'bothLanguages',
    });
    expect(faultsOf({ impact: corners('56N 160E', 'here', '57N 164E') })).toEqual({
      impactPoints: 'badCorner',
    });
    expect(faultsOf({ impact: corners('56N 160E', '57N 164E') })).toEqual({ impactPoints: 'fewCorners' });
    expect(faultsOf({ site: { ...site, kind: 'WATERS' }, nameEn: 'a', nameRu: 'б' })).toEqual({
      siteWaters: 'required',
    });
  });

  it('NT-46 what only the rules of the record find stands at its field with its word', () => {
    expect(faultsOf({ to: '2000-01-23T05:00Z' })).toEqual({ to: 'windowBackwards' });
    expect(faultsOf({ impact: corners('56N 160E', '56N 160E', '57N 164E') })).toEqual({
      impactPoints: 'cornersTooClose',
    });
    expect(faultsOf({ impact: corners('0N 0E', '0N 120E', '0N 120W') })).toEqual({
      impactPoints: 'areaTooWide',
    });
  });

  it('NT-46 a change sends back what was not touched to the millisecond; the rest of the acts name their notification', () => {
    const known: LaunchNotification = filed({ window: { fromMs: EPOCH + 1234, toMs: EPOCH + 7200_567 } });
    const change = commandOf('change', known, { ...draftOf(known), azimuth: '81' }, EPOCH);
    const { vehicle, window, launchArea, azimuthToleranceDeg, impactArea, purpose } = known;
    expect(change.ok && change.command.payload).toEqual({
      notification: known.id,
      announced: { vehicle, window, launchArea, azimuthDeg: 81, azimuthToleranceDeg, impactArea, purpose },
    });
    expect(commandOf('cancel', known, emptyDraft(), EPOCH)).toMatchObject({
      command: { name: 'notification.cancel', payload: { notification: known.id } },
    });
    const post = { ...emptyDraft(), launched: '12:30', outcome: 'FAILURE' } as const;
    expect(commandOf('postLaunch', known, post, EPOCH)).toMatchObject({
      command: { payload: { launchedMs: EPOCH + 1800e3, outcome: 'FAILURE' } },
    });
    expect(commandOf('postLaunch', null, emptyDraft(), EPOCH)).toEqual({
      ok: false,
      faults: { notification: 'required', launched: 'required', outcome: 'required' },
    });
  });

  it('NT-46 every refusal of a field by the center has its place, and a text in both languages', () => {
    for (const fault of NOTICE_FAULTS)
      expect(faultAt('payload.announced.window.toMs', fault, whole())).toEqual({ to: fault });
    const paths = {
      ...{ reference: 'reference', launchedMs: 'launched', outcome: 'outcome', notification: 'notification' },
      ...{ 'announced.window.fromMs': 'from', 'announced.launchArea.name.ru': 'nameRu' },
      ...{
        'announced.launchArea.radiusM': 'siteRadius',
        'announced.impactArea.points.2.lat': 'impactPoints',
      },
      ...{ 'announced.azimuthDeg': 'azimuth', 'announced.azimuthToleranceDeg': 'tolerance' },
      ...{ 'announced.vehicle': 'vehicle', 'announced.purpose.en': 'purposeEn' },
      ...{ 'announced.launchArea.lat': 'siteCentre' },
    };
    for (const [path, field] of Object.entries(paths))
      expect(faultAt(`payload.${path}`, 'Invalid input', whole({ impact: corners() }))).toEqual({
        [field]: 'notTaken',
      });
    expect(faultAt('id', 'Too short', whole())).toBeNull();
    for (const language of ['en', 'ru'] as const) {
      const missing: string[] = [];
      const t = createTranslator({
        ...{ locale: language, messages: MESSAGES[language], namespace: 'noticeForm' },
        onError: (e) => missing.push(e.message),
      });
      const o = { range: '', window: '', lead: '' };
      for (const fault of [...NOTICE_FAULTS, ...FORM_FAULTS]) t(`fault.${fault}`, o);
      for (const field of FIELDS) t(`field.${field}`);
      expect(missing).toEqual([]);
    }
  });
});

describe('a draft', () => {
  const memory = () => {
    const held = new Map<string, string>();
    return {
      getItem: (key: string) => held.get(key) ?? null,
      setItem: (key: string, value: string) => void held.set(key, value),
      removeItem: (key: string) => void held.delete(key),
    };
  };
  const kept = (part: Partial<Kept> = {}): Kept => ({
    ...{ act: 'file', notification: '', draft: whole(), sent: null },
    ...part,
  });

  it('NT-47 outlives a reload until it was taken, each act by itself, of its own session and officer', () => {
    const storage = memory();
    const shelf = new DraftShelf('s1', 'u1', storage);
    shelf.put(kept());
    shelf.put(kept({ act: 'change', notification: 'notif_a', draft: whole({ azimuth: '1' }) }));
    expect(shelf.get('change', 'notif_b')).toBeNull();
    const later = new DraftShelf('s1', 'u1', storage);
    expect(later.last()?.draft.azimuth).toBe('1');
    expect(later.get('file', '')).toEqual(kept());
    later.drop({ act: 'change', notification: 'notif_a' });
    expect(later.last()).toBeNull();
    expect(later.get('file', '')).toEqual(kept());
    expect(new DraftShelf('s2', 'u1', storage).get('file', '')).toBeNull();
    expect(new DraftShelf('s1', 'u2', storage).get('file', '')).toBeNull();
  });

  it('NT-47 goes on without a store, and past a broken one', () => {
    const shelf = new DraftShelf('s1', 'u1', null);
    shelf.put(kept());
    expect(shelf.last()).toBeNull();
    const broken = { ...memory(), getItem: () => '{', setItem: () => expect.unreachable('full') };
    const other = new DraftShelf('s1', 'u1', broken);
    other.put(kept());
    expect(other.get('file', '')).toBeNull();
  });

  it('NT-47 what is sent again is the same command, until something of it was changed', () => {
    const made = file();
    const payload = made.ok && made.command.payload;
    const first = sentAs(null, payload, () => 'click-1');
    expect(sentAs(first, structuredClone(payload), () => 'click-2')).toEqual(first);
    const other = file({ azimuth: '82' });
    expect(sentAs(first, other.ok && other.command.payload, () => 'click-2').id).toBe('click-2');
    expect(COMMANDS['notification.file'].schema.safeParse(payload).success).toBe(true);
  });
});
