import type { Claim, Finding, FindingCode, FindingReason } from '../../domain/records';
import type { Regime } from '../../domain/regime';
import type { Phenomenology } from '../../domain/sensors';
import type { ReportMark } from '../../domain/statements';
import type { Words } from '../../domain/words';

/** What is known of a claim beside what it says. Times in epoch ms. */
export interface ClaimEvidence {
  mark: ReportMark;
  withdrawn: boolean;
  /** The launch or track that bears it out. */
  seenAs: string | null;
  /** Who said that there was no launch. */
  denied: Words | null;
  /** How long sensors of each kind, not its own alone, have looked since its last word and shown nothing (ms). */
  watchedMs: Record<Phenomenology, number>;
  /** Its counts went up and down as no launches do. */
  jumped: boolean;
  /** The last of them, oldest first. */
  counts: string;
  /** The satellite behind it shows a spot there that does not move. */
  still: boolean;
  /** Tilt of the cloud that would throw sunlight at the satellite behind it (degrees), if it would. */
  glintDeg: number | null;
}

/** What follows from a claim and what stands for or against it: no officer's input in it. */
export function concludeClaim(
  claim: Pick<Claim, 'form' | 'flight' | 'objects' | 'sourceName' | 'updatedMs'>,
  evidence: ClaimEvidence,
  regime: Regime,
  nowMs: number,
): Pick<Claim, 'lifecycle' | 'finding'> {
  const { confidence, unseen, unseenOfSuspect, jumps } = regime.claim;
  const reasons: Finding['reasons'] = [];
  const add = (msg: FindingReason, params: Record<string, string | number> = {}): void =>
    void reasons.push({ msg, params });
  const conclude = (lifecycle: Claim['lifecycle'], code: FindingCode, sure: number) => ({
    lifecycle,
    finding: { code, confidence: sure, reasons },
  });
  const { en, ru } = claim.sourceName;
  add('finding.claimOnly', { sourceEn: en, sourceRu: ru });
  if (evidence.seenAs !== null) {
    add('finding.claimSeen');
    return conclude('seen', 'UNRESOLVED', confidence.open);
  }
  if (evidence.jumped) add('finding.countsJump', { counts: evidence.counts, seconds: jumps.withinS });
  if (evidence.still) add('finding.doesNotMove');
  if (evidence.glintDeg !== null) add('finding.sunGlint', { degrees: Math.round(evidence.glintDeg) });
  const countGone =
    claim.form === 'COUNT' && claim.objects === 0 && nowMs - claim.updatedMs > jumps.withinS * 1000;
  if (evidence.withdrawn || countGone) {
    add('finding.claimWithdrawn');
    return conclude('withdrawn', 'FALSE_NO_LAUNCH', confidence.withdrawn);
  }
  if (evidence.still) return conclude('concluded', 'FALSE_NO_LAUNCH', confidence.unseen);
  if (evidence.mark !== 'NONE') {
    add('finding.markedTest');
    return conclude('concluded', 'FALSE_NO_LAUNCH', confidence.withdrawn);
  }
  const { rangeM, heightM, flightS } = claim.flight;
  if (heightM !== null && flightS !== null && staysLevel(heightM, flightS)) {
    add('finding.statedLevel', { km: Math.round(heightM / 1000) });
    return conclude('concluded', 'OUT_OF_SCOPE_CRUISE', confidence.stated);
  }
  if (rangeM !== null && rangeM <= regime.thresholdM && heightM !== null && heightM <= regime.thresholdM) {
    add('finding.statedShort', { km: Math.round(rangeM / 1000) });
    return conclude('concluded', 'BELOW_THRESHOLD', confidence.stated);
  }
  if (evidence.denied) {
    add('finding.denied', { byEn: evidence.denied.en, byRu: evidence.denied.ru });
    return conclude('concluded', 'FALSE_NO_LAUNCH', confidence.denied);
  }
  const wait = evidence.jumped || evidence.glintDeg !== null ? unseenOfSuspect : unseen;
  const silent = (['IR', 'RADAR'] as const).find((kind) => evidence.watchedMs[kind] >= wait[kind] * 1000);
  if (silent) {
    add('finding.nothingSeen', { kind: silent, seconds: wait[silent] });
    return conclude('concluded', 'FALSE_NO_LAUNCH', confidence.unseen);
  }
  return conclude('open', 'UNRESOLVED', confidence.open);
}

/** How often a count goes up and down in turn: 0 for one that stands, 1 for one that only rises. */
export function alternations(counts: readonly (readonly [atMs: number, count: number])[]): number {
  let moves = 0;
  let was = 0;
  for (let i = 1; i < counts.length; i++) {
    const way = Math.sign((counts[i]?.[1] ?? 0) - (counts[i - 1]?.[1] ?? 0));
    if (way !== 0 && way !== was) moves++;
    if (way !== 0) was = way;
  }
  return moves;
}

/** Below this height (m) air carries and brakes: what stays in it twice as long as a thrown stone of that height is carried. */
const IN_THE_AIR_M = 40e3;
const staysLevel = (heightM: number, flightS: number): boolean =>
  heightM < IN_THE_AIR_M && flightS > 4 * Math.sqrt((2 * heightM) / 9.81);
