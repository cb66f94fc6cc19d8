/** Generic classes: the codes of the classes table (scenarios/classes.json) without SLBM: the launch area says that. */
export const CLASS_CODES = ['SRBM', 'MRBM', 'IRBM', 'ICBM', 'SLV', 'SOUNDING_ROCKET', 'UNKNOWN'] as const;
export type ClassCode = (typeof CLASS_CODES)[number];
/** Probabilities that sum to one. `UNKNOWN` is kept explicit. */
export type ClassProbabilities = Record<ClassCode, number>;

/** The most probable class and its probability; ties go to the earlier code. */
export function topClass(p: ClassProbabilities): { code: ClassCode; p: number } {
  let code: ClassCode = 'UNKNOWN';
  let best = -1;
  for (const c of CLASS_CODES) if (p[c] > best) [code, best] = [c, p[c]];
  return { code, p: best };
}
