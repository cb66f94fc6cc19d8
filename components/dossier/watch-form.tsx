'use client';

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type Sending, useSend } from '../../client/actions/use-send';
import { spanZ } from '../../client/format/time';
import { useWords } from '../../client/i18n/provider';
import { useResultText } from '../../client/i18n/result-text';
import { useConsole, useSourceState } from '../../client/stores/context';
import { shortNumber } from '../../domain/ids';
import { national } from '../../domain/labels';
import type { Principal } from '../../domain/participants';
import type { Launch } from '../../domain/records';
import { inService } from '../../domain/sensors';
import {
  type StatementDraft,
  WATCH_STATEMENTS,
  type WatchStatementKind,
  watchSubjectOf,
} from '../../domain/statements';
import { FIELD } from '../consultation/field';
import { useBook, useOwnLetter } from '../shell/use-data';
import { Button } from '../ui/button';
import { plusMinusM } from './model';
import { draftOn } from './watch-model';

const NONE: Readonly<Record<string, StatementDraft>> = {};
/** An area that is offered is no smaller than this (km). */
const LEAST_KM = 50;

/** Asks the own centre for a draft of what may be said of its watch over a launch, and shows the one that waits to be signed. */
export function WatchForm({ launch, me }: { launch: Launch; me: Principal }) {
  const t = useTranslations('watch');
  const tc = useTranslations('codes');
  const say = useResultText();
  const pick = useWords();
  const id = useId();
  const { sensors } = useBook();
  const letter = useOwnLetter();
  const reviewing = useConsole((s) => s.reviewMs !== null);
  const drafts = useSourceState((s) => s.views[national(me.participant)]?.drafts ?? NONE);
  const sending = useSend();
  const { launchPoint } = launch;
  const [kind, setKind] = useState<WatchStatementKind>('NO_DETECTION');
  const [sensor, setSensor] = useState('');
  const [radiusKm, setRadiusKm] = useState(Math.max(LEAST_KM, Math.ceil(plusMinusM(launchPoint) / 5e3) * 10));
  const [minutes, setMinutes] = useState(1);
  const own = sensors.filter((s) => s.assignedTo === me.participant && inService(s, launchPoint.atMs));
  const draft = draftOn(launch, Object.values(drafts));
  const bySensor = kind === 'OUTAGE' && sensor !== '';
  const ask = (): void => {
    const { lat, lon, atMs } = launchPoint;
    const fromMs = Math.round(atMs - minutes * 60_000);
    // The center cuts off what is still to come.
    const toMs = Math.round(atMs + minutes * 60_000);
    void sending.send('statement.draft', {
      kind,
      place: bySensor ? null : { lat, lon, radiusM: radiusKm * 1000 },
      sensor: bySensor ? sensor : null,
      window: { fromMs, toMs },
    });
  };
  return (
    <details className="mt-1" open={draft ? true : undefined}>
      <summary className="w-fit cursor-pointer text-small text-fg hover:text-hi">{t('form')}…</summary>
      <form
        aria-label={t('form')}
        className="mt-1.5 flex flex-col gap-1.5"
        onSubmit={(e) => e.preventDefault()}
      >
        <label htmlFor={`${id}k`} className="text-small text-dim">
          {t('what')}
        </label>
        <select
          id={`${id}k`}
          value={kind}
          className={FIELD}
          onChange={(e) => setKind(e.target.value as WatchStatementKind)}
        >
          {WATCH_STATEMENTS.map((k) => (
            <option key={k} value={k}>
              {tc(`watchStatement.${k}`)}
            </option>
          ))}
        </select>
        {kind === 'OUTAGE' ? (
          <>
            <label htmlFor={`${id}s`} className="text-small text-dim">
              {t('of')}
            </label>
            <select
              id={`${id}s`}
              value={sensor}
              className={FIELD}
              onChange={(e) => setSensor(e.target.value)}
            >
              <option value="">{t('thePlace')}</option>
              {own.map((s) => (
                <option key={s.id} value={s.id}>
                  {pick(s.name)}
                </option>
              ))}
            </select>
          </>
        ) : null}
        <span className="flex gap-3">
          {bySensor ? null : (
            <NumberField name={t('radius')} value={radiusKm} least={1} most={5000} onChange={setRadiusKm} />
          )}
          <NumberField name={t('around')} value={minutes} least={1} most={180} onChange={setMinutes} />
        </span>
        <span>
          <Button size="small" why={reviewing ? t('headOnly') : null} pending={sending.pending} onPress={ask}>
            {t('draft', { letter })}
          </Button>
        </span>
        {draft ? <Draft key={draft.id} draft={draft} me={me} letter={letter} sending={sending} /> : null}
        {sending.refusal ? (
          <p role="alert" className="text-small text-hi">
            {say(sending.refusal)}
          </p>
        ) : null}
      </form>
    </details>
  );
}

