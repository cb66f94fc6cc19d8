'use client';

import { type ReactNode, useId } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { KeyCap } from './key-cap';

interface Props {
  /** Says the outcome and the actor. `…` at the end when more input follows. */
  children: ReactNode;
  /** Not needed where it submits a form. */
  onPress?: () => void;
  type?: 'button' | 'submit';
  /** One primary a view. */
  kind?: 'primary' | 'secondary' | 'quiet';
  size?: 'small' | 'normal' | 'large';
  keys?: string | null;
  /** Why it cannot be pressed now; null or missing: it can. */
  why?: string | null;
  /** Shows the reason beside the button; else it is its tooltip. */
  showWhy?: boolean;
  /** Waiting for the center: keeps its place and cannot be pressed again. */
  pending?: boolean;
  /** The name for assistive techniques where the children are a symbol. */
  label?: string;
  pressed?: boolean;
  autoFocus?: boolean;
}

const SIZES = {
  small: 'h-6 px-2 text-small',
  normal: 'h-7 px-3 text-body',
  large: 'h-11 px-5 text-title',
} as const;
const KINDS = {
  primary:
    'border-primary bg-primary text-on-primary font-semibold data-[hovered]:bg-primary-hover data-[pressed]:bg-primary-hover',
  secondary:
    'border-line-strong bg-raised text-hi font-medium data-[hovered]:bg-selected data-[pressed]:bg-selected aria-pressed:bg-selected',
  quiet:
    'border-transparent text-fg data-[hovered]:bg-raised data-[pressed]:bg-raised aria-pressed:bg-selected aria-pressed:text-hi',
} as const;
const OFF = 'border-dashed border-line-strong bg-transparent text-dim font-medium cursor-not-allowed';

/** A button; one that cannot be pressed stays in its place, dashed, and says why. */
export function Button(p: Props) {
  const { kind = 'secondary', size = 'normal', why = null, showWhy = false } = p;
  const reasonId = useId();
  const off = why !== null;
  return (
    <span className="inline-flex items-center gap-2" title={off && !showWhy ? why : undefined}>
      <AriaButton
        type={p.type}
        onPress={p.onPress}
        isDisabled={off}
        isPending={p.pending}
        autoFocus={p.autoFocus}
        aria-label={p.label}
        aria-pressed={p.pressed}
        aria-describedby={off ? reasonId : undefined}
        className={`inline-flex flex-none cursor-pointer items-center justify-center gap-2 whitespace-nowrap rounded border outline-offset-2 transition-colors duration-75 data-[focus-visible]:outline-2 data-[focus-visible]:outline-focus ${SIZES[size]} ${off ? OFF : KINDS[kind]}`}
      >
        {p.children}
        {p.keys ? <KeyCap keys={p.keys} /> : null}
      </AriaButton>
      {off ? (
        <span id={reasonId} className={showWhy ? 'text-small text-dim' : 'sr-only'}>
          {why}
        </span>
      ) : null}
    </span>
  );
}
