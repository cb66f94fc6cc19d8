/** Pairs that may belong together: row (track), column (plot) and what the pairing gains in log-likelihood. */
export class Pairs {
  readonly rows: number[] = [];
  readonly columns: number[] = [];
  readonly gains: number[] = [];

  clear(): void {
    this.rows.length = 0;
    this.columns.length = 0;
    this.gains.length = 0;
  }

  /** Pairs without gain are left out: nothing is lost by staying alone. */
  add(row: number, column: number, gain: number): void {
    if (!(gain > 0)) return;
    this.rows.push(row);
    this.columns.push(column);
    this.gains.push(gain);
  }
}
interface Pair {
  row: number;
  column: number;
  gain: number;
}

/** Above this many rows or columns a cluster is assigned best pair first. */
const EXACT_LIMIT = 40;

/**
 * The assignment of rows to columns with the greatest gain, each used once; unpaired costs nothing. Clusters that share
 * nothing are solved apart, exactly. Gives the column of each row, −1 for none.
 */
export function assign(pairs: Pairs, rows: number, columns: number): Int32Array {
  const out = new Int32Array(rows).fill(-1);
  const n = pairs.rows.length;
  const ofRow = new Int32Array(rows);
  const ofColumn = new Int32Array(columns);
  for (let k = 0; k < n; k++) {
    const row = pairs.rows[k] as number;
    const column = pairs.columns[k] as number;
    ofRow[row] = (ofRow[row] as number) + 1;
    ofColumn[column] = (ofColumn[column] as number) + 1;
  }
  // Most have one partner that has no other.
  const shared: Pair[] = [];
  for (let k = 0; k < n; k++) {
    const row = pairs.rows[k] as number;
    const column = pairs.columns[k] as number;
    if (ofRow[row] === 1 && ofColumn[column] === 1) out[row] = column;
    else shared.push({ row, column, gain: pairs.gains[k] as number });
  }
  if (shared.length > 0) for (const cluster of clustersOf(shared, rows, columns)) solve(cluster, out);
  return out;
}

/** Pairs by what they share, directly or over others. */
function clustersOf(pairs: readonly Pair[], rows: number, columns: number): Iterable<Pair[]> {
  const parent = new Int32Array(rows + columns);
  for (let i = 0; i < parent.length; i++) parent[i] = i;
  const root = (i: number): number => {
    let r = i;
    while (parent[r] !== r) r = parent[r] as number;
    while (parent[i] !== r) {
      const next = parent[i] as number;
      parent[i] = r;
      i = next;
    }
    return r;
  };
  for (const p of pairs) {
    const a = root(p.row);
    const b = root(rows + p.column);
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
  }
  const clusters = new Map<number, Pair[]>();
  for (const p of pairs) {
    const r = root(p.row);
    const list = clusters.get(r);
    if (list) list.push(p);
    else clusters.set(r, [p]);
  }
  return clusters.values();
}

function solve(cluster: Pair[], out: Int32Array): void {
  const rows = [...new Set(cluster.map((p) => p.row))].sort((a, b) => a - b);
  const columns = [...new Set(cluster.map((p) => p.column))].sort((a, b) => a - b);
  if (rows.length > EXACT_LIMIT || columns.length > EXACT_LIMIT) {
    greedy(cluster, out);
    return;
  }
  // Each row may also stay alone: a column of its own with no gain.
  const n = rows.length;
  const m = columns.length + n;
  const cost = new Float64Array(n * m).fill(FORBIDDEN);
  for (const p of cluster) cost[rows.indexOf(p.row) * m + columns.indexOf(p.column)] = -p.gain;
  for (let i = 0; i < n; i++) cost[i * m + columns.length + i] = 0;
  const match = shortestAugmentingPaths(cost, n, m);
  for (let i = 0; i < n; i++) {
    const j = match[i] as number;
    if (j >= 0 && j < columns.length) out[rows[i] as number] = columns[j] as number;
  }
}
const FORBIDDEN = 1e9;

function greedy(cluster: Pair[], out: Int32Array): void {
  const taken = new Set<number>();
  for (const p of [...cluster].sort((a, b) => b.gain - a.gain || a.row - b.row || a.column - b.column)) {
    if (out[p.row] !== -1 || taken.has(p.column)) continue;
    out[p.row] = p.column;
    taken.add(p.column);
  }
}

/** Least-cost assignment of n rows to m ≥ n columns by shortest augmenting paths with potentials; column of each row. */
function shortestAugmentingPaths(cost: Float64Array, n: number, m: number): Int32Array {
  const u = new Float64Array(n + 1);
  const v = new Float64Array(m + 1);
  const rowOf = new Int32Array(m + 1);
  const way = new Int32Array(m + 1);
  const least = new Float64Array(m + 1);
  const used = new Uint8Array(m + 1);
  for (let i = 1; i <= n; i++) {
    rowOf[0] = i;
    least.fill(Number.POSITIVE_INFINITY);
    used.fill(0);
    let j0 = 0;
    while (rowOf[j0] !== 0) {
      used[j0] = 1;
      const i0 = rowOf[j0] as number;
      let delta = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let j = 1; j <= m; j++) {
        if (used[j]) continue;
        const c = (cost[(i0 - 1) * m + j - 1] as number) - (u[i0] as number) - (v[j] as number);
        if (c < (least[j] as number)) {
          least[j] = c;
          way[j] = j0;
        }
        if ((least[j] as number) < delta) {
          delta = least[j] as number;
          next = j;
        }
      }
      for (let j = 0; j <= m; j++) {
        if (used[j]) {
          const r = rowOf[j] as number;
          u[r] = (u[r] as number) + delta;
          v[j] = (v[j] as number) - delta;
        } else least[j] = (least[j] as number) - delta;
      }
      j0 = next;
    }
    while (j0 !== 0) {
      const before = way[j0] as number;
      rowOf[j0] = rowOf[before] as number;
      j0 = before;
    }
  }
  const out = new Int32Array(n).fill(-1);
  for (let j = 1; j <= m; j++) if ((rowOf[j] as number) > 0) out[(rowOf[j] as number) - 1] = j - 1;
  return out;
}
