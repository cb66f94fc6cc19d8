/**
 * The cheapest pairing of rows with columns (Kuhn and Munkres, in the shortest-augmenting-path form of Jonker and
 * Volgenant): the column of each row, −1 for rows that are too many.
 */
export function cheapestPairs(
  rows: number,
  columns: number,
  cost: (row: number, column: number) => number,
): number[] {
  if (rows > columns) {
    const turned = cheapestPairs(columns, rows, (c, r) => cost(r, c));
    const out = new Array<number>(rows).fill(-1);
    turned.forEach((row, column) => {
      out[row] = column;
    });
    return out;
  }
  const rowPrice = new Float64Array(rows);
  const columnPrice = new Float64Array(columns);
  const rowOf = new Int32Array(columns).fill(-1);
  for (let start = 0; start < rows; start++) augment(start, columns, cost, rowPrice, columnPrice, rowOf);
  const out = new Array<number>(rows).fill(-1);
  rowOf.forEach((row, column) => {
    if (row >= 0) out[row] = column;
  });
  return out;
}

function augment(
  start: number,
  columns: number,
  cost: (row: number, column: number) => number,
  rowPrice: Float64Array,
  columnPrice: Float64Array,
  rowOf: Int32Array,
): void {
  const length = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(columns).fill(-1);
  const isDone = new Uint8Array(columns);
  const reached: number[] = [];
  let row = start;
  let before = -1;
  let base = 0;
  let sink = -1;
  while (sink < 0) {
    let nearest = -1;
    for (let c = 0; c < columns; c++) {
      if (isDone[c]) continue;
      const via = base + cost(row, c) - (rowPrice[row] as number) - (columnPrice[c] as number);
      if (via < (length[c] as number)) {
        length[c] = via;
        from[c] = before;
      }
      if (nearest < 0 || (length[c] as number) < (length[nearest] as number)) nearest = c;
    }
    base = length[nearest] as number;
    isDone[nearest] = 1;
    reached.push(nearest);
    before = nearest;
    row = rowOf[nearest] as number;
    if (row < 0) sink = nearest;
  }
  rowPrice[start] = (rowPrice[start] as number) + base;
  for (const c of reached) {
    const slack = base - (length[c] as number);
    columnPrice[c] = (columnPrice[c] as number) - slack;
    const r = rowOf[c] as number;
    if (r >= 0) rowPrice[r] = (rowPrice[r] as number) + slack;
  }
  for (let c = sink; c >= 0; ) {
    const previous = from[c] as number;
    rowOf[c] = previous < 0 ? start : (rowOf[previous] as number);
    c = previous;
  }
}
