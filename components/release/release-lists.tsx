'use client';

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useWhyNoActs } from '../../client/actions/use-action-keys';
import { useSend } from '../../client/actions/use-send';
import { timeZ } from '../../client/format/time';
import { useLogText } from '../../client/i18n/log-text';
import { useResultText } from '../../client/i18n/result-text';
import { useConsole, useSourceState } from '../../client/stores/context';
import { copyNumber } from '../../client/stores/select';
import { shortNumber } from '../../domain/ids';
import { national } from '../../domain/labels';
import type { GivenRecord, Release, Released } from '../../domain/release';
import { useShown } from '../alerts/use-shown';
import { FIELD } from '../consultation/field';
import { useBook, useLetterOf, useMe } from '../shell/use-data';
import { Button } from '../ui/button';
import { Written } from '../ui/written';
import { ReleaseSeen } from './release-seen';
import { useCoarseText } from './use-coarse-text';

const NONE: { releases: Record<string, Release>; released: Record<string, Released> } = {
  ...{ releases: {}, released: {} },
};

/** What the Party has released of its own, with the withdrawal; and what others have released to it. */
export function ReleaseLists() {
  const t = useTranslations('release');
  const tp = useTranslations('preview');
  const me = useMe();
  const preview = useSourceState((s) => s.preview);
  const title = preview ? tp('copies') : t('received');
  const view = useSourceState((s) => (me && s.views[national(me.participant)]) ?? NONE);
  const own = Object.values(view.releases).sort((a, b) => b.number - a.number);
  const received = Object.values(view.released).sort((a, b) => b.number - a.number);
  return (
    <>
      {received.length > 0 ? (
        <section aria-label={title}>
          <h2 className="bg-raised px-3 py-1.5 font-semibold text-hi">{title}</h2>
          <ul>
            {received.map((r) => (
              <ReceivedRow key={r.id} released={r} />
            ))}
          </ul>
        </section>
      ) : null}
      {own.length > 0 ? (
        <section aria-label={t('own')}>
          <h2 className="bg-raised px-3 py-1.5 font-semibold text-hi">{t('own')}</h2>
          <ul>
            {own.map((r) => (
              <OwnRow key={r.id} release={r} />
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function ReceivedRow({ released }: { released: Released }) {
  const t = useTranslations('release');
  const tc = useTranslations('codes');
  const coarse = useCoarseText();
  const letterOf = useLetterOf();
  const select = useConsole((s) => s.select);
  const openDossier = useConsole((s) => s.openDossier);
  const shown = useShown('release', released);
  const letter = letterOf(released.from);
  const stands = released.state === 'ACTIVE';
  const number = useSourceState((s) => copyNumber(released.number, s));
  const text = (
    <>
      <span className="font-mono font-medium text-hi">{number}</span> {tc(`releaseKind.${released.kind}`)}
      <span className="block text-small text-dim">
        {t(`gave.${released.state}`, { letter })}, {coarse(released.coarsen)},{' '}
        <span className="font-mono">{timeZ(released.updatedMs)}</span>
      </span>
    </>
  );
  return (
    <li ref={shown} className="border-b border-line-soft px-3 py-1">
      {stands && released.kind === 'track' && released.record ? (
        <button
          type="button"
          className="block w-full cursor-pointer text-left hover:bg-raised"
          onClick={() => {
            select({ kind: 'track', id: released.id });
            openDossier(true);
          }}
        >
          {text}
        </button>
      ) : (
        <p>{text}</p>
      )}
      {stands ? <Given released={released} /> : null}
      <p className="text-small text-dim">
        <Written quoted text={released.withdrawnFor ?? released.reason} />
      </p>
    </li>
  );
}

/** What else than a track says, in a line. */
function Given({ released }: { released: Released }) {
  const t = useTranslations('release');
  const tc = useTranslations('codes');
  const { record } = released;
  if (record === null) return <p className="text-small text-dim">{t('waits')}</p>;
  switch (released.kind) {
    case 'alert':
      return <p className="text-fg">{tc(`severity.${released.record?.severity ?? 'ADVISORY'}`)}</p>;
    case 'sensor':
      return <p className="text-fg">{tc(`sensorStatus.${released.record?.status ?? 'UNKNOWN'}`)}</p>;
    case 'log':
      return <GivenLine line={released.record ?? {}} />;
    default:
      return null;
  }
}

/** A line of the giver's log: what somebody wrote, or what the center said there, in the reader's words. */
function GivenLine({ line: { atMs, msg = '', params = {}, text } }: { line: GivenRecord<'log'> }) {
  const words = useLogText(useBook());
  return (
    <p className="text-fg">
      {atMs === undefined ? null : <span className="font-mono text-dim">{timeZ(atMs)} </span>}
      {text ? <Written text={text.body} lang={text.language} /> : words({ msg, params, by: null })}
    </p>
  );
}

function OwnRow({ release }: { release: Release }) {
  const t = useTranslations('release');
  const tc = useTranslations('codes');
  const coarse = useCoarseText();
  const say = useResultText();
  const id = useId();
  const me = useMe();
  const letterOf = useLetterOf();
  const whyNot = useWhyNoActs();
  const sending = useSend();
  const [reason, setReason] = useState('');
  const number = shortNumber('RE', release.number);
  const why =
    (me?.role === 'supervisor' ? null : t('supervisorOnly')) ??
    whyNot ??
    (reason.trim() === '' ? t('sayReason') : null);
  return (
    <li className="border-b border-line-soft px-3 py-1">
      <p>
        <span className="font-mono font-medium text-hi">{number}</span> {tc(`releaseKind.${release.of.kind}`)}
        <span className="block text-small text-dim">
          {t('toParties', { letters: release.to.map(letterOf).sort().join(', ') })}, {coarse(release.coarsen)}
          {release.state === 'ACTIVE'
            ? ''
            : `, ${t(release.state === 'ENDED' ? 'ended' : 'withdrawn')} ${timeZ(release.updatedMs)}`}
        </span>
      </p>
      <p className="text-small text-dim">
        <Written quoted text={release.withdrawn?.reason ?? release.reason} />
      </p>
      <ReleaseSeen release={release} />
      {release.state === 'ACTIVE' ? (
        <form className="mt-1 flex flex-wrap items-end gap-x-2 gap-y-1" onSubmit={(e) => e.preventDefault()}>
          <label htmlFor={id} className="min-w-32 flex-1 text-small text-dim">
            {t('reason')}
            <input
              id={id}
              value={reason}
              maxLength={500}
              className={FIELD}
              onChange={(e) => setReason(e.target.value)}
            />
          </label>
          <Button
            size="small"
            why={why}
            pending={sending.pending}
            onPress={() =>
              void sending.send('release.withdraw', { release: release.id, reason: reason.trim() })
            }
          >
            {t('withdraw', { number, letter: letterOf(me?.participant ?? '') })}
          </Button>
        </form>
      ) : null}
      {sending.refusal ? (
        <p role="alert" className="text-small text-hi">
          {say(sending.refusal)}
        </p>
      ) : null}
    </li>
  );
}
