import type { Page } from '@playwright/test';
import { ConsolePage } from './lib/console';
import { sharesOf, tokenAt } from './lib/pixels';
import { openExercise } from './lib/seats';
import { expect, test } from './lib/test';

const SOON_MS = 60_000;
/** A head and the basemap under it are painted by two: this far apart they would be seen to be. */
const MOST_OFF_PX = 1.5;
/** Only round the globe is there ground beyond the Earth; other things have its colour by chance. */
const MOST_BEYOND_FLAT = 0.02;

/** What the map of the one console holds: whether all is painted, and the head of its first launch with what lies under it. */
const stateOf = (page: Page) =>
  page.evaluate(() => {
    const map = window.__jwc?.maps[''];
    const key = map?.objects().find((k) => k.startsWith('launch:'));
    return {
      engine: map?.engine,
      settled: map?.settled() ?? false,
      draws: map?.draws() ?? { marks: 0, ground: 0 },
      key,
      head: (key && map?.head(key)) || null,
    };
  });

test('UX-91 the flat map and the globe are painted, heads lie where the basemap puts them, and the list selects the same', async ({
  desk,
  ownServer,
}) => {
  const server = await ownServer({ JWC_LIVE: '0' });
  const a = await desk('supervisorA', {
    baseURL: server.baseUrl,
    viewport: { width: 1280, height: 720 },
  });
  const faults: string[] = [];
  a.page.on('pageerror', (error) => faults.push(error.message));
  a.page.on('console', (message) => {
    const bad = message.type() === 'error' || /webgl.*(error|invalid|lost)/i.test(message.text());
    if (bad) faults.push(message.text());
  });
  const session = await openExercise(a, 'training-two-sensors', 'no-notification');
  const c = new ConsolePage(a.page);
  await c.page.goto(`/console/${session}`);
  // The library names its own canvas so as well.
  const map = c.page.getByRole('region', { name: 'Map', exact: true }).first();
  await expect(c.row('AL-0001')).toContainText('Waits for us', { timeout: SOON_MS });
  const [land, sea, beyond] = await Promise.all(
    ['--land', '--sea', '--inset'].map((token) => tokenAt(map, token)),
  );
  if (!land || !sea || !beyond) throw new Error('three tokens');
  /** What the library itself painted: without the overlay and the controls. */
  const basemap = () =>
    sharesOf(c.page, map, [land, sea, beyond], '[aria-hidden] > canvas, [data-kept] { visibility: hidden }');
  const painted = async () => {
    await expect
      .poll(() => stateOf(c.page), { timeout: SOON_MS })
      .toMatchObject({
        engine: 'maplibre',
        settled: true,
        head: { picked: expect.stringMatching(/^launch:/) },
      });
    const { head, key, draws } = await stateOf(c.page);
    expect(head?.picked).toBe(key);
    expect(head?.offPx).toBeLessThan(MOST_OFF_PX);
    return draws;
  };

  const flat = await test.step('the flat map', async () => {
    // What reaches far north opens on the globe.
    await map.getByRole('button', { name: 'Flat' }).click();
    const draws = await painted();
    expect(draws.marks).toBeGreaterThan(0);
    expect(draws.ground).toBeGreaterThan(0);
    const [ofLand = 0, ofSea = 0, ofBeyond = 1] = await basemap();
    expect(ofLand).toBeGreaterThan(0.05);
    expect(ofSea).toBeGreaterThan(0.05);
    expect(ofBeyond).toBeLessThan(MOST_BEYOND_FLAT);
    return draws;
  });

  await test.step('the globe, far enough away to end within the pane', async () => {
    await map.getByRole('button', { name: 'Globe' }).click();
    await map.hover();
    await expect(async () => {
      const [ofLand = 0, ofSea = 0, ofBeyond = 0] = await basemap();
      if (ofBeyond < MOST_BEYOND_FLAT) await c.page.mouse.wheel(0, 300);
      expect(ofBeyond).toBeGreaterThan(MOST_BEYOND_FLAT);
      expect(ofLand).toBeGreaterThan(0.05);
      expect(ofSea).toBeGreaterThan(0.05);
    }).toPass({ timeout: SOON_MS });
    const draws = await painted();
    expect(draws.marks).toBeGreaterThan(flat.marks);
  });

  await test.step('the list selects what the map shows, by keyboard too', async () => {
    await c.dossier.getByRole('button', { name: 'Close' }).click();
    await expect(c.dossier).toHaveCount(0);
    const list = map.getByRole('region', { name: 'List of the map' });
    await expect(list.getByRole('row', { name: /^L-0001/ })).toHaveCount(1);
    await expect(list.getByRole('button')).toHaveCount(0);
    const open = map.getByRole('button', { name: 'List', exact: true });
    await open.focus();
    await c.page.keyboard.press('Enter');
    const item = list.getByRole('button', { name: /L-0001/ });
    for (let i = 0; i < 5 && !(await item.evaluate((e) => e === document.activeElement)); i++)
      await c.page.keyboard.press('Tab');
    await expect(item).toBeFocused();
    await c.page.keyboard.press('Enter');
    await expect(c.dossier).toHaveAccessibleName('L-0001');
  });
  expect(faults).toEqual([]);
});

test('UX-238 a launch over the antimeridian is whole, with both national pictures over it', async ({
  desk,
  ownServer,
}) => {
  const server = await ownServer({ JWC_LIVE: '0' });
  const a = await desk('supervisorA', { baseURL: server.baseUrl, viewport: { width: 1280, height: 720 } });
  const session = await openExercise(a, 'training-antimeridian', 'no-notification');
  const c = new ConsolePage(a.page);
  await c.page.goto(`/console/${session}`);
  const map = c.page.getByRole('region', { name: 'Map', exact: true }).first();
  await expect(c.row('AL-0001')).toContainText('Waits for us', { timeout: SOON_MS });
  /** The head, and what of its path lies how far from it, px, across the map. */
  const head = async () => {
    await expect
      .poll(() => stateOf(c.page), { timeout: SOON_MS })
      .toMatchObject({ settled: true, head: { picked: expect.stringMatching(/^launch:/) } });
    const { head: at } = await stateOf(c.page);
    expect(at?.offPx).toBeLessThan(MOST_OFF_PX);
  };
  for (const projection of ['Flat', 'Globe']) {
    await map.getByRole('button', { name: projection }).click();
    await head();
  }
  // The path goes on from the western into the eastern half: its list says on which side it falls.
  await c.page.keyboard.press('b');
  await expect(map.getByRole('button', { name: /National pictures/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  const reported = map.getByRole('table', { name: 'Reported by the Parties' });
  await expect(reported.getByRole('row', { name: /^L-0001/ }).first()).toContainText(
    /16\d(\.\d)?E.*17\d(\.\d)?W/,
    {
      timeout: SOON_MS,
    },
  );
});
