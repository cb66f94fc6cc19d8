import { darkLoops, sunRing } from '../geometry/night';
import { limbOf, type Pixel, type Projector } from '../geometry/projection';
import type { Ground, GroundArea, GroundLine } from '../scene/ground';
import { type AreaLook, CASING_COLOUR, type LineLook, LOOKS, NIGHT, UNCOVERED } from '../scene/looks';
import { hatchTile } from './hatch';

type Ctx = CanvasRenderingContext2D;
type HatchLook = NonNullable<AreaLook['hatch']>;

/** Paints what lies on the ground. Anew only when the camera or the scene changes; heads have a canvas of their own. */
export class GroundPainter {
  readonly #patterns = new Map<string, CanvasPattern>();
  /** Where the fans are cut out of the hatch. */
  readonly #spare = document.createElement('canvas');

  constructor(readonly ctx: Ctx) {}

  draw(projector: Projector, ground: Ground, ratio: number): void {
    const { ctx } = this;
    const { width, height, globe } = projector.camera;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, width, height);
    ctx.save();
    if (globe) clipToLimb(ctx, projector);
    if (ground.sun) this.#night(projector, ground.sun);
    if (ground.fans) this.#cover(projector, ground.fans, ratio);
    for (const area of ground.areas) this.#area(projector, area);
    for (const line of ground.lines) this.#line(projector, line);
    ctx.restore();
  }

  #night(projector: Projector, sun: { lat: number; lon: number }): void {
    const { ctx } = this;
    ctx.fillStyle = NIGHT.colour;
    // The dusk lies under the night too: together they come to 30 %.
    for (const [deg, opacity] of [
      [NIGHT.duskDeg, NIGHT.duskOpacity],
      [0, NIGHT.opacity],
    ] as const) {
      ctx.globalAlpha = opacity;
      trace(ctx, darkLoops(projector, sun, deg), true);
      ctx.fill('evenodd');
    }
    stroke(ctx, projector.line(sunRing(sun, 0)), LOOKS.nightEdge);
  }

  #cover(projector: Projector, fans: readonly GroundArea[], ratio: number): void {
    const { width, height } = projector.camera;
    const shapes = fans.map((fan) => projector.area(fan.rings));
    this.#spare.width = Math.max(1, Math.round(width * ratio));
    this.#spare.height = Math.max(1, Math.round(height * ratio));
    const spare = this.#spare.getContext('2d');
    // Without any fan all of it is blind: then all is hatched.
    if (spare) {
      spare.setTransform(ratio, 0, 0, ratio, 0, 0);
      spare.fillStyle = this.#pattern(UNCOVERED, ratio) ?? 'transparent';
      spare.fillRect(0, 0, width, height);
      spare.globalCompositeOperation = 'destination-out';
      spare.fillStyle = '#000000';
      for (const loops of shapes) {
        trace(spare, loops, true);
        spare.fill('evenodd');
      }
      this.ctx.globalAlpha = UNCOVERED.opacity;
      this.ctx.drawImage(this.#spare, 0, 0, width, height);
    }
    for (const fan of fans) this.#area(projector, fan);
  }

  #area(projector: Projector, { rings, look }: GroundArea): void {
    const { ctx } = this;
    if (look.fill || look.hatch) trace(ctx, projector.area(rings), true);
    if (look.fill) {
      ctx.globalAlpha = look.fill.opacity;
      ctx.fillStyle = look.fill.colour;
      ctx.fill('evenodd');
    }
    if (look.hatch) {
      ctx.globalAlpha = look.hatch.opacity;
      ctx.fillStyle = this.#pattern(look.hatch, ctx.getTransform().a) ?? 'transparent';
      ctx.fill('evenodd');
    }
    // The edge is the ring, not the filled shape: neither horizon nor pole nor antimeridian is an edge of an area.
    if (look.edge) for (const ring of rings) stroke(ctx, projector.line(ring), look.edge);
  }

  #line(projector: Projector, { places, look }: GroundLine): void {
    if (places.length > 1) stroke(this.ctx, projector.line(places), look);
  }

  #pattern(look: HatchLook, ratio: number): CanvasPattern | null {
    const key = `${look.pitchPx} ${look.lean} ${look.colour} ${ratio}`;
    const held = this.#patterns.get(key);
    if (held) return held;
    const { side, data } = hatchTile(look.pitchPx, ratio, look.colour, look.lean);
    const tile = document.createElement('canvas');
    tile.width = side;
    tile.height = side;
    tile.getContext('2d')?.putImageData(new ImageData(data, side, side), 0, 0);
    const pattern = this.ctx.createPattern(tile, 'repeat');
    // Tiles are in device pixels; the canvas counts in the page's.
    pattern?.setTransform(new DOMMatrix([1 / ratio, 0, 0, 1 / ratio, 0, 0]));
    if (pattern) this.#patterns.set(key, pattern);
    return pattern;
  }
}

function clipToLimb(ctx: Ctx, projector: Projector): void {
  const { centre, radiusPx } = limbOf(projector.camera);
  ctx.beginPath();
  ctx.arc(centre.x, centre.y, radiusPx, 0, 2 * Math.PI);
  ctx.clip();
}

function trace(ctx: Ctx, loops: readonly (readonly Pixel[])[], close: boolean): void {
  ctx.beginPath();
  for (const loop of loops) {
    loop.forEach(({ x, y }, i) => {
      if (i === 0) ctx.moveTo(x, y);
      else ctx.lineTo(x, y);
    });
    if (close) ctx.closePath();
  }
}

function stroke(ctx: Ctx, pieces: readonly (readonly Pixel[])[], look: LineLook): void {
  trace(ctx, pieces, false);
  ctx.lineJoin = 'round';
  ctx.lineCap = 'butt';
  if (look.casing) {
    ctx.setLineDash([]);
    ctx.globalAlpha = look.casing.opacity;
    ctx.strokeStyle = CASING_COLOUR;
    ctx.lineWidth = look.casing.width;
    ctx.stroke();
  }
  ctx.setLineDash(look.dash as number[]);
  if (look.round) ctx.lineCap = 'round';
  ctx.globalAlpha = look.opacity;
  ctx.strokeStyle = look.colour;
  ctx.lineWidth = look.width;
  ctx.stroke();
  ctx.setLineDash([]);
}
