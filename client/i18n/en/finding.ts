/** Reasons of findings (FINDING_REASONS of domain/records.ts). */
export default {
  matched: 'Matches a notification to {percent} %, launched {km} km from its area',
  ambiguous: 'Several notifications fit, none better than the rest',
  noNotification: 'No notification fits',
  oneKind: 'Seen by one kind of sensor, {kind}',
  twoKinds: 'Seen by two kinds of sensor',
  orbital: 'On its way to orbit, no impact',
  impactAway: 'Impact region lies away from the territory of the Parties',
  impactInTerritory: 'Impact region reaches territory of {party}, probability {percent} %',
  shortRange: 'Short range, {km} km',
  stillBurning: 'Still burning, the impact area is not known yet',
};
