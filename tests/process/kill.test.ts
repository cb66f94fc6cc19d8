import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../domain/alert';
import { jwc, type ProductServer } from '../../e2e/lib/server';
import { bundled, Console, openExercise, product, signIn } from './product';

const A = 'RU';
const B = 'US';

let server: ProductServer | null = null;
let consoles: Console[] = [];
beforeAll(bundled, 120_000);
afterEach(async () => {
  for (const c of consoles) c.close();
  consoles = [];
  await server?.dispose();
  server = null;
});

async function sit(seat: string, session: string, cookie: string): Promise<Console> {
  if (!server) throw new Error(`no server for ${seat}`);
  const c = await Console.open(server, cookie, session);
  consoles.push(c);
  return c;
}
const alertOf = (c: Console): Alert | undefined => Object.values(c.view('SHARED').alerts)[0];
const answered = (c: Console): string[] => alertOf(c)?.answers.map((a) => `${a.party} r${a.rev}`) ?? [];

describe('a server that is killed', () => {
  it.each(['after-append-before-reply', 'after-reply-before-broadcast'] as const)(
    'SY-100 %s, between two signatures: what was acknowledged stands, the retry is a duplicate, the second one settles',
    { timeout: 180_000 },
    async (point) => {
      // The first command of a person that succeeds is A's signature.
      const s = await product({}, { JWC_FAULT_AT: `${point}:ok1` });
      server = s;
      const [cookieA, cookieB] = [await signIn(s, `${A}:supervisor`), await signIn(s, `${B}:supervisor`)];
      const session = await openExercise(s, cookieA, 'training-two-sensors', 'no-notification');
      const [a, b] = [await sit('A', session, cookieA), await sit('B', session, cookieB)];
      await Promise.all([a, b].map((c) => c.until(() => alertOf(c)?.ack.state === 'UNACKED')));
      const alert = alertOf(a) as Alert;
      const sign = { alert: alert.id, seq: alert.seq, seenRev: alert.rev };
      const id = a.newId();
      const reply = a.command('alert.acknowledge', sign, id).catch(() => null);
      expect(await s.ended()).toBe('SIGKILL');
      await Promise.all([a.gone(), b.gone()]);
      // Before the broadcast A has his answer, and nobody has the event; before the reply he has nothing.
      expect(await Promise.race([reply, Promise.resolve(null)])).toEqual(
        point === 'after-reply-before-broadcast' ? { code: 'OK' } : null,
      );
      expect([answered(a), answered(b)]).toEqual([[], []]);

      await s.start();
      const [a2, b2] = [await sit('A', session, cookieA), await sit('B', session, cookieB)];
      for (const c of [a2, b2]) expect(answered(c)).toEqual([`${A} r${sign.seenRev}`]);
      expect(await a2.command('alert.acknowledge', sign, id)).toEqual({
        code: 'DUPLICATE',
        original: { code: 'OK' },
      });
      expect(answered(a2)).toEqual([`${A} r${sign.seenRev}`]);

      // The session goes on: its clock runs, and the second signature settles the alert for both.
      const stoodMs = a2.clock?.nowMs ?? 0;
      await a2.until(() => (a2.clock?.nowMs ?? 0) > stoodMs + 1000);
      const now = alertOf(b2) as Alert;
      const second = await b2.command('alert.acknowledge', { alert: now.id, seq: now.seq, seenRev: now.rev });
      expect(second).toEqual({ code: 'OK' });
      for (const c of [a2, b2]) await c.until(() => answered(c).some((x) => x.startsWith(B)));
      await a2.until(() => a2.view('SHARED').log.some((l) => l.msg === 'log.alert.settled'));

      await s.stop();
      const verified = await jwc(['verify', s.data]);
      expect(verified).toMatchObject({ code: 0, output: expect.stringMatching(/chains verified/) });
    },
  );

  it.each(['after-append-before-reply', 'after-reply-before-broadcast'] as const)(
    "SY-105 %s of a robot's setting: it stands and is told once, the retry is a duplicate, the robot does as set",
    { timeout: 180_000 },
    async (point) => {
      const s = await product({}, { JWC_FAULT_AT: `${point}:ok1` });
      server = s;
      const cookie = await signIn(s, `${A}:supervisor`);
      const session = await openExercise(s, cookie, 'training-two-sensors', 'no-notification');
      const a = await sit('A', session, cookie);
      const robotOf = (c: Console, party: string) =>
        c.view('SHARED').desks.find((d) => d.participant === party && d.role === 'supervisor')?.robot;
      const linesOf = (c: Console) =>
        c.view('SHARED').log.filter((l) => l.msg === 'log.desk.robot' && l.by?.participant === A);
      await a.until(() => robotOf(a, B));
      const set = { participant: B, answer: 'dissent', delayS: 2 } as const;
      const id = a.newId();
      const reply = a.command('robot.set', set, id).catch(() => null);
      expect(await s.ended()).toBe('SIGKILL');
      await a.gone();
      expect(await Promise.race([reply, Promise.resolve(null)])).toEqual(
        point === 'after-reply-before-broadcast' ? { code: 'OK' } : null,
      );
      expect([robotOf(a, B)?.answer, linesOf(a).length]).toEqual(['agree', 0]);

      await s.start();
      const a2 = await sit('A', session, cookie);
      const stands = { answer: 'dissent', delayS: 2 };
      expect([robotOf(a2, B), linesOf(a2).length]).toEqual([stands, 1]);
      const again = await a2.command('robot.set', set, id);
      expect(again).toEqual({ code: 'DUPLICATE', original: { code: 'OK' } });
      await a2.until(() => a2.view('SHARED').log.some((l) => l.msg === 'log.alert.dissented'));
      const dissent = a2.view('SHARED').log.find((l) => l.msg === 'log.alert.dissented');
      expect(dissent?.by).toMatchObject({ participant: B, robot: true });
      expect([robotOf(a2, B), linesOf(a2).length]).toEqual([stands, 1]);
    },
  );
});
