/** What is to be done about a console that nobody has touched for so long (ms): nothing, a warning with what is left (s), a lock. */
export function idleVerdict(
  untouchedMs: number,
  { lockAfterS, warnS }: { lockAfterS: number; warnS: number },
): 'use' | 'lock' | { leftS: number } {
  const leftS = Math.ceil(lockAfterS - untouchedMs / 1000);
  if (leftS <= 0) return 'lock';
  return leftS <= warnS ? { leftS } : 'use';
}
