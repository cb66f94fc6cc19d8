import type { CommandResult } from '../../domain/alert';
import type { SessionId } from '../../domain/labels';

/** Who waits for the result of which command: by session, user and command, for two users may make the same id. */
export class Waiting {
  readonly #waiting = new Map<string, (result: CommandResult) => void>();

  /** Whoever sends a command again before its result hears it with the first. */
  result(session: SessionId, user: string, id: string): Promise<CommandResult> {
    return new Promise((resolve) => {
      const key = JSON.stringify([session, user, id]);
      const first = this.#waiting.get(key);
      this.#waiting.set(key, (result) => {
        first?.(result);
        resolve(result);
      });
    });
  }

  answer(session: SessionId, user: string, id: string, result: CommandResult): void {
    const key = JSON.stringify([session, user, id]);
    const waiting = this.#waiting.get(key);
    this.#waiting.delete(key);
    waiting?.(result);
  }

  /** All that wait for this session. */
  refuse(session: SessionId, result: CommandResult): void {
    for (const [key, waiting] of this.#waiting) {
      if ((JSON.parse(key) as string[])[0] !== session) continue;
      this.#waiting.delete(key);
      waiting(result);
    }
  }
}
