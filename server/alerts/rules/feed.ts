import type { ParticipantId } from '../../../domain/labels';
import type { SensorState } from '../../../domain/records';
import { asked, NO_FACTS, type Ruling } from '../wanted';

/** A sensor that is silent is its owner's matter alone. */
export function staleRulings({ sensor, stale }: SensorState, owner: ParticipantId): Ruling[] {
  const key = `feed:${sensor}`;
  if (!stale) return [{ is: 'GONE', key }];
  const facts = { ...NO_FACTS, sensor };
  return [
    {
      is: 'WANTED',
      wanted: {
        ...{ key, grp: owner, code: 'FEED_STALE', severity: 'ADVISORY', facts },
        ...asked(owner, [], 'SINGLE'),
      },
    },
  ];
}
