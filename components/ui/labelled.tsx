'use client';

import { type ReactNode, useId } from 'react';

export const FIELD =
  'h-7 w-full rounded border border-line-strong bg-inset px-2 text-body text-hi focus-visible:outline-2 focus-visible:outline-focus';

/** A label above its control, and what may stand in it. */
export function Labelled({
  label,
  help,
  children,
}: {
  label: string;
  help?: string;
  children: (control: { id: string; 'aria-describedby': string | undefined; className: string }) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <label htmlFor={id} className="text-small text-fg">
        {label}
      </label>
      {children({ id, 'aria-describedby': help ? `${id}-help` : undefined, className: FIELD })}
      {help ? (
        <p id={`${id}-help`} className="text-small text-dim">
          {help}
        </p>
      ) : null}
    </div>
  );
}
