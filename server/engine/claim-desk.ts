import { type Label, nationalLabel, sharedLabel } from '../../domain/labels';
import type { LogMessage } from '../../domain/log';
import type { Claim, EngineEvent, Finding, Launch } from '../../domain/records';
import type { Statement } from '../../domain/statements';
import { type ClaimChange, type Claims, createClaims } from '../assessment/claims';
import { sigmaM } from '../assessment/launch-facts';
import { createStatements, type Statements } from '../assessment/statements';
import type { LogWriter } from './log';
import type { Numbers } from './numbers';
import type { EngineConfig } from './types';

export interface ClaimDeskSnapshot {
  claims: unknown;
  statements: unknown;
}

/** The centre's side of what is said without a track: statements, the claims made by them, and the events of all claims. */
export class ClaimDesk {
  readonly #config: EngineConfig;
  readonly #log: LogWriter;
  readonly #claims: Claims;
  readonly #statements: Statements;

  constructor(config: EngineConfig, numbers: Numbers, log: LogWriter, stored?: ClaimDeskSnapshot) {
    this.#config = config;
    this.#log = log;
    const { session, regime } = config;
    const numberFor = (): number => numbers.next('SHARED', 'CL');
    this.#claims = createClaims({ session, holder: 'SHARED', sensors: [], regime, numberFor });
    this.#statements = createStatements({ regime });
    if (!stored) return;
    this.#claims.restore(stored.claims);
    this.#statements.restore(stored.statements);
  }

  /** Takes a statement: what it claims or denies; what it says of launches shows when their findings are asked again. */
  take(statement: Statement, nowMs: number): ClaimChange[] {
    this.#statements.take(statement, nowMs);
    return this.#claims.takeStatement(statement, nowMs);
  }

  explain(launch: Pick<Launch, 'launchPoint' | 'impact' | 'phase'>, finding: Finding): Finding {
    return this.#statements.explain(launch, finding);
  }

  /** A launch that was taken back bears nothing out. */
  retracted(launch: string, nowMs: number): ClaimChange[] {
    return this.#claims.unsee(launch, nowMs);
  }

  advance(nowMs: number, open: readonly Launch[]): ClaimChange[] {
    if (!this.#claims.waiting()) return [];
    const seen = open.map(({ id, launchPoint: p }) => {
      return { id, lat: p.lat, lon: p.lon, launchMs: p.atMs, sigmaM: sigmaM(p) };
    });
    return this.#claims.advance(nowMs, { seen, looking: [], still: [] });
  }

  /** The events of a change: the claim and a line; `owner` is the Party whose own it is, null where all members see it. */
  events({ claim, before }: ClaimChange, owner: string | null, nowMs: number): EngineEvent[] {
    const { mode } = this.#config;
    const label = owner === null ? sharedLabel('CENTER', mode) : nationalLabel(owner, mode);
    const msg = lineOf(claim, before);
    const event: EngineEvent = { kind: 'claim.changed', label, body: claim };
    return msg ? [event, this.#line(label, claim, msg, nowMs)] : [event];
  }

  snapshot(): ClaimDeskSnapshot {
    return { claims: this.#claims.snapshot(), statements: this.#statements.snapshot() };
  }

  #line(label: Label, claim: Claim, msg: LogMessage, nowMs: number): EngineEvent {
    const { en, ru } = claim.sourceName;
    const params = {
      claim: claim.number,
      ...{ sourceEn: en, sourceRu: ru, finding: claim.finding.code },
      ...(claim.objects !== null && { objects: claim.objects }),
    };
    return this.#log.line(label, nowMs, { msg, params });
  }
}

function lineOf(claim: Claim, before: Claim | null): LogMessage | null {
  if (!before) return 'log.claim.first';
  if (before.lifecycle !== claim.lifecycle)
    return (
      {
        open: 'log.claim.changed',
        seen: 'log.claim.seen',
        withdrawn: 'log.claim.withdrawn',
        concluded: 'log.claim.concluded',
      } as const
    )[claim.lifecycle];
  return before.objects === claim.objects ? null : 'log.claim.changed';
}
