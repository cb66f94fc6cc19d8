import { copyLabel, type Label, nationalLabel, nationalOwner, sharedLabel } from '../../domain/labels';
import type { Receipt, Sighting } from '../../domain/receipts';
import type { EngineEvent } from '../../domain/records';
import type { LogWriter } from './log';
import type { ReleaseDesk } from './release-desk';
import type { EngineConfig } from './types';

type Seen = Sighting['seen'][number];
/** Of one participant and record: the latest revision given and the latest shown; those between, that may still be shown. */
interface Held {
  given: number;
  shown: number;
  open: Receipt[];
}
export interface ReceiptDeskSnapshot {
  held: [string, [string, Held][]][];
  /** By participant: its users in the order in which they come to be numbered for others. */
  officers: Record<string, string[]>;
}

/** Records of one participant and stream of which receipts are kept at hand; of older ones nothing more is taken. */
const KEPT = 2000;
/** Revisions of a record that may wait to be shown; of one that changes faster the older ones never are. */
const MAX_OPEN = 8;

/**
 * Who was given what, and who had it on screen: each once for a participant, record and revision. A receipt lies where its
 * record's holders see it: of a Party's own record with that Party, of a released copy with its receiver and, as a copy, with
 * the owner who released it, of all else among the members; observers hold none.
 */
export class ReceiptDesk {
  readonly #config: EngineConfig;
  readonly #log: LogWriter;
  readonly #releases: Pick<ReleaseDesk, 'releaseOf'>;
  /** By participant and stream, then by record: what one of them says pushes nothing out that another is asked about. */
  readonly #held: Map<string, Map<string, Held>>;
  readonly #officers: Map<string, string[]>;

  constructor(
    config: EngineConfig,
    log: LogWriter,
    releases: Pick<ReleaseDesk, 'releaseOf'>,
    stored?: ReceiptDeskSnapshot,
  ) {
    this.#config = config;
    this.#log = log;
    this.#releases = releases;
    const { held, officers } = structuredClone(stored ?? { held: [], officers: {} });
    this.#held = new Map(held.map(([stream, records]) => [stream, new Map(records)]));
    this.#officers = new Map(Object.entries(officers));
  }

  take(sightings: readonly Sighting[], nowMs: number): EngineEvent[] {
    const events: EngineEvent[] = [];
    const made = new Map<string, { label: Label; receipts: Receipt[] }>();
    const put = (label: Label, receipt: Receipt): void => {
      const key = `${label.owner} ${label.copyTo ?? ''}`;
      const { receipts } = made.get(key) ?? { receipts: [] };
      made.set(key, { label, receipts });
      // Given and shown within the same second are one receipt.
      const same = receipts.findIndex(
        (r) => r.id === receipt.id && r.party === receipt.party && r.rev === receipt.rev,
      );
      receipts.splice(same < 0 ? receipts.length : same, 1, receipt);
    };
    for (const { by, seen } of sightings)
      for (const one of seen) {
        const owner = nationalOwner(one.compartment);
        // Nobody is given another's own record: what says so is no sighting.
        if (owner !== null && owner !== by.participant) continue;
        const release = one.kind === 'release' ? this.#releases.releaseOf(one.id, by.participant) : null;
        if (one.kind === 'release' && !release) continue;
        const receipt = this.#receipt(one, by.participant, nowMs);
        if (!receipt) continue;
        if (owner === null) {
          put(this.#label(''), { ...receipt, who: this.#officer(by, nowMs, events) });
          continue;
        }
        const own = this.#label(owner);
        put(own, { ...receipt, who: by.userId });
        if (release)
          put(copyLabel(own, release.owner), { ...receipt, id: release.id, who: this.#numberOf(by) });
      }
    for (const { label, receipts } of made.values())
      events.push({ kind: 'receipt.given', label, body: { receipts } });
    return events;
  }

  snapshot(): ReceiptDeskSnapshot {
    const officers = Object.fromEntries(this.#officers);
    const held = [...this.#held].map(([stream, records]): [string, [string, Held][]] => [
      stream,
      [...records],
    ]);
    return structuredClone({ held, officers });
  }

  /** What a sighting says that was not known; null if nothing. */
  #receipt(one: Seen, party: string, nowMs: number): Receipt | null {
    const { kind, id, rev, shown } = one;
    // A console's second is told after it: never before the record could be there, never after now.
    const atMs = Math.min(one.atMs, nowMs);
    const stream = JSON.stringify([party, one.compartment]);
    const records = this.#held.get(stream) ?? new Map<string, Held>();
    this.#held.set(stream, records);
    const held = records.get(id) ?? { given: -1, shown: -1, open: [] };
    if (!shown) {
      if (rev <= held.given) return null;
      const receipt: Receipt = { kind, id, rev, party, who: 0, deliveredMs: atMs, displayedMs: null };
      keep(records, id, { ...held, given: rev, open: [...held.open, receipt].slice(-MAX_OPEN) });
      return receipt;
    }
    const given = held.open.find((r) => r.rev === rev);
    if (!given) return null;
    keep(records, id, { ...held, shown: rev, open: held.open.filter((r) => r.rev > rev) });
    return { ...given, displayedMs: Math.max(atMs, given.deliveredMs) };
  }

  /** His number among the shared receipts; none is given here, or what he saw of one Party's would move it for all. */
  #numberOf(by: Sighting['by']): number | null {
    const at = this.#officers.get(by.participant)?.indexOf(by.userId) ?? -1;
    return at < 0 ? null : at + 1;
  }

  /** The number that others know him by; his own Party is told whose it is. */
  #officer(by: Sighting['by'], nowMs: number, events: EngineEvent[]): number {
    const before = this.#numberOf(by);
    if (before !== null) return before;
    const known = this.#officers.get(by.participant) ?? [];
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

/** The latest at the end; what has not been spoken of for longest goes. */
function keep(records: Map<string, Held>, id: string, held: Held): void {
  records.delete(id);
  records.set(id, held);
  for (const oldest of records.keys()) {
    if (records.size <= KEPT) break;
    records.delete(oldest);
  }
}
