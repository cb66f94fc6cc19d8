/** Faults of the center itself. They are nobody's of the Parties: all of them are told. */
export const SYSTEM_FAULTS = ['STORAGE', 'ENGINE', 'CLOCK', 'CHAIN', 'RELEASE'] as const;
export type SystemFault = (typeof SYSTEM_FAULTS)[number];

/** What the server says of itself to the watch: a fault has come or gone. It comes as an input, for a rule has no clock and no disk to look at. */
export interface SystemWord {
  fault: SystemFault;
  on: boolean;
  params: Record<string, string | number>;
}
