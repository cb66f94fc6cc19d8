import type { Launch } from '../../domain/records';

/** What assessment needs of a launch: the joint picture's own statement, nothing of officers or scenarios. */
export type AssessableLaunch = Pick<
  Launch,
  | 'id'
  | 'phase'
  | 'launchPoint'
  | 'azimuthDeg'
  | 'impact'
  | 'classes'
  | 'phenomenologies'
  | 'corroboration'
  | 'firstReportMs'
>;
