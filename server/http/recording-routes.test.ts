import { OpenAPIHono } from '@hono/zod-openapi';
import { beforeEach, describe, expect, it } from 'vitest';
import { encodeFrame } from '../../domain/protocol/frames';
import { EPOCH, officer } from '../../domain/testing/samples';
import type { HttpOptions } from './app';
import { recordingRoutes } from './recording-routes';

const iso = (s: number): string => new Date(EPOCH + s * 1000).toISOString();
const key = encodeFrame({ kind: 'key', seq: 0, base: 0, nowMs: EPOCH, entries: [] });
const session = { id: 'x', meta: { config: { epochMs: EPOCH } }, clock: { nowMs: EPOCH + 60_000 } };
let dropped: boolean;
let asked: unknown[];
let app: OpenAPIHono;

beforeEach(() => {
  dropped = false;
  asked = [];
  app = new OpenAPIHono();
  const of = <T>(value: T) =>
    dropped ? { ok: false as const, error: 'DROPPED' as const } : { ok: true as const, value };
  const options = {
    auth: {
      principalFor: async ({ cookie }: { cookie?: string }) =>
        cookie ? { principal: officer('P1', cookie === 'sid=obs' ? 'observer' : 'duty') } : null,
    },
    recording: {
      session: async (id: string) => (id === 'x' || id === 'live' ? session : undefined),
      picture: async (_s: unknown, who: { participant: string }, atMs: number) => {
        asked.push([who.participant, (atMs - EPOCH) / 1000]);
        return of({ atMs, streams: [], frames: [{ compartment: 'SHARED', frame: key }] });
      },
      span: async (_s: unknown, _who: unknown, fromMs: number, toMs: number) => {
        asked.push([(fromMs - EPOCH) / 1000, (toMs - EPOCH) / 1000]);
        return of({ fromMs, toMs, streams: [], frames: [] });
      },
    },
  };
  recordingRoutes(app, options as unknown as HttpOptions);
});
async function get(path: string, cookie = 'sid=p1') {
  const res = await app.request(`/api/v1/sessions/${path}`, { headers: { cookie } });
  return { status: res.status, body: await res.json() };
}

describe('the past of a session over HTTP', () => {
  it('RP-08 gives the picture at a time, held within what there is, with its bounds and frames', async () => {
    const { status, body } = await get(`live/picture?at=${iso(30)}`);
    expect([status, body.session, body.atMs]).toEqual([200, 'x', EPOCH + 30_000]);
    expect(body.bounds).toEqual({ fromMs: EPOCH, toMs: EPOCH + 60_000 });
    expect(Buffer.from(body.frames[0].frame, 'base64')).toEqual(Buffer.from(key));
    await get(`x/picture?at=${iso(-9)}`);
    await get(`x/picture?at=${iso(999)}`);
    expect(asked).toEqual([
      ['P1', 30],
      ['P1', 0],
      ['P1', 60],
    ]);
  });

  it('RP-08 gives a stretch up to now, and refuses one that is too long, ends before it begins or is dropped', async () => {
    expect((await get(`x/recording?from=${iso(10)}&to=${iso(99)}`)).body.toMs).toBe(EPOCH + 60_000);
    for (const to of [iso(9), iso(3611)])
      expect(await get(`x/recording?from=${iso(10)}&to=${to}`)).toMatchObject({
        status: 400,
        body: { field: 'to' },
      });
    expect((await get(`x/picture?at=yesterday`)).status).toBe(400);
    dropped = true;
    expect(await get(`x/picture?at=${iso(1)}`)).toMatchObject({ status: 410, body: { error: 'DROPPED' } });
  });

  it('RP-08 is for officers, of sessions that are there, as often as the table says', async () => {
    expect((await get(`x/picture?at=${iso(1)}`, '')).status).toBe(403);
    expect((await get(`x/picture?at=${iso(1)}`, 'sid=obs')).status).toBe(403);
    expect((await get(`y/picture?at=${iso(1)}`)).status).toBe(404);
    let status = 200;
    for (let i = 0; i < 601 && status === 200; i++) status = (await get(`x/picture?at=${iso(1)}`)).status;
    expect(status).toBe(429);
  });
});
