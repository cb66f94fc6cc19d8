import { ConsolePage } from './lib/console';
import { expect, test } from './lib/test';

const RIGHT_TO_LEFT = '\u202E';

test('UX-99 a note is shown within its own line, whatever it holds, and the name of its writer is not touched by it', async ({
  desk,
}) => {
  const { page } = await desk('dutyA');
  const a = new ConsolePage(page);
  await page.goto('/console/live');
  await a.openLog();
  const write = async (body: string): Promise<void> => {
    await page.getByRole('textbox', { name: 'Note' }).fill(body);
    await page.keyboard.press('Enter');
  };
  await write('W'.repeat(2000));
  const long = a.said(/W{2000}/);
  await expect(long).toBeVisible();
  const width = await long.evaluate((line) => [line.scrollWidth, line.clientWidth]);
  expect(width[0]).toBe(width[1]);

  await write(`${RIGHT_TO_LEFT}turned round`);
  const turned = a.said(/turned round/);
  await expect(turned).toBeVisible();
  // Where the name's letters stand, in the order of the text.
  const places = await turned.evaluate((line) => {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const from = node.textContent?.indexOf('Sokolov') ?? -1;
      if (from < 0) continue;
      return [...'Sokolov'].map((_, i) => {
        const range = document.createRange();
        range.setStart(node, from + i);
        range.setEnd(node, from + i + 1);
        return range.getBoundingClientRect().left;
      });
    }
    return [];
  });
  expect(places).toHaveLength(7);
  expect(places).toEqual([...places].sort((x, y) => x - y));

  await write(`Z${'\u0301'.repeat(500)} piled up`);
  const piled = a.said(/piled up/);
  await expect(piled).toBeVisible();
  expect(await piled.evaluate((line) => getComputedStyle(line).overflowY)).toBe('clip');
});
