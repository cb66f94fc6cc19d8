import type { Compartment } from '../../domain/labels';
import { national } from '../../domain/labels';
import type { Participant } from '../../domain/participants';
import type { SourceSpec } from '../engine/messages';
import type { EngineConfig } from '../engine/types';

/** What is stored of a session: enough to open it again after a restart. */
export interface SessionMeta {
  v: 1;
  id: string;
  config: EngineConfig;
  source: SourceSpec;
  compartments: Compartment[];
  createdMs: number;
  /** Who opened it; the centre's own watch was opened by nobody. */
  openedBy: { user: string; participant: string } | null;
  /** Speed that it was opened with. */
  speed: number;
}

/** The compartments of a session: one for the members, one for notifications, one national one for each Party. */
export function compartmentsOfSession(participants: Participant[]): Compartment[] {
  return ['SHARED', 'NOTIF', ...participants.filter((p) => p.kind === 'PARTY').map((p) => national(p.id))];
}
