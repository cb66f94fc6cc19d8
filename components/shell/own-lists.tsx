'use client';

import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import { useWords } from '../../client/i18n/provider';
import { useConsole, useNow, useSourceState } from '../../client/stores/context';
import { selectOwnTracks, selectSession } from '../../client/stores/select';
import { shortNumber } from '../../domain/ids';
import type { NationalTrack } from '../../domain/records';
import { headKind, trackFreshness } from '../map/head';
import { HeadSymbol } from '../map/head-symbol';
import { Chip } from '../ui/chip';
import { statusOfSensor } from '../ui/status';
import { StatusSymbol } from '../ui/status-symbol';
import { useIsMember, useOwnLetter, useOwnSensors } from './use-data';

/** Tracks that are over stay listed, but not more than these. */
const MOST_TRACKS = 40;

/** Tracks of the own national picture; the other Party never sees them. */
export function OwnPicture() {
  const t = useTranslations('shell.lists');
  const tn = useTranslations('common');
  const tracks = useSourceState(selectOwnTracks);
  const letter = useOwnLetter();
  return (
    <section aria-label={t('ownPicture')}>
      <header className="flex h-8 items-center gap-2 bg-raised px-3">
        <h2 className="font-semibold text-hi">{t('ownPicture')}</h2>
        <span className="ml-auto" />
        <Chip tone="dashed">{tn('nationalOf', { letter })}</Chip>
      </header>
      {tracks.length === 0 ? <p className="px-3 py-2 text-small text-dim">{t('noTrack')}</p> : null}
      <ul>
        {tracks.slice(0, MOST_TRACKS).map((track) => (
          <TrackRow key={track.id} track={track} />
        ))}
      </ul>
    </section>
  );
}

function TrackRow({ track }: { track: NationalTrack }) {
  const t = useTranslations('shell.lists');
  const tc = useTranslations('codes');
  const select = useConsole((s) => s.select);
  const openDossier = useConsole((s) => s.openDossier);
  const selected = useConsole((s) => s.selection?.kind === 'track' && s.selection.id === track.id);
  const looks = track.sensors.reduce((n, s) => n + s.looks, 0);
  return (
    <li className="border-b border-line-soft">
      <button
        type="button"
        aria-pressed={selected}
        onClick={() => {
          select({ kind: 'track', id: track.id });
          openDossier(true);
        }}
        className={`grid min-h-10 w-full cursor-pointer grid-cols-[20px_minmax(0,1fr)] items-center gap-x-2 border-l-[3px] py-1 pr-2.5 pl-2 text-left ${selected ? 'border-focus bg-selected' : 'border-transparent hover:bg-raised'}`}
      >
        <HeadSymbol kind={headKind(track.classes)} freshness={trackFreshness(track.status)} size={16} />
        <span className="truncate">
          <span className="mr-3 font-mono font-medium text-hi">{shortNumber('TK', track.number)}</span>
          {tc(`trackStatus.${track.status}`)}
        </span>
        <span />
        <span className="flex min-w-0 items-baseline gap-2 text-small text-dim">
          <span className="truncate">
            {track.reportedAs === null
              ? t('looks', { n: looks })
              : t('reportedAs', { n: looks, number: shortNumber('L', track.reportedAs) })}
          </span>
          <span className="ml-auto flex-none font-mono">{timeZ(track.lastLookMs)}</span>
        </span>
      </button>
    </li>
  );
}

/** Own sensors with their state and last look. No health report yet is unknown, never on. */
export function OwnSensors() {
  const t = useTranslations('shell.lists');
  const tc = useTranslations('codes');
  const pick = useWords();
  const letter = useOwnLetter();
  const tn = useTranslations('common');
  const { sensors, states } = useOwnSensors(useNow(1 / 60));
  const select = useConsole((s) => s.select);
  const openDossier = useConsole((s) => s.openDossier);
  return (
    <section aria-label={t('ownSensors')} className="pb-2">
      <header className="flex h-8 items-center gap-2 px-3">
        <h2 className="whitespace-nowrap font-semibold text-hi">{t('ownSensors')}</h2>
        <span className="ml-auto truncate text-note text-dim max-wide:hidden">{t('lastLook')}</span>
        <span className="ml-auto wide:hidden" />
        <Chip tone="dashed">{tn('nationalOf', { letter })}</Chip>
      </header>
      <ul>
        {sensors.map((s) => {
          const state = states[s.id];
          const word = state?.stale ? t('silent') : tc(`sensorStatus.${state?.status ?? 'UNKNOWN'}`);
          return (
            <li key={s.id}>
              <button
                type="button"
                onClick={() => {
                  select({ kind: 'sensor', id: s.id });
                  openDossier(true);
                }}
                className="grid min-h-6 w-full cursor-pointer grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-2 px-3 text-left hover:bg-raised"
              >
                <span className="truncate">{pick(s.name)}</span>
                <span className="flex items-center gap-1.5 text-small">
                  <StatusSymbol
                    status={statusOfSensor(state?.status ?? 'UNKNOWN', state?.stale ?? false)}
                    size={11}
                  />
                  {word}
                </span>
                <span className="text-right font-mono text-small text-dim max-wide:hidden wide:w-[66px]">
                  {state?.lastLookMs ? timeZ(state.lastLookMs) : '—'}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What this session is, and in an exercise what is assumed in it. */
export function SessionCard() {
  const t = useTranslations('shell.lists');
  const pick = useWords();
  const session = useSourceState(selectSession);
  const alerts = useSourceState((s) => s.views.SHARED?.alerts);
  const beat = useNow(1 / 10);
  const recent = Object.values(alerts ?? {}).filter((a) => beat - a.raisedMs < 600e3).length;
  const beganMs = useSourceState((s) => s.views.SHARED?.session?.epochMs ?? null);
  // Nothing of the session is told to who is no member.
  if (!useIsMember()) return null;
  return (
    <section aria-label={t('session')} className="flex-none border-t border-line px-3 py-2 text-small">
      <h2 className="text-body font-semibold text-hi">{t('session')}</h2>
      <dl>
        <div className="flex justify-between">
          <dt className="text-dim">{t('began')}</dt>
          <dd className="font-mono">{beganMs === null ? '—' : timeZ(beganMs)}</dd>
        </div>
        <div className="flex justify-between">
          <dt className="text-dim">{t('recent')}</dt>
          <dd className="font-mono">{recent}</dd>
        </div>
      </dl>
      {session?.scenario ? (
        <details className="mt-1">
          <summary className="cursor-pointer text-dim">
            {t('assumed', { n: session.scenario.assumptions.length })}
          </summary>
          <ul className="max-h-40 list-disc overflow-y-auto pl-4 text-dim">
            {session.scenario.assumptions.map((a) => (
              <li key={a.en}>{pick(a)}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}
