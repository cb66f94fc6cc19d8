/** What stands beside launches and tracks. Texts are made at most once a second. */
import { propagateFreeFlight } from '../../../domain/ballistics';
import { topClass } from '../../../domain/classes';
import { ecefToGeodetic } from '../../../domain/geodesy';
import { shortNumber } from '../../../domain/ids';
import type { Launch } from '../../../domain/records';
import { stateSpread } from '../../../domain/state-spread';
import { drawnImpact } from '../../dossier/model';
import { type Label, PRIORITY, type Run, run } from './label';
import type { MapObject } from './objects';
import type { MapTexts } from './texts';

/** Height (m) with half of its 90 % interval and speed (m/s over the rotating Earth) at a time, by dead reckoning. */
export function motionAt(
  o: MapObject,
  nowMs: number,
): { heightM: number; heightHalfM: number; speedMS: number } {
  const last = o.predicted[o.predicted.length - 1]?.atMs ?? o.state.epochMs;
  const atMs = Math.max(o.state.epochMs, Math.min(nowMs, last));
  const x = propagateFreeFlight(
    o.state.x,
    (atMs - o.state.epochMs) / 1000,
    o.burning ? o.state.a : [0, 0, 0],
  );
  return {
    heightM: ecefToGeodetic(x).heightM,
    heightHalfM: stateSpread(o.record.kinematics, (atMs - o.record.kinematics.epochMs) / 1000).heightM,
    speedMS: Math.hypot(x[3] ?? 0, x[4] ?? 0, x[5] ?? 0),
  };
}

/** When the prediction ended on the ground before now: from there on no height is known, only that nothing was seen. */
export function downSinceMs(o: MapObject, nowMs: number): number | null {
  const last = o.predicted[o.predicted.length - 1];
  if (!last || o.predicted.length < 2 || nowMs <= last.atMs) return null;
  return last.heightM < 1e3 || drawnImpact(o.record.impact) ? last.atMs : null;
}

export interface LabelContext {
  texts: MapTexts;
  nowMs: number;
  /** When own cover of the selected launch ends, epoch ms. */
  coverEndsMs: number | null;
  /** A small map says less. */
  compact: boolean;
}

export function headLabel(o: MapObject, ctx: LabelContext): Label {
  return {
    id: o.key,
    anchor: o.key,
    lines: o.tone === 'selected' ? selectedLines(o, ctx) : otherLines(o, ctx),
    boxed: true,
    severity: o.severity === 'ADVISORY' ? null : o.severity,
    priority: priorityOf(o),
    leader: true,
    clear: o.severity && o.severity !== 'ADVISORY' ? 22 : o.tone === 'selected' ? 16 : 12,
    selection: o.selection,
    onHover: o.fade > 0,
  };
}

function priorityOf(o: MapObject): number {
  if (o.severity === 'CRITICAL' || o.severity === 'HIGH') return PRIORITY.alerted;
  if (o.tone === 'selected') return PRIORITY.selected;
  if (o.freshness === 'ended' || o.freshness === 'lost') return PRIORITY.ended;
  if (o.of === 'launch' && o.record.match === 'NONE') return PRIORITY.unnotified;
  return o.freshness === 'fresh' ? PRIORITY.fresh : PRIORITY.stale;
}

function selectedLines(o: MapObject, { texts, nowMs, coverEndsMs, compact }: LabelContext): Run[][] {
  const head: Run[] = [run(o.short, 'id')];
  if (o.severity) head.push({ severity: o.severity });
  head.push(run(title(o, texts, compact), 'strong'));
  const lines = [head];
  if (o.freshness === 'ended' || o.freshness === 'lost')
    return [head, [run(stateText(o, texts, nowMs), 'dim')]];
  const downMs = downSinceMs(o, nowMs);
  if (downMs !== null) return [head, [run(texts.down(downMs), 'text')]];
  const { heightM, heightHalfM, speedMS } = motionAt(o, nowMs);
  lines.push([run(texts.motion(speedMS, heightM, heightHalfM, o.record.azimuthDeg), 'mono')]);
  if (o.freshness !== 'fresh') lines.push([run(stateText(o, texts, nowMs), 'dim')]);
  else if (coverEndsMs !== null && !compact)
    lines.push([run(texts.coverEndsIn, 'text'), run(texts.left(coverEndsMs - nowMs), 'monoStrong')]);
  return lines;
}

