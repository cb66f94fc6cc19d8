import { describe, expect, it } from 'vitest';
import { answerPayload } from '../../client/actions/answer';
import { createConsoleStore } from '../../client/stores/console-store';
import { alert, principal, T0 } from '../../client/testing';
import type { Alert, CommandResult } from '../../domain/alert';
import { fakeConsole, html, words } from '../shell/testing';
import { ActionBar } from './action-bar';
import { AlertStrip } from './alert-strip';
import { ChangeTable } from './change-table';
import type { AnswerState } from './use-answer';

const idle: AnswerState = {
  pending: false,
  slow: false,
  result: null,
  acknowledge: () => undefined,
  dissent: () => undefined,
  forget: () => undefined,
};
const bar = (part: Partial<Alert>, answer: Partial<AnswerState> = {}, paintedRev = 7) => {
  const row = { alert: alert({ rev: 7, dueMs: T0 + 84e3, ...part }), compartment: 'SHARED' as const };
  const source = fakeConsole({}, { alert: row.alert });
  const node = <ActionBar row={row} me={principal()} answer={{ ...idle, ...answer }} layout="wide" />;
  return html(node, source, { initial: { paintedRev: { [row.alert.id]: paintedRev } } });
};
const given = {
  kind: 'ACK' as const,
  party: 'P1',
  user: 'u1',
  nameEn: 'Ivanova',
  nameRu: 'Иванова',
  robot: true,
  atMs: T0 + 30e3,
  rev: 7,
  reason: null,
  commandId: 'c1',
};

describe('the alert strip', () => {
  it('UX-04 shows severity by symbol and word, the Parties in fixed places, and what is awaited with the time left', () => {
    const markup = html(<AlertStrip layout="wide" />, fakeConsole({}, { alert: { severity: 'CRITICAL' } }));
    expect(markup).toContain('data-status="critical"');
    const text = words(markup);
    expect(text).toMatch(/Critical AL-0042 Launch, no notification · L-0117/);
    expect(text).toMatch(/A awaited 00:24 left B awaited 00:24 left/);
    expect(markup).toContain('critical-frame');
  });

  it('UX-04 says the same in Russian, by words and not by place alone', () => {
    const markup = html(<AlertStrip layout="small" />, fakeConsole(), { language: 'ru' });
    expect(words(markup)).toMatch(/Высокий Пуск без уведомления .*A ожидается 00:24 B ожидается 00:24/);
  });

  it('UX-39 an alert raised without a notification says in its title what came since', () => {
    const late = (match: 'NONE' | 'LATE' | 'ON_FILE') => {
      const facts = { ...alert().facts, match, notificationNumber: match === 'NONE' ? null : 7 };
      return words(html(<AlertStrip layout="wide" />, fakeConsole({}, { alert: { facts } })));
    };
    expect(late('NONE')).toContain('Launch, no notification · L-0117');
    expect(late('LATE')).toContain('Launch, notification came late N-0007 · L-0117');
    expect(late('ON_FILE')).toContain('Launch, notification found since N-0007 · L-0117');
  });

  it('UX-13 a robot’s answer is marked as one', () => {
    const source = fakeConsole({}, { alert: { answers: [given], ack: { state: 'PARTIAL' } } });
    expect(words(html(<AlertStrip layout="wide" />, source))).toMatch(/A 06:00:58Z robot B awaited/);
  });

  it('UX-19 when the link is lost what was awaited is unknown, and no countdown runs on', () => {
    const source = fakeConsole({ link: 'lost', lastHeardMs: T0 + 50e3 });
    const text = words(html(<AlertStrip layout="wide" />, source));
    expect(text).toContain('unknown since 06:01:18Z');
    expect(text).not.toContain('awaited');
  });

  it('UX-27 an empty strip says what the last alert was and what reports', () => {
    const source = fakeConsole(
      {},
      {
        alert: {
          lifecycle: { state: 'CLOSED', atMs: T0 + 40e3 },
          ack: { state: 'ACKED' },
          updatedMs: T0 + 40e3,
        },
      },
    );
    expect(words(html(<AlertStrip layout="wide" />, source))).toMatch(
      /No open alert\. Last AL-0042, over at 06:01:08Z\. 0 of 0 own sensors reporting\./,
    );
  });
});

