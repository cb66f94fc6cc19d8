'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useWords } from '../../client/i18n/provider';
import { useResultText } from '../../client/i18n/result-text';
import { settledResult } from '../../client/source/outbox';
import { useSource, useSourceState } from '../../client/stores/context';
import type { Participant } from '../../domain/participants';
import { type Desk, isLockedOfficer } from '../../domain/records';
import { Button } from '../ui/button';
import { Chip } from '../ui/chip';
import { PartyBox } from '../ui/party-box';

const ANSWERS = ['agree', 'dissent', 'silent'] as const;
const DELAYS_S = [5, 10, 20, 40, 90] as const;

/** Who keeps the desks of one Party, and in the demo what the robot of its empty supervisor's desk does. */
export function RobotPanel({ party, desks }: { party: Participant; desks: readonly Desk[] }) {
  const tc = useTranslations('codes');
  const tn = useTranslations('common');
  const pick = useWords();
  const demo = useSourceState((s) => s.demo);
  const own = desks.filter((d) => d.participant === party.id);
  const robot = own.find((d) => d.role === 'supervisor' && d.occupant === 'robot')?.robot;
  return (
    <>
      <h3 className="mb-2 flex items-center gap-2 font-semibold text-hi">
        <PartyBox letter={party.letter} label={pick(party.name)} />
        {pick(party.name)}
      </h3>
      <ul className="mb-2">
        {own.map((d) => (
          <li key={d.role} className="flex items-baseline justify-between gap-6">
            <span className="text-dim">{tc(`role.${d.role}`)}</span>
            <span>
              {d.occupant === 'robot' ? (
                <Chip tone="dashed">{tn('robot')}</Chip>
              ) : d.occupant === 'person' && d.name ? (
                <Sitters desk={d} name={pick(d.name)} />
              ) : (
                tc(`occupant.${d.occupant}`)
              )}
            </span>
          </li>
        ))}
      </ul>
      {demo && robot ? <RobotSettings party={party} robot={robot} /> : null}
    </>
  );
}

/** Everybody at a desk, with how many consoles he has and whether they are locked. */
function Sitters({ desk, name }: { desk: Desk; name: string }) {
  const t = useTranslations('shell.officers');
  const pick = useWords();
  if (!desk.officers) return name;
  return desk.officers.map((o) => (
    <span key={o.user} className="block text-right">
      {pick(o.name)}
      {o.consoles > 1 ? <span className="text-dim"> · {t('consoles', { n: o.consoles })}</span> : null}
      {o.locked === 0 ? null : (
        <span className="text-hi">
          {' · '}
          {isLockedOfficer(o) ? t('locked') : t('someLocked', { n: o.locked })}
        </span>
      )}
    </span>
  ));
}

function RobotSettings({ party, robot }: { party: Participant; robot: NonNullable<Desk['robot']> }) {
  const t = useTranslations('shell.officers');
  const tc = useTranslations('codes');
  const source = useSource();
  const say = useResultText();
  const [answer, setAnswer] = useState(robot.answer);
  const [delayS, setDelayS] = useState(robot.delayS);
  const [told, setTold] = useState<string | null>(null);
  const delays = [...new Set([...DELAYS_S, robot.delayS])].sort((a, b) => a - b);
  const send = async () => {
    const result = await source.send('robot.set', { participant: party.id, answer, delayS });
    setTold(say(settledResult(result)));
  };
  const field = 'h-7 rounded border border-line-strong bg-inset px-1.5 text-hi';
  return (
    <div className="flex flex-col gap-2 border-t border-line pt-2">
      <label className="flex items-center justify-between gap-4">
        {t('answer')}
        <select
          className={field}
          value={answer}
          onChange={(e) => setAnswer(ANSWERS.find((a) => a === e.target.value) ?? 'silent')}
        >
          {ANSWERS.map((a) => (
            <option key={a} value={a}>
              {tc(`robotAnswer.${a}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="flex items-center justify-between gap-4">
        {t('after')}
        <select className={field} value={delayS} onChange={(e) => setDelayS(Number(e.target.value))}>
          {delays.map((s) => (
            <option key={s} value={s}>
              {t('seconds', { s: String(s) })}
            </option>
          ))}
        </select>
      </label>
      <Button onPress={() => void send()}>{t('set', { letter: party.letter })}</Button>
      {told ? (
        <p role="status" className="text-small text-dim">
          {told}
        </p>
      ) : null}
    </div>
  );
}
