import type { Locator, Page } from '@playwright/test';

/** Red, green and blue, 0 to 255. */
type Rgb = [number, number, number];

/** A colour token as it holds at this place, in six figures. */
export const tokenAt = (place: Locator, token: string): Promise<Rgb> =>
  place.evaluate((element, name) => {
    const hex = getComputedStyle(element).getPropertyValue(name).trim();
    return [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)) as [number, number, number];
  }, token);

/**
 * Shares of a part of the page that have these colours, as it was painted: from a screenshot, for what WebGL painted can be
 * read only in the frame in which it was. `style` holds while it is taken. The page itself takes the picture apart. Nothing of
 * it adds an element or loads an image: the page's content security policy would not have it.
 */
export async function sharesOf(page: Page, place: Locator, colours: Rgb[], style: string): Promise<number[]> {
  const before = await page.evaluateHandle((css) => {
    const kept = [...document.adoptedStyleSheets];
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets.push(sheet);
    return kept;
  }, style);
  const png = (await place.screenshot({ caret: 'initial' })).toString('base64');
  await before.evaluate((kept) => {
    document.adoptedStyleSheets = kept;
  });
  return page.evaluate(
    async ({ bytes, wanted }) => {
      const image = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))]));
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.width, image.height];
      const ctx = canvas.getContext('2d');
      if (!ctx) throw new Error('no canvas');
      ctx.drawImage(image, 0, 0);
      const { data } = ctx.getImageData(0, 0, image.width, image.height);
      const found = wanted.map(() => 0);
      for (let i = 0; i < data.length; i += 4)
        wanted.forEach((colour, c) => {
          if (colour.every((v, k) => Math.abs(v - (data[i + k] ?? 0)) <= 1)) found[c] = (found[c] ?? 0) + 1;
        });
      return found.map((n) => (4 * n) / data.length);
    },
    { bytes: png, wanted: colours },
  );
}
