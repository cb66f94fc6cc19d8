import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { event, T0 } from '../../client/testing';
import type { LogEntry } from '../../domain/log';
import { NAUGHTY } from '../../domain/testing/naughty';
import { WatchLog } from '../log/watch-log';
import { fakeConsole, html } from '../shell/testing';
import { Written } from './written';

const ROOT = resolve(import.meta.dirname, '../..');
const UNSEEN = /(?!\n)[\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u;
/** Text of markup, its entities resolved. */
const textOf = (markup: string): string =>
  markup
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(lt|gt|quot|amp|#x27);/g,
      (_, e: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[e] ?? "'",
    );

describe('what participants wrote', () => {
  it('SY-135 is text of its own direction: no element comes out of it, and no mark in it is unseen', () => {
    for (const [kind, text] of Object.entries(NAUGHTY)) {
      const markup = renderToStaticMarkup(<Written text={text} lang="en" />);
      expect([kind, markup]).toEqual([kind, expect.stringMatching(/^<bdi lang="en">[\s\S]*<\/bdi>$/)]);
      expect([kind, markup.match(/<(?!\/?(?:bdi|span)\b)/g), UNSEEN.test(markup)]).toEqual([
        kind,
        null,
        false,
      ]);
      if (!UNSEEN.test(text)) expect([kind, textOf(markup)]).toEqual([kind, text]);
    }
    expect(textOf(renderToStaticMarkup(<Written text={'a\u202Eb'} />))).toBe('aU+202Eb');
  });

  it('SY-135 in the watch log a note, and a parameter that somebody wrote, show their marks', () => {
    for (const [kind, text] of Object.entries(NAUGHTY)) {
      const note: LogEntry = {
        ...{ id: 'a', atMs: T0, msg: 'log.note', params: {}, about: null },
        text: { body: text, language: 'en' },
        by: { user: 'u2', participant: 'P1', robot: false, nameEn: 'Ivanova', nameRu: 'Иванова' },
      };
      const told: LogEntry = { ...note, id: 'b', msg: 'log.alert.dissented', text: null };
      told.params = { alert: 1, reason: text, nameEn: text, nameRu: text };
      const source = fakeConsole();
      source.give('SHARED', event(3, 'log.written', note), event(4, 'log.written', told));
      const markup = html(<WatchLog />, source);
      expect([kind, UNSEEN.exec(markup)?.[0]]).toEqual([kind, undefined]);
      expect([kind, /<script|<img|<svg[^>]*onload/.exec(markup)]).toEqual([kind, null]);
    }
  });

  it('SY-135 no component puts the words of a person on screen but through it', () => {
    // Words of people by the names that records give them; `visible` is for titles and for sentences that hold them.
    const bare =
      /(?<=[>”“·\s])\{[\w.?!]*\.(?:body|reason|remarks|reference)\}|\$\{[^}]*(?<!visible\()\b[\w]+\.(?:reason|reference)\b[^}]*\}`/g;
    const inSource = (source: string) => [...source.matchAll(bare)].map(([hit]) => hit);
    expect(inSource('<q>{remarks.body}</q>')).toHaveLength(1);
    expect(inSource('<b>\n  “{line.text.body}”\n</b>')).toHaveLength(1);
    expect(inSource(`<b title={\`x \${answer.reason ?? ""}\`} />`)).toHaveLength(1);
    expect(inSource('<Written text={v.reason} />')).toEqual([]);
    const found = globSync('{app,components}/**/*.tsx', { cwd: ROOT })
      .filter((file) => !file.includes('.test.'))
      .map((file) => [file, inSource(readFileSync(join(ROOT, file), 'utf8'))])
      .filter(([, hits]) => hits?.length !== 0);
    expect(found).toEqual([]);
  });
});
