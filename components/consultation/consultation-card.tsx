'use client';

import { useTranslations } from 'use-intl';
import { type Sending, useSend } from '../../client/actions/use-send';
import { timeZ } from '../../client/format/time';
import { useLanguage, useWords } from '../../client/i18n/provider';
import { useResultText } from '../../client/i18n/result-text';
import { useConsole, useSourceState } from '../../client/stores/context';
import { awaitsWord, type ConsultationRow } from '../../client/stores/select';
import type { Consultation, ThreadEntry } from '../../domain/consultation';
import { shortNumber } from '../../domain/ids';
import type { Principal } from '../../domain/participants';
import { SignedMark } from '../shell/signed-mark';
import { useLetterOf, useOwnLetter, useParties } from '../shell/use-data';
import { Button } from '../ui/button';
import { Countdown } from '../ui/countdown';
import { PartyBox } from '../ui/party-box';
import { Written } from '../ui/written';
import { Composer } from './composer';
import { usePhraseText } from './phrase-text';

/** One consultation: whose word is awaited, what was said, what is to be signed, and the acts of this officer. */
export function ConsultationCard({ row, me }: { row: ConsultationRow; me: Principal }) {
  const t = useTranslations('consultation');
  const say = useResultText();
  const { consultation: c } = row;
  const sending = useSend();
  const reviewing = useConsole((s) => s.reviewMs !== null);
  const why = reviewing ? t('headOnly') : me.role === 'supervisor' ? null : t('supervisorOnly');
  const name = `${shortNumber('CN', c.number)}, ${t(`forums.${c.forum.name}`)}`;
  return (
    <article aria-label={shortNumber('CN', c.number)} className="border-b border-line px-3.5 py-2.5">
      <Head name={name} row={row} me={me} />
      <Thread c={c} />
      {c.joint ? <Joint c={c} me={me} why={why} sending={sending} /> : null}
      {c.state === 'CLOSED' ? null : <Acts c={c} me={me} why={why} sending={sending} />}
      {sending.refusal ? (
        <p role="alert" className="text-small text-hi">
          {say(sending.refusal)}
        </p>
      ) : null}
    </article>
  );
}

function Head({ name, row, me }: { name: string; row: ConsultationRow; me: Principal }) {
  const t = useTranslations('consultation');
  const { consultation: c } = row;
  const parties = useParties();
  const pick = useWords();
  const letterOf = useLetterOf();
  const about = useSourceState((s) =>
    s.views.SHARED?.undertakings.find((u) => u.id === c.subject.undertaking),
  );
  const turn = c.turn;
  const ours = awaitsWord(row, me.participant);
  const whose = ours
    ? t('turnOurs')
    : turn
      ? t('turnTheirs', { letters: turn.of.map(letterOf).join(', ') })
      : t('turnNobody');
  const closed =
    c.closed &&
    t(c.closed.outcome === 'JOINT' ? 'closedJoint' : 'closedNone', { time: timeZ(c.closed.atMs) });
  return (
    <header>
      <h3 className="flex items-center gap-2 font-semibold text-hi">
        <span>{name}</span>
        <span className="ml-auto flex gap-1">
          {parties
            .filter((p) => c.forum.members.includes(p.id))
            .map((p) => (
              <PartyBox key={p.id} small letter={p.letter} label={pick(p.name)} />
            ))}
        </span>
      </h3>
      <p className="text-small text-dim">
        {t(`state.${c.state}`)}, {t(`cause.${c.cause}`, { letter: letterOf(c.requestedBy) })},{' '}
        {timeZ(c.requestedMs)}
      </p>
      {about ? <p className="text-hi">{t('undertaking', { title: pick(about.title) })}</p> : null}
      {closed ? (
        <p className="text-hi">{closed}</p>
      ) : (
        <p className="flex items-center gap-2" aria-live="polite">
          <span className={ours ? 'font-semibold text-await' : 'text-fg'}>{whose}</span>
          {turn ? <Countdown dueMs={turn.dueMs} label={whose} /> : null}
          <span className="ml-auto text-small text-dim">{t('closeBy', { time: timeZ(c.closeByMs) })}</span>
        </p>
      )}
    </header>
  );
}

