import { openLiveSocket } from './live-socket';
import { LiveSource } from './live-source';
import type { Source } from './source';
import { machineWall } from './wall';

/** Opens the source of one desk in the browser. `desk` is `''` for a console alone, `A` or `B` in *Both desks*. */
export function openLiveSource(session: string, desk: string): Source {
  return new LiveSource({
    session,
    socket: openLiveSocket(desk),
    wall: machineWall,
    makeCommandId: () => crypto.randomUUID(),
  });
}
