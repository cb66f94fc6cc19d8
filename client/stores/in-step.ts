import type { ConsoleStore, Selection } from './console-store';

/** What windows of one officer tell each other. */
interface Step {
  session: string;
  user: string;
  selection: Selection | null;
  reviewMs: number | null;
}
/** A channel between windows of one browser; `BroadcastChannel` is one. A window does not hear itself. */
export interface StepChannel {
  postMessage(step: Step): void;
  onmessage: ((event: { data: Step }) => void) | null;
  close(): void;
}
/** While a moment plays it is told so often at most. */
const TELL_EVERY_MS = 200;

/**
 * Keeps the windows of one officer in step: what is selected in one is selected in all that show the same session, and the
 * moment that is reviewed in one in all. Gives back how to stop.
 */
export function keepInStep(
  console: ConsoleStore,
  who: () => { session: string; user: string } | null,
  channel: StepChannel,
  after: (ms: number, fn: () => void) => () => void,
): () => void {
  let told = console.getState();
  let waiting: (() => void) | null = null;
  const tell = (): void => {
    waiting = null;
    const me = who();
    const { selection, reviewMs } = console.getState();
    told = console.getState();
    if (me) channel.postMessage({ ...me, selection, reviewMs });
  };
  const stop = console.subscribe((s) => {
    if (s.selection === told.selection && s.reviewMs === told.reviewMs) return;
    // A choice goes at once, a moment that plays now and then.
    if (s.selection !== told.selection) {
      waiting?.();
      tell();
    } else waiting ??= after(TELL_EVERY_MS, tell);
  });
  channel.onmessage = ({ data }) => {
    const me = who();
    if (!me || data.session !== me.session || data.user !== me.user) return;
    const { select, review } = console.getState();
    // What came from another window is not told back to it.
    told = { ...console.getState(), selection: data.selection, reviewMs: data.reviewMs };
    select(data.selection);
    told = { ...told, selection: console.getState().selection };
    review(data.reviewMs);
  };
  return () => {
    stop();
    waiting?.();
    channel.close();
  };
}
