import type { Compartment } from '../../domain/labels';

type Prefix = 'L' | 'TK' | 'AL' | 'N' | 'CN' | 'CL' | 'SH' | 'ST' | 'SD' | 'RE' | 'RC' | 'DC';

/** Short numbers that people see, given in sequence within session and compartment. */
export class Numbers {
  readonly #last: Record<string, number>;

  constructor(last: Record<string, number> = {}) {
    this.#last = { ...last };
  }

  next(compartment: Compartment, prefix: Prefix): number {
    const key = `${compartment}/${prefix}`;
    const n = (this.#last[key] ?? 0) + 1;
    this.#last[key] = n;
    return n;
  }

  wasGiven(compartment: Compartment, prefix: Prefix, n: number): boolean {
    return n <= (this.#last[`${compartment}/${prefix}`] ?? 0);
  }

  snapshot(): Record<string, number> {
    return { ...this.#last };
  }
}
