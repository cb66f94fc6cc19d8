'use client';

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { timeZ } from '../../client/format/time';
import { useWords } from '../../client/i18n/provider';
import { ConsoleProvider, useConsole, useConsoleStore, useSourceState } from '../../client/stores/context';
import type { Participant, Principal } from '../../domain/participants';
import { Dossier } from '../dossier/dossier';
import { ConsoleMap } from '../map/console-map';
import type { PageConfig } from '../shell/config';
import type { Layout } from '../shell/use-layout';
import { Button } from '../ui/button';
import { GivenClasses } from './given-classes';
import { PreviewLists } from './preview-lists';
import { usePreview } from './use-preview';

interface Props {
  me: Principal;
  /** Whose picture; null: of the first of the others. */
  of: string | null;
  layout: Layout;
  config: PageConfig;
}
/** The map of a preview: what sensors cover is their owner's, and copies stand on it at once. */
const LAYERS = {
  coverage: false,
  uncertainty: true,
  trails: true,
  national: true,
  reported: false,
  notices: true,
  night: true,
};

/** What another participant is given, in a frame of its own over the own console, whose alerts stay above it. */
export function PreviewPane({ me, of, layout, config }: Props) {
  const participants = useSourceState((s) => s.participants);
  const others = participants.filter((p) => p.id !== me.participant).sort((a, b) => a.order - b.order);
  const whose = others.find((p) => p.id === of) ?? others[0];
  if (!whose) return null;
  return <Framed key={whose.id} whose={whose} others={others} layout={layout} config={config} />;
}

interface FramedProps extends Pick<Props, 'layout' | 'config'> {
  whose: Participant;
  others: Participant[];
}
function Framed({ whose, others, layout, config }: FramedProps) {
  const t = useTranslations('preview');
  const { map } = useConsoleStore().getState();
  const { source, preview, failed } = usePreview(whose);
  return (
    <section aria-label={t('pane')} className="preview-frame flex h-full min-h-0 flex-col bg-page">
      <Head whose={whose} others={others} atMs={preview?.nowMs ?? null} />
      {failed ? (
        <p role="alert" className="flex-none bg-raised px-3 py-1 font-medium text-hi">
          {t('failed')}
        </p>
      ) : null}
      {preview ? (
        <ConsoleProvider source={source} initial={{ layers: LAYERS, map, singleKeys: false }}>
          <Body whose={whose} shared={preview.views.length > 0} layout={layout} config={config} />
        </ConsoleProvider>
      ) : (
        <p className="m-auto text-dim">{t('asking')}</p>
      )}
    </section>
  );
}

function Head({ whose, others, atMs }: Pick<FramedProps, 'whose' | 'others'> & { atMs: number | null }) {
  const t = useTranslations('preview');
  const pick = useWords();
  const id = useId();
  const openPane = useConsole((s) => s.openPane);
  return (
    <header className="flex min-h-9 flex-none flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-head px-3 py-1">
      <strong className="whitespace-nowrap bg-hi px-2 font-semibold text-page tracking-wide">
        {t('mark')}
      </strong>
      <h2 className="font-semibold text-hi">
        {t('title', { name: pick(whose.name), letter: whose.letter })}
      </h2>
      {atMs === null ? null : (
        <span className="font-mono text-small text-dim">{t('from', { time: timeZ(atMs) })}</span>
      )}
      <span className="ml-auto flex items-center gap-3">
        <label htmlFor={id} className="flex items-center gap-2 whitespace-nowrap text-small text-dim">
          {t('of')}
          <select
            id={id}
            value={whose.id}
            className="h-6 rounded border border-line-strong bg-inset px-1 text-hi"
            onChange={(e) => openPane({ kind: 'preview', of: e.target.value })}
          >
            {others.map((p) => (
              <option key={p.id} value={p.id}>
                {`${p.letter} ${pick(p.name)}`}
              </option>
            ))}
          </select>
        </label>
        <Button size="small" kind="primary" autoFocus keys="Esc" onPress={() => openPane(null)}>
          {t('leave')}
        </Button>
      </span>
      <p className="w-full text-small text-fg">
        {t('readOnly')} {t(whose.kind === 'OBSERVER' ? 'ownObserver' : 'own')}
      </p>
    </header>
  );
}

interface BodyProps extends Pick<Props, 'layout' | 'config'> {
  whose: Participant;
  /** Something of the shared streams is held by both. */
  shared: boolean;
}
function Body({ whose, shared, layout, config }: BodyProps) {
  const t = useTranslations('preview');
  const selected = useConsole((s) => s.selection !== null && s.dossierOpen);
  const compact = layout === 'compact';
  const lists = (
    <div className="min-h-0 flex-1 overflow-y-auto">
      {shared ? null : <p className="px-3 py-2 font-medium text-hi">{t('noMember')}</p>}
      <PreviewLists whose={whose} layout={layout} />
    </div>
  );
  return (
    <div className="flex min-h-0 flex-1">
      {compact ? null : (
        <nav
          aria-label={t('lists')}
          className="flex w-(--left-width) flex-none flex-col border-r border-line bg-panel"
        >
          {lists}
        </nav>
      )}
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="relative min-h-0 flex-1">
          <ConsoleMap mapOff={config.mapOff} mapboxToken={config.mapboxToken} />
        </div>
        {compact ? <div className="flex h-[40%] flex-none border-t border-line bg-panel">{lists}</div> : null}
      </div>
      <div className="w-(--right-width) flex-none overflow-y-auto border-l border-line bg-panel">
        {selected ? <Dossier layout={layout} /> : <GivenClasses whose={whose} />}
      </div>
    </div>
  );
}
