/**
 * What a signed act says of its content, held against the record beside which it stands: whoever changes the record and leaves
 * the act, or puts the act beside another record, is found. Pure; records are what was stored, so nothing of them is trusted.
 */
import type { Alert } from './alert';
import { canonicalJson } from './canonical';
import type { Consultation } from './consultation';
import { type Decision, subjectOf } from './decision';
import type { CommandName, CommandPayload } from './protocol/commands';
import type { Release } from './release';
import { type Shift, shiftContent } from './shift';
import type { Act } from './signature';
import { type WatchStatement, watchSubjectOf } from './statements';

type Said = Pick<Act, 'id' | 'name' | 'payload' | 'participant'>;
/** True where the record says what the act says. */
type Holds<N extends CommandName, R> = (record: R, payload: CommandPayload<N>, act: Said) => boolean;

const same = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

const answered: Holds<'alert.acknowledge' | 'alert.dissent', Alert> = (
  alert,
  payload,
  { id, name, participant },
) => {
  const answer = [...alert.answers, ...alert.archivedAnswers].find((a) => a.commandId === id);
  return (
    same([answer?.party, answer?.rev], [participant, payload.seenRev]) &&
    answer?.kind === (name === 'alert.dissent' ? 'DISSENT' : 'ACK') &&
    same(answer.reason, 'reason' in payload ? payload.reason : null)
  );
};
const assessed: Holds<'alert.assess', Alert> = ({ assessment }, { verdict, reason }, { participant }) => {
  const own = assessment.state === 'NONE' ? undefined : assessment.verdicts[participant];
  return same([own?.verdict, own?.reason], [verdict, reason]);
};
const said: Holds<'consultation.state', Consultation> = ({ thread }, { phrases, text }, { participant }) => {
  const last = thread.at(-1);
  return same([last?.party, last?.phrases, last?.text], [participant, phrases, text]);
};
const proposed: Holds<'consultation.propose', Consultation> = ({ joint }, { phrases }, { participant }) =>
  same([joint?.proposedBy, joint?.phrases], [participant, phrases]);
const jointly: Holds<'consultation.sign', Consultation> = ({ joint }, { no, phrases }, { participant }) =>
  same([joint?.no, joint?.phrases], [no, phrases]) &&
  joint?.signatures.some((s) => s.party === participant) === true;
const handedOver: Holds<'shift.sign', Shift> = (shift, { content }, { participant }) =>
  shift.participant === participant && shiftContent(shift) === content;
const stated: Holds<'statement.sign', WatchStatement> = (statement, { says, confidence }, { participant }) =>
  same([statement.by, watchSubjectOf(statement), statement.confidence], [participant, says, confidence]);
const unsaid: Holds<'statement.withdraw', WatchStatement> = (
  record,
  { statement, reason },
  { participant },
) => same([record.id, record.by, record.withdrawn?.reason], [statement, participant, reason]);
const moved: Holds<'decision.propose', Decision> = (decision, { reason, ...subject }, { participant }) =>
  same([decision.proposedBy, decision.reason, subjectOf(decision)], [participant, reason, subject]);
const decided: Holds<'decision.answer', Decision> = (
  decision,
  { subject, agree, reason },
  { participant },
) => {
  const own = decision.answers[participant];
  return same([subjectOf(decision), own?.agreed, own?.reason], [subject, agree, reason]);
};
const given: Holds<'release.give', Release> = (release, { of, to, coarsen, reason }) =>
  same([release.of, release.to, release.coarsen, release.reason], [of, to.toSorted(), coarsen, reason]);

const HOLDS: { [N in CommandName]?: Holds<N, never> } = {
  'alert.acknowledge': answered,
  'alert.dissent': answered,
  'alert.assess': assessed,
  'consultation.state': said,
  'consultation.propose': proposed,
  'consultation.sign': jointly,
  'shift.sign': handedOver,
  'statement.sign': stated,
  'statement.withdraw': unsaid,
  'decision.propose': moved,
  'decision.answer': decided,
  'release.give': given,
};

/** False where the record beside an act of the present version (`ACT_VERSION`) says otherwise than the act. */
export function recordHolds(act: Said, record: unknown): boolean {
  const holds = Object.hasOwn(HOLDS, act.name) ? HOLDS[act.name as CommandName] : undefined;
  if (!holds) return true;
  try {
    return (holds as Holds<CommandName, unknown>)(record, act.payload as never, act);
  } catch {
    // Of another shape than such a record has.
    return false;
  }
}
