import { describe, expect, it } from 'vitest';
import {
  compartmentOf,
  national,
  nationalLabel,
  nationalOwner,
  notificationLabel,
  sharedLabel,
} from './labels';
import { compartmentsOf } from './participants';

describe('labels and compartments', () => {
  it('RL-01 a label puts its record into exactly one compartment', () => {
    expect(compartmentOf(nationalLabel('P1', 'LIVE'))).toBe('NAT:P1');
    expect(compartmentOf(sharedLabel('P1', 'LIVE'))).toBe('SHARED');
    expect(compartmentOf(sharedLabel('CENTER', 'LIVE'))).toBe('SHARED');
    expect(compartmentOf(notificationLabel('P1', 'LIVE'))).toBe('NOTIF');
    expect(compartmentOf(notificationLabel('CENTER', 'LIVE'))).toBe('NOTIF');
  });

  it('RL-01 a label of a class that nobody knows is put nowhere', () => {
    for (const cls of ['SECRET', '', undefined])
      expect(() => compartmentOf({ ...sharedLabel('P1', 'LIVE'), cls } as never)).toThrow('no compartment');
  });

  it('RL-01 the owner of a national compartment is read back from its name, whatever the id', () => {
    for (const id of ['P1', 'US', 'NAT:P2', 'a b', '']) expect(nationalOwner(national(id))).toBe(id);
    expect(nationalOwner('SHARED')).toBeNull();
    expect(nationalOwner('NOTIF')).toBeNull();
  });

  it('RL-02 a member joins SHARED, its own national compartment and NOTIF; an observer joins NOTIF only', () => {
    for (const participant of ['P1', 'P2', 'P3'])
      expect(compartmentsOf({ participant, kind: 'PARTY' })).toEqual([
        'SHARED',
        `NAT:${participant}`,
        'NOTIF',
      ]);
    expect(compartmentsOf({ participant: 'P1', kind: 'OBSERVER' })).toEqual(['NOTIF']);
  });

  it('RL-03 the mode stands in every label', () => {
    for (const mode of ['LIVE', 'EXERCISE', 'REPLAY'] as const)
      for (const label of [nationalLabel('P1', mode), sharedLabel('P1', mode), notificationLabel('P1', mode)])
        expect(label.mode).toBe(mode);
  });
});
