import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EPOCH } from '../../domain/testing/samples';
import { twoSensorConfig } from '../engine/testing/two-sensors';
import { connected, GatewayRig, join } from './testing/rig';

let rig: GatewayRig;
beforeEach(async () => {
  rig = await GatewayRig.open(twoSensorConfig(EPOCH));
});
afterEach(() => rig.close());

describe('who may open a console', () => {
  it('AC-16 a program shows its token: no origin, no cookie, its participant’s streams', async () => {
    const socket = rig.dial({ headers: { authorization: 'Bearer p1' } });
    expect(await connected(socket)).toBe('connected');
    const answer = await join(socket);
    expect(answer.ok && answer.views.map((v) => v.compartment)).toEqual(['SHARED', 'NAT:P1', 'NOTIF']);
    const refused: Record<string, string>[] = [
      { authorization: 'Bearer p1', cookie: 'sid=p1', origin: `http://127.0.0.1:${rig.port}` },
      { cookie: 'sid=p1' },
      { authorization: 'Bearer p1', origin: 'http://evil.example' },
    ];
    for (const headers of refused) expect(await connected(rig.dial({ headers }))).toBe('websocket error');
    expect(await connected(rig.dial({ headers: { authorization: 'Bearer p2' } }))).toBe('UNAUTHORIZED');
  });

  it('AC-17 an administrator keeps no watch: nothing is joined, and no desk is his', async () => {
    const socket = rig.dial({ cookie: 'sid=admin' });
    expect(await connected(socket)).toBe('connected');
    expect(await join(socket)).toMatchObject({ ok: false, error: 'FORBIDDEN' });
    expect(rig.sessions.calls).toEqual([]);
  });
});
