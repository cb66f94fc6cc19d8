import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { LanguageProvider } from '../../client/i18n/provider';
import { FakeSource } from '../../client/source/fake-source';
import type { SourceState } from '../../client/source/source';
import type { ConsoleState } from '../../client/stores/console-store';
import { ConsoleProvider } from '../../client/stores/context';
import { alert, event, launch, PARTIES, principal, T0 } from '../../client/testing';
import type { Alert } from '../../domain/alert';
import type { Launch } from '../../domain/records';

/** A console of the first Party's officer with one launch and its alert, for tests of panes. */
export function fakeConsole(
  state: Partial<SourceState> = {},
  parts: { alert?: Partial<Alert>; launch?: Partial<Launch>; nowMs?: number } = {},
): FakeSource {
  const source = new FakeSource(
    { me: principal(), participants: PARTIES, ...state },
    parts.nowMs ?? T0 + 60e3,
  );
  source.give(
    'SHARED',
    event(1, 'launch.changed', launch(parts.launch)),
    event(2, 'alert.changed', alert({ dueMs: T0 + 84e3, ...parts.alert })),
  );
  return source;
}

/** What a pane paints first, as markup. */
export function html(
  node: ReactNode,
  source: FakeSource,
  options: { language?: 'en' | 'ru'; initial?: Partial<ConsoleState> } = {},
): string {
  // The server's paint reads what a store began with: the source begins anew with what it was given.
  const begun = new FakeSource(source.store.getState(), source.atMs);
  begun.silentMs = source.silentMs;
  return renderToStaticMarkup(
    <LanguageProvider initial={options.language ?? 'en'}>
      <ConsoleProvider source={begun} initial={options.initial ?? {}}>
        {node}
      </ConsoleProvider>
    </LanguageProvider>,
  );
}

/** The words of markup, apart by single spaces. */
export const words = (markup: string): string =>
  markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
