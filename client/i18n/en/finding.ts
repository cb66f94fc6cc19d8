/** Reasons of findings (domain/findings.ts). Numbers come formatted with their unit. */
export default {
  notification: {
    none: 'No notification within ±{hours} h',
    onFile: 'Notification {notification} was on file',
    late: 'Notification {notification} came {late} after the launch',
    ambiguous:
      '{count, plural, one {# notification fits} other {# notifications fit}}, none better than the rest',
    cancelled: 'Notification {notification} was cancelled',
  },
  window: {
    inside: 'Launched within the notified window',
    outside: 'Launched outside the notified window',
  },
  area: {
    inside: 'Launch area fits the notification',
    outside: 'Launch area is {distance} from the notified one',
  },
  azimuth: {
    fits: 'Azimuth fits the notification, {diff} apart',
    differs: 'Azimuth differs from the notified one by {diff}',
  },
  vehicle: {
    fits: 'Class fits the notified vehicle',
    differs: 'Class does not fit the notified vehicle',
  },
  phenomenology: { one: 'Seen by one kind of sensor only', two: 'Seen by two kinds of sensor' },
  reports: { one: 'Reported by one Party only', several: 'Reported by {count} Parties' },
  territory: {
    inside: 'Impact region reaches the territory of {party}, probability {p}',
    outside: 'Impact region lies outside the territory of the Parties',
  },
  orbital: 'On its way to orbit, no impact',
  class: 'Most probable class {class}, {p}',
  noImpact: 'No impact area can be given yet',
  signature: {
    burnedNoRadar: 'A radar had it in view and reported nothing, as in past false alarms',
    identical: 'The same number and timing as a stored test, as in past false alarms',
  },
  retracted: 'Reports were withdrawn, nothing is left to hold it',
};
