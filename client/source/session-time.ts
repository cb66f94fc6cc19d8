import type { SessionClock } from '../../domain/protocol/socket';

/**
 * Session time on this machine, from the server's clock messages. Between two messages it runs at the session's speed;
 * when frozen it stands at the moment of the last word, so that a frozen picture reads as frozen.
 */
export class SessionTime {
  #clock: SessionClock | null = null;
  /** Wall clock of this machine, ms, at which session time was `#clock.nowMs`. */
  #anchorWallMs = 0;
  #offsetMs: number | null = null;
  #frozenMs: number | null = null;

  get clock(): SessionClock | null {
    return this.#clock;
  }

  /** Server's wall clock minus this machine's, ms; 0 before it was measured. */
  get offsetMs(): number {
    return this.#offsetMs ?? 0;
  }

  /** Takes the server's clock, heard at `wallMs` of this machine. */
  take(clock: SessionClock, wallMs: number): void {
    this.#clock = clock;
    // The message was some milliseconds under way; once the offset is known its age is known too. An age outside
    // 0 to 2 s is a clock that was set, not a slow line.
    const ageMs = this.#offsetMs === null ? 0 : wallMs + this.#offsetMs - clock.wallMs;
    this.#anchorWallMs = wallMs - (ageMs >= 0 && ageMs <= 2000 ? ageMs : 0);
  }

  /** One ping: sent and answered at this machine's `sentMs` and `heardMs`, the server's wall clock in between. Error: half the round trip. */
  measure(sentMs: number, heardMs: number, serverWallMs: number): { rttMs: number; offsetMs: number } {
    const rttMs = Math.max(0, heardMs - sentMs);
    const sample = serverWallMs - (sentMs + rttMs / 2);
    // One slow ping must not shift the clock: small corrections are smoothed, a set clock is taken at once.
    const held = this.#offsetMs;
    this.#offsetMs = held === null || Math.abs(sample - held) > 1000 ? sample : held + (sample - held) / 4;
    return { rttMs, offsetMs: this.#offsetMs };
  }

  /** Session time at this machine's wall clock `wallMs`, frozen or not. */
  runningMs(wallMs: number): number {
    const clock = this.#clock;
    if (!clock) return 0;
    if (clock.state !== 'running') return clock.nowMs;
    return clock.nowMs + Math.max(0, wallMs - this.#anchorWallMs) * clock.speed;
  }

  /** Session time as shown. */
  nowMs(wallMs: number): number {
    return this.#frozenMs ?? this.runningMs(wallMs);
  }

  freeze(atMs: number): void {
    this.#frozenMs ??= atMs;
  }

  release(): void {
    this.#frozenMs = null;
  }
}
