import type { EventKind, StoredEvent } from '../../domain/records';
import { applyEvent, type CompartmentView, pruneView } from '../../domain/view';

/** The parts of a view that an event of each kind writes into in place; what is not named is replaced whole. */
const TOUCHES: Record<EventKind, readonly ('gaps' | 'log' | 'trails' | KeyedPart)[]> = {
  'session.opened': [],
  'session.clock': [],
  'session.gap': ['gaps'],
  'session.finished': [],
  'catalogue.set': [],
  'undertaking.set': [],
  'member.joined': [],
  'key.registered': ['keys', 'pastKeys'],
  'key.revoked': ['keys', 'pastKeys'],
  'act.taken': ['acts'],
  'member.left': [],
  'regime.changed': [],
  'decision.changed': ['decisions'],
  'notification.changed': ['notifications'],
  'report.given': ['reports'],
  'launch.changed': ['launches', 'trails'],
  'claim.changed': ['claims'],
  'statement.drafted': ['drafts'],
  'statement.changed': ['statements'],
  'alert.changed': ['alerts'],
  'consultation.changed': ['consultations'],
  'shift.changed': ['shifts'],
  'release.changed': ['releases'],
  'released.changed': ['released'],
  'track.changed': ['tracks', 'trails'],
  'sensor.changed': ['sensorStates'],
  'desk.changed': [],
  'receipt.given': ['receipts'],
  'log.written': ['log'],
};
type KeyedPart =
  | 'keys'
  | 'pastKeys'
  | 'acts'
  | 'launches'
  | 'tracks'
  | 'notifications'
  | 'claims'
  | 'drafts'
  | 'statements'
  | 'alerts'
  | 'consultations'
  | 'decisions'
  | 'shifts'
  | 'releases'
  | 'released'
  | 'reports'
  | 'sensorStates'
  | 'receipts';

/**
 * Folds a batch into a new view. Parts that the batch touches are copied once a batch, the rest is shared with the old
 * view, so that a selector of an untouched part gives the same object and React does not paint it again.
 */
export function foldBatch(view: CompartmentView, events: readonly StoredEvent[]): CompartmentView {
  const next = { ...view };
  const copied = new Set<string>();
  for (const event of events) {
    for (const part of TOUCHES[event.kind] ?? []) {
      if (copied.has(part)) continue;
      copied.add(part);
      copyPart(next, part);
    }
    if (event.kind === 'launch.changed' || event.kind === 'track.changed') {
      const id = event.body.id;
      const trail = next.trails[id];
      if (trail && !copied.has(`trail ${id}`)) next.trails[id] = [...trail];
      copied.add(`trail ${id}`);
    }
    applyEvent(next, event);
  }
  return next;
}

/** A new view without what ended more than one watch before `nowMs`. */
export function prunedView(view: CompartmentView, nowMs: number): CompartmentView {
  const next = { ...view };
  for (const part of KEYED) copyPart(next, part);
  copyPart(next, 'trails');
  pruneView(next, nowMs);
  return next;
}

const KEYED: readonly KeyedPart[] = [
  'launches',
  'tracks',
  'notifications',
  'claims',
  'drafts',
  'statements',
  'alerts',
  'consultations',
  'decisions',
  'shifts',
  'releases',
  'released',
  'reports',
  'sensorStates',
  'receipts',
];

function copyPart(view: CompartmentView, part: 'gaps' | 'log' | 'trails' | KeyedPart): void {
  switch (part) {
    case 'gaps':
      view.gaps = [...view.gaps];
      return;
    case 'log':
      view.log = [...view.log];
      return;
    case 'trails':
      view.trails = { ...view.trails };
      return;
    case 'keys':
      view.keys = { ...view.keys };
      return;
    case 'pastKeys':
      view.pastKeys = { ...view.pastKeys };
      return;
    case 'acts':
      view.acts = { ...view.acts };
      return;
    case 'launches':
      view.launches = { ...view.launches };
      return;
    case 'tracks':
      view.tracks = { ...view.tracks };
      return;
    case 'notifications':
      view.notifications = { ...view.notifications };
      return;
    case 'decisions':
      view.decisions = { ...view.decisions };
      return;
    case 'shifts':
      view.shifts = { ...view.shifts };
      return;
    case 'releases':
      view.releases = { ...view.releases };
      return;
    case 'released':
      view.released = { ...view.released };
      return;
    case 'drafts':
      view.drafts = { ...view.drafts };
      return;
    case 'statements':
      view.statements = { ...view.statements };
      return;
    case 'claims':
      view.claims = { ...view.claims };
      return;
    case 'alerts':
      view.alerts = { ...view.alerts };
      return;
    case 'consultations':
      view.consultations = { ...view.consultations };
      return;
    case 'reports':
      view.reports = { ...view.reports };
      return;
    case 'sensorStates':
      view.sensorStates = { ...view.sensorStates };
      return;
    case 'receipts':
      view.receipts = { ...view.receipts };
      return;
  }
}
