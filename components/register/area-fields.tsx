'use client';

import { useTranslations } from 'use-intl';
import { useWords } from '../../client/i18n/provider';
import { QUADRANTS, type Quadrant } from '../../domain/area';
import { WATERS } from '../../domain/waters';
import { AREA_KINDS, type AreaDraft } from './draft';
import type { Faults } from './draft-command';
import { FormField } from './form-field';

interface Props {
  which: 'site' | 'impact';
  area: AreaDraft;
  faults: Faults;
  onChange: (area: AreaDraft) => void;
}

/** An area as a circle, a polygon, or a body of water and its quarter; an impact area may be left out. */
export function AreaFields({ which, area, faults, onChange }: Props) {
  const t = useTranslations('noticeForm');
  const set = (part: Partial<AreaDraft>) => onChange({ ...area, ...part });
  return (
    <>
      <FormField field={`${which}Kind`} fault={faults[`${which}Kind`]}>
        {(control) => (
          <select
            {...control}
            value={area.kind}
            onChange={(e) => set({ kind: e.target.value as AreaDraft['kind'] })}
          >
            {which === 'impact' ? <option value="">{t('kind.none')}</option> : null}
            {AREA_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kind.${kind}`)}
              </option>
            ))}
          </select>
        )}
      </FormField>
      {area.kind === 'CIRCLE' ? <CircleFields which={which} area={area} faults={faults} set={set} /> : null}
      {area.kind === 'POLYGON' ? (
        <FormField field={`${which}Points`} fault={faults[`${which}Points`]} help={t('help.corners')}>
          {(control) => (
            <textarea
              {...control}
              rows={4}
              value={area.points}
              onChange={(e) => set({ points: e.target.value })}
              className={`${control.className} resize-y py-1 font-mono`}
            />
          )}
        </FormField>
      ) : null}
      {area.kind === 'WATERS' ? <WatersFields which={which} area={area} faults={faults} set={set} /> : null}
    </>
  );
}

type PartProps = Omit<Props, 'onChange'> & { set: (part: Partial<AreaDraft>) => void };

function CircleFields({ which, area, faults, set }: PartProps) {
  const t = useTranslations('noticeForm');
  return (
    <>
      <FormField field={`${which}Centre`} fault={faults[`${which}Centre`]} help={t('help.place')}>
        {(control) => (
          <input
            {...control}
            value={area.centre}
            onChange={(e) => set({ centre: e.target.value })}
            className={`${control.className} font-mono`}
          />
        )}
      </FormField>
      <FormField field={`${which}Radius`} fault={faults[`${which}Radius`]}>
        {(control) => (
          <span className="flex gap-2">
            <input
              {...control}
              inputMode="decimal"
              value={area.radius}
              onChange={(e) => set({ radius: e.target.value })}
              className={`${control.className} min-w-0 flex-1 font-mono`}
            />
            <select
              aria-label={t('unit')}
              value={area.unit}
              onChange={(e) => set({ unit: e.target.value as AreaDraft['unit'] })}
              className="h-7 flex-none rounded border border-line-strong bg-inset px-1 text-hi"
            >
              {(['km', 'nmi'] as const).map((unit) => (
                <option key={unit} value={unit}>
                  {t(`units.${unit}`)}
                </option>
              ))}
            </select>
          </span>
        )}
      </FormField>
    </>
  );
}

function WatersFields({ which, area, faults, set }: PartProps) {
  const t = useTranslations('noticeForm');
  const tn = useTranslations('notifications');
  const pick = useWords();
  return (
    <FormField field={`${which}Waters`} fault={faults[`${which}Waters`]} help={t('help.waters')}>
      {(control) => (
        <span className="flex gap-2">
          <select
            {...control}
            value={area.waters}
            onChange={(e) => set({ waters: e.target.value })}
            className={`${control.className} min-w-0 flex-1`}
          >
            <option value="">{t('choose')}</option>
            {WATERS.map((w) => (
              <option key={w.id} value={w.id}>
                {pick(w.name)}
              </option>
            ))}
          </select>
          <select
            aria-label={t('quadrant')}
            value={area.quadrant}
            onChange={(e) => set({ quadrant: e.target.value as Quadrant | '' })}
            className="h-7 flex-none rounded border border-line-strong bg-inset px-1 text-hi"
          >
            <option value="">{t('whole')}</option>
            {(Object.keys(QUADRANTS) as Quadrant[]).map((q) => (
              <option key={q} value={q}>
                {tn(`quadrant.${q}`)}
              </option>
            ))}
          </select>
        </span>
      )}
    </FormField>
  );
}
