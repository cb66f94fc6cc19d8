import { describe, expect, it } from 'vitest';
import type { Participant } from './participants';
import {
  changeRegime,
  type DecisionSubject,
  firstRegime,
  memberParties,
  type RegimeNow,
  whyNot,
} from './regime-now';
import { EPOCH } from './testing/samples';

const who = (id: string, kind: Participant['kind'], candidate?: Participant['candidate']): Participant => ({
  ...{ id, kind, letter: 'X', order: 0, name: { en: id, ru: id } },
  ...(candidate && { candidate }),
});
const ALL = [
  ...[who('P1', 'PARTY'), who('P2', 'PARTY'), who('P3', 'PARTY', 'BIG8'), who('P4', 'PARTY', 'OPEN')],
  ...[who('O1', 'OBSERVER'), who('O2', 'OBSERVER', 'OPEN')],
];
const first = firstRegime({
  ...{ regime: { scope: 3, membership: 'BILATERAL' }, participants: ALL, parties: ['P1', 'P2'], atMs: EPOCH },
});
const no = (now: RegimeNow, subject: DecisionSubject) => whyNot(now, subject, ALL);
const changed = (now: RegimeNow, ...subjects: DecisionSubject[]) =>
  subjects.reduce((r, s, i) => changeRegime(r, s, ALL, EPOCH + i + 1), now);
const join = (participant: string): DecisionSubject => ({ kind: 'JOIN', participant });
const leave = (participant: string): DecisionSubject => ({ kind: 'LEAVE', participant });
const phase = (membership: RegimeNow['membership']): DecisionSubject => ({ kind: 'PHASE', membership });

describe('the regime as it stands', () => {
  it('RL-23 begins with everybody who is no candidate', () => {
    expect(first.members).toEqual(
      [
        ['P1', 'PARTY'],
        ['P2', 'PARTY'],
        ['O1', 'OBSERVER'],
      ].map(([participant, kind]) => ({ participant, kind, sinceMs: EPOCH })),
    );
    expect(memberParties(first)).toEqual(['P1', 'P2']);
  });

  it('RL-23 phases go forward only, and each admits the Parties that may join from it on; an observer any', () => {
    expect([no(first, phase('BILATERAL')), no(first, phase('BIG8')), no(first, phase('OPEN'))]).toEqual([
      ...['notForward', null, null],
    ]);
    const eight = changed(first, phase('BIG8'));
    const every = changed(eight, phase('OPEN'));
    expect(eight).toMatchObject({ membership: 'BIG8', membershipSinceMs: EPOCH + 1, scope: 3 });
    expect([no(every, phase('BIG8')), no(every, phase('BILATERAL'))]).toEqual(['notForward', 'notForward']);
    const joins = (now: RegimeNow) => ['P3', 'P4', 'O2'].map((p) => no(now, join(p)));
    expect([joins(first), joins(eight), joins(every)]).toEqual([
      ['phaseTooNarrow', 'phaseTooNarrow', null],
      [null, 'phaseTooNarrow', null],
      [null, null, null],
    ]);
    expect([no(every, join('P1')), no(every, join('P9'))]).toEqual(['asItIs', 'noCandidate']);
  });

  it('RL-23 two Parties always remain; who has left may come again, from then on', () => {
    expect([no(first, leave('P1')), no(first, leave('P3')), no(first, leave('O1'))]).toEqual([
      ...['tooFewMembers', 'noMember', null],
    ]);
    const three = changed(first, phase('BIG8'), join('P3'));
    expect([memberParties(three), no(three, leave('P1'))]).toEqual([['P1', 'P2', 'P3'], null]);
    const two = changed(three, leave('P1'));
    expect([memberParties(two), no(two, leave('P2')), no(two, join('P1'))]).toEqual([
      ['P2', 'P3'],
      'tooFewMembers',
      null,
    ]);
    expect(changeRegime(two, join('P1'), ALL, EPOCH + 9).members.at(-1)).toEqual({
      ...{ participant: 'P1', kind: 'PARTY', sinceMs: EPOCH + 9 },
    });
  });

  it('RL-23 the scope goes either way, to another one', () => {
    const scope = (s: 1 | 2 | 3): DecisionSubject => ({ kind: 'SCOPE', scope: s });
    expect([no(first, scope(3)), no(first, scope(1))]).toEqual(['asItIs', null]);
    const narrow = changed(first, scope(1));
    expect([narrow.scope, narrow.scopeSinceMs, no(narrow, scope(3))]).toEqual([1, EPOCH + 1, null]);
  });
});
