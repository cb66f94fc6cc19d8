'use client';

import { type ReactNode, useId } from 'react';
import { useTranslations } from 'use-intl';
import type { Fault, Field } from './draft-command';
import { useFaultText } from './fault-text';

/** What a control of a form must carry, so that its help and its fault are read with it. */
export interface ControlProps {
  id: string;
  name: Field;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
  className: string;
}
interface Props {
  field: Field;
  fault: Fault | undefined;
  help?: string;
  children: (control: ControlProps) => ReactNode;
}

/** A label, its control, what may stand in it, and what is wrong with what does. */
export function FormField({ field, fault, help, children }: Props) {
  const t = useTranslations('noticeForm');
  const say = useFaultText();
  const id = useId();
  const described = [help ? `${id}-help` : '', fault ? `${id}-fault` : ''].filter((x) => x !== '').join(' ');
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <label htmlFor={id} className="text-small text-fg">
        {t(`field.${field}`)}
      </label>
      {children({
        ...{ id, name: field, 'aria-invalid': fault !== undefined },
        'aria-describedby': described || undefined,
        className: `min-h-7 w-full rounded border bg-inset px-2 text-body text-hi focus-visible:outline-2 focus-visible:outline-focus ${fault ? 'border-await' : 'border-line-strong'}`,
      })}
      {fault ? (
        <p id={`${id}-fault`} className="text-small font-medium text-await">
          {say(field, fault)}
        </p>
      ) : null}
      {help ? (
        <p id={`${id}-help`} className="text-note text-dim">
          {help}
        </p>
      ) : null}
    </div>
  );
}
