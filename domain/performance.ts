/**
 * How the alarm system did between two times: the key figures of ISA-18.2 / IEC 62682 and EEMUA 191 (ALERTS §1.1), from the
 * journal's events alone. Times are session times, epoch ms; lengths are seconds.
 */
import { type Alert, type AlertCode, SEVERITIES, type Severity, wholeAlert } from './alert';
import type { PlacedEvent } from './history';
import { nationalOwner, type ParticipantId } from './labels';

export const SLOT_MS = 600_000;
/**
 * What the figures stand beside. EEMUA 191: one alarm in ten minutes, more than ten are a flood, priorities about 5 / 15 / 80 %;
 * ISA-18.2: under 1 % of slots in flood, the ten most frequent under 5 % of the load, no chattering, under five standing a day.
 */
export const ALARM_LIMITS = {
  perSlot: 1,
  flood: 10,
  floodShare: 0.01,
  topShare: 0.05,
  chattering: 0,
  standing: 4,
  priority: { CRITICAL: 0.05, HIGH: 0.15, ADVISORY: 0.8 },
} as const;
const TOP = 10;
/** As many alarms of one source within a minute are chatter. */
const CHATTER = { times: 3, withinMs: 60_000 };
const STANDS_MS = 24 * 3600_000;

/** Alerts are named by their number and code; `session` and `compartment` say whose number it is. */
export interface NamedAlert {
  session: string;
  compartment: string;
  number: number;
  code: AlertCode;
}
export interface Waits {
  n: number;
  p50S: number | null;
  p95S: number | null;
}
export interface Performance {
  fromMs: number;
  toMs: number;
  /** Alarms that sounded (raises and re-alarms) in each slot of ten minutes from `fromMs` on. */
  slots: number[];
  alarms: number;
  perSlot: number;
  peak: number;
  floodShare: number;
  /** Part of the alarms that came from the ten sources with most of them. */
  topShare: number;
  chattering: (NamedAlert & { alarms: number })[];
  standing: (NamedAlert & { forS: number })[];
  /** Alerts raised in the range, by the highest severity that they reached. */
  priority: Record<Severity, number>;
  /** From the raise to the first acknowledgement by anybody, to that of all required, and to each Party's own. */
  firstAck: Waits;
  jointAck: Waits;
  partyAck: Record<ParticipantId, Waits>;
  /** Alerts that still waited for the Party whose watch was handed over then. */
  handovers: { atMs: number; participant: ParticipantId; waiting: number }[];
  shelved: NamedAlert[];
  outOfService: NamedAlert[];
}

interface Seen extends NamedAlert {
  alert: Alert;
  key: string;
  /** Session times at which it sounded. */
  alarmedMs: Set<number>;
  /** First acknowledgement of each Party; an answer that was archived since counts as well. */
  ackedMs: Map<ParticipantId, number>;
  /** When all that were required had acknowledged, the first time. */
  jointMs: number | null;
}

