/** What a window remembers of its console through a reload: its name, and that it is locked. One a desk. */
export interface LockMemory {
  /** The console's name, made once a window. */
  readonly console: string;
  locked(): boolean;
  keep(locked: boolean): void;
}

/** Kept in the window's own storage; where that takes nothing the console is a new one at each load. */
export function windowMemory(desk: string, storage: () => Storage, makeId: () => string): LockMemory {
  const name = `jwc.console${desk}`;
  const read = (key: string): string | null => {
    try {
      return storage().getItem(key);
    } catch {
      return null;
    }
  };
  const write = (key: string, value: string): void => {
    try {
      storage().setItem(key, value);
    } catch {
      // A window without storage.
    }
  };
  const console = read(name) ?? makeId();
  write(name, console);
  return {
    console,
    locked: () => read(`${name}.locked`) === 'true',
    keep: (locked) => write(`${name}.locked`, String(locked)),
  };
}
