import { browserKeys } from '../keys/browser-keys';
import { openLiveSocket } from './live-socket';
import { LiveSource } from './live-source';
import { windowMemory } from './lock-memory';
import type { Source } from './source';
import { machineWall } from './wall';

/** Opens the source of one desk in the browser. `desk` is `''` for a console alone, `A` or `B` in *Both desks*. */
export function openLiveSource(session: string, desk: string): Source {
  const memory = windowMemory(
    desk,
    () => sessionStorage,
    () => crypto.randomUUID(),
  );
  return new LiveSource({
    session,
    memory,
    keys: browserKeys(),
    socket: openLiveSocket(desk, memory.console),
    wall: machineWall,
    makeCommandId: () => crypto.randomUUID(),
  });
}
