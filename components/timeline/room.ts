/** Room for texts in the rows of a lane: what is taken stays taken, so that no text is ever written over another. */

interface Span {
  x0: number;
  x1: number;
}

export class Room {
  readonly #taken = new Map<number, Span[]>();
  readonly #blocked: Span[] = [];
  readonly #widthPx: number;

  constructor(widthPx: number) {
    this.#widthPx = widthPx;
  }

  /** Keeps a part of a row free of texts. */
  take(row: number, x0: number, x1: number): void {
    const taken = this.#taken.get(row);
    if (taken) taken.push({ x0, x1 });
    else this.#taken.set(row, [{ x0, x1 }]);
  }

  /** Keeps a part of every row free of texts. */
  block(x0: number, x1: number): void {
    this.#blocked.push({ x0, x1 });
  }

  isFree(row: number, x0: number, x1: number): boolean {
    const meets = (t: Span): boolean => t.x0 < x1 && x0 < t.x1;
    return !this.#blocked.some(meets) && !this.#taken.get(row)?.some(meets);
  }

  /** Takes the first of the places that lies within the axis and is free, and says where it begins; null if none is. */
  place(row: number, widthPx: number, beginsAt: readonly number[]): number | null {
    for (const x0 of beginsAt) {
      if (x0 < 0 || x0 + widthPx > this.#widthPx || !this.isFree(row, x0, x0 + widthPx)) continue;
      this.take(row, x0, x0 + widthPx);
      return x0;
    }
    return null;
  }
}
