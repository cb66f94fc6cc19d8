/** One figure as the line that `npm run bench` prints: `against` is its peer or limit, `ratio` how much of that it is. */
export function line(bench: string, value: number, unit: string, against?: number): string {
  const ratio = against === undefined ? {} : { ratio: Number((value / against).toFixed(3)), against };
  return JSON.stringify({ bench, value: Number(value.toPrecision(4)), unit, ...ratio });
}
