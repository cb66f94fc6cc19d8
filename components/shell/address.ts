import type { Selection, SelectionKind } from '../../client/stores/console-store';

const KINDS: readonly SelectionKind[] = ['launch', 'track', 'alert', 'notification', 'sensor'];
/** One name a desk, so that two consoles of one window keep their own. */
const nameOf = (desk: string): string => `selected${desk}`;

/** The selection that an address (its query) names for a desk, or null. */
export function selectionIn(query: string, desk: string): Selection | null {
  const [, word, id] = /^([a-z]+)~(.+)$/.exec(new URLSearchParams(query).get(nameOf(desk)) ?? '') ?? [];
  const kind = KINDS.find((k) => k === word);
  return kind && id ? { kind, id } : null;
}

/** The query with the selection of a desk put in or taken out; what else it holds stays. */
export function withSelection(query: string, desk: string, selection: Selection | null): string {
  const params = new URLSearchParams(query);
  if (selection) params.set(nameOf(desk), `${selection.kind}~${selection.id}`);
  else params.delete(nameOf(desk));
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