describe('the supervisor’s act', () => {
  it('UX-38 the bar stands also when nothing waits', () => {
    const node = <ActionBar row={null} me={principal()} answer={idle} layout="wide" />;
    expect(words(html(node, fakeConsole()))).toBe('No alert waits for an answer. Other acts…');
  });

  it('UX-11 the button names revision, act and Party: the revision that was painted, not the one that is held', () => {
    expect(words(bar({}))).toContain('Acknowledge r7 for Party A');
    expect(words(bar({ rev: 8 }))).toContain('Acknowledge r7 for Party A');
    const store = createConsoleStore({ paintedRev: { 'alert-1#1': 7 } });
    expect(answerPayload({ console: store }, { alert: alert({ rev: 8 }) })?.seenRev).toBe(7);
  });

  it('UX-156 before the due time the bar says what is left, after it that it is overdue', () => {
    expect(words(bar({}))).toMatch(/left for Party .*, due 06:01:52Z/);
    const late = words(bar({ dueMs: T0 - 3600e3 }));
    expect(late).toMatch(/\+1:\d\d:\d\d overdue, Party .*, was due 05:00:28Z/);
    expect(late).not.toContain('left for');
  });

  it('UX-11 after 400 ms it says that it sends; once answered a record of it stands in its place', () => {
    expect(words(bar({}, { pending: true, slow: true }))).toContain('Sending…');
    const text = words(bar({ answers: [given], ack: { state: 'PARTIAL' } }));
    expect(text).toContain('Acknowledged r7 for Party A');
    expect(text).toContain('at 06:00:58Z, stands in the log');
    expect(text).not.toContain('Acknowledge r7');
  });

  it('UX-11 a refusal is a sentence; a stale revision says that nothing was sent and what changed', () => {
    const stale: CommandResult = {
      code: 'STALE_REV',
      currentRev: 8,
      materialRev: 8,
      changes: [{ field: 'impact', from: '', to: '', movedM: 410e3 }],
    };
    const text = words(bar({ rev: 8 }, { result: stale }, 8));
    expect(text).toContain('Not sent, the alert changed while you read. It is now r8');
    expect(text).toContain('Changed: impact area. Read it, then answer r8.');
    expect(text).toContain('Acknowledge r8 for Party A');
    const already: CommandResult = { code: 'ALREADY', by: 'u', nameEn: 'Reed', nameRu: 'Рид', atMs: T0 };
    expect(words(bar({}, { result: already }))).toContain('Already answered by Reed, 06:00:28Z');
  });

  it('UX-12 an officer who has nothing to compare with reads what the center says changed last', () => {
    const row = {
      alert: alert({
        rev: 4,
        materialRev: 4,
        severity: 'CRITICAL',
        changes: [{ field: 'severity', from: 'HIGH', to: 'CRITICAL' }],
      }),
      compartment: 'SHARED' as const,
    };
    const text = words(html(<ChangeTable row={row} launch={null} />, fakeConsole()));
    expect(text).toMatch(/before r4 now Change Level High Critical/);
    // Another revision of the same alarm came; then he answers.
    const later = { ...row, alert: { ...row.alert, rev: 5 } };
    const table = (r: typeof row) => words(html(<ChangeTable row={r} launch={null} />, fakeConsole()));
    expect(table(later)).toMatch(/before r5 now Change Level High Critical/);
    const own = { ...given, party: principal().participant, rev: 5 };
    expect(table({ ...later, alert: { ...later.alert, answers: [own] } })).not.toContain('Level');
  });

  it('UX-153 who is asked again reads which revision he had answered, until he closes the table', () => {
    const again = {
      rev: 4,
      materialRev: 4,
      archivedAnswers: [{ ...given, party: principal().participant, rev: 1 }],
      changes: [{ field: 'severity' as const, from: 'HIGH', to: 'CRITICAL' }],
    };
    const row = { alert: alert(again), compartment: 'SHARED' as const };
    const table = <ChangeTable row={row} launch={null} />;
    expect(words(html(table, fakeConsole()))).toContain('you answered r1 at 06:00:58Z');
  });
});
