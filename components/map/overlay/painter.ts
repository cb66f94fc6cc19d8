import type { Selection } from '../../../client/stores/console-store';
import { areaCentre } from '../../../domain/area';
import type { LatLon } from '../../../domain/geodesy';
import type { LaunchNotification } from '../../../domain/records';
import type { Tick } from '../geometry/path';
import type { Pixel, Projector } from '../geometry/projection';
import { headShape } from '../head';
import { type Label, PRIORITY } from '../scene/label';
import type { SensorMark, TickMark } from '../scene/marks';
import { aheadOf, type MapObject, placeAt } from '../scene/objects';
import type { PlaceName } from '../scene/places';
import type { Gap } from '../scene/reported';
import type { MapTexts } from '../scene/texts';
import { type Box, type Candidate, holds, nearestPoint, type Placed, placeLabels } from './declutter';
import { drawDegrees, drawScale } from './draw-frame';
import { drawAcross, drawCross, drawDots, drawGapBar, drawHead, drawSensor, drawTown } from './draw-marks';
import { INK, Measure, SEVERITY_COLOUR, writeFigure, writeLabel } from './ink';

/** Everything that is drawn in pixels over the map, with its places on the ground. */
export interface OverlayScene {
  objects: readonly MapObject[];
  sensors: readonly SensorMark[];
  /** Notifications whose areas are drawn: their middles answer the pointer. */
  notices: readonly Pick<LaunchNotification, 'id' | 'launchArea'>[];
  ticks: readonly TickMark[];
  crosses: readonly LatLon[];
  /** Differences between two Parties' estimates. */
  gaps: readonly Gap[];
  coverEnd: Tick | null;
  towns: readonly PlaceName[];
  labels: readonly Label[];
  /** The label of what has none where there are many, for the pointer. */
  labelOf: (key: string) => Label | null;
  soft: readonly LatLon[];
}
export interface Hit {
  key: string;
  selection: Selection;
  /** Middle of a mark with its radius, or a label's box. */
  at: Pixel;
  radiusPx: number;
  box: Box | null;
}
interface Size {
  width: number;
  height: number;
}

const EDGE_PX = 4;
const HEAD_RADIUS_PX = 13;

/** Draws the overlay and remembers where things came to lie, for the pointer and for steady labels. */
export class Painter {
  hits: Hit[] = [];
  readonly measure: Measure;
  #slots = new Map<string, number>();

  constructor(ctx: CanvasRenderingContext2D) {
    this.measure = new Measure(ctx);
  }

  draw(
    projector: Projector,
    scene: OverlayScene,
    texts: MapTexts,
    kept: readonly Box[],
    nowMs: number,
    hover: string | null,
  ): void {
    const { ctx } = this.measure;
    const frame = projector.camera;
    ctx.clearRect(0, 0, frame.width, frame.height);
    this.hits = [];
    const inside = insideOf(frame);
    const pixel = (place: LatLon): Pixel | null => {
      const p = projector.point(place);
      return p && inside(p) ? p : null;
    };
    const each = <T>(things: readonly T[], at: (t: T) => LatLon, draw: (t: T, p: Pixel) => void) => {
      for (const thing of things) {
        const p = pixel(at(thing));
        if (p) draw(thing, p);
      }
    };
    const hard = [...kept];
    const scale = drawScale(ctx, projector, texts);
    if (scale) hard.push(scale);
    if (!frame.globe) hard.push(...drawDegrees(ctx, projector, texts, hard));

    each(
      scene.towns,
      (t) => t,
      (t, p) => t.water || drawTown(ctx, p),
    );
    each(
      scene.sensors,
      (s) => s.at,
      (s, p) => {
        hard.push(around(p, 8));
        drawSensor(ctx, p, s.letter, s.own);
        this.hits.push({
          key: `sensor:${s.id}`,
          selection: { kind: 'sensor', id: s.id },
          at: p,
          radiusPx: 10,
          box: null,
        });
      },
    );
    each(
      scene.notices,
      (n) => areaCentre(n.launchArea),
      (n, p) =>
        this.hits.push({
          key: `notice:${n.id}`,
          selection: { kind: 'notification', id: n.id },
          at: p,
          radiusPx: 8,
          box: null,
        }),
    );
    const across = (t: Tick, p: Pixel, half: number, width: number, colour: string) => {
      const ahead = projector.point(t.ahead);
      if (ahead) drawAcross(ctx, p, ahead, half, width, colour);
    };
    each(
      scene.ticks,
      (t) => t.place,
      (t, p) => across(t, p, 5, 1.8, INK.bright),
    );
    each(
      scene.crosses,
      (c) => c,
      (_, p) => drawCross(ctx, p),
    );
    if (scene.coverEnd)
      each(
        [scene.coverEnd],
        (t) => t.place,
        (t, p) => across(t, p, 12, 2, INK.serious),
      );

    for (const gap of scene.gaps) {
      const [from, to] = [pixel(gap.from), pixel(gap.to)];
      const at = from && to && drawGapBar(ctx, from, to);
      if (at) hard.push(writeFigure(this.measure, texts.gap(gap), at));
    }

    const heads = this.#heads(projector, scene.objects, pixel, nowMs);
    for (const { key, detail } of scene.objects) {
      const p = detail === 'full' && heads.get(key);
      if (p) hard.push(around(p, HEAD_RADIUS_PX));
    }
    const anchor = (label: Label): Pixel | null =>
      typeof label.anchor === 'string' ? (heads.get(label.anchor) ?? null) : pixel(label.anchor);
    const soft = scene.soft.flatMap((place) => pixel(place) ?? []);
    const labels = [...scene.labels];
    const hovered = hover === null || labels.some((l) => l.id === hover) ? null : scene.labelOf(hover);
    if (hovered) labels.push(hovered);
    this.#labels(labels, anchor, hard, soft, frame, hover);
  }

