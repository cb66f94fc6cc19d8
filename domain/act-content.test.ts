import { describe, expect, it } from 'vitest';
import { recordHolds } from './act-content';
import type { Alert, Answer } from './alert';
import { openConsultation, reduceConsultation } from './consultation';
import { openDecision } from './decision';
import type { AnyCommand } from './protocol/commands';
import { DEFAULT_REGIME } from './regime';
import { draftShift, shiftContent } from './shift';
import type { Act } from './signature';
import { EPOCH, launchAlert, officer } from './testing/samples';

const act = (
  command: AnyCommand,
  participant = 'P1',
): Pick<Act, 'id' | 'name' | 'payload' | 'participant'> => ({
  ...{ id: 'cmd-1', name: command.name, payload: command.payload, participant },
});
const by = { user: 'u1', nameEn: 'A', nameRu: 'A', robot: false, atMs: EPOCH };
const REASON = { reason: 'sun' };
const seen = { alert: 'a', seq: 1, seenRev: 2 };
const answer = (part: Partial<Answer>): Answer => ({
  ...{ kind: 'DISSENT', party: 'P1', rev: 2, commandId: 'cmd-1', ...REASON, ...by, ...part },
});
const alertWith = (part: Partial<Alert>): Alert => launchAlert(['P1', 'P2'], { id: 'a', ...part });

const ctx = { nowMs: EPOCH, times: DEFAULT_REGIME.consult };
const subject = { kind: 'launch' as const, id: 'l', number: 1 };
const opened = openConsultation(
  {
    ...{ id: 'c', number: 1, subject, alerts: [], cause: 'OFFICER', requestedBy: 'P2' },
    forum: { name: 'OPEN', members: ['P1', 'P2'] },
  },
  ctx,
);
const REAL = { msg: 'joint.real' as const, params: { launch: 1 } };
const TEST = { msg: 'joint.test' as const, params: { launch: 1 } };
const proposed = reduceConsultation(
  opened,
  { type: 'PROPOSE', by: officer('P1'), phrases: [REAL] },
  ctx,
).state;
const SEE = { msg: 'say.see' as const, params: { launch: 1, by: 'IR' } };
const text = { body: 'A word.', language: 'en' as const };
const said = reduceConsultation(
  opened,
  { type: 'STATE', by: officer('P1'), phrases: [SEE], text },
  ctx,
).state;

const list = { alerts: [], shelved: [], outOfService: [], sensors: [], consultations: [], notices: [] };
const { shift } = draftShift(
  { id: 's', number: 1, participant: 'P1', fromMs: null, list, remarks: text },
  officer('P1'),
  { nowMs: EPOCH, times: DEFAULT_REGIME.shift },
);
const SCOPE = { kind: 'SCOPE' as const, scope: 2 as const };
const decision = openDecision({ ...SCOPE, id: 'd', number: 1, ...REASON }, officer('P1'), ['P1', 'P2'], {
  nowMs: EPOCH,
  standsS: 60,
});
const says = { kind: 'OUTAGE' as const, place: null, sensor: 'S1', window: { fromMs: 1, toMs: 2 } };
const statement = {
  ...says,
  id: 'st',
  number: 1,
  rev: 1,
  by: 'P1',
  confidence: null,
  signed: by,
  updatedMs: 1,
};
const coarsen = { gridM: 0, delayS: 0, withheld: [] };
const release = { of: { kind: 'track', id: 't' }, to: ['P2', 'P3'], coarsen, ...REASON };

