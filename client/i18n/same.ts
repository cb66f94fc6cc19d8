/** The shape that a Russian file must have: the keys of the English one, each with a text. */
export type Same<T> = { [K in keyof T]: T[K] extends string ? string : Same<T[K]> };
