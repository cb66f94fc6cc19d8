import { expect, it } from 'vitest';
import type { Alert, JointAct } from '../../domain/alert';
import type { Participant } from '../../domain/participants';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { EngineEvent } from '../../domain/records';
import { EPOCH, officer } from '../../domain/testing/samples';
import { createEngine } from './engine';
import { PARTIES, twoSensorConfig } from './testing/two-sensors';

const P3: Participant = { ...PARTIES[0], id: 'P3', letter: 'C', order: 2 } as Participant;

/** A center whose chain breaks and is whole again: its alert is the catalogue's latched one. */
function broken(parties: Participant[]) {
  const engine = createEngine(twoSensorConfig(EPOCH, parties));
  let alert: Alert | undefined;
  let atS = 0;
  const keep = (events: EngineEvent[]): void => {
    for (const e of events)
      if (e.kind === 'alert.changed' && e.body.code === 'AUDIT_CHAIN_BROKEN') alert = e.body;
  };
  const step = (input: Parameters<typeof engine.step>[0]) => {
    const { events, result } = engine.step(input, EPOCH + ++atS * 1000);
    keep(events);
    return result?.code;
  };
  const now = (): Alert => {
    if (!alert) throw new Error('no alert');
    return alert;
  };
  const give = (
    party: string,
    make: (seen: { alert: string; seq: number; seenRev: number }) => AnyCommand,
  ) => {
    const { id, seq, rev } = now();
    const command = make({ alert: id, seq, seenRev: rev });
    return step({ kind: 'command', id: `c${atS}`, principal: officer(party), command });
  };
  step({ kind: 'open' });
  step({ kind: 'system', word: { fault: 'CHAIN', on: true, params: { no: 1, error: 'MISSING' } } });
  for (const { id } of parties) give(id, (payload) => ({ name: 'alert.acknowledge', payload }));
  step({ kind: 'system', word: { fault: 'CHAIN', on: false, params: {} } });
  step({ kind: 'tick' });
  return {
    now,
    reset: (party: string) =>
      give(party, (seen) => ({ name: 'alert.reset', payload: { ...seen, reason: 'looked into' } })),
    refuse: (party: string, act: JointAct) =>
      give(party, (seen) => ({ name: 'alert.refuse', payload: { ...seen, act } })),
  };
}

it.each([[PARTIES], [[...PARTIES, P3]]])(
  'AL-55 a broken chain that is whole again stays on the list, acknowledged by all, until all Parties reset it; one refuses (%#)',
  (parties) => {
    const it = broken(parties);
    expect(it.now()).toMatchObject({
      ...{ condition: { state: 'INACTIVE', latched: true }, ack: { state: 'ACKED' }, severity: 'CRITICAL' },
      lifecycle: { state: 'OPEN' },
    });
    expect(it.reset('P1')).toBe('OK');
    expect(it.now().proposals.map((p) => [p.act, p.party])).toEqual([['RESET', 'P1']]);
    expect(it.refuse('P2', 'RESET')).toBe('OK');
    expect(it.now()).toMatchObject({ proposals: [], lifecycle: { state: 'OPEN' } });
    for (const { id } of parties) {
      expect(it.now().lifecycle.state).toBe('OPEN');
      expect(it.reset(id)).toBe('OK');
    }
    expect(it.now().lifecycle.state).toBe('CLOSED');
  },
);