/** `IRBM 0.82, corroborated`; of an unknown class how well it is known. */
function title(o: MapObject, texts: MapTexts, compact: boolean): string {
  const { code, p } = topClass(o.record.classes);
  const named = code === 'UNKNOWN' ? '' : texts.classOf(code, p);
  const known = o.of === 'launch' ? texts.status(o.record) : whose(o, texts);
  if (!named) return known;
  return compact ? named : `${named}, ${known}`;
}

/** Of the own picture, or who has released it. */
const whose = ({ givenBy }: MapObject, texts: MapTexts): string =>
  givenBy === null ? texts.ownPicture : texts.releasedBy(givenBy);

function otherLines(o: MapObject, { texts, nowMs, compact }: LabelContext): Run[][] {
  const { code } = topClass(o.record.classes);
  const state = stateText(o, texts, nowMs);
  const first: Run[] = [run(o.short, 'id')];
  if (o.severity) first.push({ severity: o.severity });
  if (o.of === 'track')
    return [[...first, run(state ? `${whose(o, texts)}, ${state}` : whose(o, texts), 'dim')]];
  if (o.freshness === 'ended' || o.freshness === 'lost') return [[...first, run(state, 'dim')]];
  if (state) return [[...first, run(state, 'dim')]];
  if (!compact) first.push(run(code === 'UNKNOWN' ? texts.unknown : texts.classOf(code, null), 'text'));
  return [first, [run(noticeText(o.record, texts), 'dim')]];
}

function noticeText(launch: Launch, texts: MapTexts): string {
  return launch.notificationNumber === null
    ? texts.noNotice
    : texts.matches(shortNumber('N', launch.notificationNumber));
}

/** What is not plainly fresh says so: ended, lost, coasting since its last look. */
function stateText(o: MapObject, texts: MapTexts, nowMs: number): string {
  if (o.of === 'launch' && o.record.lifecycle === 'retracted') return texts.retracted;
  const lastLookMs = o.of === 'track' ? o.record.lastLookMs : o.state.epochMs;
  switch (o.freshness) {
    case 'ended':
      return texts.ended(o.of === 'launch' ? (o.record.endedMs ?? lastLookMs) : lastLookMs);
    case 'lost':
      return texts.lost(lastLookMs);
    case 'coasting':
      return texts.coasting(nowMs - lastLookMs);
    case 'stale':
      return texts.stale(nowMs - lastLookMs);
    case 'fresh':
      return '';
  }
}

/** Boxes at launch and impact of the selected launch or track, and at the impact of what else the own picture shows. */
export function regionLabels(o: MapObject, { texts, nowMs, compact }: LabelContext): Label[] {
  const { launchPoint } = o.record;
  const impact = drawnImpact(o.record.impact);
  const box = (name: string, anchor: Label['anchor'], lines: Run[][]): Label => ({
    id: `${o.key} ${name}`,
    anchor,
    lines,
    boxed: true,
    severity: null,
    priority: PRIORITY.regions,
    leader: true,
    clear: 10,
    selection: o.selection,
  });
  if (o.tone !== 'selected') return [];
  const region = (r: typeof launchPoint): Run[] => [
    run(texts.region90, 'dim'),
    run(texts.axes(r), compact ? 'monoDim' : 'mono'),
  ];
  const when = (name: string, r: typeof launchPoint): Run[] => [
    run(name, 'text'),
    ...texts.time(r).map(([t, look]) => run(t, look)),
  ];
  const labels = [
    box(
      'launch',
      launchPoint,
      compact ? [when(texts.launch, launchPoint)] : [when(texts.launch, launchPoint), region(launchPoint)],
    ),
  ];
  if (impact && o.freshness !== 'ended')
    labels.push(
      box('impact', impact, [
        [
          run(texts.impact, 'text'),
          run(texts.window(impact, nowMs), 'monoStrong'),
          run(texts.predicted, 'dim'),
        ],
        region(impact),
      ]),
    );
  return labels;
}
