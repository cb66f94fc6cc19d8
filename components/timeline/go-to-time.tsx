'use client';

import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { iso, timeZ } from '../../client/format/time';
import { Button } from '../ui/button';
import { readTime, type WrongTime } from './steps';

interface Props {
  /** The moment that is looked at, else now, when it is asked for. */
  atMs: () => number;
  beginsMs: number;
  onGo: (atMs: number) => void;
  /** Room for the field's example. */
  isWide: boolean;
}
/** A field that takes a time as people paste it, and a button that gives the moment that is looked at as ISO 8601. */
export function GoToTime({ atMs, beginsMs, onGo, isWide }: Props) {
  const t = useTranslations('timeline');
  const id = useId();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<WrongTime | null>(null);
  const [copied, setCopied] = useState<number | null>(null);
  const go = (e: FormEvent): void => {
    e.preventDefault();
    const read = readTime(text, atMs(), beginsMs);
    setWrong('wrong' in read ? read.wrong : null);
    setCopied(null);
    if ('wrong' in read) return;
    setText('');
    onGo(read.atMs);
  };
  const copy = (): void => {
    const at = atMs();
    void navigator.clipboard?.writeText(iso(at)).then(
      () => setCopied(at),
      () => setCopied(null),
    );
  };
  return (
    <form onSubmit={go} className="flex items-center gap-1.5">
      <input
        aria-label={t('go')}
        aria-describedby={`${id}-help`}
        aria-invalid={wrong !== null}
        placeholder={isWide ? t('goHint') : t('go')}
        title={t('goHint')}
        value={text}
        maxLength={40}
        onChange={(e) => {
          setText(e.target.value);
          setWrong(null);
        }}
        className={`h-6 rounded border bg-inset px-1.5 font-mono text-note text-hi placeholder:text-dim focus-visible:outline-2 focus-visible:outline-focus ${wrong ? 'border-dashed border-hi' : 'border-line-strong'} ${isWide ? 'w-[250px]' : 'w-[150px]'}`}
      />
      <Button size="small" kind="quiet" onPress={copy}>
        {t('copy')}
      </Button>
      <span id={`${id}-help`} role="status" className="max-w-56 truncate text-note text-fg">
        {wrong ? t(`goWrong.${wrong}`) : copied === null ? '' : t('copied', { time: timeZ(copied) })}
      </span>
    </form>
  );
}
