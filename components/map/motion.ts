/** True if the officer's system asks for no animation; also where there is no system to ask. */
export function reducedMotion(): boolean {
  return typeof matchMedia === 'undefined' || matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Length of a camera move that was asked for, ms. */
export const cameraMs = (): number => (reducedMotion() ? 0 : 400);
