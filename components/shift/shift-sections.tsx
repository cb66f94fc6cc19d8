'use client';

import { useTranslations } from 'use-intl';
import { shortNumber } from '../../domain/ids';
import type { Shift } from '../../domain/shift';
import { SHIFT_SECTIONS, type ShiftChange, type ShiftSection } from '../../domain/shift-list';
import { type ShiftBook, ShiftLine } from './shift-line';

/** The list of a handover: each section with its number of lines, an empty one says so. */
export function ShiftSections({ shift, book }: { shift: Shift; book: ShiftBook }) {
  const t = useTranslations('shift');
  return (
    <div className="flex flex-col gap-3">
      {SHIFT_SECTIONS.map((section) => {
        const lines = shift.list[section];
        return (
          <section key={section} aria-label={t(`section.${section}`)}>
            <h3 className="flex items-baseline gap-2 border-b border-line pb-0.5 font-semibold text-hi">
              {t(`section.${section}`)}
              <span className="font-mono text-small font-normal text-dim">
                {lines.length === 0 ? t('empty') : lines.length}
              </span>
            </h3>
            <ul>
              {lines.map((line) => (
                <ShiftLine key={line.id} section={section} line={line} book={book} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

const PREFIX: Record<Exclude<ShiftSection, 'sensors'>, 'AL' | 'CN' | 'N'> = {
  ...{ alerts: 'AL', shelved: 'AL', outOfService: 'AL', consultations: 'CN', notices: 'N' },
};

/** What is otherwise than in the list that was signed first. */
export function ShiftChanges({ shift, nameOf }: { shift: Shift; nameOf: (sensor: string) => string }) {
  const t = useTranslations('shift');
  const said = ({ section, number, id }: ShiftChange): string =>
    section === 'sensors' || number === null ? nameOf(id) : shortNumber(PREFIX[section], number);
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-0.5">
      {shift.changes.map((change) => (
        <li key={`${change.section} ${change.id}`}>
          <span className="text-dim">{t(`section.${change.section}`)}</span>{' '}
          <span className="font-mono font-semibold text-hi">{said(change)}</span> {t(`what.${change.what}`)}
        </li>
      ))}
    </ul>
  );
}
