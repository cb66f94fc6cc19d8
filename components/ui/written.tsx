import { Fragment } from 'react';
import { visibleParts } from '../../client/format/visible';
import type { Language } from '../../domain/words';

/**
 * What a participant wrote, as text and nothing else: of its own direction, or a mark in it would turn round the name of its
 * writer; marks that are not seen are shown by their code points.
 */
export function Written({ text, lang, quoted }: { text: string; lang?: Language; quoted?: true }) {
  return (
    <bdi lang={lang}>
      {quoted ? '“' : null}
      {visibleParts(text).map((part, i) => {
        const key = `${i}`;
        if ('text' in part) return <Fragment key={key}>{part.text}</Fragment>;
        return (
          <span key={key} className="mx-px border border-line px-px font-mono text-note text-dim">
            {part.mark}
          </span>
        );
      })}
      {quoted ? '”' : null}
    </bdi>
  );
}
