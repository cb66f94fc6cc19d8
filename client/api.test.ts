import { afterEach, describe, expect, it, vi } from 'vitest';
import { getApi, openExercise, signIn } from './api';

const answer = (status: number, body: unknown) =>
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response(JSON.stringify(body), { status })),
  );
afterEach(() => vi.unstubAllGlobals());

describe('the HTTP API in the browser', () => {
  it('UX-33 sends what a form of another site cannot, and names the desk', async () => {
    answer(200, { ok: true, principal: {} });
    expect((await signIn('P1:duty', 'A')).ok).toBe(true);
    const [path, init] = vi.mocked(fetch).mock.calls[0] ?? [];
    expect(path).toBe('/api/v1/sign-in');
    expect(init?.headers).toMatchObject({ 'x-jwc': '1' });
    expect(JSON.parse(String(init?.body))).toEqual({ seat: 'P1:duty', desk: 'A' });
  });

  it('UX-33 a refusal keeps its code, and a broken line is a refusal too', async () => {
    answer(409, { error: 'SEAT_TAKEN', message: 'somebody sits there' });
    expect(await signIn('x', '')).toMatchObject({ ok: false, problem: { error: 'SEAT_TAKEN' } });
    vi.stubGlobal('fetch', () => Promise.reject(new Error('down')));
    expect(await getApi('/api/v1/seats')).toMatchObject({ ok: false, problem: { error: 'UNREACHABLE' } });
    answer(500, 'nonsense');
    const opened = await openExercise({ scenario: 's', variant: 'v', speed: 1, desk: '', regime: {} });
    expect(opened).toMatchObject({ ok: false, problem: { error: 'UNKNOWN' } });
  });
});
