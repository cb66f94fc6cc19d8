'use client';

import { type ReactNode, useId, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Selection } from '../../client/stores/console-store';
import { useConsole, useNow, useSource } from '../../client/stores/context';
import { useIsMember } from '../shell/use-data';
import { Button } from '../ui/button';
import { HeadSymbol } from './head-symbol';
import { type Column, type ListContent, type ListRow, listOf } from './list-rows';
import { ObjectBook } from './scene/objects';
import { ReportedBook } from './scene/reported';
import { objectsOf } from './scene/scene';
import { useListTexts } from './use-list-texts';

interface Props {
  /** Otherwise it is there for assistive techniques only. */
  shown: boolean;
  onClose?: () => void;
}
const FLYING: readonly Column[] = [
  'number',
  'what',
  'state',
  'position',
  'course',
  'height',
  'speed',
  'launchRegion',
  'impactRegion',
];
const REPORTED: readonly Column[] = [
  ...(['number', 'party', 'state', 'course', 'launchRegion', 'impactRegion', 'looks', 'difference'] as const),
];
const NOTICES: readonly Column[] = ['number', 'state', 'window', 'area', 'impactArea'];
const SENSORS: readonly Column[] = ['party', 'what', 'place', 'sector', 'status'];

/** Everything that the map shows, as a list: the map's equivalent for whoever cannot see it. */
export function MapList({ shown, onClose }: Props) {
  const t = useTranslations('map.list');
  const tm = useTranslations('shell.membership');
  const member = useIsMember();
  const id = useId();
  // Unseen, it need not follow each second.
  const content = useListContent(shown ? 1 : 0.1);
  const over = shown && onClose !== undefined;
  const look = over
    ? 'absolute inset-x-3 bottom-12 max-h-[min(100%-142px,420px)] min-h-16 overflow-auto rounded border border-line bg-panel p-3'
    : shown
      ? ''
      : 'sr-only';
  return (
    <section aria-labelledby={id} data-kept={over ? true : undefined} className={`text-small ${look}`}>
      <div className="mb-2 flex items-center justify-between">
        <h3 id={id} className="font-semibold text-hi">
          {t('title')}
        </h3>
        {over ? (
          <Button size="small" kind="quiet" onPress={onClose}>
            {t('close')}
          </Button>
        ) : null}
      </div>
      {content.launches.length + content.tracks.length === 0 ? (
        <p className="mb-2 text-dim">
          {member ? t('empty', { sensors: content.sensors.length }) : tm('nothing')}
        </p>
      ) : null}
      <Table title={t('launches')} columns={FLYING} rows={content.launches} choose={shown} />
      <Table title={t('tracks')} columns={FLYING} rows={content.tracks} choose={shown} />
      {content.more > 0 ? <p className="mb-2 text-dim">{t('more', { n: content.more })}</p> : null}
      <Table title={t('reported')} columns={REPORTED} rows={content.reported} choose={shown} />
      <Table title={t('notices')} columns={NOTICES} rows={content.notices} choose={shown} />
      <Table title={t('sensors')} columns={SENSORS} rows={content.sensors} choose={shown} />
    </section>
  );
}

function useListContent(hz: number): ListContent {
  const source = useSource();
  const texts = useListTexts();
  const nowMs = useNow(hz);
  const layers = useConsole((s) => s.layers);
  const selection = useConsole((s) => s.selection);
  const [{ book, reports }] = useState(() => ({ book: new ObjectBook(), reports: new ReportedBook() }));
  return useMemo(() => {
    // Read with the beat and not with each event: what nobody looks at need not be made anew several times a second.
    const state = source.store.getState();
    const objects = objectsOf(book, state, (c) => source.tracks(c), selection, layers.national, nowMs);
    const reported = layers.reported ? reports.list(state, objects) : [];
    return listOf(state, objects, reported, layers.notices, selection, texts, nowMs);
  }, [book, reports, source, layers, selection, texts, nowMs]);
}

interface TableProps {
  title: string;
  columns: readonly Column[];
  rows: ListRow[];
  /** Rows can be selected; where nobody sees the list nothing in it may take the focus. */
  choose: boolean;
}

function Table({ title, columns, rows, choose }: TableProps) {
  const t = useTranslations('map.list');
  if (rows.length === 0) return null;
  return (
    <table className="mb-3 w-full border-collapse text-left">
      <caption className="text-left text-dim">{title}</caption>
      <thead>
        <tr className="border-b border-line text-dim">
          {columns.map((column) => (
            <th key={column} scope="col" className="pr-3 font-normal">
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.key} row={row} columns={columns} choose={choose} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, columns, choose }: Pick<TableProps, 'columns' | 'choose'> & { row: ListRow }) {
  const { selection, head, cells } = row;
  const selected = useConsole(
    (s) => s.selection?.kind === selection?.kind && s.selection?.id === selection?.id,
  );
  const [first, ...rest] = columns;
  return (
    <tr className={`border-b border-line-soft align-middle ${selected ? 'bg-selected' : ''}`}>
      <th scope="row" className="whitespace-nowrap pr-3 font-mono font-medium text-hi">
        {head ? <HeadSymbol {...head} size={14} /> : null}
        <Name selection={choose ? selection : null}>{(first && cells[first]) ?? ''}</Name>
      </th>
      {rest.map((column) => (
        <td key={column} className="pr-3">
          {cells[column]}
        </td>
      ))}
    </tr>
  );
}

function Name({ selection, children }: { selection: Selection | null; children: ReactNode & string }) {
  const t = useTranslations('map.list');
  const select = useConsole((s) => s.select);
  const openDossier = useConsole((s) => s.openDossier);
  if (!selection) return children;
  return (
    <Button
      size="small"
      kind="quiet"
      label={t('select', { name: children })}
      onPress={() => {
        select(selection);
        openDossier(true);
      }}
    >
      {children}
    </Button>
  );
}
