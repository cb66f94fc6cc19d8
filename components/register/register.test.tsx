import { describe, expect, it } from 'vitest';
import { event, principal, T0 } from '../../client/testing';
import { ANY_NOTICE, type NoticeQuestion } from '../../domain/notice-search';
import type { LaunchNotification } from '../../domain/records';
import { filed } from '../../domain/testing/samples';
import type { Undertaking } from '../../domain/undertakings';
import { fakeConsole, html, words } from '../shell/testing';
import { NoticeActs } from './notice-acts';
import { NoticeDetail } from './notice-detail';
import { NoticeLaunch } from './notice-launch';
import { NoticeTable } from './notice-table';
import { Register } from './register';
import { RegisterPage } from './register-page';
import { SearchForm } from './search-form';
import { UndertakingsList } from './undertakings-list';

const HOUR = 3600e3;
const notice = (part: Partial<LaunchNotification> = {}): LaunchNotification =>
  filed({ id: 'n', number: 12, window: { fromMs: T0 + HOUR, toMs: T0 + 2 * HOUR }, ...part });
const stranger = notice({ by: 'X9', byName: { en: 'Elsewhere', ru: 'Иной' }, recognised: false });
const at = { desk: '', session: 'live' };

describe('the register', () => {
  it('UX-122 marks who takes no part, short notice and what came of a launch, in both languages', () => {
    const postLaunch = { launchedMs: T0, outcome: 'FAILURE', givenMs: T0, late: true } as const;
    const n = { ...stranger, ahead: 'SHORT', postLaunch } as const;
    const table = (
      <NoticeTable shown={[n]} asked={false} selected={null} beside={false} onSelect={() => {}} />
    );
    const en = words(html(table, fakeConsole()));
    expect(en).toMatch(/N-0012 .* Elsewhere not recognised .* short notice .* failed/);
    expect(words(html(table, fakeConsole(), { language: 'ru' }))).toMatch(/Иной без признания .* авария/);
    const detail = words(html(<NoticeDetail notice={n} {...at} />, fakeConsole()));
    expect(detail).toContain('recorded as received, without recognition');
    expect(detail).toMatch(/failed 24 Nov 2026 06:00:28Z late/);
    expect(words(html(table, fakeConsole()))).not.toContain('No launch notification');
    const none = <NoticeTable shown={[]} asked selected={null} beside={false} onSelect={() => {}} />;
    expect(words(html(none, fakeConsole()))).toContain('No notification fits what is asked.');
  });

  it('UX-122 is looked through by whoever sent one; a bad time or place is said and asks nothing', () => {
    const form = (question: Partial<NoticeQuestion>) =>
      html(
        <SearchForm
          all={[notice(), stranger]}
          question={{ ...ANY_NOTICE, ...question }}
          onAsk={() => {}}
          nowMs={T0}
        />,
        fakeConsole(),
      );
    expect(form({})).toMatch(/<option value="X9">Elsewhere<\/option>/);
    expect(form({ text: 'range' })).toContain('value="range"');
    const all = [notice(), notice({ id: 'm', number: 13, status: 'MATCHED' })];
    const register = (
      <Register {...{ all, nowMs: T0, silent: true, selected: null, side: null }} onSelect={() => {}} />
    );
    expect(words(html(register, fakeConsole()))).toMatch(/All 2 Planned 1 .*Matched 1 .*last said/);
  });

  it('UX-122 members are led to the launch that was matched; the sender is offered what can still be done', () => {
    const source = fakeConsole({}, { launch: { notification: 'n', match: 'ON_FILE' } });
    const link = html(<NoticeLaunch notice={notice()} {...at} />, source);
    expect(link).toContain('href="/console/live?selected=launch%7Elaunch-1"');
    expect(words(link)).toContain('L-0117');
    expect(html(<NoticeLaunch notice={notice({ id: 'other' })} {...at} />, source)).toBe('');
    const acts = (part: Partial<LaunchNotification>) =>
      words(
        html(<NoticeActs notice={notice({ by: 'P1', ...part })} me={principal()} onAct={() => {}} />, source),
      );
    expect(acts({})).toBe('Change… Cancel… After the launch…');
    expect(acts({ status: 'MATCHED' })).toBe('After the launch…');
    expect([acts({ status: 'CANCELLED' }), acts({ by: 'P2' })]).toEqual(['', '']);
  });

  it('UX-126 members read there why the launch was matched with it', () => {
    const parts = { site: 1, window: 1, azimuth: 0.5, impact: 1, vehicle: 1 };
    const off = { siteM: 0, windowS: 0, azimuthDeg: 4, impactM: null };
    const of = (id: string) => ({
      notification: id,
      number: 12,
      score: 0.5,
      parts,
      off,
      fits: true,
      taken: false,
    });
    const found = { notification: 'n', match: 'ON_FILE' as const, candidates: [of('m'), of('n')] };
    const shown = words(html(<NoticeLaunch notice={notice()} {...at} />, fakeConsole({}, { launch: found })));
    expect(shown).toContain('N-0012 matched Site 1.00 inside Window 1.00 inside Azimuth 0.50 4.0° outside');
  });

  it('UX-127 whoever keeps no watch reads the register and enters nothing', () => {
    const page = (me: Parameters<typeof RegisterPage>[0]['me']) =>
      words(html(<RegisterPage initial={[notice()]} nowMs={T0} me={me} {...at} />, fakeConsole()));
    const readers = [
      null,
      principal({ kind: 'OBSERVER', role: 'observer' }),
      principal({ role: 'administrator' }),
    ];
    for (const me of readers) {
      expect(page(me)).toMatch(/All 1 .* N-0012/);
      expect(page(me)).not.toMatch(/Enter a notification|Undertakings/);
    }
    // An officer has the session's own line, and nothing until it is there.
    for (const role of ['duty', 'supervisor'] as const)
      expect(page(principal({ role }))).not.toContain('N-0012');
  });

  it('UX-123 the undertakings stand by participant with text, dates and source', () => {
    const undertaking = (id: string, part: Partial<Undertaking>): Undertaking => ({
      ...{ id, by: 'P1', byName: { en: 'First Party', ru: 'Первая Сторона' }, kind: 'NOTIFY_IN_ADVANCE' },
      ...{ title: { en: `Title ${id}`, ru: `Название ${id}` }, text: { en: 'Text', ru: 'Текст' } },
      ...{
        fromMs: T0,
        toMs: null,
        classes: ['ICBM'],
        leadS: 86_400,
        source: { en: 'Treaty', ru: 'Договор' },
      },
      ...part,
    });
    const byName = { en: 'Second Party', ru: 'Вторая Сторона' };
    const moratorium = {
      by: 'P2',
      byName,
      kind: 'TEST_MORATORIUM',
      leadS: null,
      toMs: T0 + 48 * HOUR,
    } as const;
    const source = fakeConsole();
    const undertakings = [undertaking('1', {}), undertaking('2', moratorium), undertaking('3', {})];
    source.give('SHARED', event(3, 'undertaking.set', { undertakings }));
    const en = words(html(<UndertakingsList />, source));
    expect(en).toMatch(/First Party Title 1 .* Title 3 .* Second Party Title 2/);
    expect(en).toContain('notice in advance · ICBM · notice 24 h before the window');
    expect(en).toContain('In force since 24 Nov 2026, until further notice Source: Treaty');
    expect(en).toContain('In force from 24 Nov 2026 to 26 Nov 2026');
    expect(words(html(<UndertakingsList />, source, { language: 'ru' }))).toContain('Источник: Договор');
    expect(words(html(<UndertakingsList />, fakeConsole()))).toContain('No participant has told the center');
  });
});
