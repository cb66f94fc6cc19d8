import fc from 'fast-check';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROTOCOL_VERSION } from '../../domain/protocol/version';
import { jwc, type ProductServer } from '../../e2e/lib/server';
import { ask, bundled, Console, metric, openExercise, product, signIn } from './product';

let server: ProductServer;
let cookie: string;
let session: string;
beforeAll(async () => {
  await bundled();
  server = await product();
  cookie = await signIn(server, 'RU:supervisor');
  session = await openExercise(server, cookie, 'training-two-sensors', 'no-notification');
}, 120_000);
afterAll(() => server.dispose());

/** What a refused handshake is told. */
async function shake(auth: object, headers: Record<string, string> = {}): Promise<unknown> {
  const socket = io(server.baseUrl, {
    ...{ transports: ['websocket'], reconnection: false, forceNew: true, auth },
    extraHeaders: { cookie, origin: server.baseUrl, ...headers },
  });
  const told = await new Promise<unknown>((resolve) => {
    socket.on('connect', () => resolve('connected'));
    socket.on('connect_error', (e: Error & { data?: unknown }) => resolve(e.data ?? 'refused'));
  });
  socket.disconnect();
  return told;
}
/** The server's figures before and after some work, as the difference. */
async function grown(names: string[], work: () => Promise<unknown>): Promise<number[]> {
  const before = await Promise.all(names.map((n) => metric(server, n)));
  await work();
  const after = await Promise.all(names.map((n) => metric(server, n)));
  return after.map((v, i) => v - (before[i] ?? 0));
}
/** The server goes on: a command of a fresh console is taken, and comes back as an event. */
async function goesOn(): Promise<void> {
  const c = await Console.open(server, cookie, session);
  const body = `still here ${c.newId()}`;
  expect(await c.command('log.write', { body, language: 'en' })).toEqual({ code: 'OK' });
  await c.until(() => c.view('SHARED').log.some((l) => l.text?.body === body));
  c.close();
}

