/**
 * Canonical JSON: keys sorted by UTF-16 code units, no white space, numbers and strings as JSON.stringify prints them.
 * Equal values give equal text, so a hash over the text is a hash over the value. Numbers and order as in RFC 8785.
 */

/** A value that JSON cannot hold exactly. `path` is where it is, e.g. `body.x.3`. */
export class CanonicalError extends TypeError {
  path = '';
  readonly #what: string;

  constructor(what: string) {
    super(what);
    this.name = 'CanonicalError';
    this.#what = what;
  }

  /** Called on the way out, innermost key first. */
  under(key: string | number): this {
    this.path = this.path === '' ? String(key) : `${key}.${this.path}`;
    this.message = `${this.path}: ${this.#what}`;
    return this;
  }
}

const MAX_DEPTH = 64;

/**
 * The one text of a plain value. Throws CanonicalError on what JSON would drop or bend: NaN, Infinity, undefined, bigint,
 * functions, symbols, anything but plain objects and arrays, and on more than 64 levels (a cycle).
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  // String() prints a finite number as JSON.stringify does, in a third of the time; most of a record is numbers.
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new CanonicalError(`${value} has no JSON`);
    return String(value);
  }
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object') throw new CanonicalError(`${typeof value} has no JSON`);
  if (depth >= MAX_DEPTH) throw new CanonicalError('nested too deep');
  return Array.isArray(value)
    ? writeArray(value, depth)
    : writeObject(value as Record<string, unknown>, depth);
}

function writeArray(list: unknown[], depth: number): string {
  let text = '[';
  let i = 0;
  try {
    for (; i < list.length; i++) text += (i === 0 ? '' : ',') + write(list[i], depth + 1);
  } catch (error) {
    throw error instanceof CanonicalError ? error.under(i) : error;
  }
  return `${text}]`;
}

function writeObject(object: Record<string, unknown>, depth: number): string {
  // Looked at by its depth, not by identity: a plain object of another realm is plain too.
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new CanonicalError(`${object.constructor?.name} is no plain object`);
  }
  const keys = Object.keys(object);
  if (!isSorted(keys)) keys.sort();
  let text = '{';
  let at = '';
  try {
    for (const key of keys) {
      at = key;
      text += `${text.length === 1 ? '' : ','}${JSON.stringify(key)}:${write(object[key], depth + 1)}`;
    }
  } catch (error) {
    throw error instanceof CanonicalError ? error.under(at) : error;
  }
  return `${text}}`;
}

function isSorted(keys: string[]): boolean {
  for (let i = 1; i < keys.length; i++) if ((keys[i - 1] ?? '') > (keys[i] ?? '')) return false;
  return true;
}
