import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { LanguageProvider } from '../../client/i18n/provider';
import { FakeSource } from '../../client/source/fake-source';
import { ConsoleProvider } from '../../client/stores/context';
import { T0 } from '../../client/testing';
import { Button } from './button';
import { Countdown } from './countdown';
import { Marking } from './marking';
import { ClockFace, ModeBadge, type ShownMode } from './mode-badge';
import { STATUSES, statusOfSensor } from './status';
import { StatusSymbol } from './status-symbol';

function html(node: ReactNode, language: 'en' | 'ru' = 'en', nowMs = T0): string {
  return renderToStaticMarkup(
    <LanguageProvider initial={language}>
      <ConsoleProvider source={new FakeSource({}, nowMs)}>{node}</ConsoleProvider>
    </LanguageProvider>,
  );
}
const shapeOf = (markup: string): string => /<(path|rect|circle)[^>]*>/.exec(markup)?.[0] ?? '';

describe('SY-96 status is colour, shape and word', () => {
  it('SY-96 six shapes differ without their colour, and hollow ones are not filled', () => {
    expect(new Set(STATUSES.map((s) => shapeOf(html(<StatusSymbol status={s} />)))).size).toBe(6);
    expect(html(<StatusSymbol status="critical" />)).toContain('fill="var(--critical)"');
    expect(html(<StatusSymbol status="critical" hollow />)).toContain('fill="none" stroke="var(--critical)"');
    expect(html(<StatusSymbol status="critical" muted />)).toContain('fill="none" stroke="var(--off)"');
  });

  it('SY-96 a symbol alone has its word; beside a word it is hidden from assistive techniques', () => {
    expect(html(<StatusSymbol status="serious" label="High" />)).toContain('role="img" aria-label="High"');
    expect(html(<StatusSymbol status="serious" />)).toContain('aria-hidden="true"');
  });

  it('SY-96 a sensor without a health report is off, never normal; a silent one is stale', () => {
    expect(statusOfSensor('UNKNOWN', false)).toBe('off');
    expect(statusOfSensor('ON', true)).toBe('serious');
    expect(statusOfSensor('ON', false)).toBe('normal');
  });
});

describe('SY-97 buttons', () => {
  it('SY-97 one that cannot be pressed stays, is disabled and is described by the reason', () => {
    const markup = html(
      <Button onPress={() => undefined} why="Link lost">
        Send
      </Button>,
    );
    expect(markup).toMatch(/<button[^>]*disabled/);
    const id = /aria-describedby="([^"]+)"/.exec(markup)?.[1];
    expect(markup).toContain(`id="${id}" class="sr-only">Link lost`);
    expect(html(<Button onPress={() => undefined}>Send</Button>)).not.toContain('disabled=""');
  });

  it('SY-97 a key cap names its key in the reader’s language', () => {
    const markup = html(
      <Button onPress={() => undefined} keys="Shift+Z">
        Всё
      </Button>,
      'ru',
    );
    expect(markup).toContain('aria-label="Клавиша Shift+Z"');
    expect(markup).toContain('⇧Z');
  });
});

describe('SY-98 what a page is', () => {
  it('SY-98 the marking says simulated and not real in the reader’s language', () => {
    expect(html(<Marking at="top" />)).toContain('simulated data, not real');
    expect(html(<Marking at="bottom" />, 'ru')).toContain('моделируемые данные, не реально');
  });

  it('SY-98 each mode has its own badge and clock face', () => {
    const modes: ShownMode[] = ['LIVE', 'EXERCISE', 'REPLAY'];
    const classes = (node: ReactNode) => /class="([^"]+)"/.exec(html(node))?.[1];
    expect(new Set(modes.map((m) => classes(<ModeBadge mode={m} />))).size).toBe(3);
    expect(new Set(modes.map((m) => classes(<ClockFace mode={m}>0</ClockFace>))).size).toBe(3);
    expect(html(<ModeBadge mode="REPLAY" />, 'ru')).toContain('Воспроизведение');
  });
});

describe('SY-82 countdown', () => {
  it('SY-82 shows the session time left with its bar, and what is overdue with a plus', () => {
    const left = html(<Countdown dueMs={T0 + 23_500} fromMs={T0 - 36_500} label="due" />);
    expect(left).toContain('00:24');
    expect(left).toContain('width:39%');
    expect(html(<Countdown dueMs={T0 - 11_000} label="due" />)).toContain('+00:11');
  });
});
