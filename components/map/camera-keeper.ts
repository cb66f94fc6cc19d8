/** Where the map looks: wishes of keys and buttons, the first look, following. Nothing else moves the camera. */

import type { ConsoleStore } from '../../client/stores/console-store';
import type { LatLon } from '../../domain/geodesy';
import { ellipseRing } from '../../domain/regions';
import { drawnImpact } from '../dossier/model';
import type { MapEngine, Padding } from './engine/engine';
import { atLeast, type Bounds, boundsOf } from './geometry/bounds';
import { cameraMs } from './motion';
import { type MapObject, placeAt } from './scene/objects';

type Wish = 'selected' | 'under-way' | 'all';

const FOLLOW_MS = 1000;
/** Above lie the tools and what is assumed. */
const PADDING: Padding = { top: 100, right: 90, bottom: 60, left: 90 };
const SMALL_PADDING: Padding = { top: 92, right: 40, bottom: 40, left: 40 };
/** A scene that reaches beyond this latitude opens on the globe: Mercator is of no use there. */
const POLAR_DEG = 74;
/** A flight that has just begun is a dot: so much of its surroundings is shown with it. */
const LEAST_M = 1_800e3;

export class CameraKeeper {
  readonly #stops: (() => void)[];
  /** The first look has a second part, when it is known where the first launch goes. Over once the officer moved the map. */
  #look: 'to-come' | 'begun' | 'over' = 'to-come';
  #followedMs = 0;

  constructor(
    readonly engine: MapEngine,
    readonly console: ConsoleStore,
    readonly objects: () => readonly MapObject[],
    readonly isSmall: () => boolean,
  ) {
    let held = console.getState().camera;
    this.#stops = [
      engine.on('panned', () => {
        this.#look = 'over';
        console.getState().setFollow(false);
      }),
      console.subscribe(({ camera }) => {
        if (camera.n === held.n) return;
        held = camera;
        this.#look = 'over';
        this.#fit(camera.to, cameraMs());
      }),
    ];
  }

  close(): void {
    for (const stop of this.#stops) stop();
  }

  /**
   * When the first launches are there and nobody has moved the map; once more when the first of them has an impact area
   * or an orbit. Later ones never take the camera.
   */
  firstLook(): void {
    if (this.#look === 'over') return;
    const { selection, setMap } = this.console.getState();
    const shown = this.objects().filter((o) => o.tone === 'selected' || o.tone === 'other');
    if (shown.length === 0) return;
    const known = shown.some((o) => o.record.impact !== null);
    const begun = this.#look === 'begun';
    if (begun && !known) return;
    this.#look = known ? 'over' : 'begun';
    const to: Wish = selection ? 'selected' : 'under-way';
    const bounds = this.#bounds(to);
    if (this.engine.hasGlobe && bounds && Math.max(bounds.north, -bounds.south) > POLAR_DEG)
      setMap({ projection: 'globe' });
    this.#fit(to, begun ? cameraMs() : 0);
  }

  /** Called at every tick; moves the camera at most once a second. */
  follow(nowMs: number, wallMs: number): void {
    const { follow, selection } = this.console.getState();
    if (!follow || wallMs - this.#followedMs < FOLLOW_MS) return;
    this.#followedMs = wallMs;
    const object = this.objects().find((o) => o.tone === 'selected' && o.selection.id === selection?.id);
    const place = object && placeAt(object, nowMs);
    if (place) this.engine.panTo(place, cameraMs());
  }

  #bounds(to: Wish): Bounds | null {
    const objects = this.objects();
    const chosen = objects.filter(
      (o) => to === 'all' || o.tone === 'selected' || (to === 'under-way' && o.tone === 'other'),
    );
    const bounds = boundsOf((chosen.length > 0 ? chosen : objects).flatMap(placesOf));
    return bounds && atLeast(bounds, LEAST_M);
  }

  #fit(to: Wish, ms: number): void {
    const bounds = this.#bounds(to);
    if (bounds) this.engine.fitBounds(bounds, this.isSmall() ? SMALL_PADDING : PADDING, ms);
  }
}

/** All of an object's places that should be in view with it. */
function placesOf(o: MapObject): LatLon[] {
  const impact = drawnImpact(o.record.impact);
  const ring = impact ? ellipseRing(impact, 0.9, 12) : [];
  return [o.record.launchPoint, ...o.measured, ...o.predicted, ...ring];
}
