'use client';

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useWhyNoActs } from '../../client/actions/use-action-keys';
import { useSend } from '../../client/actions/use-send';
import { timeZ } from '../../client/format/time';
import { visible } from '../../client/format/visible';
import { useWords } from '../../client/i18n/provider';
import { useResultText } from '../../client/i18n/result-text';
import { type KeyLine, keyLines } from '../../client/keys/key-lines';
import { useSourceState } from '../../client/stores/context';
import type { KeysHeld } from '../../domain/held-keys';
import type { Participant } from '../../domain/participants';
import { FIELD } from '../consultation/field';
import { Button } from '../ui/button';
import { KEY_SHORT } from './signed-mark';
import { useMe } from './use-data';

const NO_KEYS: KeysHeld['keys'] = {};
const NO_PAST: KeysHeld['pastKeys'] = {};

/** The keys that officers of the own Party sign with in this session, and those of before; each may be revoked here. */
export function SigningKeys({ party }: { party: Participant }) {
  const t = useTranslations('shell.keys');
  const title = useId();
  const me = useMe();
  const keys = useSourceState((s) => s.views.SHARED?.keys ?? NO_KEYS);
  const pastKeys = useSourceState((s) => s.views.SHARED?.pastKeys ?? NO_PAST);
  if (me?.participant !== party.id) return null;
  const lines = keyLines({ keys, pastKeys }, me);
  return (
    <section aria-labelledby={title} className="mt-3 max-w-[22rem] border-t border-line pt-3">
      <h3 id={title} className="text-small text-dim">
        {t('title')}
      </h3>
      {lines.length === 0 ? <p className="text-small text-dim">{t('none')}</p> : null}
      <ul className="max-h-56 overflow-y-auto">
        {lines.map((line) => (
          <Key key={line.keyId} line={line} letter={party.letter} />
        ))}
      </ul>
    </section>
  );
}

function Key({ line, letter }: { line: KeyLine; letter: string }) {
  const t = useTranslations('shell.keys');
  const pick = useWords();
  const [open, setOpen] = useState(false);
  const { is, revoked } = line;
  const key = line.keyId.slice(0, KEY_SHORT);
  const name = line.name ? pick(line.name) : line.user;
  return (
    <li aria-label={t('of', { key, name })} className="border-line border-b py-1.5 last:border-b-0">
      <p className="flex items-center gap-3">
        <span className="min-w-0 flex-1 truncate text-fg">{name}</span>
        <span className={`font-mono ${revoked ? 'text-dim line-through' : 'text-hi'}`}>{key}</span>
        {line.mine && !open ? (
          <Button size="small" onPress={() => setOpen(true)}>
            {t('revoke')}
          </Button>
        ) : null}
      </p>
      <p className="text-small text-dim">
        {revoked
          ? t('revoked', { time: timeZ(revoked.atMs), reason: visible(revoked.reason) })
          : t(is === 'PRESENT' ? 'present' : 'replaced')}
      </p>
      {open && line.mine ? <Revoke line={line} letter={letter} close={() => setOpen(false)} /> : null}
    </li>
  );
}

/** The reason and the word, where the key stands: nothing covers the picture. */
function Revoke({ line, letter, close }: { line: KeyLine; letter: string; close: () => void }) {
  const t = useTranslations('shell.keys');
  const tc = useTranslations('common');
  const say = useResultText();
  const field = useId();
  const no = useWhyNoActs();
  const { send, pending, refusal } = useSend();
  const [reason, setReason] = useState('');
  const why = no ?? (reason.trim() === '' ? t('needsReason') : null);
  const key = line.keyId.slice(0, KEY_SHORT);
  return (
    <form className="mt-1 flex flex-col gap-2" onSubmit={(e) => e.preventDefault()}>
      <p className="text-small text-fg">{t('what')}</p>
      <label htmlFor={field} className="text-small text-dim">
        {t('reason')}
      </label>
      <input
        id={field}
        value={reason}
        maxLength={500}
        className={FIELD}
        onChange={(e) => setReason(e.target.value)}
      />
      <span className="flex flex-wrap gap-2">
        <Button
          size="small"
          kind="primary"
          why={why}
          pending={pending}
          onPress={() => void send('key.revoke', { keyId: line.keyId, reason: reason.trim() })}
        >
          {t('confirm', { key, letter })}
        </Button>
        <Button size="small" kind="quiet" onPress={close}>
          {tc('cancel')}
        </Button>
      </span>
      {refusal ? (
        <p role="alert" className="text-small text-hi">
          {say(refusal)}
        </p>
      ) : null}
    </form>
  );
}
