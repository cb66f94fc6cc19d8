import Database from 'better-sqlite3';
import { ConsolePage } from './lib/console';
import { openExercise } from './lib/seats';
import { expect, test } from './lib/test';

const SOON_MS = 90_000;

test('UX-252 what is critical in LIVE breaks through into an exercise of an officer, one key goes there, and consoles of LIVE hear nothing of the exercise', async ({
  desk,
  ownServer,
}) => {
  const server = await ownServer({ JWC_MAP_OFF: '1', JWC_HISTORY_S: '0' });
  await server.stop();
  // One letter of one stored record is another: the check at the start finds it, which is critical for everybody.
  const db = new Database(`${server.data}/journal.db`);
  const { changes } = db
    .prepare(
      `update link set at_ms = at_ms + 1 where seq = 1 and stream in (select id from stream where name = 'SHARED')`,
    )
    .run();
  db.close();
  expect(changes).toBe(1);
  await server.start();

  const mine = await desk('supervisorA', { baseURL: server.baseUrl });
  const a = new ConsolePage(mine.page);
  const session = await openExercise(mine, 'training-two-sensors', 'no-notification');
  await a.page.goto(`/console/${session}`);
  const strip = a.page.getByRole('region', { name: 'LIVE' });
  await expect(strip).toContainText('LIVE: critical', { timeout: SOON_MS });
  const number = /AL-\d{4}/.exec((await strip.textContent()) ?? '')?.[0] ?? '';
  expect(number).not.toBe('');
  await expect(a.head).toBeVisible();

  await a.page.keyboard.press('F8');
  await a.page.waitForURL(/\/console\/live/);
  await expect(a.row(number)).toBeVisible({ timeout: SOON_MS });
  await expect(strip).toHaveCount(0);
});
