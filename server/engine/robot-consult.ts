import type { Alert, Verdict } from '../../domain/alert';
import type { Consultation } from '../../domain/consultation';
import type { AnyCommand } from '../../domain/protocol/commands';
import type { Desk, Launch } from '../../domain/records';
import type { Phrase } from '../../domain/vocabulary';
import { byFinding } from './robot-verdict';

/** What a robot knows of what a consultation is about, as its Party sees it. */
export interface KnownSubject {
  alert: Alert | null;
  launch: Pick<Launch, 'finding' | 'notificationNumber' | 'reports'> | null;
  /** Every seat of the circle is kept by a robot: nobody else will close it. */
  robotsOnly: boolean;
}

/**
 * What a robot does in a consultation, or null: it signs what is proposed if that says what its own Party assesses, else it
 * says what that is; it answers what is asked from what its Party has on record. Among robots alone it closes what all have
 * spoken in.
 */
export function robotWord(c: Consultation, seat: Desk, known: KnownSubject): AnyCommand | null {
  const party = seat.participant;
  if (!seat.robot || seat.robot.answer === 'silent' || c.state === 'CLOSED') return null;
  if (!c.forum.members.includes(party)) return null;
  const consultation = c.id;
  const verdict = ownVerdict(seat, known);
  if (c.joint && !c.joint.signatures.some((s) => s.party === party)) {
    if (c.joint.phrases.every((p) => agrees(p, verdict, known)))
      return {
        name: 'consultation.sign',
        payload: { consultation, no: c.joint.no, phrases: c.joint.phrases },
      };
  }
  if (c.turn?.of.includes(party)) {
    const phrases = [...answersTo(lastAsked(c, party), party, c, known), assessed(c, verdict)];
    return { name: 'consultation.state', payload: { consultation, phrases, text: null } };
  }
  return c.turn === null && known.robotsOnly
    ? { name: 'consultation.close', payload: { consultation } }
    : null;
}

/** What its Party has said that it is; before that what it would say. */
function ownVerdict({ participant, robot }: Desk, { alert, launch }: KnownSubject): Verdict {
  const given =
    alert && alert.assessment.state !== 'NONE' ? alert.assessment.verdicts[participant] : undefined;
  if (given) return given.verdict;
  const finding = byFinding(launch?.finding.code ?? alert?.facts.finding ?? null);
  if (robot?.answer !== 'dissent') return finding;
  return finding === 'UNKNOWN' ? 'FALSE' : 'UNKNOWN';
}

const SAYS = {
  'joint.real': 'REAL',
  'joint.notified': 'NOTIFIED',
  'joint.test': 'TEST',
  'joint.false': 'FALSE',
  'joint.claimTrue': 'REAL',
  'joint.claimFalse': 'FALSE',
  'joint.unresolved': 'UNKNOWN',
} as const satisfies Partial<Record<Phrase['msg'], Verdict>>;

/** A joint phrase says what the own Party assesses, and of a notification the one that the launch was matched with. */
function agrees({ msg, params }: Phrase, verdict: Verdict, { launch }: KnownSubject): boolean {
  if (!(msg in SAYS) || SAYS[msg as keyof typeof SAYS] !== verdict) return false;
  return msg !== 'joint.notified' || params.notification === launch?.notificationNumber;
}

function assessed({ subject: { kind, number } }: Consultation, verdict: Verdict): Phrase {
  return kind === 'launch'
    ? { msg: 'say.assess', params: { launch: number, verdict } }
    : { msg: 'say.assessClaim', params: { alert: number, verdict } };
}

/** The questions of the last other member that has asked any, as far as the thread goes back. */
function lastAsked({ thread }: Consultation, party: string): Phrase[] {
  const asked = thread.findLast((e) => e.party !== party && e.phrases.some((p) => p.msg.startsWith('ask.')));
  return asked?.phrases.filter((p) => p.msg.startsWith('ask.')) ?? [];
}

const CHECKING: Phrase = { msg: 'say.checking', params: { minutes: 5 } };

/** What the Party has on record; anything else it checks. The same is said once. */
function answersTo(
  asked: readonly Phrase[],
  party: string,
  { subject: { kind, number: launch } }: Consultation,
  known: KnownSubject,
): Phrase[] {
  const own = known.launch?.reports.find((r) => r.party === party);
  const notification = known.launch?.notificationNumber ?? null;
  const said = asked.map(({ msg }): Phrase => {
    if (kind !== 'launch') return CHECKING;
    if (msg === 'ask.see' && own) {
      const by = own.phenomenologies.length > 1 ? 'BOTH' : (own.phenomenologies[0] ?? 'IR');
      return { msg: 'say.see', params: { launch, by } };
    }
    if (msg !== 'ask.notified') return CHECKING;
    return notification === null
      ? { msg: 'say.notNotified', params: { launch } }
      : { msg: 'say.notified', params: { notification } };
  });
  return said.filter((p, i) => said.findIndex((q) => q.msg === p.msg) === i);
}
