import type { Consultation } from '../../../domain/consultation';
import { type Compartment, nationalOwner, type ParticipantId } from '../../../domain/labels';
import { NO_FACTS, type Ruling, type Wanted } from '../wanted';

/**
 * A consultation that awaits somebody, as the stream `compartment` holds it: whoever was invited is asked to take part; what is
 * not answered or not closed in its time asks those who are late. Of one among some each is asked in its own stream.
 */
export function consultationRulings(c: Consultation, compartment: Compartment): Ruling[] {
  const owner = nationalOwner(compartment);
  const here = (parties: readonly ParticipantId[]): ParticipantId[] =>
    parties.filter((p) => owner === null || p === owner);
  const invited = c.forum.members.filter((m) => m !== c.requestedBy);
  const open = c.state !== 'CLOSED';
  const missing = open && invited.some((m) => !c.joined.includes(m));
  const overdue = !open ? [] : c.late.whole ? c.forum.members : c.late.turn ? (c.turn?.of ?? []) : [];
  const wanted = (key: string, asked: ParticipantId[], part: Pick<Wanted, 'code' | 'severity'>): Ruling =>
    asked.length === 0
      ? { is: 'GONE', key }
      : {
          is: 'WANTED',
          wanted: {
            ...{ key, grp: c.subject.id, compartment, ...part, policy: owner === null ? 'OWN' : 'SINGLE' },
            ...{ requiredParties: asked, facts: factsOf(c), offDelayS: 0 },
          },
        };
  return [
    wanted(`consult:${c.id}`, missing ? here(invited) : [], { code: 'CONSULT_REQUESTED', severity: 'HIGH' }),
    wanted(`consultOverdue:${c.id}`, here(overdue), { code: 'CONSULT_OVERDUE', severity: 'CRITICAL' }),
  ];
}

const factsOf = ({ number, subject }: Consultation): Wanted['facts'] => ({
  ...NO_FACTS,
  launchNumber: subject.kind === 'launch' ? subject.number : null,
  params: { consult: number },
});