function Thread({ c }: { c: Consultation }) {
  const t = useTranslations('consultation');
  if (c.thread.length === 0) return <p className="py-1 text-small text-dim">{t('threadEmpty')}</p>;
  return (
    <ol aria-label={t('thread')} className="py-1">
      {c.thread.map((entry) => (
        <Entry key={`${entry.party} ${entry.act} ${entry.no} ${entry.atMs}`} entry={entry} />
      ))}
    </ol>
  );
}

function Entry({ entry }: { entry: ThreadEntry }) {
  const t = useTranslations('consultation');
  const { language } = useLanguage();
  const pick = useWords();
  const phrase = usePhraseText();
  // Who has left said it all the same.
  const party = useSourceState((s) => s.participants.find((p) => p.id === entry.party));
  return (
    <li className="border-l-2 border-line py-0.5 pl-2">
      <p className="flex items-center gap-1.5 text-small text-dim">
        {party ? <PartyBox small letter={party.letter} label={pick(party.name)} /> : null}
        <span>
          {language === 'ru' ? entry.nameRu : entry.nameEn}
          {entry.robot ? ` (${t('robot')})` : ''} {t(`act.${entry.act}`, { no: String(entry.no ?? '') })}
        </span>
        <SignedMark user={entry.user} atMs={entry.atMs} />
        <span className="ml-auto font-mono">{timeZ(entry.atMs)}</span>
      </p>
      {entry.act === 'SIGNED' ? null : entry.phrases.map((p) => <p key={p.msg}>{phrase(p)}</p>)}
      {entry.text ? (
        <p>
          <q lang={entry.text.language}>
            <Written text={entry.text.body} />
          </q>{' '}
          <span className="text-small text-dim">{t(`untranslated.${entry.text.language}`)}</span>
        </p>
      ) : null}
    </li>
  );
}

interface ActProps {
  c: Consultation;
  me: Principal;
  why: string | null;
  sending: Sending;
}

function Joint({ c, me, why, sending }: ActProps) {
  const t = useTranslations('consultation');
  const phrase = usePhraseText();
  const parties = useParties();
  const joint = c.joint;
  if (!joint) return null;
  const no = String(joint.no);
  const members = parties.filter((p) => c.forum.members.includes(p.id));
  const signed = (id: string): boolean => joint.signatures.some((s) => s.party === id);
  const own = members.find((p) => p.id === me.participant);
  return (
    <section aria-label={t('joint.title', { no })} className="my-1 border border-line-strong bg-inset p-2">
      <h4 className="text-small text-dim">{t('joint.title', { no })}</h4>
      {joint.phrases.map((p) => (
        <p key={p.msg} className="font-semibold text-hi">
          {phrase(p)}
        </p>
      ))}
      <ul className="flex flex-wrap gap-x-4 text-small text-fg">
        {members.map((p) => (
          <li key={p.id}>{t(signed(p.id) ? 'joint.signed' : 'joint.missing', { letter: p.letter })}</li>
        ))}
      </ul>
      {own && c.state !== 'CLOSED' && !signed(own.id) ? (
        <Button
          kind="primary"
          why={why}
          pending={sending.pending}
          onPress={() =>
            void sending.send('consultation.sign', {
              ...{ consultation: c.id, no: joint.no, phrases: joint.phrases },
            })
          }
        >
          {t('joint.sign', { no, letter: own.letter })}
        </Button>
      ) : null}
    </section>
  );
}

function Acts({ c, me, why, sending }: ActProps) {
  const t = useTranslations('consultation');
  const letter = useOwnLetter();
  const { send, pending } = sending;
  return (
    <>
      {c.joined.includes(me.participant) ? null : (
        <Button
          kind="primary"
          why={why}
          pending={pending}
          onPress={() => void send('consultation.join', { consultation: c.id })}
        >
          {t('join', { letter })}
        </Button>
      )}
      <Composer c={c} letter={letter} why={why} sending={sending} />
      <Button
        kind="quiet"
        size="small"
        why={why}
        pending={pending}
        onPress={() => void send('consultation.close', { consultation: c.id })}
      >
        {t('close')}
      </Button>
    </>
  );
}
