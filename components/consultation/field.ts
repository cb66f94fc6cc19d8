/** The look of a field that is chosen from or written in. */
export const FIELD =
  'w-full rounded border border-line-strong bg-inset px-2 py-1 text-body text-hi focus-visible:outline-2 focus-visible:outline-focus';