export function performanceOf(
  events: readonly PlacedEvent[],
  range: { fromMs: number; toMs: number },
): Performance {
  const { fromMs, toMs } = range;
  const within = (atMs: number): boolean => atMs >= fromMs && atMs <= toMs;
  const seen = new Map<string, Seen>();
  const handovers: Performance['handovers'] = [];
  // Streams come one after another; what stood at a handover is what had happened by then in any of them.
  for (const placed of [...events].sort((a, b) => a.event.atMs - b.event.atMs)) {
    const { event } = placed;
    if (event.kind === 'alert.changed') take(seen, placed, wholeAlert(event.body), event.atMs);
    if (event.kind !== 'log.written' || event.body.msg !== 'log.shift.handedOver') continue;
    const participant = String(event.body.params.participant);
    const waiting = [...seen.values()].filter((s) => waitsFor(s, participant)).length;
    handovers.push({ atMs: event.body.atMs, participant, waiting });
  }
  const all = [...seen.values()];
  const raised = all.filter((s) => within(s.alert.raisedMs));
  const alarms = all.flatMap((s) =>
    [...s.alarmedMs].filter(within).map((atMs) => ({ source: s.key, atMs, s })),
  );
  const slots = new Array<number>(Math.max(1, Math.ceil((toMs - fromMs) / SLOT_MS))).fill(0);
  for (const { atMs } of alarms) {
    const slot = Math.min(slots.length - 1, Math.floor((atMs - fromMs) / SLOT_MS));
    slots[slot] = (slots[slot] ?? 0) + 1;
  }
  const bySource = Map.groupBy(alarms, (a) => a.source);
  const loads = [...bySource.values()].map((list) => list.length).sort((a, b) => b - a);
  const parties = [...new Set(raised.flatMap((s) => s.alert.requiredParties))].sort();
  const waits = (at: (s: Seen) => number | null | undefined): Waits =>
    waitsOf(raised.flatMap((s) => lengthS(s.alert.raisedMs, at(s))));
  return {
    fromMs,
    toMs,
    slots,
    alarms: alarms.length,
    perSlot: alarms.length / slots.length,
    peak: Math.max(...slots),
    floodShare: slots.filter((n) => n > ALARM_LIMITS.flood).length / slots.length,
    topShare: alarms.length === 0 ? 0 : sum(loads.slice(0, TOP)) / alarms.length,
    chattering: [...bySource.values()].flatMap((list) => {
      const [first] = list;
      return first && chatters(list.map((a) => a.atMs)) ? [{ ...named(first.s), alarms: list.length }] : [];
    }),
    standing: all
      .filter(({ alert }) => alert.lifecycle.state === 'OPEN' && toMs - alert.raisedMs > STANDS_MS)
      .map((s) => ({ ...named(s), forS: (toMs - s.alert.raisedMs) / 1000 })),
    priority: Object.fromEntries(
      SEVERITIES.map((severity) => [severity, raised.filter((s) => s.alert.mostSevere === severity).length]),
    ) as Record<Severity, number>,
    firstAck: waits((s) => least([...s.ackedMs.values()])),
    jointAck: waits((s) => (s.alert.policy === 'JOINT' ? s.jointMs : null)),
    partyAck: Object.fromEntries(parties.map((p) => [p, waits((s) => s.ackedMs.get(p))])),
    handovers,
    shelved: all.filter((s) => s.alert.shelves.length > 0).map(named),
    outOfService: all.filter((s) => s.alert.suppression.state === 'OUT_OF_SERVICE').map(named),
  };
}

function take(
  seen: Map<string, Seen>,
  { session, compartment }: PlacedEvent,
  alert: Alert,
  atMs: number,
): void {
  const id = JSON.stringify([session, compartment, alert.id]);
  const held = seen.get(id) ?? {
    ...{ session, compartment, number: alert.number, code: alert.code, alert, jointMs: null },
    ...{ key: JSON.stringify([session, compartment, alert.key]) },
    ...{ alarmedMs: new Set<number>(), ackedMs: new Map<ParticipantId, number>() },
  };
  held.alarmedMs.add(alert.alarmedMs);
  for (const answer of [...alert.archivedAnswers, ...alert.answers])
    if (answer.kind === 'ACK' && answer.atMs < (held.ackedMs.get(answer.party) ?? Number.POSITIVE_INFINITY))
      held.ackedMs.set(answer.party, answer.atMs);
  const jointMs = held.jointMs ?? (alert.ack.state === 'ACKED' ? atMs : null);
  seen.set(id, { ...held, alert, jointMs });
}

/** True while an alert waits for this Party's answer. */
function waitsFor({ alert, compartment }: Seen, participant: ParticipantId): boolean {
  const owner = nationalOwner(compartment as PlacedEvent['compartment']);
  const asked = owner === null ? alert.requiredParties.includes(participant) : owner === participant;
  const waits = alert.ack.state === 'UNACKED' || alert.ack.state === 'PARTIAL';
  return (
    asked && waits && alert.lifecycle.state === 'OPEN' && !alert.answers.some((a) => a.party === participant)
  );
}

function chatters(times: number[]): boolean {
  const sorted = times.sort((a, b) => a - b);
  return sorted.some(
    (atMs, i) => (sorted[i + CHATTER.times - 1] ?? Number.POSITIVE_INFINITY) - atMs <= CHATTER.withinMs,
  );
}

const named = ({ session, compartment, number, code }: Seen): NamedAlert => ({
  session,
  compartment,
  number,
  code,
});
const lengthS = (fromMs: number, toMs: number | null | undefined): number[] =>
  toMs === null || toMs === undefined ? [] : [(toMs - fromMs) / 1000];
const sum = (list: number[]): number => list.reduce((a, b) => a + b, 0);
const least = (list: number[]): number | null => (list.length === 0 ? null : Math.min(...list));

function waitsOf(lengths: number[]): Waits {
  const sorted = lengths.sort((a, b) => a - b);
  /** Nearest rank: a length that was really waited. */
  const rank = (p: number): number | null => sorted[Math.ceil(p * sorted.length) - 1] ?? null;
  return { n: sorted.length, p50S: rank(0.5), p95S: rank(0.95) };
}
