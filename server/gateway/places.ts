/** A connection of the engine: all that is asked of it is to say when it closes. */
interface Connection {
  once(event: 'close', listener: () => void): unknown;
}

/**
 * Connections by sign-in. One is counted from the moment in which it is let in, not from the one in which it has joined a
 * room: of many that come at once each sees those before it.
 */
export class Places {
  readonly #held = new Map<string, Set<Connection>>();

  /** How many connections the sign-in had beside this one, which has a place of it until it closes if one of `max` is free. */
  take(signIn: string, connection: Connection, max: number): number {
    const held = this.#held.get(signIn) ?? new Set();
    const others = held.size - (held.has(connection) ? 1 : 0);
    if (others >= max || held.has(connection)) return others;
    this.#held.set(signIn, held.add(connection));
    connection.once('close', () => {
      held.delete(connection);
      if (held.size === 0) this.#held.delete(signIn);
    });
    return others;
  }
}