interface DraftProps {
  draft: StatementDraft;
  me: Principal;
  letter: string;
  sending: Sending;
}

/** The draft's figures, and the signature: with its confidence or less. */
function Draft({ draft, me, letter, sending }: DraftProps) {
  const t = useTranslations('watch');
  const tc = useTranslations('codes');
  const pick = useWords();
  const { sensors } = useBook();
  const reviewing = useConsole((s) => s.reviewMs !== null);
  const most = Math.round((draft.confidence ?? 0) * 100);
  const [percent, setPercent] = useState(most);
  const says = draft.kind === 'NO_DETECTION';
  const nameOf = (sensor: string): string => {
    const found = sensors.find((s) => s.id === sensor);
    return found ? pick(found.name) : sensor;
  };
  const confidence = says ? Math.min(percent, most) / 100 : null;
  const refused = reviewing ? t('headOnly') : me.role === 'supervisor' ? null : t('supervisorOnly');
  return (
    <section
      aria-label={t('drafted', { number: shortNumber('SD', draft.number) })}
      className="border border-line-strong border-dashed bg-inset p-2"
    >
      <p className="text-small text-dim">{t('drafted', { number: shortNumber('SD', draft.number) })}</p>
      <p className="font-medium text-hi">
        {tc(`watchStatement.${draft.kind}`)}
        {draft.sensor ? `, ${nameOf(draft.sensor)}` : ''}
      </p>
      <p className="text-small text-dim">
        {t('window')} <span className="font-mono">{spanZ(draft.window.fromMs, draft.window.toMs)}</span>
      </p>
      {says ? (
        <>
          <ul className="text-small text-fg">
            {draft.sensors.map((s) => (
              <li key={s.sensor}>
                {nameOf(s.sensor)}, {Math.round(s.p * 100)} %
              </li>
            ))}
          </ul>
          <p className="text-hi">{most === 0 ? t('noSensor') : t('together', { percent: most })}</p>
          {draft.seen > 0 ? <p className="font-medium text-await">{t('seen', { n: draft.seen })}</p> : null}
          {most > 0 && draft.seen === 0 ? (
            <NumberField name={t('confidence')} value={percent} least={1} most={most} onChange={setPercent} />
          ) : null}
        </>
      ) : null}
      {!says || (most > 0 && draft.seen === 0) ? (
        <Button
          kind="primary"
          why={refused}
          pending={sending.pending}
          onPress={() => void sending.send('statement.sign', { says: watchSubjectOf(draft), confidence })}
        >
          {t('sign', { letter })}
        </Button>
      ) : null}
    </section>
  );
}

interface NumberProps {
  name: string;
  value: number;
  least: number;
  most: number;
  onChange: (value: number) => void;
}
/** A whole number within bounds. */
function NumberField({ name, value, least, most, onChange }: NumberProps) {
  return (
    <label className="flex flex-1 flex-col text-small text-dim">
      {name}
      <input
        type="number"
        min={least}
        max={most}
        value={value}
        onChange={(e) => onChange(Math.max(least, Math.min(most, Math.round(Number(e.target.value)))))}
        className={FIELD}
      />
    </label>
  );
}
