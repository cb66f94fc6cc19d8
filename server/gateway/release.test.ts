import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AS_IS } from '../../domain/coarsen';
import { compartmentOf, nationalLabel } from '../../domain/labels';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { EngineEvent, StoredEvent } from '../../domain/records';
import { EPOCH, officer, track } from '../../domain/testing/samples';
import { LogWriter } from '../engine/log';
import { Numbers } from '../engine/numbers';
import { ReleaseDesk } from '../engine/release-desk';
import { PARTIES, twoSensorConfig } from '../engine/testing/two-sensors';
import { type Console, connected, GatewayRig, join, settled } from './testing/rig';

const THIRD = { ...PARTIES[1], id: 'P3', letter: 'C', order: 2 } as (typeof PARTIES)[number];
const config = twoSensorConfig(EPOCH, [...PARTIES, THIRD]);

let rig: GatewayRig;
beforeEach(async () => {
  rig = await GatewayRig.open(config);
});
afterEach(() => rig.close());

/** Every byte of text that comes down a console's line. */
async function tap(seat: string): Promise<{ socket: Console; text: () => string }> {
  const socket = rig.dial({ cookie: `sid=${seat}` });
  const text: string[] = [];
  socket.io.on('open', () => {
    socket.io.engine.on('data', (data: unknown) => void text.push(String(data)));
  });
  expect(await connected(socket)).toBe('connected');
  expect(await join(socket)).toMatchObject({ ok: true });
  return { socket, text: () => text.join('\n') };
}

/** The desk of a session, whose events are committed by the gateway's session with a sequence in each stream. */
function committing() {
  const desk = new ReleaseDesk(config, {
    ...{ numbers: new Numbers(), log: new LogWriter('test') },
    isMember: () => true,
  });
  const heads = new Map<string, number>();
  const commit = (events: EngineEvent[]): void => {
    for (const e of events) {
      const stream = compartmentOf(e.label);
      const seq = (heads.get(stream) ?? 0) + 1;
      heads.set(stream, seq);
      rig.sessions.commit({ ...e, v: 1, seq, atMs: EPOCH } as StoredEvent);
    }
  };
  return {
    tells: (azimuthDeg: number) => {
      const label = nationalLabel('P1', 'EXERCISE');
      const told: EngineEvent = { kind: 'track.changed', label, body: track({ azimuthDeg }) };
      commit([told, ...desk.follow([told], EPOCH)]);
    },
    asks: (command: AnyCommand): EngineEvent[] => {
      const out: EngineEvent[] = [];
      expect(desk.command(officer('P1'), command as never, EPOCH, out)).toEqual({ code: 'OK' });
      commit(out);
      return out;
    },
  };
}

describe('a release on the line', () => {
  it('RL-43 of all bytes that three Parties and an observer get, those of a release are its owner’s and its receiver’s alone, a later joiner’s too', async () => {
    const at = committing();
    const consoles = await Promise.all(['p1', 'p2', 'p3', 'obs'].map(tap));
    const [p1, p2, p3, obs] = consoles as [(typeof consoles)[0], ...typeof consoles];
    at.tells(91.25);
    const given = at.asks({
      name: 'release.give',
      payload: {
        ...{ of: { kind: 'track', id: 'track_a' }, to: ['P2'], reason: 'WORDS-OF-IT' },
        coarsen: { ...AS_IS, withheld: [] },
      },
    });
    at.tells(92.25);
    for (const { socket } of consoles) await settled(socket);
    const late = { p2: await tap('p2'), p3: await tap('p3') };
    expect(p2?.text()).toMatch(/released\.changed[\s\S]*91\.25[\s\S]*92\.25/);
    expect(late.p2.text()).toContain('92.25');
    // Nothing that is only its owner's.
    for (const text of [p2?.text(), late.p2.text()])
      expect(text).not.toMatch(/track_a|radar-1|det_1|release_/);
    const ofIt = /WORDS-OF-IT|9[12]\.25|copyTo|"RC"|released?_|track_a/;
    for (const text of [p3?.text(), obs?.text(), late.p3.text()]) expect(text).not.toMatch(ofIt);
    expect(p1.text()).toMatch(/release\.changed/);

    const [id = ''] = given.flatMap((e) => (e.kind === 'release.changed' ? [e.body.id] : []));
    at.asks({ name: 'release.withdraw', payload: { release: id, reason: 'TAKEN-BACK' } });
    at.tells(93.25);
    for (const { socket } of consoles) await settled(socket);
    expect(p2?.text()).toContain('TAKEN-BACK');
    expect((await tap('p2')).text()).not.toMatch(/9[123]\.25/);
    for (const s of [p2, p3, obs]) expect(s?.text()).not.toContain('93.25');
    for (const s of [p3, obs]) expect(s?.text()).not.toMatch(/TAKEN-BACK/);
  });
});
