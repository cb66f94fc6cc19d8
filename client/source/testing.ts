import type { Compartment } from '../../domain/labels';
import { sharedLabel } from '../../domain/labels';
import type { Principal } from '../../domain/participants';
import type { JoinAnswer } from '../../domain/protocol/socket';
import type { StoredEvent } from '../../domain/records';
import { emptyView } from '../../domain/view';
import type { OwnKeys } from '../keys/own-keys';
import { clockAt, FakeSocket, HandWall } from './fakes';
import { LiveSource } from './live-source';
import type { LockMemory } from './lock-memory';

export const T0 = Date.UTC(2026, 10, 24, 6);
export const me: Principal = {
  userId: 'u1',
  name: { en: 'Reed', ru: 'Рид' },
  participant: 'P1',
  kind: 'PARTY',
  role: 'supervisor',
  robot: false,
};
export const note = (seq: number): StoredEvent => ({
  kind: 'log.written',
  label: sharedLabel('CENTER', 'LIVE'),
  body: { id: `n${seq}`, atMs: T0, msg: 'log.note', params: {}, text: null, by: null, about: null },
  v: 1,
  seq,
  atMs: T0,
});
export const batch = (after: number, to: number, compartment: Compartment = 'SHARED') => ({
  session: 's',
  compartment,
  after,
  to,
  events: Array.from({ length: to - after }, (_, i) => note(after + 1 + i)),
});

export function open(memory?: LockMemory, keys?: OwnKeys) {
  const wall = new HandWall();
  const socket = new FakeSocket();
  let ids = 0;
  const source = new LiveSource({
    session: 's',
    socket,
    wall,
    ...{ memory, keys },
    makeCommandId: () => `command-${++ids}`,
  });
  const state = () => source.store.getState();
  const answerJoin = (part: Partial<Extract<JoinAnswer, { ok: true }>> = {}) =>
    socket.lastJoin().answer({
      ok: true,
      me,
      participants: [],
      demo: true,
      membership: { is: 'MEMBER' },
      mode: 'LIVE',
      locked: false,
      idle: { lockAfterS: 1800, warnS: 60 },
      clock: clockAt(T0, wall.now()),
      views: (['SHARED', 'NAT:P1', 'NOTIF'] as const).map((compartment) => ({
        compartment,
        view: emptyView(compartment),
        seq: 10,
      })),
      resumed: [],
      ...part,
    });
  /** A server that sends its clock each second and answers pings. */
  const alive = (seconds: number) => {
    for (let i = 0; i < seconds; i++) {
      wall.pass(1000);
      socket.give('clock', clockAt(T0 + 1000 * (i + 1), wall.now()));
    }
  };
  return { wall, socket, source, state, answerJoin, alive };
}
export function joined() {
  const t = open();
  t.socket.line({ is: 'up' });
  t.answerJoin();
  return t;
}
