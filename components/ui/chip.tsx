import type { ReactNode } from 'react';

interface Props {
  children: ReactNode;
  /** `dashed` is not yet, or belongs to one Party only; `on` is chosen. */
  tone?: 'plain' | 'dashed' | 'on';
  title?: string;
}

/** A small word that qualifies what it stands beside. */
export function Chip({ children, tone = 'plain', title }: Props) {
  const look =
    tone === 'on'
      ? 'border-line-strong bg-selected text-hi'
      : `border-line text-fg ${tone === 'dashed' ? 'border-dashed' : 'bg-page'}`;
  return (
    <span
      title={title}
      className={`inline-flex h-5 flex-none items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 text-note ${look}`}
    >
      {children}
    </span>
  );
}
