'use client';

import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import { useSourceState } from '../../client/stores/context';
import { shortNumber } from '../../domain/ids';
import { national } from '../../domain/labels';
import type { Release, ReleaseSubject } from '../../domain/release';
import { ReceiptsTable } from '../dossier/receipts-table';
import { useLetterOf, useMe } from '../shell/use-data';
import { useCoarseText } from './use-coarse-text';

/** Who of its receivers was given a release and had it on screen; of one that is over only what is known. */
export function ReleaseSeen({ release }: { release: Release }) {
  const me = useMe();
  const participants = useSourceState((s) => s.participants);
  const held = useSourceState((s) => me && s.views[national(me.participant)]?.receipts[release.id]);
  if (release.state !== 'ACTIVE' && !held) return null;
  // All its copies change together; that of a console that is behind is an older one.
  const rev = Math.max(0, ...Object.values(held ?? {}).map((r) => r.given.rev));
  const lines = participants.filter((p) => release.to.includes(p.id));
  return <ReceiptsTable lines={lines} held={held ?? undefined} rev={rev} />;
}

const NONE: Readonly<Record<string, Release>> = {};

/** The own releases of a record, each with who saw it; nothing where it is not released. */
export function ReleasesOf({ of }: { of: ReleaseSubject }) {
  const t = useTranslations('release');
  const td = useTranslations('dossier.receipts');
  const coarse = useCoarseText();
  const me = useMe();
  const letterOf = useLetterOf();
  const all = useSourceState((s) => (me && s.views[national(me.participant)]?.releases) ?? NONE);
  const own = Object.values(all).filter((r) => r.of.kind === of.kind && r.of.id === of.id);
  if (own.length === 0) return null;
  return (
    <section aria-label={td('title')} className="border-t border-line-soft px-3.5 py-2">
      <header className="flex items-center gap-2">
        <h3 className="flex-none text-fg">{td('title')}</h3>
        <span className="ml-auto truncate text-note text-dim">{td('source')}</span>
      </header>
      {own.map((release) => (
        <div key={release.id}>
          <p className="text-small text-dim">
            <span className="font-mono text-hi">{shortNumber('RE', release.number)}</span>{' '}
            {t('toParties', { letters: release.to.map(letterOf).join(', ') })}, {coarse(release.coarsen)}
            {release.withdrawn ? `, ${t('withdrawn')} ${timeZ(release.withdrawn.atMs)}` : ''}
          </p>
          <ReleaseSeen release={release} />
        </div>
      ))}
    </section>
  );
}
