/**
 * Opaque ids. An id is a pure function of its parts, so that a re-run of the same inputs makes the same ids,
 * and says nothing about them. 106 bits of a non-cryptographic hash (cyrb53 twice): collisions, not secrecy, are the concern.
 */
function cyrb53(text: string, seed: number): number {
  let h1 = 0xdeadbeef ^ seed;
  let h2 = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    h1 = Math.imul(h1 ^ c, 2654435761);
    h2 = Math.imul(h2 ^ c, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return 4294967296 * (2097151 & h2) + (h1 >>> 0);
}

/** An opaque id with a readable kind in front: `makeId('launch', session, reportId)` → `launch_1k3j…`. */
export function makeId(kind: string, ...parts: (string | number)[]): string {
  let text = '';
  for (const p of parts) text += `${text === '' ? '' : '|'}${String(p).length}:${p}`;
  const a = cyrb53(`${kind}|${text}`, 0x1995).toString(36).padStart(11, '0');
  const b = cyrb53(`${text}|${kind}`, 0x0125).toString(36).padStart(11, '0');
  return `${kind}_${a}${b}`;
}

/** Short numbers that people see: `shortNumber('L', 42)` → `L-0042`. Given in sequence within session and compartment. */
export function shortNumber(
  prefix: 'L' | 'TK' | 'AL' | 'N' | 'CN' | 'CL' | 'SH' | 'ST' | 'SD' | 'RE' | 'RC' | 'DC',
  n: number,
): string {
  return `${prefix}-${String(n).padStart(4, '0')}`;
}
