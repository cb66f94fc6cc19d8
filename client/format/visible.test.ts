import { describe, expect, it } from 'vitest';
import { NAUGHTY } from '../../domain/testing/naughty';
import { visible, visibleParts } from './visible';

/** Anything that turns, hides or takes no width, by its ranges: written apart from what is tested. */
const UNSEEN = [
  ...[[0xad], [0x34f], [0x61c], [0x115f, 0x1160], [0x200b, 0x200f], [0x2028, 0x202e], [0x2060, 0x206f]],
  ...[[0x3164], [0xfe00, 0xfe0f], [0xfeff], [0xffa0], [0xfff9, 0xfffb], [0xe0000, 0xe0fff]],
];
const hasUnseen = (text: string): boolean =>
  [...text].some((c) =>
    UNSEEN.some(([from = 0, to = from]) => c.codePointAt(0)! >= from && c.codePointAt(0)! <= to),
  );

describe('marks that are not seen', () => {
  it('SY-135 are shown by their code points, and nothing else of a text is changed', () => {
    expect(visible('access \u202Edeined\u202C')).toBe('access ⟨U+202E⟩deined⟨U+202C⟩');
    expect(visible('a\u{E0041}\u0007\u0085')).toBe('a⟨U+E0041⟩⟨U+0007⟩⟨U+0085⟩');
    expect(visible('half \uD83D of a pair')).toBe('half ⟨U+D83D⟩ of a pair');
    for (const plain of ['Пуск №1 — “ok”, 10 °C ± 2\nsecond\tline', 'אבג 123', '🚀 田中', 'é e\u0301', ''])
      expect(visible(plain)).toBe(plain);
    for (const [kind, text] of Object.entries(NAUGHTY)) {
      expect([kind, hasUnseen(visible(text))]).toEqual([kind, false]);
      expect([kind, visible(text) === text]).toEqual([kind, !hasUnseen(text)]);
    }
  });

  it('SY-135 the parts of a text are the text', () => {
    for (const text of [...Object.values(NAUGHTY), '', '\u200B', 'x\u200B', '\u200Bx']) {
      const parts = visibleParts(text);
      expect(parts.map((p) => ('text' in p ? p.text : `⟨${p.mark}⟩`)).join('')).toBe(visible(text));
      expect(parts.every((p) => !('text' in p) || p.text !== '')).toBe(true);
    }
  });
});
