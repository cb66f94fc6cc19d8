'use client';

import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import { useLanguage } from '../../client/i18n/provider';
import { useConsole, useNowText, useSourceState } from '../../client/stores/context';
import { useKeptText } from '../../client/stores/kept-text';
import { selectShift } from '../../client/stores/select';
import { shortNumber } from '../../domain/ids';
import type { Principal } from '../../domain/participants';
import { isOpenShift, type Shift } from '../../domain/shift';
import { useBook, useOwnLetter } from '../shell/use-data';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { RemarksText } from './remarks-text';
import { ShiftChanges, ShiftSections } from './shift-sections';
import { Signatures, useOfficerName } from './signatures';
import { useShiftActs } from './use-shift-acts';

/** The handover of the own watch: one sheet that both officers read and sign, each on his own console. Prints by itself. */
export function HandoverSheet({ me }: { me: Principal }) {
  const t = useTranslations('shift');
  const tn = useTranslations('common');
  const shift = useSourceState((s) => selectShift(s));
  const openPane = useConsole((s) => s.openPane);
  const letter = useOwnLetter();
  const acts = useShiftActs();
  const open = shift !== null && isOpenShift(shift);
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    // What opens it by a key goes on by keys.
    root.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section
      ref={root}
      tabIndex={-1}
      aria-label={t('pane')}
      data-print="sheet"
      className="flex h-full min-h-0 flex-col gap-3 overflow-y-auto bg-panel px-5 py-4 -outline-offset-2 print:overflow-visible"
    >
      <header className="flex items-start gap-x-4">
        <div>
          <h2 className="text-title font-semibold text-hi">{t('title', { letter })}</h2>
          {shift && open ? <Stand shift={shift} /> : null}
        </div>
        <span className="ml-auto flex flex-none gap-2 print:hidden">
          {open ? <Button onPress={() => window.print()}>{t('print')}</Button> : null}
          <Button kind="quiet" onPress={() => openPane(null)} label={tn('close')} keys="Esc">
            <Icon name="close" size={12} />
          </Button>
        </span>
      </header>
      {shift && open ? <Sheet shift={shift} me={me} acts={acts} /> : <Begin last={shift} acts={acts} />}
      {acts.problem ? (
        <p role="alert" className="text-hi">
          {acts.problem}
        </p>
      ) : null}
    </section>
  );
}

/** Number, state and which list this is. */
function Stand({ shift }: { shift: Shift }) {
  const t = useTranslations('shift');
  return (
    <p className="flex flex-wrap gap-x-3 text-small text-dim">
      <span className="font-mono text-hi">{shortNumber('SH', shift.number)}</span>
      <span>{t(`state.${shift.state}`)}</span>
      <span>{shift.fromMs === null ? t('sinceUnknown') : t('since', { time: timeZ(shift.fromMs) })}</span>
      <span className="font-mono">{t('asOf', { rev: String(shift.rev), time: timeZ(shift.updatedMs) })}</span>
      <span>{t('lapses', { time: timeZ(shift.lapsesMs) })}</span>
    </p>
  );
}

type Acts = ReturnType<typeof useShiftActs>;
function Begin({ last, acts }: { last: Shift | null; acts: Acts }) {
  const t = useTranslations('shift');
  return (
    <>
      <p>{t('none')}</p>
      {last ? (
        <p className="text-small text-dim">
          {t('last', {
            number: shortNumber('SH', last.number),
            state: t(`state.${last.state}`),
            time: timeZ(last.updatedMs),
          })}
        </p>
      ) : null}
      <Remarks acts={acts} was="" act={t('begin')} />
    </>
  );
}

function Sheet({ shift, me, acts }: { shift: Shift; me: Principal; acts: Acts }) {
  const t = useTranslations('shift');
  const book = useBook();
  const nameOf = useOfficerName();
  const { language } = useLanguage();
  const made = useNowText(timeZ);
  const [editing, setEditing] = useState(false);
  const own = shift.outgoing.user === me.userId;
  const sensorOf = (id: string): string => book.sensors.find((s) => s.id === id)?.name[language] ?? id;
  return (
    <>
      {shift.changes.length > 0 ? (
        <section
          aria-label={t('changes', { name: nameOf(shift.outgoing) })}
          className="border border-line-strong bg-raised p-3"
        >
          <h3 className="font-semibold text-hi">{t('changes', { name: nameOf(shift.outgoing) })}</h3>
          <ShiftChanges shift={shift} nameOf={sensorOf} />
        </section>
      ) : null}
      <ShiftSections shift={shift} book={book} />
      <section aria-label={t('remarks')}>
        <h3 className="flex items-center gap-3 border-b border-line pb-0.5 font-semibold text-hi">
          {t('remarks')}
          {own && !editing ? (
            <span className="ml-auto print:hidden">
              <Button size="small" onPress={() => setEditing(true)}>
                {t('change')}
              </Button>
            </span>
          ) : null}
        </h3>
        {own && editing ? (
          <Remarks
            acts={acts}
            was={shift.remarks?.body ?? ''}
            act={t('change')}
            note={shift.signedOut ? t('changeDrops') : null}
            onDone={() => setEditing(false)}
          />
        ) : (
          <RemarksText remarks={shift.remarks} />
        )}
      </section>
      <Signatures shift={shift} me={me} acts={acts} />
      <p className="hidden text-small print:block">{t('made', { time: made })}</p>
    </>
  );
}

function Remarks({
  acts,
  was,
  act,
  note = null,
  onDone,
}: {
  acts: Acts;
  was: string;
  act: string;
  note?: string | null;
  onDone?: () => void;
}) {
  const t = useTranslations('shift');
  const [body, setBody] = useKeptText('handover', was);
  const send = async (): Promise<void> => {
    if (!(await acts.draft(body))) return;
    // Taken: what was written is the sheet's now.
    setBody(was);
    onDone?.();
  };
  return (
    <form
      aria-label={act}
      className="flex flex-col gap-2 pt-1 print:hidden"
      onSubmit={(e) => {
        e.preventDefault();
        void send();
      }}
    >
      <label className="flex flex-col gap-1">
        <span className="text-small text-dim">{t('remarksHint')}</span>
        <textarea
          aria-label={t('remarks')}
          value={body}
          maxLength={2000}
          rows={3}
          onChange={(e) => setBody(e.target.value)}
          className="rounded border border-line-strong bg-inset px-2 py-1 text-hi focus-visible:outline-2 focus-visible:outline-focus"
        />
      </label>
      <span className="flex items-center gap-3">
        <Button kind="primary" pending={acts.pending} why={acts.why} onPress={() => void send()}>
          {act}
        </Button>
        {note ? <span className="text-small text-dim">{note}</span> : null}
      </span>
    </form>
  );
}
