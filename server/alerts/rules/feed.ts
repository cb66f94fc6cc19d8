import type { AckPolicy, AlertCode, Severity } from '../../../domain/alert';
import type { ParticipantId } from '../../../domain/labels';
import type { SensorState } from '../../../domain/records';
import type { Regime } from '../../../domain/regime';
import { asked, NO_FACTS, type Ruling } from '../wanted';

const DISAGREE = 'disagree:';

/** A sensor that is silent is its owner's matter alone; one that leaves a gap in his cover more so. It mutes what it is party to. */
export function staleRulings(
  { sensor, stale }: SensorState,
  owner: ParticipantId,
  gap: boolean,
  openKeys: readonly string[],
): Ruling[] {
  const key = `feed:${sensor}`;
  if (!stale) return [{ is: 'GONE', key }];
  const facts = { ...NO_FACTS, sensor, ...(gap && { params: { cause: 'GAP' } }) };
  return [
    {
      is: 'WANTED',
      wanted: {
        ...{ key, grp: owner, code: 'FEED_STALE', severity: gap ? 'HIGH' : 'ADVISORY', facts },
        ...asked(owner, [], 'SINGLE'),
        inhibits: openKeys.filter(
          (k) => k.startsWith(DISAGREE) && k.split(':')[1]?.split('+').includes(sensor),
        ),
      },
    },
  ];
}

/** A fault of a source that its owner's centre has found (the engine's feed watch). */
export interface SourceFault {
  kind: 'FLOOD' | 'MALFORMED' | 'SKEW' | 'REPEATED' | 'EVEN' | 'STORED';
  source: string;
  sensor: string | null;
  on: boolean;
  params: Record<string, string | number>;
}
const FAULTS: Record<SourceFault['kind'], { code: AlertCode; severity: Severity; policy: AckPolicy }> = {
  FLOOD: { code: 'FEED_FLOOD', severity: 'ADVISORY', policy: 'NOTE' },
  MALFORMED: { code: 'FEED_MALFORMED', severity: 'ADVISORY', policy: 'NOTE' },
  SKEW: { code: 'CLOCK_SKEW', severity: 'HIGH', policy: 'SINGLE' },
  REPEATED: { code: 'POSSIBLE_TEST_PATTERN', severity: 'HIGH', policy: 'JOINT' },
  EVEN: { code: 'POSSIBLE_TEST_PATTERN', severity: 'HIGH', policy: 'JOINT' },
  STORED: { code: 'POSSIBLE_TEST_PATTERN', severity: 'HIGH', policy: 'JOINT' },
};

export function faultRulings(fault: SourceFault, owner: ParticipantId, regime: Regime['feed']): Ruling[] {
  const { kind, source, sensor, on, params } = fault;
  const { code, severity, policy } = FAULTS[kind];
  const key = `${kind.toLowerCase()}:${source}`;
  if (!on) return [{ is: 'GONE', key }];
  const delay = regime.delayS[kind];
  return [
    {
      is: 'WANTED',
      wanted: {
        ...{ key, grp: kind === 'FLOOD' || kind === 'MALFORMED' ? owner : source, code, severity },
        ...{ facts: { ...NO_FACTS, sensor, params }, onDelayS: delay.on, offDelayS: delay.off },
        ...asked(owner, [], policy),
      },
    },
  ];
}

/** Two sensors of one Party that say different things of one track. */
export interface SensorsDiffer {
  track: string;
  sees: string;
  misses: string;
  on: boolean;
  looks: number;
}
export function disagreeRulings(d: SensorsDiffer, owner: ParticipantId, regime: Regime['feed']): Ruling[] {
  const key = `${DISAGREE}${[d.sees, d.misses].sort().join('+')}:${d.track}`;
  if (!d.on) return [{ is: 'GONE', key }];
  const params = { other: d.misses, looks: d.looks };
  const delay = regime.delayS.DISAGREE;
  return [
    {
      is: 'WANTED',
      wanted: {
        ...{ key, grp: d.track, code: 'SENSORS_DISAGREE', severity: 'HIGH' },
        ...{ facts: { ...NO_FACTS, sensor: d.sees, params }, onDelayS: delay.on, offDelayS: delay.off },
        ...asked(owner, [], 'JOINT'),
      },
    },
  ];
}
