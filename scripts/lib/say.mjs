export const say = (text) => console.error(`[jwc] ${text}`);

/** An error whose message is all that the user needs to see. */
export class Stop extends Error {}

/** Runs one long step with a line at its start and end and a sign of life between. */
export async function step(label, work) {
  const began = performance.now();
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1);
  say(`${label} …`);
  const beat = setInterval(() => say(`${label} … still at it, ${Math.round(seconds())} s`), 10_000);
  try {
    const result = await work();
    say(`${label}: done in ${seconds()} s`);
    return result;
  } catch (error) {
    say(`${label}: FAILED after ${seconds()} s`);
    throw error;
  } finally {
    clearInterval(beat);
  }
}
