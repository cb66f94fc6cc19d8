'use client';

import { type ReactNode, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Chip } from '../ui/chip';
import { Icon } from '../ui/icon';

interface Props {
  title: string;
  /** Where it comes from, or which revision. */
  source?: string;
  /** Letter of the Party whose own it is; null is shared. */
  owner: string | null;
  /** Small screens: shown as one line with its main figure until it is opened. */
  folded?: string | null;
  children: ReactNode;
}

/** One question of the officer and its answer, marked as shared or as one Party's own. */
export function Block({ title, source, owner, folded = null, children }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  if (folded !== null)
    return (
      <section aria-labelledby={id} className="border-b border-line-soft">
        <h3 id={id}>
          <button
            type="button"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            className="flex w-full cursor-pointer items-center gap-2 px-3 py-1 text-left hover:bg-raised"
          >
            <span className={open ? 'rotate-90' : ''}>
              <Icon name="chevron" size={11} />
            </span>
            <span className="truncate">
              {title}
              {folded ? <span className="text-dim"> · {folded}</span> : null}
            </span>
            <span className="ml-auto">
              <Mark owner={owner} />
            </span>
          </button>
        </h3>
        {open ? <div className="px-3.5 pb-2">{children}</div> : null}
      </section>
    );
  return (
    <section aria-labelledby={id} className="border-b border-line-soft px-3.5 py-2">
      <header className="flex items-center gap-2">
        <h3 id={id} className="flex-none text-fg">
          {title}
        </h3>
        <span className="ml-auto truncate text-note text-dim">{source}</span>
        <Mark owner={owner} />
      </header>
      {children}
    </section>
  );
}

function Mark({ owner }: { owner: string | null }) {
  const t = useTranslations('common');
  return owner === null ? (
    <Chip>{t('shared')}</Chip>
  ) : (
    <Chip tone="dashed">{t('nationalOf', { letter: owner })}</Chip>
  );
}

/** A name, its value and what belongs to it at the right. */
export function Line({ name, children, end }: { name: string; children: ReactNode; end?: ReactNode }) {
  return (
    <div className="grid min-h-5 grid-cols-[22%_minmax(0,1fr)_auto] items-baseline gap-x-2">
      <dt className="truncate text-dim">{name}</dt>
      <dd className="min-w-0">{children}</dd>
      <dd className="whitespace-nowrap text-right font-mono text-note text-dim">{end}</dd>
    </div>
  );
}
