/** Length of three components. `Math.hypot` guards against overflow that metres never reach, at many times the cost. */
export const norm3 = (x: number, y: number, z: number): number => Math.sqrt(x * x + y * y + z * z);
