import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChainHead } from '../../domain/protocol/socket';
import { EPOCH } from '../../domain/testing/samples';
import { twoSensorConfig } from '../engine/testing/two-sensors';
import { connected, GatewayRig, join } from './testing/rig';

let rig: GatewayRig;
beforeEach(async () => {
  rig = await GatewayRig.open(twoSensorConfig(EPOCH));
});
afterEach(() => rig.close());

/** A console and the heads that it is told. */
async function console(seat: string) {
  const socket = rig.dial({ cookie: `sid=${seat}` });
  const told: ChainHead[][] = [];
  socket.on('heads', ({ heads }) => told.push(heads));
  await connected(socket);
  await join(socket);
  const next = async (n: number) => {
    await vi.waitFor(() => expect(told).toHaveLength(n));
    return told[n - 1];
  };
  return { next };
}
const head = (compartment: ChainHead['compartment'], seq = 7): ChainHead => ({
  ...{ compartment, seq, hash: `hash of ${compartment}` },
});

describe('heads of chains', () => {
  it('AC-48 a console is told the heads of what it holds, and of nothing else', async () => {
    const [p1, p2, obs] = [await console('p1'), await console('p2'), await console('obs')];
    expect(await p1.next(1)).toEqual([head('NAT:P1'), head('NOTIF'), head('SHARED')]);
    expect(await p2.next(1)).toEqual([head('NAT:P2'), head('NOTIF'), head('SHARED')]);
    expect(await obs.next(1)).toEqual([head('NOTIF')]);
    const outsider = await console('p3');
    expect((await outsider.next(1))?.map((h) => h.compartment)).not.toContain('SHARED');
  });

  it('AC-48 who comes later is told what the others were told, so that two desks can compare', async () => {
    const first = await console('p1');
    const before = await first.next(1);
    rig.sessions.headSeq = 8;
    const second = await console('p1duty');
    expect(await second.next(1)).toEqual(before);
  });
});
