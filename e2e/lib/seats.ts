import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';
import { violationsOf } from './policy';
import { Traffic } from './traffic';

/** The demo's seats by the letter of their Party (scenarios/participants.json). */
export const SEATS = {
  supervisorA: { id: 'RU:supervisor', participant: 'RU', letter: 'A', role: 'Supervisor' },
  supervisorB: { id: 'US:supervisor', participant: 'US', letter: 'B', role: 'Supervisor' },
  deputyA: { id: 'RU:deputy', participant: 'RU', letter: 'A', role: 'Second supervisor' },
  dutyA: { id: 'RU:duty', participant: 'RU', letter: 'A', role: 'Duty officer' },
  dutyB: { id: 'US:duty', participant: 'US', letter: 'B', role: 'Duty officer' },
  candidate: { id: 'FR:supervisor', participant: 'FR', letter: 'C', role: 'Supervisor' },
  observer: { id: 'OBS:observer', participant: 'OBS', letter: 'O', role: 'Observer' },
} as const;
export type Seat = keyof typeof SEATS;

/** One signed-in window: a context of its own, its page and all that the server sent to it. */
export interface Desk {
  seat: Seat;
  participant: string;
  letter: string;
  context: BrowserContext;
  page: Page;
  traffic: Traffic;
  /** What its pages did against their content security policy. */
  violations: string[];
}
export interface DeskOptions {
  locale?: 'en-GB' | 'ru-RU';
  baseURL?: string;
  viewport?: { width: number; height: number };
}
const SEAT_FREE_WITHIN_MS = 60_000;
export const WIDE = { width: 1920, height: 1080 };

/** Signs a window in by the API, so that a test begins where it wants to; what the form does has a test of its own. */
export async function openDesk(browser: Browser, seat: Seat, options: DeskOptions = {}): Promise<Desk> {
  const { locale = 'en-GB', viewport = WIDE, baseURL = process.env.JWC_BASE_URL } = options;
  const context = await browser.newContext({ locale, viewport, baseURL });
  const violations = await violationsOf(context);
  const page = await context.newPage();
  const traffic = new Traffic(page);
  const { id, participant, letter } = SEATS[seat];
  await signIn(context, id);
  return { seat, participant, letter, context, page, traffic, violations };
}

/** Signs every desk of a window out, which frees its seats at once, and closes it. */
export async function leave(context: BrowserContext): Promise<void> {
  for (const desk of ['', 'A', 'B'])
    await context.request
      .post('/api/v1/sign-out', { headers: { 'x-jwc': '1' }, data: { desk } })
      .catch(() => {});
  await context.close();
}

/** Takes a seat. One whose window is gone without a sign-out is its officer's for some seconds yet: it is asked for again. */
export async function signIn(context: BrowserContext, seat: string, desk = ''): Promise<void> {
  await expect(async () => {
    const answer = await context.request.post('/api/v1/sign-in', {
      headers: { 'x-jwc': '1' },
      data: { seat, desk },
    });
    expect(answer.status(), await answer.text()).toBe(200);
  }).toPass({ timeout: SEAT_FREE_WITHIN_MS });
}

/** Opens an exercise by the API of a signed-in officer; gives its id. */
export async function openExercise(
  desk: Pick<Desk, 'context'>,
  scenario: string,
  variant: string,
  speed: 1 | 5 | 20 = 20,
): Promise<string> {
  const answer = await desk.context.request.post('/api/v1/sessions', {
    headers: { 'x-jwc': '1' },
    data: { scenario, variant, speed, desk: '' },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}
