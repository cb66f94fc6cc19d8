'use client';

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSend } from '../../client/actions/use-send';
import { useWords } from '../../client/i18n/provider';
import { useResultText } from '../../client/i18n/result-text';
import { useConsole } from '../../client/stores/context';
import { FORUMS, type Forum, type Subject } from '../../domain/consultation';
import type { Principal } from '../../domain/participants';
import { useOwnLetter, useParties } from '../shell/use-data';
import { Button } from '../ui/button';
import { FIELD } from './field';

/** Asks a named set of members to consult. A duty officer may ask too; speaking is his supervisor's. */
export function RequestForm({ subject, me }: { subject: Subject; me: Principal }) {
  const t = useTranslations('consultation');
  const pick = useWords();
  const say = useResultText();
  const parties = useParties();
  const id = useId();
  const reviewing = useConsole((s) => s.reviewMs !== null);
  const { send, pending, refusal } = useSend();
  const [name, setName] = useState<Forum['name']>('OPEN');
  const [left, setLeft] = useState<readonly string[]>([]);
  const others = parties.filter((p) => p.id !== me.participant);
  const members = name === 'OPEN' ? others : others.filter((p) => !left.includes(p.id));
  const letter = useOwnLetter();
  return (
    <form className="flex flex-col gap-2 px-3.5 py-2.5" onSubmit={(e) => e.preventDefault()}>
      <label htmlFor={id} className="text-small text-dim">
        {t('forum')}
      </label>
      <select
        id={id}
        value={name}
        className={FIELD}
        onChange={(e) => setName(e.target.value as Forum['name'])}
      >
        {FORUMS.map((f) => (
          <option key={f} value={f}>
            {t(`forums.${f}`)}
          </option>
        ))}
      </select>
      {name === 'OPEN' ? null : (
        <fieldset className="flex flex-wrap gap-x-4">
          <legend className="text-small text-dim">{t('with')}</legend>
          {others.map((p) => (
            <label key={p.id} className="flex items-center gap-1.5">
              <input
                type="checkbox"
                checked={!left.includes(p.id)}
                onChange={(e) => setLeft(e.target.checked ? left.filter((x) => x !== p.id) : [...left, p.id])}
              />
              {pick(p.name)}
            </label>
          ))}
        </fieldset>
      )}
      <span>
        <Button
          kind="primary"
          pending={pending}
          why={reviewing ? t('headOnly') : null}
          onPress={() =>
            void send('consultation.request', {
              subject: { kind: subject.kind, id: subject.id },
              forum: { name, members: members.map((p) => p.id) },
            })
          }
        >
          {t('request', { letter })}
        </Button>
      </span>
      <p className="text-small text-dim">{t('requestMeaning')}</p>
      {refusal ? (
        <p role="alert" className="text-small text-hi">
          {say(refusal)}
        </p>
      ) : null}
    </form>
  );
}
