import { describe, expect, it } from 'vitest';
import { clampPane, readPanes, writePanes } from './pane-sizes';

function storage(held: Record<string, string> = {}) {
  return () => ({
    getItem: (key: string) => held[key] ?? null,
    setItem(key: string, text: string) {
      held[key] = text;
    },
    removeItem: (key: string) => void delete held[key],
  });
}
describe('sizes of panes', () => {
  it('UX-251 are remembered by layout, within what leaves everything readable', () => {
    const held: Record<string, string> = {};
    writePanes('wide', { left: 333, timeline: 99 }, storage(held));
    expect(readPanes('wide', storage(held))).toEqual({ left: 333, timeline: 99 });
    expect(readPanes('small', storage(held))).toEqual({});
    writePanes('wide', {}, storage(held));
    expect(held).toEqual({});
    expect([clampPane('left', 1), clampPane('right', 9999), clampPane('timeline', 150.4)]).toEqual([
      200, 720, 150,
    ]);
  });

  it('UX-251 what is no size, and a browser that remembers nothing, leave the panes as they are', () => {
    const of = (text: string) => readPanes('wide', storage({ 'jwc.panes.wide': text }));
    for (const text of ['', 'x', 'null', '[]', '{"left":"9"}', '{"up":300}', '{"left":null}'])
      expect(of(text)).toEqual({});
    expect(of('{"left":5000,"right":1}')).toEqual({ left: 480, right: 300 });
    const none = () => {
      throw new Error('no storage');
    };
    expect(readPanes('wide', none)).toEqual({});
    expect(() => writePanes('wide', { left: 300 }, none)).not.toThrow();
  });
});
