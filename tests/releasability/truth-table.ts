/**
 * Who may do what with a record: what the regime says, written by hand (docs/releasability.md). The test runs each cell in
 * each phase against the functions that decide. The phase says who may be admitted, and nothing of what is seen: so one
 * block holds for all three.
 *
 * Relations, to a record that P1 owns, or that is the centre's:
 *   owner      P1 itself; of the centre's own records the Party that they are about
 *   before     a Party that was a member when the record was made, and is one
 *   after      a Party that has joined since
 *   former     a Party that was a member then, and has left since
 *   candidate  a Party of the session that has never been a member
 *   observer   a participant that is told of notifications; a member since before
 *   receiver   a Party that has joined since, and was given a marked copy of the record
 * Verbs:
 *   see        the record came to it, and is there for it when it asks what it held
 *   frame      a picture that it is sent now holds the state of the record's time
 *   resume     after joining again (from a snapshot, or from where it was) it holds the record
 *   command    a command on the record is let through to the engine
 *   history    the record stands in its history and exports
 *   release    its supervisor releases the record, and withdraws that
 * Answers: yes, no; copy: the marked copy alone; OK or the code of the refusal.
 */
export const PHASES = ['BILATERAL', 'BIG8', 'OPEN'] as const;
export const VERBS = ['see', 'frame', 'resume', 'command', 'history', 'release'] as const;
export type Verb = (typeof VERBS)[number];

const TABLE = `
  class         relation   see   frame  resume  command    history  release

  NATIONAL      owner      yes   yes    yes     OK         yes      OK
  NATIONAL      before     no    no     no      NOT_FOUND  no       NOT_FOUND
  NATIONAL      after      no    no     no      NOT_FOUND  no       NOT_FOUND
  NATIONAL      former     no    no     no      NOT_FOUND  no       FORBIDDEN
  NATIONAL      candidate  no    no     no      NOT_FOUND  no       FORBIDDEN
  NATIONAL      observer   no    no     no      FORBIDDEN  no       FORBIDDEN
  NATIONAL      receiver   copy  no     copy    NOT_FOUND  copy     NOT_FOUND

  SHARED        owner      yes   yes    yes     OK         yes      NOT_FOUND
  SHARED        before     yes   yes    yes     OK         yes      NOT_FOUND
  SHARED        after      no    no     no      NOT_FOUND  no       NOT_FOUND
  SHARED        former     yes   no     no      FORBIDDEN  yes      FORBIDDEN
  SHARED        candidate  no    no     no      FORBIDDEN  no       FORBIDDEN
  SHARED        observer   no    no     no      FORBIDDEN  no       FORBIDDEN
  SHARED        receiver   copy  no     copy    NOT_FOUND  copy     NOT_FOUND

  NOTIFICATION  owner      yes   no     yes     OK         yes      NOT_FOUND
  NOTIFICATION  before     yes   no     yes     OK         yes      NOT_FOUND
  NOTIFICATION  after      no    no     no      NOT_FOUND  no       NOT_FOUND
  NOTIFICATION  former     yes   no     no      FORBIDDEN  yes      FORBIDDEN
  NOTIFICATION  candidate  no    no     no      FORBIDDEN  no       FORBIDDEN
  NOTIFICATION  observer   yes   no     yes     FORBIDDEN  yes      FORBIDDEN
  NOTIFICATION  receiver   copy  no     copy    NOT_FOUND  copy     NOT_FOUND

  CENTER        owner      yes   yes    yes     OK         yes      NOT_FOUND
  CENTER        before     yes   yes    yes     OK         yes      NOT_FOUND
  CENTER        after      no    no     no      NOT_FOUND  no       NOT_FOUND
  CENTER        former     yes   no     no      NOT_FOUND  yes      FORBIDDEN
  CENTER        candidate  no    no     no      NOT_FOUND  no       FORBIDDEN
  CENTER        observer   no    no     no      FORBIDDEN  no       FORBIDDEN
  CENTER        receiver   copy  no     copy    NOT_FOUND  copy     NOT_FOUND
`;

/** Whom the label of a record opens it to, whatever the streams that they hold; and that of the receiver's copy. */
export const LABEL_OPENS: Record<Row['cls'] | 'COPY', readonly Relation[]> = {
  NATIONAL: ['owner'],
  SHARED: ['owner', 'before', 'after', 'former', 'candidate', 'receiver'],
  NOTIFICATION: ['owner', 'before', 'after', 'former', 'candidate', 'observer', 'receiver'],
  CENTER: ['owner', 'before', 'after', 'former', 'candidate', 'receiver'],
  COPY: ['receiver'],
};

export const CLASSES = ['NATIONAL', 'SHARED', 'NOTIFICATION', 'CENTER'] as const;
export const RELATIONS = ['owner', 'before', 'after', 'former', 'candidate', 'observer', 'receiver'] as const;
export type Relation = (typeof RELATIONS)[number];
export interface Row {
  cls: (typeof CLASSES)[number];
  relation: Relation;
  says: Record<Verb, string>;
}
/** Throws where a row is not of its form. */
export const ROWS: Row[] = TABLE.trim()
  .split('\n')
  .slice(1)
  .filter((line) => line.trim() !== '')
  .map((line) => {
    const [cls, relation, ...says] = line.trim().split(/\s+/);
    if (says.length !== VERBS.length) throw new Error(`a row of ${says.length} answers: ${line}`);
    const byVerb = Object.fromEntries(VERBS.map((v, i) => [v, says[i] ?? ''])) as Row['says'];
    return { cls: cls as Row['cls'], relation: relation as Relation, says: byVerb };
  });
