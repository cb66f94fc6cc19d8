/**
 * Every reason that `assessment` can give for a finding; each has a text in both languages (a test checks it).
 * Parameters by name, where a reason has them: `notification` short number, `earlyS` `lateS` seconds, `diffDeg` degrees,
 * `distanceM` metres, `count`, `hours`, `p` probability, `class` a class code, `party` a participant's id.
 */
export const FINDING_REASONS = [
  'finding.notification.none',
  'finding.notification.onFile',
  'finding.notification.late',
  'finding.notification.ambiguous',
  'finding.notification.cancelled',
  'finding.window.inside',
  'finding.window.outside',
  'finding.area.inside',
  'finding.area.outside',
  'finding.azimuth.fits',
  'finding.azimuth.differs',
  'finding.vehicle.fits',
  'finding.vehicle.differs',
  'finding.phenomenology.one',
  'finding.phenomenology.two',
  'finding.reports.one',
  'finding.reports.several',
  'finding.territory.inside',
  'finding.territory.outside',
  'finding.orbital',
  'finding.class',
  'finding.noImpact',
  'finding.signature.burnedNoRadar',
  'finding.signature.identical',
  'finding.retracted',
] as const;
export type FindingReason = (typeof FINDING_REASONS)[number];
