import { writtenPlace } from '../../client/format/parse-place';
import { iso } from '../../client/format/time';
import type { Area, Quadrant } from '../../domain/area';
import type { LaunchNotification } from '../../domain/records';

/** What an officer does to a notification of his own participant; the last three name one. */
export const ACTS = ['file', 'change', 'cancel', 'postLaunch'] as const;
export type Act = (typeof ACTS)[number];

export const AREA_KINDS = ['CIRCLE', 'POLYGON', 'WATERS'] as const;
export interface AreaDraft {
  /** Empty: none is announced. */
  kind: (typeof AREA_KINDS)[number] | '';
  centre: string;
  radius: string;
  unit: 'km' | 'nmi';
  /** One corner a line. */
  points: string;
  waters: string;
  quadrant: Quadrant | '';
}
/** A form as it is written: texts, not yet values. */
export interface NoticeDraft {
  reference: string;
  vehicle: LaunchNotification['vehicle'];
  from: string;
  to: string;
  site: AreaDraft;
  nameEn: string;
  nameRu: string;
  azimuth: string;
  tolerance: string;
  impact: AreaDraft;
  purposeEn: string;
  purposeRu: string;
  launched: string;
  outcome: 'NORMAL' | 'FAILURE' | '';
}

const NO_AREA: AreaDraft = {
  ...{ kind: '', centre: '', radius: '', unit: 'km', points: '', waters: '', quadrant: '' },
};
export const emptyDraft = (): NoticeDraft => ({
  ...{ reference: '', vehicle: 'BM', from: '', to: '', nameEn: '', nameRu: '' },
  ...{ site: { ...NO_AREA, kind: 'CIRCLE' }, azimuth: '', tolerance: '10', impact: NO_AREA },
  ...{ purposeEn: '', purposeRu: '', launched: '', outcome: '' },
});

/** What is on file, as a draft: what is not touched is sent back as it was. */
export function draftOf(n: LaunchNotification): NoticeDraft {
  return {
    reference: n.reference,
    vehicle: n.vehicle,
    from: iso(n.window.fromMs),
    to: iso(n.window.toMs),
    site: areaDraft(n.launchArea),
    nameEn: n.launchArea.name.en,
    nameRu: n.launchArea.name.ru,
    azimuth: n.azimuthDeg === null ? '' : String(n.azimuthDeg),
    tolerance: String(n.azimuthToleranceDeg),
    impact: n.impactArea ? areaDraft(n.impactArea) : NO_AREA,
    purposeEn: n.purpose?.en ?? '',
    purposeRu: n.purpose?.ru ?? '',
    launched: n.postLaunch ? iso(n.postLaunch.launchedMs) : n.matchedMs === null ? '' : iso(n.matchedMs),
    outcome: n.postLaunch?.outcome ?? '',
  };
}

function areaDraft(area: Area): AreaDraft {
  if (area.kind === 'POLYGON')
    return { ...NO_AREA, kind: 'POLYGON', points: area.points.map(writtenPlace).join('\n') };
  if (area.kind === 'WATERS')
    return { ...NO_AREA, kind: 'WATERS', waters: area.waters, quadrant: area.quadrant ?? '' };
  const radius = String(Number((area.radiusM / 1000).toFixed(3)));
  return { ...NO_AREA, kind: 'CIRCLE', centre: writtenPlace(area), radius };
}
