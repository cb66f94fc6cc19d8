'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import { useLanguage } from '../../client/i18n/provider';
import type { Principal } from '../../domain/participants';
import type { Shift, ShiftOfficer, ShiftSignature } from '../../domain/shift';
import { SignedMark } from '../shell/signed-mark';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import type { useShiftActs } from './use-shift-acts';

export function useOfficerName(): (o: ShiftOfficer) => string {
  const { language } = useLanguage();
  return (o) => (language === 'ru' ? o.nameRu : o.nameEn);
}

/** Both signatures side by side: who goes at the left, who takes over at the right. */
export function Signatures({
  shift,
  me,
  acts,
}: {
  shift: Shift;
  me: Principal;
  acts: ReturnType<typeof useShiftActs>;
}) {
  const t = useTranslations('shift');
  const nameOf = useOfficerName();
  const { outgoing, signedOut, signedIn, state } = shift;
  const own = outgoing.user === me.userId;
  const sign = (text: string) => (
    <Button kind="primary" onPress={() => void acts.sign(shift)} pending={acts.pending} why={acts.why}>
      {text}
    </Button>
  );
  return (
    <div className="grid grid-cols-2 gap-4">
      <Box title={t('handsOver')} name={nameOf(outgoing)} signature={signedOut}>
        {own && state === 'DRAFT' ? sign(t('signOut')) : t('waitsOut')}
      </Box>
      <Box
        title={t('takesOver')}
        name={own || state === 'DRAFT' ? null : nameOf(asOfficer(me))}
        signature={signedIn}
      >
        {state === 'DRAFT'
          ? t('firstOut', { name: nameOf(outgoing) })
          : own
            ? t('waitsIn')
            : sign(t('signIn'))}
      </Box>
      <span className="print:hidden">
        <Button kind="quiet" onPress={() => void acts.withdraw(shift)} pending={acts.pending} why={acts.why}>
          {t('withdraw')}
        </Button>
      </span>
    </div>
  );
}

const asOfficer = ({ userId, name }: Principal): ShiftOfficer => ({
  ...{ user: userId, nameEn: name.en, nameRu: name.ru },
});

function Box({
  title,
  name,
  signature,
  children,
}: {
  title: string;
  name: string | null;
  signature: ShiftSignature | null;
  children: ReactNode;
}) {
  const t = useTranslations('shift');
  return (
    <section
      aria-label={title}
      className={`flex flex-col gap-1 rounded border p-3 ${signature ? 'border-line-strong' : 'border-dashed border-line'}`}
    >
      <h3 className="text-small text-dim">{title}</h3>
      {name === null ? null : <p className="text-title font-semibold text-hi">{name}</p>}
      {signature ? (
        <p className="flex items-center gap-2 text-hi">
          <Icon name="check" size={13} />
          {t('signed', { time: timeZ(signature.atMs), rev: String(signature.rev) })}
          <SignedMark words user={signature.user} atMs={signature.atMs} />
        </p>
      ) : (
        <div className="text-small text-fg">{children}</div>
      )}
    </section>
  );
}
