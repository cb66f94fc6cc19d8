'use client';

import { useEffect, useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { dayMonth, minuteZ } from '../../client/format/time';
import { visible } from '../../client/format/visible';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { usePendingText, useResultText } from '../../client/i18n/result-text';
import { useConsole, useNowText, useSourceState } from '../../client/stores/context';
import { shortNumber } from '../../domain/ids';
import { noticeOver } from '../../domain/notice-rules';
import type { Principal } from '../../domain/participants';
import type { LaunchNotification } from '../../domain/records';
import { useOwnLetter } from '../shell/use-data';
import { Button } from '../ui/button';
import { AnnouncedFields } from './announced-fields';
import { PostDeadline } from './deadline';
import { ACTS, type Act, type NoticeDraft } from './draft';
import { FIELDS } from './draft-command';
import { FormField } from './form-field';
import { type NoticeForm as Form, useNoticeForm } from './use-notice-form';

interface Props {
  me: Principal;
  /** What to open; null: what was left unsent, else a new one. */
  wanted: { act: Act; notification: string } | null;
}

/** Enters a launch notification of the own participant: a new one, its change or end, and what came of it. */
export function NoticeForm({ me, wanted }: Props) {
  const t = useTranslations('noticeForm');
  const say = useResultText();
  const { sending, unconfirmed } = usePendingText();
  const form = useNoticeForm(me, wanted);
  const letter = useOwnLetter();
  const whyNot = useWhyNot();
  const lost = useSourceState((s) => s.link !== 'live' && s.link !== 'late');
  const root = useRef<HTMLFormElement>(null);
  const { act, faults } = form;
  useEffect(() => {
    const first = FIELDS.find((f) => faults[f]);
    if (first) root.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  }, [faults]);
  useEffect(() => {
    // What opens it by a key goes on by keys.
    root.current?.querySelector<HTMLElement>('[name="notification"], [name="reference"]')?.focus();
  }, []);
  return (
    <form
      ref={root}
      aria-label={t('title')}
      className="flex flex-col gap-2 px-3.5 py-2.5"
      onSubmit={(e) => e.preventDefault()}
    >
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">{t('title')}</legend>
        {ACTS.map((a) => (
          <Button key={a} kind="quiet" size="small" pressed={a === act} onPress={() => form.choose(a, '')}>
            {t(`act.${a}`)}
          </Button>
        ))}
      </fieldset>
      {form.done ? <Done done={form.done} me={me} /> : null}
      {form.wasKept ? (
        <p className="flex items-center gap-2 text-small text-dim">
          <span>{t(form.unanswered ? 'unanswered' : 'kept')}</span>
          <Button kind="quiet" size="small" onPress={form.discard}>
            {t('discard')}
          </Button>
        </p>
      ) : null}
      {act === 'file' ? null : <Which form={form} me={me} letter={letter} />}
      {act === 'file' || (act === 'change' && form.known) ? <AnnouncedFields form={form} /> : null}
      {act === 'postLaunch' && form.known ? <PostFields form={form} /> : null}
      {act === 'cancel' && form.known ? <Summary notice={form.known} /> : null}
      <span className="flex flex-wrap items-center gap-2">
        <Button kind="primary" why={whyNot} showWhy pending={form.pending} onPress={() => void form.send()}>
          {t(`send.${act}`, { letter })}
        </Button>
        {form.pending ? (
          <span role="status" className="text-small text-dim">
            {lost ? unconfirmed : sending}
          </span>
        ) : null}
      </span>
      {form.refusal ? (
        <p role="alert" className="text-small font-medium text-await">
          {say(form.refusal)}
        </p>
      ) : null}
    </form>
  );
}

/** Acts are possible at the head only; a cut link keeps what is sent and brings it later. */
function useWhyNot(): string | null {
  const t = useTranslations('actions.why');
  const reviewing = useConsole((s) => s.reviewMs !== null);
  return reviewing ? t('review') : null;
}

function Done({ done, me }: { done: NonNullable<Form['done']>; me: Principal }) {
  const t = useTranslations('noticeForm');
  const number = useSourceState(
    (s) =>
      Object.values(s.views.NOTIF?.notifications ?? {}).find(
        (n) => n.by === me.participant && n.reference === done.reference,
      )?.number ?? null,
  );
  return (
    <p role="status" className="rounded border border-line-strong bg-raised px-2 py-1 font-medium text-hi">
      {t(`done.${done.act}`, { number: number === null ? '…' : shortNumber('N', number) })}
    </p>
  );
}

/** Which of the own notifications: those that the act can still be done to, the next to open first. */
function Which({ form, me, letter }: { form: Form; me: Principal; letter: string }) {
  const t = useTranslations('noticeForm');
  const { language } = useLanguage();
  const all = useSourceState((s) => s.views.NOTIF?.notifications);
  const minute = useNowText((nowMs) => Math.floor(nowMs / 60e3));
  const { act, known } = form;
  const offered = useMemo(
    () =>
      Object.values(all ?? {})
        .filter((n) => n.by === me.participant)
        .filter((n) => (act === 'postLaunch' ? n.status !== 'CANCELLED' : !noticeOver(n, minute * 60e3)))
        .toSorted((a, b) => a.window.fromMs - b.window.fromMs),
    [all, me.participant, act, minute],
  );
  if (offered.length === 0 && !known)
    return <p className="text-dim">{t(act === 'postLaunch' ? 'noneOwn' : 'noneOpen', { letter })}</p>;
  return (
    <FormField field="notification" fault={form.faults.notification}>
      {(control) => (
        <select {...control} value={known?.id ?? ''} onChange={(e) => form.choose(act, e.target.value)}>
          <option value="">{t('choose')}</option>
          {offered.map((n) => (
            <option key={n.id} value={n.id}>
              {shortNumber('N', n.number)} · {visible(n.reference)} · {dayMonth(n.window.fromMs, language)}{' '}
              {minuteZ(n.window.fromMs)}
            </option>
          ))}
        </select>
      )}
    </FormField>
  );
}

function PostFields({ form }: { form: Form }) {
  const t = useTranslations('noticeForm');
  const { draft, faults, write } = form;
  return (
    <>
      <FormField field="launched" fault={faults.launched} help={t('help.time')}>
        {(control) => (
          <input
            {...control}
            value={draft.launched}
            onChange={(e) => write({ launched: e.target.value })}
            className={`${control.className} font-mono`}
          />
        )}
      </FormField>
      <PostDeadline launched={draft.launched} />
      <FormField field="outcome" fault={faults.outcome}>
        {(control) => (
          <select
            {...control}
            value={draft.outcome}
            onChange={(e) => write({ outcome: e.target.value as NoticeDraft['outcome'] })}
          >
            <option value="">{t('choose')}</option>
            {(['NORMAL', 'FAILURE'] as const).map((outcome) => (
              <option key={outcome} value={outcome}>
                {t(`outcome.${outcome}`)}
              </option>
            ))}
          </select>
        )}
      </FormField>
    </>
  );
}

/** What is about to be taken back. */
function Summary({ notice }: { notice: LaunchNotification }) {
  const tc = useTranslations('codes');
  const { language } = useLanguage();
  const pick = useWords();
  const { window: w } = notice;
  return (
    <p className="text-hi">
      {shortNumber('N', notice.number)} · {tc(`vehicle.${notice.vehicle}`)} · {pick(notice.launchArea.name)} ·{' '}
      <span className="font-mono">
        {dayMonth(w.fromMs, language)} {minuteZ(w.fromMs)} – {dayMonth(w.toMs, language)} {minuteZ(w.toMs)}
      </span>
    </p>
  );
}
