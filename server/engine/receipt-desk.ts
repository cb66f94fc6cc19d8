import { type Label, nationalLabel, nationalOwner, sharedLabel } from '../../domain/labels';
import type { Receipt, Sighting } from '../../domain/receipts';
import type { EngineEvent } from '../../domain/records';
import type { LogWriter } from './log';
import type { EngineConfig } from './types';

type Seen = Sighting['seen'][number];
/** Of one participant and record: the latest revision given and the latest shown; those between, that may still be shown. */
interface Held {
  given: number;
  shown: number;
  open: Receipt[];
}
export interface ReceiptDeskSnapshot {
  held: [string, Held][];
  /** By participant: its users in the order in which they come to be numbered for others. */
  officers: Record<string, string[]>;
}

/** Records of which receipts are kept at hand; of older ones nothing more is taken. */
const KEPT = 4000;
/** Revisions of a record that may wait to be shown; of one that changes faster the older ones never are. */
const MAX_OPEN = 8;

/**
 * Who was given what, and who had it on screen: each once for a participant, record and revision. A receipt lies where its
 * record's holders see it: of a Party's own record with that Party, of all else among the members; observers hold none.
 */
export class ReceiptDesk {
  readonly #config: EngineConfig;
  readonly #log: LogWriter;
  readonly #held: Map<string, Held>;
  readonly #officers: Map<string, string[]>;

  constructor(config: EngineConfig, log: LogWriter, stored?: ReceiptDeskSnapshot) {
    this.#config = config;
    this.#log = log;
    const { held, officers } = structuredClone(stored ?? { held: [], officers: {} });
    this.#held = new Map(held);
    this.#officers = new Map(Object.entries(officers));
  }

  take(sightings: readonly Sighting[], nowMs: number): EngineEvent[] {
    const events: EngineEvent[] = [];
    const made = new Map<string, Receipt[]>();
    for (const { by, seen } of sightings)
      for (const one of seen) {
        const owner = nationalOwner(one.compartment);
        // Nobody is given another's own record: what says so is no sighting.
        if (owner !== null && owner !== by.participant) continue;
        const receipt = this.#receipt(one, by.participant, nowMs);
        if (!receipt) continue;
        const stream = owner ?? '';
        const who = owner === null ? this.#officer(by, nowMs, events) : by.userId;
        const list = made.get(stream) ?? [];
        made.set(stream, list);
        // Given and shown within the same second are one receipt.
        const same = list.findIndex(
          (r) => r.id === receipt.id && r.party === receipt.party && r.rev === receipt.rev,
        );
        list.splice(same < 0 ? list.length : same, 1, { ...receipt, who });
      }
    for (const [stream, receipts] of made)
      events.push({ kind: 'receipt.given', label: this.#label(stream), body: { receipts } });
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= KEPT) break;
      this.#held.delete(oldest);
    }
    return events;
  }

  snapshot(): ReceiptDeskSnapshot {
    const officers = Object.fromEntries(this.#officers);
    return structuredClone({ held: [...this.#held], officers });
  }

  /** What a sighting says that was not known; null if nothing. */
  #receipt(one: Seen, party: string, nowMs: number): Receipt | null {
    const { kind, id, rev, shown } = one;
    // A console's second is told after it: never before the record could be there, never after now.
    const atMs = Math.min(one.atMs, nowMs);
    const key = JSON.stringify([party, one.compartment, id]);
    const held = this.#held.get(key) ?? { given: -1, shown: -1, open: [] };
    if (!shown) {
      if (rev <= held.given) return null;
      const receipt: Receipt = { kind, id, rev, party, who: 0, deliveredMs: atMs, displayedMs: null };
      this.#keep(key, { ...held, given: rev, open: [...held.open, receipt].slice(-MAX_OPEN) });
      return receipt;
    }
    const given = held.open.find((r) => r.rev === rev);
    if (!given) return null;
    this.#keep(key, { ...held, shown: rev, open: held.open.filter((r) => r.rev > rev) });
    return { ...given, displayedMs: Math.max(atMs, given.deliveredMs) };
  }

  #keep(key: string, held: Held): void {
    this.#held.delete(key);
    this.#held.set(key, held);
  }

  /** The number that others know him by; his own Party is told whose it is. */
  #officer(by: Sighting['by'], nowMs: number, events: EngineEvent[]): number {
    const known = this.#officers.get(by.participant) ?? [];
    const at = known.indexOf(by.userId);
    if (at >= 0) return at + 1;
    this.#officers.set(by.participant, [...known, by.userId]);
    const number = known.length + 1;
    if (this.#config.participants.some((p) => p.id === by.participant && p.kind === 'PARTY')) {
      const params = { officer: number, nameEn: by.name.en, nameRu: by.name.ru };
      const label = this.#label(by.participant);
      events.push(this.#log.line(label, nowMs, { msg: 'log.receipt.officer', params }));
    }
    return number;
  }

  #label(owner: string): Label {
    const { mode } = this.#config;
    return owner === '' ? sharedLabel('CENTER', mode) : nationalLabel(owner, mode);
  }
}
