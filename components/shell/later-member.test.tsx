import { describe, expect, it } from 'vitest';
import { FakeSource } from '../../client/source/fake-source';
import { alert, event, PARTIES, principal, T0 } from '../../client/testing';
import { emptyView } from '../../domain/view';
import { AlertStrip } from '../alerts/alert-strip';
import { Dossier } from '../dossier/dossier';
import { WatchLog } from '../log/watch-log';
import { Timeline } from '../timeline/timeline';
import { Bar } from './bar';
import { LaunchList } from './launch-list';
import { SessionCard } from './own-lists';
import { html, words } from './testing';

/** A console of the second Party, which became a member at 7: an alert came since, of a launch that was told of before. */
function laterConsole(): FakeSource {
  const views = {
    SHARED: emptyView('SHARED'),
    'NAT:P2': emptyView('NAT:P2'),
    NOTIF: {
      ...emptyView('NOTIF'),
      session: {
        ...{
          id: 's',
          mode: 'EXERCISE' as const,
          title: { en: 'Two sensors', ru: 'Два датчика' },
          scenario: null,
        },
        ...{ parties: ['P1'], epochMs: T0, engineVersion: '1' },
      },
    },
  };
  const source = new FakeSource(
    { me: principal({ participant: 'P2' }), participants: PARTIES, views },
    T0 + 60e3,
  );
  source.give(
    'SHARED',
    event(7, 'member.joined', { participant: 'P2' }),
    event(8, 'alert.changed', alert({ dueMs: T0 + 84e3, changes: [] })),
    event(9, 'log.written', {
      ...{ id: 'l', atMs: T0, msg: 'log.launch.matched', params: { launch: 117, match: 'LATE' }, text: null },
      ...{ by: null, about: { kind: 'launch', id: 'launch-1' } },
    }),
  );
  return source;
}

describe('the console of a later member', () => {
  it('RL-19 shows what it has: an alert and a line of a launch that it never saw, without session record, desks and sensors', () => {
    const initial = { selection: { kind: 'launch' as const, id: 'launch-1' } };
    const paint = (node: Parameters<typeof html>[0]) => words(html(node, laterConsole(), { initial }));
    expect(paint(<AlertStrip layout="wide" />)).toMatch(/High AL-0042 Launch, no notification · L-0117/);
    expect(paint(<WatchLog />)).toContain('L-0117');
    expect(paint(<LaunchList layout="wide" />)).not.toContain('L-0117');
    for (const node of [
      <Dossier key="dossier" layout="wide" />,
      <Timeline key="timeline" layout="wide" />,
      <SessionCard key="card" />,
      <Bar key="bar" layout="wide" headed={false} />,
    ])
      expect(paint(node)).not.toMatch(/undefined|NaN/);
  });
});
