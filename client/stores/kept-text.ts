'use client';

import { useState } from 'react';
import { useSourceState } from './context';
import { selectSession } from './select';

/** A text as it was left in this window, by place, session and officer; empty where nothing was. */
export class KeptText {
  readonly #key: string;
  readonly #storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

  constructor(
    place: string,
    session: string,
    user: string,
    storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  ) {
    this.#key = `jwc.text.${session}.${user}.${place}`;
    this.#storage = storage;
  }

  read(): string | null {
    try {
      return this.#storage().getItem(this.#key);
    } catch {
      return null;
    }
  }
  write(text: string): void {
    try {
      if (text === '') this.#storage().removeItem(this.#key);
      else this.#storage().setItem(this.#key, text);
    } catch {
      // A window without storage keeps nothing.
    }
  }
}

/** What is being written: it outlives a reload and another tab. `was`: what it begins from where nothing was left. */
export function useKeptText(place: string, was = ''): [text: string, write: (text: string) => void] {
  const session = useSourceState((s) => selectSession(s)?.id ?? '');
  const user = useSourceState((s) => s.me?.userId ?? '');
  const [kept] = useState(() => new KeptText(place, session, user, () => sessionStorage));
  const [text, setText] = useState(() => kept.read() ?? was);
  return [
    text,
    (next) => {
      kept.write(next === was ? '' : next);
      setText(next);
    },
  ];
}
