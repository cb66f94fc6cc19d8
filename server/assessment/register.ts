import { canonicalJson } from '../../domain/canonical';
import { makeId } from '../../domain/ids';
import { type NotificationInput, notificationInputSchema, type Rejection } from '../../domain/inputs';
import type { ParticipantId, SessionId } from '../../domain/labels';
import { noticeTime, postDueMs, windowFault } from '../../domain/notice-rules';
import type { PostLaunch } from '../../domain/records';
import type { Regime } from '../../domain/regime';
import type { NotificationBody } from './match';

export type Taken = { ok: true; changes: NotificationBody[] } | { ok: false; rejection: Rejection };
export interface RegisterState {
  notifications: Record<string, NotificationBody>;
  /** When what a notification now says came in: one that is changed to fit a launch is as late as the change. */
  saidMs: Record<string, number>;
}

/** What is on file of notifications: taken, changed, cancelled, followed by a notice after the launch, and forgotten. */
export class Register {
  readonly #session: SessionId;
  #participants: ReadonlySet<ParticipantId>;
  readonly #regime: Pick<Regime, 'match' | 'notify'>;
  state: RegisterState = { notifications: {}, saidMs: {} };

  constructor(
    session: SessionId,
    participants: readonly ParticipantId[],
    regime: Pick<Regime, 'match' | 'notify'>,
  ) {
    this.#session = session;
    this.#participants = new Set(participants);
    this.#regime = regime;
  }

  /** From now on these take part. */
  takePart(participants: readonly ParticipantId[]): void {
    this.#participants = new Set(participants);
  }

  all(): NotificationBody[] {
    return Object.values(this.state.notifications);
  }
  get(id: string | undefined): NotificationBody | null {
    return this.state.notifications[id ?? ''] ?? null;
  }
  of(reference: string, by: ParticipantId): NotificationBody | null {
    return this.get(makeId('notif', this.#session, by, reference));
  }
  saidMs(id: string): number {
    return this.state.saidMs[id] ?? 0;
  }

  put(n: NotificationBody): NotificationBody {
    this.state.notifications[n.id] = n;
    return n;
  }

  /** `givenMs`: when its sender gave it; from then on its notice counts. What comes to light later was not given later. */
  take(input: unknown, givenMs: number, nowMs: number): Taken {
    const parsed = notificationInputSchema.safeParse(input);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const field = ['notification', ...(issue?.path ?? [])].join('.');
      return refused('MALFORMED', field, issue?.message ?? 'malformed');
    }
    const body: NotificationInput = parsed.data;
    const fault = windowFault(body.window, this.#regime.match.windowMaxS);
    if (fault) return refused('OUT_OF_RANGE', `notification.${fault.field}`, fault.fault);
    const id = makeId('notif', this.#session, body.by, body.reference);
    const known = this.get(id);
    if (known && sameContent(known, body)) return { ok: true, changes: [] };
    this.state.saidMs[id] = nowMs;
    // A change of something else leaves the notice of its window what it was.
    const ahead =
      known?.ahead && canonicalJson(known.window) === canonicalJson(body.window)
        ? known.ahead
        : noticeTime(body.window, Math.min(givenMs, nowMs), this.#regime.notify);
    const recognised = this.#participants.has(body.by);
    const fresh = {
      matchedMs: null,
      receivedMs: nowMs,
      rev: 1,
      status: 'PLANNED' as const,
      postLaunch: null,
    };
    const made = known
      ? { ...known, ...body, ahead, rev: known.rev + 1 }
      : { ...fresh, ...body, ahead, recognised, id };
    return { ok: true, changes: [this.put({ ...made, status: this.statusAt(made, nowMs) })] };
  }

  cancel(reference: string, by: ParticipantId, nowMs: number): Taken {
    const known = this.of(reference, by);
    if (!known) return refused('OUT_OF_RANGE', 'reference', 'no such notification');
    if (known.status === 'CANCELLED' || known.status === 'MATCHED' || nowMs > known.window.toMs)
      return { ok: true, changes: [] };
    return { ok: true, changes: [this.put({ ...known, rev: known.rev + 1, status: 'CANCELLED' })] };
  }

  /** The notice after the launch. The same again changes nothing, another one is a correction. */
  post(
    reference: string,
    by: ParticipantId,
    said: Pick<PostLaunch, 'launchedMs' | 'outcome'>,
    nowMs: number,
  ): Taken {
    const known = this.of(reference, by);
    if (!known) return refused('OUT_OF_RANGE', 'reference', 'no such notification');
    const before = known.postLaunch;
    if (before?.launchedMs === said.launchedMs && before.outcome === said.outcome)
      return { ok: true, changes: [] };
    const { launchedMs, outcome } = said;
    if (launchedMs > nowMs) return refused('OUT_OF_RANGE', 'launchedMs', 'notFlownYet');
    const givenMs = before?.givenMs ?? nowMs;
    const late = givenMs > postDueMs(launchedMs, this.#regime.notify);
    const postLaunch = { launchedMs, outcome, givenMs, late };
    return { ok: true, changes: [this.put({ ...known, rev: known.rev + 1, postLaunch })] };
  }

  /** Windows open and close by themselves; what is over for twice as long as the notice after a launch may take is forgotten. */
  advance(nowMs: number): NotificationBody[] {
    const { rememberS } = this.#regime.match;
    const { postS } = this.#regime.notify;
    const changes: NotificationBody[] = [];
    for (const n of this.all()) {
      const status = this.statusAt(n, nowMs);
      if (status !== n.status) changes.push(this.put({ ...n, status, rev: n.rev + 1 }));
      else if (nowMs > n.window.toMs + Math.max(rememberS, 2 * postS) * 1000) {
        delete this.state.notifications[n.id];
        delete this.state.saidMs[n.id];
      }
    }
    return changes;
  }

  statusAt(n: NotificationBody, nowMs: number): NotificationBody['status'] {
    if (n.status === 'CANCELLED' || n.status === 'MATCHED') return n.status;
    if (nowMs >= n.window.toMs + this.#regime.match.notObservedAfterS * 1000) return 'NOT_OBSERVED';
    return nowMs >= n.window.fromMs ? 'OPEN' : 'PLANNED';
  }
}

const refused = (error: Rejection['error'], field: string, message: string): Taken => ({
  ok: false,
  rejection: { error, field, message },
});

const CONTENT = Object.keys(notificationInputSchema.shape) as (keyof NotificationInput)[];
function sameContent(known: NotificationBody, input: NotificationInput): boolean {
  const was = Object.fromEntries(CONTENT.map((field) => [field, known[field]]));
  return canonicalJson(was) === canonicalJson(input);
}