  #heads(
    projector: Projector,
    objects: readonly MapObject[],
    pixel: (place: LatLon) => Pixel | null,
    nowMs: number,
  ): Map<string, Pixel> {
    const heads = new Map<string, Pixel>();
    const dots = new Map<string, Pixel[]>();
    const shaped: MapObject[] = [];
    for (const o of objects) {
      const place = placeAt(o, nowMs);
      const p = place && pixel(place);
      if (!p) continue;
      heads.set(o.key, p);
      if (o.detail === 'heads') {
        const colour = o.freshness === 'fresh' ? headColour(o) : INK.dimmer;
        const same = dots.get(colour);
        if (same) same.push(p);
        else dots.set(colour, [p]);
      } else shaped.push(o);
      this.hits.push({ key: o.key, selection: o.selection, at: p, radiusPx: HEAD_RADIUS_PX, box: null });
    }
    for (const [colour, places] of dots) drawDots(this.measure.ctx, places, colour);
    // The selected is drawn last: it lies on top.
    shaped.sort((a, b) => Number(a.tone === 'selected') - Number(b.tone === 'selected'));
    for (const o of shaped) {
      const p = heads.get(o.key);
      if (!p) continue;
      const ahead = aheadOf(o, nowMs);
      const q = ahead && projector.point(ahead);
      const turn = q ? Math.atan2(q.x - p.x, p.y - q.y) : 0;
      const shape = headShape(o.kind, o.freshness, o.tone === 'selected', o.severity);
      drawHead(this.measure.ctx, p, shape, turn, headColour(o));
    }
    return heads;
  }

  #labels(
    labels: readonly Label[],
    anchor: (label: Label) => Pixel | null,
    hard: readonly Box[],
    soft: readonly Pixel[],
    frame: Size,
    hover: string | null,
  ): void {
    const shown = new Map<string, { label: Label; at: Pixel }>();
    const candidates: Candidate[] = [];
    for (const label of labels) {
      if (label.onHover && label.id !== hover) continue;
      const at = anchor(label);
      if (!at) continue;
      shown.set(label.id, { label, at });
      const { id, leader, clear, centred } = label;
      const priority = id === hover ? -1 : label.priority;
      candidates.push({
        id,
        ...at,
        ...this.measure.label(label),
        clear,
        leader,
        priority,
        ...(centred ? { centred } : {}),
      });
    }
    const box = { x: EDGE_PX, y: EDGE_PX, w: frame.width - 2 * EDGE_PX, h: frame.height - 2 * EDGE_PX };
    const placed = placeLabels(candidates, { hard, soft, frame: box }, this.#slots);
    this.#slots = new Map([...placed].map(([id, p]) => [id, p.slot]));
    const inOrder = [...placed].flatMap(([id, p]) => {
      const s = shown.get(id);
      return s ? [{ ...s, p }] : [];
    });
    for (const { label, at, p } of inOrder) if (label.boxed || p.leader) this.#leader(at, label.clear, p);
    for (const { label, at, p } of inOrder) {
      if (label.boxed) this.#box(label, p.box);
      writeLabel(this.measure, label, p.box.x, p.box.y);
      if (label.selection && label.priority < PRIORITY.places)
        this.hits.push({ key: label.id, selection: label.selection, at, radiusPx: 0, box: p.box });
    }
  }

  #leader(at: Pixel, clear: number, { box }: Placed): void {
    const { ctx } = this.measure;
    const end = nearestPoint(box, at);
    const length = Math.hypot(end.x - at.x, end.y - at.y);
    if (length < clear + 4) return;
    ctx.strokeStyle = INK.leader;
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(at.x + ((end.x - at.x) * clear) / length, at.y + ((end.y - at.y) * clear) / length);
    ctx.lineTo(end.x, end.y);
    ctx.stroke();
  }

  #box(label: Label, { x, y, w, h }: Box): void {
    const { ctx } = this.measure;
    ctx.fillStyle = INK.box;
    ctx.beginPath();
    ctx.roundRect(Math.round(x) + 0.5, Math.round(y) + 0.5, w, h, 2);
    ctx.fill();
    ctx.strokeStyle = label.severity ? SEVERITY_COLOUR[label.severity] : INK.boxEdge;
    ctx.lineWidth = label.severity ? 1.5 : 1;
    ctx.stroke();
  }

  /** What lies under the pointer: heads before sensors, labels last. */
  pick(at: Pixel): Hit | null {
    let near: Hit | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const hit of this.hits) {
      if (hit.radiusPx === 0) continue;
      const d = Math.hypot(hit.at.x - at.x, hit.at.y - at.y);
      if (d <= hit.radiusPx && d < least) [near, least] = [hit, d];
    }
    return near ?? this.hits.find((h) => h.box && holds(h.box, at)) ?? null;
  }
}

const headColour = (o: MapObject): string => {
  if (o.tone === 'selected') return INK.white;
  return o.fade > 0 ? INK.dimmer : o.tone === 'ended' ? INK.dim : INK.track;
};
const around = ({ x, y }: Pixel, r: number): Box => ({ x: x - r, y: y - r, w: 2 * r, h: 2 * r });
const insideOf =
  ({ width, height }: Size) =>
  ({ x, y }: Pixel): boolean =>
    x >= -40 && y >= -40 && x <= width + 40 && y <= height + 40;
