import { describe, expect, it } from 'vitest';
import { sharedLabel } from '../../domain/labels';
import { launchAlert } from '../../domain/testing/samples';
import { batch, joined, T0 } from './testing';

const alertBatch = (seq: number) => ({
  ...batch(seq - 1, seq),
  events: [
    {
      ...{ kind: 'alert.changed' as const, label: sharedLabel('CENTER', 'LIVE'), v: 1 as const },
      ...{ body: launchAlert(['P1', 'P2'], { id: 'al', rev: seq }), seq, atMs: T0 },
    },
  ],
});

describe('what a console tells of what it saw', () => {
  it('RL-77 it acknowledges its streams after a join and after an alert or notification, once a second and no more', () => {
    const { socket, wall } = joined();
    const said = () => socket.of('seen').map(([word]) => word);
    wall.pass(1000);
    expect(said()).toEqual([{ session: 's', held: { SHARED: 10, 'NAT:P1': 10, NOTIF: 10 }, shown: [] }]);
    // Lines of the log ask for none.
    socket.give('events', batch(10, 12));
    wall.pass(3000);
    expect(said()).toHaveLength(1);
    for (const seq of [13, 14, 15]) socket.give('events', alertBatch(seq));
    wall.pass(1000);
    expect(said()).toHaveLength(2);
    expect(said()[1]?.held).toMatchObject({ SHARED: 15 });
  });

  it('RL-77 a painted revision is claimed once, the newest of a second, and none while the console is locked or its line is down', () => {
    const { socket, source, wall } = joined();
    const said = () => socket.of('seen').flatMap(([word]) => word.shown.map((s) => `${s.id} ${s.rev}`));
    source.shown('alert', 'al', 1);
    source.shown('alert', 'al', 2);
    source.shown('notification', 'n', 1);
    wall.pass(1000);
    source.shown('alert', 'al', 2);
    source.shown('alert', 'al', 1);
    wall.pass(1000);
    expect(said()).toEqual(['al 2', 'n 1']);
    socket.give('locked', true);
    source.shown('alert', 'al', 3);
    wall.pass(1000);
    expect(said()).toHaveLength(2);
    socket.give('locked', false);
    socket.line({ is: 'down' });
    source.shown('alert', 'al', 4);
    wall.pass(1000);
    expect(said()).toHaveLength(2);
  });
});
