/**
 * Why a command was refused or an alert takes no answer: what stands in `reason` of FORBIDDEN and NOT_ACKABLE. A text of
 * each is in both languages (a test checks it); any other text is shown as it came.
 */
export const REFUSALS = [
  'notAsked',
  'supervisorOnly',
  'onePersonOneParty',
  'membersOnly',
  'notForRole',
  'notThisClock',
  'demoOnly',
  'partyHasOfficer',
  'replayReadsOnly',
  'signedOut',
  'closed',
  'withdrawn',
  'settled',
  'notYours',
  'answerFirst',
  'partyPresent',
  'notMissing',
  'criticalStays',
  'tooLong',
  'tooManyShelved',
  'notShelved',
  'notLatched',
  'healthOnly',
  'notOwnNotice',
  'noticeOver',
  'outgoingFirst',
  'onePersonBoth',
  'shiftOver',
] as const;
export type Refusal = (typeof REFUSALS)[number];
