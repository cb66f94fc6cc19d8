'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { AreaFields } from './area-fields';
import { WindowDeadline } from './deadline';
import type { NoticeDraft } from './draft';
import type { Field } from './draft-command';
import { FormField } from './form-field';
import type { NoticeForm } from './use-notice-form';

const VEHICLES = ['BM', 'SLV', 'SOUNDING_ROCKET'] as const;
type TextField = Extract<Field, keyof NoticeDraft>;

/** What is announced: what, when, from where and where to. The reference of what is on file stands for ever. */
export function AnnouncedFields({ form }: { form: NoticeForm }) {
  const t = useTranslations('noticeForm');
  const tc = useTranslations('codes');
  const { act, draft, faults, write } = form;
  const line = (field: TextField, help?: string, mono = false) => (
    <FormField key={field} field={field} fault={faults[field]} help={help}>
      {(control) => (
        <input
          {...control}
          value={String(draft[field])}
          onChange={(e) => write({ [field]: e.target.value })}
          className={`${control.className} ${mono ? 'font-mono' : ''}`}
        />
      )}
    </FormField>
  );
  return (
    <>
      <Group title={t('group.what')}>
        {act === 'file' ? line('reference', t('help.reference')) : null}
        <FormField field="vehicle" fault={faults.vehicle}>
          {(control) => (
            <select
              {...control}
              value={draft.vehicle}
              onChange={(e) => write({ vehicle: e.target.value as NoticeDraft['vehicle'] })}
            >
              {VEHICLES.map((v) => (
                <option key={v} value={v}>
                  {tc(`vehicle.${v}`)}
                </option>
              ))}
            </select>
          )}
        </FormField>
      </Group>
      <Group title={t('group.when')}>
        <Pair>
          {line('from', undefined, true)}
          {line('to', undefined, true)}
        </Pair>
        <p className="text-note text-dim">{t('help.time')}</p>
        <WindowDeadline from={draft.from} />
      </Group>
      <Group title={t('group.where')}>
        <AreaFields which="site" area={draft.site} faults={faults} onChange={(site) => write({ site })} />
        <Pair>
          {line('nameEn')}
          {line('nameRu')}
        </Pair>
        <p className="text-note text-dim">{t('help.name')}</p>
      </Group>
      <Group title={t('group.course')}>
        <Pair>
          {line('azimuth', undefined, true)}
          {line('tolerance', undefined, true)}
        </Pair>
        <p className="text-note text-dim">{t('help.azimuth')}</p>
        <AreaFields
          which="impact"
          area={draft.impact}
          faults={faults}
          onChange={(impact) => write({ impact })}
        />
        <Pair>
          {line('purposeEn')}
          {line('purposeRu')}
        </Pair>
        <p className="text-note text-dim">{t('help.purpose')}</p>
      </Group>
    </>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5 border-t border-line-soft pt-1.5">
      <legend className="float-left mb-1 w-full font-semibold text-hi">{title}</legend>
      {children}
    </fieldset>
  );
}

/** Two side by side where there is room for two. */
const Pair = ({ children }: { children: ReactNode }) => (
  <div className="grid grid-cols-[repeat(auto-fit,minmax(150px,1fr))] gap-2">{children}</div>
);
