'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { SessionMode } from '../../domain/labels';

/** LIVE, EXERCISE, REPLAY; HISTORY is an exercise on a past event. */
export type ShownMode = SessionMode | 'HISTORY';

const LOOK: Record<ShownMode, string> = {
  LIVE: 'bg-fg text-on-primary border-fg',
  EXERCISE:
    'border-[#a79bd6] text-[#efe9ff] bg-[repeating-linear-gradient(135deg,#3b3557_0_6px,#2c2942_6px_12px)]',
  HISTORY:
    'border-[#a79bd6] text-[#efe9ff] bg-[repeating-linear-gradient(135deg,#3b3557_0_6px,#2c2942_6px_12px)]',
  REPLAY: 'border-4 border-double border-[#9db2c6] text-hi',
};
const CLOCK: Record<ShownMode, string> = {
  LIVE: '',
  EXERCISE: 'border-b-2 border-dashed border-[#a79bd6]',
  HISTORY: 'border-b-2 border-dashed border-[#a79bd6]',
  REPLAY: 'border border-[#9db2c6] px-2',
};

/** The mode as a word; frame, clock face and watermark say it too. */
export function ModeBadge({ mode }: { mode: ShownMode }) {
  const t = useTranslations('codes');
  return (
    <span
      className={`inline-flex h-6 flex-none items-center rounded-sm border px-2.5 text-small font-semibold uppercase tracking-wide ${LOOK[mode]}`}
    >
      {t(`mode.${mode}`)}
    </span>
  );
}

/** The clock's face by mode: plain, underlined with dashes, boxed; hollow while an earlier moment is reviewed. */
export function ClockFace({
  mode,
  hollow = false,
  children,
}: {
  mode: ShownMode;
  hollow?: boolean;
  children: ReactNode;
}) {
  return (
    <time className={`font-mono text-clock font-medium ${hollow ? 'text-dim' : 'text-hi'} ${CLOCK[mode]}`}>
      {children}
    </time>
  );
}