describe('a running server that is told nonsense', { timeout: 120_000 }, () => {
  it('SY-101 a handshake is refused by code, field and reason, and counted', async () => {
    const told: unknown[] = [];
    const counts = await grown(
      [
        'jwc_malformed_total{word="handshake"}',
        'jwc_handshakes_refused_total{code="WRONG_PROTOCOL"}',
        'jwc_handshakes_refused_total{code="UNAUTHORIZED"}',
      ],
      async () => {
        const good = { protocol: PROTOCOL_VERSION, desk: '' };
        told.push(
          await shake({}),
          await shake({ ...good, protocol: 'one' }),
          await shake({ ...good, desk: '../x' }),
        );
        told.push(await shake({ ...good, party: 'US' }), await shake({ ...good, protocol: 99 }));
        told.push(
          await shake(good, { cookie: 'sid=none' }),
          await shake(good, { origin: 'http://evil.example' }),
        );
      },
    );
    const bad = (field: string) => ({ error: 'BAD_REQUEST', field, message: expect.stringMatching(/\w/) });
    expect(told).toEqual([
      ...[bad('protocol'), bad('protocol'), bad('desk'), bad('party')],
      {
        error: 'WRONG_PROTOCOL',
        field: 'protocol',
        message: expect.stringContaining(String(PROTOCOL_VERSION)),
      },
      { error: 'UNAUTHORIZED', field: 'desk', message: expect.stringMatching(/\w/) },
      'refused',
    ]);
    expect(counts).toEqual([4, 1, 1]);
    await goesOn();
  });

  it('SY-101 a command is refused by code, field and reason, and counted; nothing of it is stored', async () => {
    const c = await Console.open(server, cookie, session);
    const lines = c.view('SHARED').log.length;
    const raw = c.socket as unknown as Socket;
    const good = { id: 'cmd-00001', session, name: 'log.write', payload: { body: 'x', language: 'en' } };
    const told: unknown[] = [];
    const counts = await grown(
      ['jwc_malformed_total{word="command"}', 'jwc_commands_refused_total{code="BAD_REQUEST"}'],
      async () => {
        for (const word of [
          ...[
            null,
            'log.write',
            [],
            { ...good, id: 7 },
            { ...good, session: '' },
            { ...good, name: 'alert.close' },
          ],
          ...[
            { ...good, payload: null },
            { ...good, payload: { body: '', language: 'en' } },
          ],
          ...[
            { ...good, payload: { body: 'x', language: 'de' } },
            { ...good, party: 'US' },
          ],
          { ...good, payload: { body: 'x', language: 'en', participant: 'US' } },
        ])
          told.push(await raw.emitWithAck('command', word));
      },
    );
    const fields = [
      '',
      '',
      '',
      'id',
      'session',
      'name',
      'payload',
      'payload.body',
      'payload.language',
      'party',
    ];
    expect(told).toEqual(
      [...fields, 'payload.participant'].map((field) => ({
        ...{ code: 'BAD_REQUEST', field, message: expect.stringMatching(/\w/) },
      })),
    );
    expect(counts).toEqual([11, 11]);
    await goesOn();
    await c.until(() => c.view('SHARED').log.length > lines);
    expect(c.view('SHARED').log.filter((l) => l.text?.body === 'x')).toEqual([]);
    c.close();
  });

  it('SY-101 a frame answer, a join and a word without an answer are refused by field and reason, and counted', async () => {
    const c = await Console.open(server, cookie, session);
    const raw = c.socket as unknown as Socket;
    const refused: unknown[] = [];
    c.socket.on('refused', (why) => refused.push(why));
    const joins: unknown[] = [];
    const counts = await grown(
      ['frameAck', 'join', 'command', 'ping'].map((w) => `jwc_malformed_total{word="${w}"}`),
      async () => {
        raw.emit('frameAck', { session, compartment: 'SHARED', seq: -1, needKey: false });
        raw.emit('frameAck', { session, compartment: 'SHARED', seq: 1, needKey: false, more: 1 });
        raw.emit('frameAck', new Uint8Array([1, 2, 3]));
        raw.emit('join', { session, have: {} });
        raw.emit('command', {});
        raw.emit('ping', 'now');
        joins.push(await raw.emitWithAck('join', { session, have: { SHARED: -1 } }));
        joins.push(await raw.emitWithAck('join', { session: 'none', have: {} }));
        await c.socket.emitWithAck('ping');
      },
    );
    const word = (w: string, field: string) => ({
      ...{ word: w, error: 'BAD_REQUEST', field, message: expect.stringMatching(/\w/) },
    });
    expect(refused).toEqual([
      ...[word('frameAck', 'seq'), word('frameAck', 'more'), word('frameAck', expect.any(String) as never)],
      ...[word('join', 'answer'), word('command', 'answer'), word('ping', 'answer')],
    ]);
    expect(joins).toMatchObject([
      { ok: false, error: 'BAD_REQUEST', message: expect.stringContaining('have.SHARED') },
      { ok: false, error: 'NOT_FOUND' },
    ]);
    expect(counts).toEqual([3, 2, 1, 1]);
    c.close();
    await goesOn();
  });

  it('SY-101 bytes that are no packet cut the line that sent them, are counted, and touch no other', async () => {
    const [bad, good] = [
      await Console.open(server, cookie, session),
      await Console.open(server, cookie, session),
    ];
    const counts = await grown(['jwc_malformed_total{word="packet"}'], async () => {
      (bad.socket.io as unknown as { engine: { send(text: string): void } }).engine.send('9?{not a packet');
      await bad.gone();
    });
    expect(counts).toEqual([1]);
    expect(good.socket.connected).toBe(true);
    await good.socket.emitWithAck('ping');
    good.close();
    await goesOn();
  });

  it('SY-101 a request of the API is refused by code, field and reason, and counted', async () => {
    const told: unknown[] = [];
    const counts = await grown(['jwc_http_malformed_total{route="/api/v1/sign-in"}'], async () => {
      for (const body of ['{"seat":', { seat: 7 }, { seat: 'RU:duty', desk: '', admin: true }]) {
        const { status, text } = await ask(server, '/api/v1/sign-in', '', body);
        told.push([status, JSON.parse(text)]);
      }
    });
    expect(told).toEqual(
      ['body', 'seat', 'admin'].map((field) => [
        ...[400, { error: 'BAD_REQUEST', field, message: expect.stringMatching(/\w/) }],
      ]),
    );
    expect(counts).toEqual([3]);
    await goesOn();
  });

  it.runIf(process.env.JWC_LONG)(
    'SY-101 whatever comes, no word ends the server, and the chains hold',
    { timeout: 600_000 },
    async () => {
      const word = fc.constantFrom('command', 'join', 'frameAck', 'ping', 'constructor', '__proto__');
      const junk = fc.anything({ withBigInt: false, withSparseArray: false, maxDepth: 3 });
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(word, fc.array(junk, { maxLength: 3 })), { maxLength: 30 }),
          async (list) => {
            const c = await Console.open(server, cookie, session);
            for (const [name, args] of list) {
              try {
                (c.socket as unknown as Socket).emit(name, ...args);
              } catch {
                // The client's own encoder refused it.
              }
            }
            c.close();
          },
        ),
        { numRuns: 200 },
      );
      await goesOn();
      expect((await jwc(['verify', server.data])).code).toBe(0);
    },
  );

  it('SY-101 after all of it the server is ready and its chains hold', async () => {
    expect((await ask(server, '/readyz')).status).toBe(200);
    expect((await jwc(['verify', server.data])).code).toBe(0);
  });
});
