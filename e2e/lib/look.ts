import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { WIDE } from './seats';

const SMALL = { width: 1280, height: 720 };

/** A page as it stands, on the wide and on the small screen, fits and is accessible; all that is not is told at once. */
export async function lookAt(page: Page, what: string): Promise<void> {
  for (const size of [WIDE, SMALL]) {
    await page.setViewportSize(size);
    // Panes follow the window a frame later.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    expect.soft(await misfits(page), `${what} at ${size.width}`).toEqual([]);
  }
  expect.soft(await inaccessible(page), what).toEqual([]);
}

/** What axe finds against WCAG 2 A and AA on a page as it stands: rule, impact and the first place. */
async function inaccessible(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // React Aria's own announcer names what was pending by an id that leaves with it; nothing stands there for anybody.
    .exclude('[data-live-announcer]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  return violations.map(
    (v) =>
      `${v.id} (${v.impact}): ${v.nodes.map((n) => `${n.target.join(' ')} ${n.html.slice(0, 120)}`).join(' | ')}`,
  );
}

/**
 * What does not fit on a page as it stands: a page that scrolls sideways, controls that leave the window or lie on one
 * another, and words that are cut off without saying so (an ellipsis needs the whole text in `title` or an accessible name).
 */
const misfits = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const out: string[] = [];
    const { innerWidth, innerHeight } = window;
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth + 1)
      out.push(`the page is ${root.scrollWidth} px wide in ${innerWidth}`);
    const named = (e: Element): string => {
      const words = e.getAttribute('aria-label') ?? e.textContent ?? '';
      return `<${e.tagName.toLowerCase()}> "${words.trim().replace(/\s+/g, ' ').slice(0, 60)}"`;
    };
    const seen = (e: Element): boolean =>
      e.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
    /** True for what is put out of sight on purpose: words for a screen reader, the native part of a control. */
    const hidden = (e: Element): boolean => {
      for (let at: Element | null = e; at; at = at.parentElement) {
        const s = getComputedStyle(at);
        if (s.clipPath === 'inset(50%)' || /^rect\(0(px)?,/.test(s.clip)) return true;
        const box = at.getBoundingClientRect();
        if (s.position === 'absolute' && box.width <= 1 && box.height <= 1) return true;
      }
      return false;
    };
    /** The part of an element that its scrolling ancestors show; null where nothing is shown. */
    const shown = (e: Element): DOMRect | null => {
      const b = e.getBoundingClientRect();
      let [l, t, r, bottom] = [b.left, b.top, b.right, b.bottom];
      for (let at = e.parentElement; at; at = at.parentElement) {
        const s = getComputedStyle(at);
        if (s.overflowX === 'visible' && s.overflowY === 'visible') continue;
        const a = at.getBoundingClientRect();
        [l, t, r, bottom] = [
          Math.max(l, a.left),
          Math.max(t, a.top),
          Math.min(r, a.right),
          Math.min(bottom, a.bottom),
        ];
      }
      return r - l > 1 && bottom - t > 1 ? new DOMRect(l, t, r - l, bottom - t) : null;
    };
    /** Whether an ancestor that cannot be scrolled hides a part; what lies beyond a scroller's edge can be scrolled to. */
    const cut = (e: Element): boolean => {
      const b = e.getBoundingClientRect();
      const x = { from: b.left, to: b.right };
      const y = { from: b.top, to: b.bottom };
      for (let at = e.parentElement; at; at = at.parentElement) {
        const s = getComputedStyle(at);
        const a = at.getBoundingClientRect();
        for (const [axis, overflow, from, to] of [
          [x, s.overflowX, a.left, a.right],
          [y, s.overflowY, a.top, a.bottom],
        ] as const) {
          if (overflow === 'visible') continue;
          const scrolls = overflow === 'auto' || overflow === 'scroll';
          if (!scrolls && (axis.from < from - 2 || axis.to > to + 2)) return true;
          axis.from = Math.max(axis.from, from);
          axis.to = Math.min(axis.to, to);
          if (axis.to <= axis.from) return false;
        }
      }
      return false;
    };
    const controls = [
      ...document.querySelectorAll('button, a[href], input, select, textarea, [role=tab], [role=radio]'),
    ]
      .filter((e) => seen(e) && !hidden(e))
      .flatMap((e) => {
        const box = shown(e);
        return box ? [{ e, box }] : [];
      });
    for (const { e, box } of controls) {
      if (cut(e)) out.push(`${named(e)} is cut off by what holds it`);
      if (box.left < -1 || box.right > innerWidth + 1) out.push(`${named(e)} leaves the window sideways`);
      if (box.top < -1 || box.bottom > innerHeight + 1) {
        if (root.scrollHeight <= innerHeight + 1) out.push(`${named(e)} leaves the window below`);
      }
    }
    for (let i = 0; i < controls.length; i++)
      for (let j = i + 1; j < controls.length; j++) {
        const [a, b] = [controls[i], controls[j]];
        if (!a || !b || a.e.contains(b.e) || b.e.contains(a.e)) continue;
        if (a.e.closest('label') !== null && a.e.closest('label') === b.e.closest('label')) continue;
        // A dialog lies on the page on purpose.
        if (a.e.closest('[role=dialog]') !== b.e.closest('[role=dialog]')) continue;
        const w = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const h = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (w > 2 && h > 2) out.push(`${named(a.e)} and ${named(b.e)} lie on each other`);
      }
    // What runs out of its cell lies on its neighbour, or would with a longer figure.
    for (const cell of document.querySelectorAll<HTMLElement>('li > *')) {
      if (!cell.parentElement || getComputedStyle(cell.parentElement).display !== 'grid') continue;
      if (!seen(cell) || getComputedStyle(cell).overflowX !== 'visible') continue;
      if (cell.clientWidth > 0 && cell.scrollWidth > cell.clientWidth + 1)
        out.push(`${named(cell)} runs out of its cell by ${cell.scrollWidth - cell.clientWidth} px`);
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT);
    for (let n = walker.nextNode(); n; n = walker.nextNode()) {
      const e = n as HTMLElement;
      const own = [...e.childNodes].some((c) => c.nodeType === 3 && (c.textContent ?? '').trim() !== '');
      if (!own || !seen(e) || hidden(e)) continue;
      const s = getComputedStyle(e);
      const short = s.overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0;
      if (!short || s.overflowX === 'auto' || s.overflowX === 'scroll') continue;
      const told = e.closest('[title], [aria-label]') !== null;
      if (s.textOverflow !== 'ellipsis' || !told) out.push(`${named(e)} is cut off`);
    }
    return out;
  });
