/**
 * Lines of the watch log, by the message ids of domain/log.ts. Parameters come as log-text.ts made them: short numbers,
 * times, names and words in the reader's language; one that a line does not carry shows as a dash.
 */
export default {
  session: {
    opened: 'Session began',
    gap: 'Center was down from {from} to {to}, nothing was recorded',
    speed: 'Speed set to {speed}×',
    held: 'Speed held at 1× while {alert} waits',
    released: 'Speed back to {speed}×',
    finished: 'Session ended',
  },
  notification: {
    received: 'Notification {notification} received from {by}',
    changed: 'Notification {notification} changed',
    cancelled: 'Notification {notification} cancelled',
    matched: 'Notification {notification} matched',
    notObserved: 'Window of {notification} closed, no launch observed',
  },
  report: { first: 'First report on {launch} from Party {letter}' },
  launch: {
    first: '{launch} found, first reported by Party {letter}',
    corroborated: '{launch} corroborated by a second kind of sensor',
    matched: '{launch}, {match} {notification}, finding {finding}',
    ended: '{launch} ended',
    retracted: '{launch} retracted',
  },
  claim: {
    first: '{claim}, {source} says there is a launch, no track behind it',
    changed: '{claim}, {source} now says {objects} objects',
    seen: '{claim} is borne out by a track',
    withdrawn: '{claim} taken back by {source}',
    concluded: '{claim}, finding {finding}',
  },
  alert: {
    raised: '{alert} raised, {severity}, {code}',
    realarmed: '{alert} alarmed again, r{rev}, changed {changed}',
    matched: '{alert}, {match} {notification}',
    severity: '{alert} was {from}, is now {severity}',
    acknowledged: '{alert} r{rev} acknowledged for Party {letter}',
    dissented: '{alert} r{rev}, Party {letter} dissents, “{reason}”',
    settled: '{alert} acknowledged by all required Parties',
    answered: '{alert} answered by all, with dissent',
    overdue: '{alert} overdue, deputy of Party {letter} called',
    repeated: '{alert} still waits, alarmed again',
    closed: '{alert} closed',
    withdrawn: '{alert} withdrawn',
  },
  sensor: {
    stale: '{sensor} silent, no data since {since}',
    back: '{sensor} reports again',
    status: '{sensor} is now {status}',
  },
  desk: {
    taken: '{name} took the seat, {role}, Party {letter}',
    left: 'Seat left, {role}, Party {letter}',
    robot: 'Robot keeps the seat, {role}, Party {letter}, {answer} after {delay} s',
  },
  call: { supervisor: 'Supervisor of Party {letter} called to {alert}' },
  consult: { requested: 'Consultation asked on {alert}', overdue: 'Consultation on {alert} overdue' },
  input: { rejected: 'Input rejected, {error} {field}' },
  note: 'Note',
};
