'use client';

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSend } from '../../client/actions/use-send';
import { km, number } from '../../client/format/number';
import { place } from '../../client/format/place';
import { spanZ, timeZ } from '../../client/format/time';
import { visible } from '../../client/format/visible';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { useResultText } from '../../client/i18n/result-text';
import { useSourceState } from '../../client/stores/context';
import { shortNumber } from '../../domain/ids';
import { isOfficer } from '../../domain/participants';
import type { WatchStatement } from '../../domain/statements';
import { FIELD } from '../consultation/field';
import { useBook, useLetterOf, useMe } from '../shell/use-data';
import { Button } from '../ui/button';
import { Block } from './block';
import type { BlockProps } from './launch-blocks';
import { WatchForm } from './watch-form';
import { type ShownStatement, statementsOn } from './watch-model';

const NONE: Readonly<Record<string, WatchStatement>> = {};

/** What Parties have stated of their watch over the place and time of a launch, with its weight; the own one is made here. */
export function WatchBlock({ launch, fold }: BlockProps) {
  const t = useTranslations('watch');
  const me = useMe();
  const all = useSourceState((s) => s.views.SHARED?.statements ?? NONE);
  const shown = statementsOn(launch, Object.values(all));
  return (
    <Block title={t('title')} source={t('source')} owner={null} folded={fold ? String(shown.length) : null}>
      {shown.length === 0 ? <p className="text-dim">{t('none')}</p> : null}
      <ul>
        {shown.map((s) => (
          <Said key={s.statement.id} {...s} />
        ))}
      </ul>
      {isOfficer(me) ? <WatchForm key={launch.id} launch={launch} me={me} /> : null}
    </Block>
  );
}

function Said({ statement: s, times }: ShownStatement) {
  const t = useTranslations('watch');
  const tc = useTranslations('codes');
  const pick = useWords();
  const { language } = useLanguage();
  const me = useMe();
  const { sensors } = useBook();
  const letter = useLetterOf()(s.by);
  const sensor = sensors.find((x) => x.id === s.sensor);
  const where = s.place
    ? t('place', {
        km: km(s.place.radiusM, language).replace(/\s*\D+$/, ''),
        place: place(s.place.lat, s.place.lon, language, s.place.radiusM),
      })
    : sensor
      ? pick(sensor.name)
      : (s.sensor ?? '');
  const weight =
    times === null
      ? t('noWeight')
      : s.kind === 'OUTAGE'
        ? t('outageWeight')
        : t('weight', { times: number(times, language, 1) });
  const { withdrawn } = s;
  return (
    <li className="border-l-2 border-line py-0.5 pl-2">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-dim">{t('said', { letter, number: shortNumber('ST', s.number) })}</span>
        <span className={withdrawn ? 'text-dim line-through' : 'font-medium text-hi'}>
          {tc(`watchStatement.${s.kind}`)}
          {s.confidence === null ? '' : ` ${Math.round(s.confidence * 100)} %`}
        </span>
        <span className="ml-auto font-mono text-small text-dim">{timeZ(s.signed.atMs)}</span>
      </p>
      <p className="text-small text-dim">
        {where}, <span className="font-mono">{spanZ(s.window.fromMs, s.window.toMs)}</span>
      </p>
      {withdrawn ? (
        <p className="font-medium text-hi">
          {t('withdrawn', {
            time: timeZ(withdrawn.atMs),
            name: language === 'ru' ? withdrawn.nameRu : withdrawn.nameEn,
            reason: visible(withdrawn.reason),
          })}
        </p>
      ) : (
        <p className="text-small text-fg">{weight}</p>
      )}
      {!withdrawn && me?.participant === s.by && me.role === 'supervisor' ? (
        <Withdraw id={s.id} number={s.number} letter={letter} />
      ) : null}
    </li>
  );
}

function Withdraw({ id, number: no, letter }: { id: string; number: number; letter: string }) {
  const t = useTranslations('watch');
  const say = useResultText();
  const field = useId();
  const { send, pending, refusal } = useSend();
  const [reason, setReason] = useState('');
  return (
    <form className="flex items-center gap-2 py-1" onSubmit={(e) => e.preventDefault()}>
      <label htmlFor={field} className="text-small text-dim">
        {t('reason')}
      </label>
      <input
        id={field}
        value={reason}
        maxLength={500}
        className={`${FIELD} min-w-0 flex-1`}
        onChange={(e) => setReason(e.target.value)}
      />
      <Button
        size="small"
        pending={pending}
        why={reason.trim() === '' ? t('needsReason') : null}
        onPress={() => void send('statement.withdraw', { statement: id, reason: reason.trim() })}
      >
        {t('withdraw', { number: shortNumber('ST', no), letter })}
      </Button>
      {refusal ? (
        <span role="alert" className="text-small text-hi">
          {say(refusal)}
        </span>
      ) : null}
    </form>
  );
}