/** An act, the record that it makes, and records that say otherwise. */
const CASES: [AnyCommand, unknown, unknown[]][] = [
  [
    { name: 'alert.dissent', payload: { ...seen, ...REASON } },
    alertWith({ answers: [answer({})] }),
    [
      alertWith({}),
      ...[{ kind: 'ACK' as const }, { party: 'P2' }, { rev: 3 }, { reason: 'moon' }, { commandId: 'x' }].map(
        (part) => alertWith({ answers: [answer(part)] }),
      ),
    ],
  ],
  [
    { name: 'alert.acknowledge', payload: seen },
    alertWith({ archivedAnswers: [answer({ kind: 'ACK', reason: null })] }),
    [alertWith({ answers: [answer({ reason: null })] }), alertWith({ answers: [answer({ kind: 'ACK' })] })],
  ],
  [
    { name: 'alert.assess', payload: { ...seen, verdict: 'FALSE', ...REASON } },
    alertWith({
      assessment: { state: 'GIVEN', verdicts: { P1: { verdict: 'FALSE', rev: 2, ...REASON, ...by } } },
    }),
    [
      alertWith({}),
      alertWith({
        assessment: { state: 'GIVEN', verdicts: { P1: { verdict: 'REAL', rev: 2, ...REASON, ...by } } },
      }),
      alertWith({
        assessment: { state: 'GIVEN', verdicts: { P2: { verdict: 'FALSE', rev: 2, ...REASON, ...by } } },
      }),
    ],
  ],
  [
    { name: 'consultation.state', payload: { consultation: 'c', phrases: [SEE], text } },
    said,
    [
      opened,
      { ...said, thread: said.thread.map((t) => ({ ...t, text: { ...text, body: 'Another.' } })) },
      proposed,
    ],
  ],
  [
    { name: 'consultation.propose', payload: { consultation: 'c', phrases: [REAL] } },
    proposed,
    [opened, { ...proposed, joint: { ...proposed.joint, phrases: [TEST] } }],
  ],
  [
    { name: 'consultation.sign', payload: { consultation: 'c', no: 1, phrases: [REAL] } },
    proposed,
    [
      { ...proposed, joint: { ...proposed.joint, phrases: [TEST] } },
      { ...proposed, joint: { ...proposed.joint, no: 2 } },
      { ...proposed, joint: { ...proposed.joint, signatures: [] } },
    ],
  ],
  [
    { name: 'shift.sign', payload: { shift: 's', rev: 1, content: shiftContent(shift) } },
    { ...shift, state: 'SIGNED', rev: 2 },
    [
      { ...shift, remarks: null },
      { ...shift, list: { ...list, notices: [{ id: 'n', number: 1, by: 'P1', dueMs: 1 }] } },
    ],
  ],
  [
    { name: 'statement.sign', payload: { says, confidence: null } },
    statement,
    [
      { ...statement, by: 'P2' },
      { ...statement, confidence: 0.5 },
      { ...statement, sensor: 'S2' },
      { ...statement, window: { fromMs: 1, toMs: 3 } },
    ],
  ],
  [
    { name: 'statement.withdraw', payload: { statement: 'st', ...REASON } },
    { ...statement, withdrawn: { ...by, ...REASON } },
    [
      { ...statement, withdrawn: null },
      { ...statement, id: 'other', withdrawn: { ...by, ...REASON } },
    ],
  ],
  [
    { name: 'decision.propose', payload: { ...SCOPE, ...REASON } },
    decision,
    [
      { ...decision, scope: 1 },
      { ...decision, reason: 'moon' },
      { ...decision, proposedBy: 'P2' },
    ],
  ],
  [
    { name: 'decision.answer', payload: { decision: 'd', subject: SCOPE, agree: true, ...REASON } },
    decision,
    [
      { ...decision, scope: 1 },
      { ...decision, answers: {} },
      { ...decision, answers: { P1: { ...by, ...REASON, agreed: false } } },
    ],
  ],
  [
    {
      name: 'release.give',
      payload: { of: { kind: 'track', id: 't' }, to: ['P3', 'P2'], coarsen, ...REASON },
    },
    release,
    [
      { ...release, to: ['P2'] },
      { ...release, coarsen: { ...coarsen, gridM: 10 } },
      { ...release, reason: 'moon' },
    ],
  ],
];

describe('an act and the record beside it', () => {
  it.each(CASES.map((c) => [c[0].name, ...c] as const))(
    'AC-57 of %s fits what it made and nothing that says otherwise, nor a record of no shape',
    (_, command, record, others) => {
      expect(recordHolds(act(command), record)).toBe(true);
      for (const other of [...others, {}, null]) expect(recordHolds(act(command), other)).toBe(false);
      // Of an act by another Party it says nothing.
      if (command.name !== 'release.give') expect(recordHolds(act(command, 'P9'), record)).toBe(false);
    },
  );

  it('AC-57 acts that say no more than which record they are about are held against nothing', () => {
    const close: AnyCommand = { name: 'consultation.close', payload: { consultation: 'c' } };
    expect(recordHolds(act(close), opened)).toBe(true);
  });
});
