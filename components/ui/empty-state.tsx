import type { ReactNode } from 'react';
import type { Status } from './status';
import { StatusSymbol } from './status-symbol';

interface Props {
  /** `normal` only where something reports; no report yet is `off`. */
  status?: Status;
  title: string;
  /** The last event, its time and what is reporting: proves that the system is alive. */
  children?: ReactNode;
}

/** What an empty pane says. Never only "no data". */
export function EmptyState({ status, title, children }: Props) {
  return (
    <div className="border border-dashed border-line p-3">
      <p className="flex items-center gap-2 font-semibold text-hi">
        {status ? <StatusSymbol status={status} size={12} /> : null}
        {title}
      </p>
      {children ? <div className="text-small text-dim">{children}</div> : null}
    </div>
  );
}
