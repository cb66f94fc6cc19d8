import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyLabel, nationalLabel, sharedLabel } from '../../domain/labels';
import type { ReleasedOf } from '../../domain/release';
import { EPOCH, filed, launchAlert, released } from '../../domain/testing/samples';
import { twoSensorConfig } from '../engine/testing/two-sensors';
import { GatewayRig, notif, settled, shared } from './testing/rig';

let rig: GatewayRig;
beforeEach(async () => {
  rig = await GatewayRig.open(twoSensorConfig(EPOCH));
});
afterEach(() => rig.close());

const alertAt = (seq: number, rev: number, id = 'al') => ({
  ...{
    v: 1 as const,
    seq,
    atMs: EPOCH,
    kind: 'alert.changed' as const,
    label: sharedLabel('CENTER', 'LIVE'),
  },
  body: launchAlert(['P1', 'P2'], { id, rev }),
});
const own = (owner: string, seq: number) => ({
  ...alertAt(seq, seq, `own_${owner}`),
  label: { ...sharedLabel('CENTER', 'LIVE'), owner, cls: 'NATIONAL' as const, relTo: [] },
});
const copyFor = (to: string, seq: number, rev: number, part: Partial<ReleasedOf<'track'>> = {}) => ({
  ...{ v: 1 as const, seq, atMs: EPOCH, kind: 'released.changed' as const },
  label: copyLabel(nationalLabel(to === 'P1' ? 'P2' : 'P1', 'LIVE'), to),
  body: released({ id: `for_${to}`, rev, ...part }),
});
/** What the session's queue was given: party, record, revision, `+` if it was shown. */
const saw = () =>
  rig.sessions.sightings.flatMap(({ by, seen }) =>
    seen.map((s) => `${by.participant} ${s.compartment} ${s.id} ${s.rev}${s.shown ? '+' : ''}`),
  );
/** The second's gathering has gone to the queue. */
const gathered = () => once(rig.sessions, 'saw');
const say = (held: Record<string, number>, ...shown: [id: string, rev: number][]) => ({
  ...{ session: 'test', held },
  shown: shown.map(([id, rev]) => ({ kind: 'alert' as const, id, rev })),
});

describe('what consoles acknowledge', () => {
  it('RL-74 an acknowledged span delivers the revisions in it, a snapshot what stands in it, and nothing is said twice', async () => {
    rig.sessions.commit(alertAt(1, 1, 'old'), notif(1));
    const p1 = await rig.watch('p1');
    rig.sessions.commit(alertAt(2, 1), alertAt(3, 2), shared(4));
    // Of the snapshot at 1; then of two revisions; then of none; a sequence that is not there yet is nobody's.
    p1.socket.emit('seen', say({ SHARED: 1, NOTIF: 1 }));
    p1.socket.emit('seen', say({ SHARED: 4, NOTIF: 1 }));
    p1.socket.emit('seen', say({ SHARED: 9, 'NAT:P2': 1, NONE: 3 }));
    await gathered();
    expect(saw()).toEqual([
      'P1 SHARED old 1',
      `P1 NOTIF ${filed().id} 1`,
      'P1 SHARED al 1',
      'P1 SHARED al 2',
    ]);
  });

  it('RL-74 a console that resumes acknowledges what it missed, and what its Party has a receipt for is not said again', async () => {
    rig.sessions.commit(shared(1), alertAt(2, 1), alertAt(3, 2));
    const label = sharedLabel('CENTER', 'LIVE');
    const receipt = { kind: 'alert' as const, id: 'al', rev: 1, party: 'P1', who: 1 };
    rig.sessions.commit({
      ...{ v: 1, seq: 4, atMs: EPOCH, kind: 'receipt.given', label },
      body: { receipts: [{ ...receipt, deliveredMs: EPOCH, displayedMs: null }] },
    });
    const [p1, p2] = [await rig.watch('p1', { SHARED: 1 }), await rig.watch('p2', { SHARED: 1 })];
    for (const { socket } of [p1, p2]) socket.emit('seen', say({ SHARED: 4 }));
    await gathered();
    expect(saw().sort()).toEqual(['P1 SHARED al 2', 'P2 SHARED al 1', 'P2 SHARED al 2']);
  });

  it('RL-75 a console claims to have painted only what its own streams hold, none of a revision to come, and nothing while it is locked', async () => {
    rig.sessions.commit(alertAt(1, 3), own('P1', 1), own('P2', 1), notif(1));
    const [p1, obs] = [await rig.watch('p1'), await rig.watch('obs')];
    p1.socket.emit('seen', say({}, ['al', 3], ['al', 4], ['own_P1', 1], ['own_P2', 1], ['none', 1]));
    obs.socket.emit('seen', say({ NOTIF: 1, SHARED: 1 }, ['al', 3]));
    await gathered();
    expect(saw()).toEqual(['P1 SHARED al 3+', 'P1 NAT:P1 own_P1 1+', `O1 NOTIF ${filed().id} 1`]);
    rig.sessions.sightings.length = 0;
    await p1.socket.emitWithAck('lock', { locked: true });
    p1.socket.emit('seen', say({ SHARED: 1 }, ['al', 2]));
    await gathered();
    expect(saw()).toEqual(['P1 SHARED al 3']);
  });

  it('RL-75 a word without its shape is told so; one of another session, or too many of them, say nothing', async () => {
    const p1 = await rig.watch('p1');
    rig.sessions.commit(alertAt(1, 1));
    const told: string[] = [];
    p1.socket.on('refused', (r) => told.push(`${r.word} ${r.error}`));
    const bad = { session: 'test', held: { SHARED: -1 }, shown: [] };
    p1.socket.emit('seen', bad);
    p1.socket.emit('seen', { ...say({ SHARED: 1 }), session: 'live' });
    p1.socket.emit(
      'seen',
      say({ SHARED: 1 }, ...Array.from({ length: 101 }, () => ['al', 1] as [string, number])),
    );
    p1.socket.emit('seen', say({ SHARED: 1 }));
    await settled(p1.socket);
    expect(told.sort()).toEqual(['seen BAD_REQUEST', 'seen BAD_REQUEST', 'seen RATE_LIMITED']);
    const p2 = await rig.watch('p2');
    p2.socket.emit('seen', say({ SHARED: 1 }));
    await gathered();
    expect(saw()).toEqual(['P2 SHARED al 1']);
  });

  it('RL-87 a receiver acknowledges the copies in his stream, withdrawn ones too, and claims those he holds; nobody else’s', async () => {
    rig.sessions.commit(copyFor('P1', 1, 1), copyFor('P2', 1, 1));
    const [p1, p2] = [await rig.watch('p1'), await rig.watch('p2', { 'NAT:P2': 1 })];
    rig.sessions.commit(copyFor('P2', 2, 2), copyFor('P2', 3, 3, { state: 'WITHDRAWN', record: null }));
    const painted = (id: string, rev: number) => ({ kind: 'release' as const, id, rev });
    p1.socket.emit('seen', { ...say({ 'NAT:P1': 1 }), shown: [painted('for_P1', 1), painted('for_P2', 1)] });
    p2.socket.emit('seen', { ...say({ 'NAT:P2': 3 }), shown: [painted('for_P2', 3), painted('for_P2', 4)] });
    await gathered();
    expect(saw()).toEqual([
      ...['P1 NAT:P1 for_P1 1', 'P1 NAT:P1 for_P1 1+'],
      ...['P2 NAT:P2 for_P2 2', 'P2 NAT:P2 for_P2 3', 'P2 NAT:P2 for_P2 3+'],
    ]);
  });
});
