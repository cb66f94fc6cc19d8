import { describe, expect, it } from 'vitest';
import { DEFAULT_REGIME } from '../../domain/regime';
import { EPOCH } from '../../domain/testing/samples';
import { PARTIES, twoSensorConfig } from '../engine/testing/two-sensors';
import type { SessionMeta } from './meta';
import { liveMeta, whyStopped } from './opening';

const TODAY = { engineVersion: '2/1/node-24', hashes: { story: 'abc' } };
const stored = (engineVersion: string, lastStep = 9) => ({ engineVersion, lastStep });
const meta = (source: SessionMeta['source']): SessionMeta => ({
  ...{
    v: 1,
    id: 's',
    config: twoSensorConfig(EPOCH),
    createdMs: EPOCH,
    openedBy: null,
    speed: 1,
    compartments: [],
    source,
  },
});
const world = meta({ kind: 'world', seed: 1, pace: 'brisk', historyS: 0 });
const story = (scenario: string, hash: string) => meta({ kind: 'scenario', scenario, hash, variant: 'a' });

describe('what is stored', () => {
  it('SY-69 goes on with the engine and the scenario that it was begun with, and with no other', () => {
    expect(whyStopped(world, stored('2/1/node-24'), TODAY)).toBeNull();
    expect(whyStopped(world, stored('1/1/node-24'), TODAY)).toMatch(/engine/);
    expect(whyStopped(world, stored('2/1/node-22'), TODAY)).toMatch(/engine/);
    // Nothing was stored of it yet: there is nothing to go on from.
    expect(whyStopped(world, stored('', 0), TODAY)).toBeNull();
    expect(whyStopped(story('story', 'abc'), stored('2/1/node-24'), TODAY)).toBeNull();
    expect(whyStopped(story('story', 'old'), stored('2/1/node-24'), TODAY)).toMatch(/changed/);
    expect(whyStopped(story('gone', 'abc'), stored('2/1/node-24'), TODAY)).toMatch(/not there/);
  });
});

it('NT-50 a session tells what its regime asks of notifications', () => {
  const regime = { ...DEFAULT_REGIME, notify: { ...DEFAULT_REGIME.notify, leadS: 7 } };
  const o = { participants: PARTIES, catalogue: [], regime, nowMs: EPOCH, seed: 1, historyS: 0 };
  const asked = (pace: 'brisk' | 'realistic') => {
    const { config } = liveMeta({ ...o, pace });
    expect(config.info.notify).toMatchObject(config.regime.notify);
    return config.info.notify;
  };
  const { windowMaxS } = DEFAULT_REGIME.match;
  expect(asked('realistic')).toEqual({ notBeforeS: 30 * 86_400, leadS: 7, postS: 48 * 3600, windowMaxS });
  // The senders of a brisk world have agreed on hours.
  expect(asked('brisk')).toMatchObject({ leadS: 5400, postS: 3600, windowMaxS });
});

it('RL-31 a session begins with the Parties that are no candidates, and has a compartment for each that may join', () => {
  const third = { ...(PARTIES[0] as (typeof PARTIES)[number]), id: 'P3', candidate: 'BIG8' as const };
  const o = {
    catalogue: [],
    regime: DEFAULT_REGIME,
    nowMs: EPOCH,
    seed: 1,
    historyS: 0,
    pace: 'brisk' as const,
  };
  const { config, compartments } = liveMeta({ ...o, participants: [...PARTIES, third] });
  expect(config.info.parties).toEqual(['P1', 'P2']);
  expect(compartments).toEqual(['SHARED', 'NOTIF', 'NAT:P1', 'NAT:P2', 'NAT:P3']);
});
