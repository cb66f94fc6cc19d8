import type { ReactElement } from 'react';
import type { Status } from './status';

interface Props {
  status: Status;
  /** The condition has gone but the alert is open, or it belongs to a replay. */
  hollow?: boolean;
  /** Shelved or withdrawn: hollow and grey. */
  muted?: boolean;
  /** Pixels; 12 or more keeps the shapes apart. */
  size?: number;
  /** The word, where none stands beside the symbol. */
  label?: string;
}

/** Shape paths in a 14 × 14 box; strokes of hollow shapes lie inside. */
const SHAPES: Record<Status, (hollow: boolean) => ReactElement> = {
  critical: (h) => <path d={h ? 'M1.9 2.5h10.2L7 11.6z' : 'M.6 1.6h12.8L7 13z'} />,
  serious: (h) => <path d={h ? 'M7 1.5 12.5 7 7 12.5 1.5 7z' : 'M7 .4 13.6 7 7 13.6.4 7z'} />,
  caution: (h) =>
    h ? <rect x="2.25" y="2.25" width="9.5" height="9.5" /> : <rect x="1.5" y="1.5" width="11" height="11" />,
  normal: (h) => <circle cx="7" cy="7" r={h ? 4.75 : 5.5} />,
  standby: () => <circle cx="7" cy="7" r="4.5" />,
  off: (h) => <circle cx="7" cy="7" r={h ? 2.5 : 3} />,
};
const COLOUR: Record<Status, string> = {
  critical: 'var(--critical)',
  serious: 'var(--serious)',
  caution: 'var(--caution)',
  normal: 'var(--normal)',
  standby: 'var(--standby)',
  off: 'var(--off)',
};

/** One of the six status shapes. The word stands beside it, or in `label`. */
export function StatusSymbol({ status, hollow = false, muted = false, size = 14, label }: Props) {
  const open = hollow || muted || status === 'standby';
  const colour = muted ? 'var(--off)' : COLOUR[status];
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 14 14"
      className="inline-block flex-none align-[-2px]"
      data-status={status}
      fill={open ? 'none' : colour}
      stroke={open ? colour : 'none'}
      strokeWidth={status === 'standby' ? 2.2 : 1.5}
      strokeLinejoin="miter"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {SHAPES[status](open)}
    </svg>
  );
}
