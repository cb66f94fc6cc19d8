/** Where the map looks: wishes of keys and buttons, the first look, following. Nothing else moves the camera. */
import type { ConsoleStore } from '../../client/stores/console-store';
import type { LatLon } from '../../domain/geodesy';
import { ellipseRing } from '../../domain/regions';
import type { MapEngine, Padding } from './engine/engine';
import { type Bounds, boundsOf } from './geometry/bounds';
import { cameraMs } from './motion';
import { type MapObject, placeAt } from './scene/objects';

type Wish = 'selected' | 'all';

const FOLLOW_MS = 1000;
const PADDING: Padding = { top: 72, right: 90, bottom: 60, left: 90 };
const SMALL_PADDING: Padding = { top: 60, right: 40, bottom: 40, left: 40 };
/** A scene that reaches beyond this latitude opens on the globe: Mercator is of no use there. */
const POLAR_DEG = 78;

export class CameraKeeper {
  readonly #stops: (() => void)[];
  /** The first look is over: the officer moved the map, or it was taken. */
  #looked = false;
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
        this.#looked = true;
        console.getState().setFollow(false);
      }),
      console.subscribe(({ camera }) => {
        if (camera.n === held.n) return;
        held = camera;
        this.#looked = true;
        this.#fit(camera.to, cameraMs());
      }),
    ];
  }

  close(): void {
    for (const stop of this.#stops) stop();
  }

  /** Once, when the first launches are there and nobody has moved the map; later ones never take the camera. */
  firstLook(): void {
    if (this.#looked || this.objects().length === 0) return;
    this.#looked = true;
    const { selection, setMap } = this.console.getState();
    const to: Wish = selection ? 'selected' : 'all';
    const bounds = this.#bounds(to);
    if (this.engine.hasGlobe && bounds && Math.max(bounds.north, -bounds.south) > POLAR_DEG)
      setMap({ projection: 'globe' });
    this.#fit(to, 0);
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
    const chosen = to === 'selected' ? objects.filter((o) => o.tone === 'selected') : objects;
    return boundsOf((chosen.length > 0 ? chosen : objects).flatMap(placesOf));
  }

  #fit(to: Wish, ms: number): void {
    const bounds = this.#bounds(to);
    if (bounds) this.engine.fitBounds(bounds, this.isSmall() ? SMALL_PADDING : PADDING, ms);
  }
}

/** All of an object's places that should be in view with it. */
function placesOf(o: MapObject): LatLon[] {
  const { impact } = o.record;
  const ring = impact && impact !== 'orbital' ? ellipseRing(impact, 0.9, 12) : [];
  return [o.record.launchPoint, ...o.measured, ...o.predicted, ...ring];
}
