/** Stands in the test's build for `server/engine/open-host`: the session's source is a story, lived through at full speed. */
import { createEngine } from '../../../server/engine/engine';
import { SessionHost } from '../../../server/engine/host';
import type { openHost as real } from '../../../server/engine/open-host';
import { sourceOf } from '../../../server/engine/testing/session';
import { endOf, inputsOf, STORIES, type Story, type StoryName } from './stories';
import { R1, S1 } from './told';

export type { WorkerTables } from '../../../server/engine/open-host';

export function openHost(...[message, , port, wallMs]: Parameters<typeof real>): ReturnType<typeof real> {
  const { source } = message;
  if (source.kind !== 'scenario') throw new Error('a story is opened as a scenario');
  const story: Story = STORIES[source.variant as StoryName]();
  const { regime } = message.config;
  const config = {
    ...message.config,
    sensors: story.sensors ?? [R1, S1],
    regime: { ...regime, territories: {}, ...story.regime, feed: { ...regime.feed, ...story.feed } },
  };
  if (!story.answered) message.desks = [];
  const at = { nowMs: config.epochMs, step: 0, live: false, finished: false };
  const host = new SessionHost(createEngine(config), sourceOf(inputsOf(story)), port, at);
  host.inject([{ kind: 'open' }], wallMs);
  const endMs = endOf(story);
  // The last line of the log says that everything before it has been heard.
  const done = (now: number): void => host.inject([{ kind: 'gap', fromMs: endMs, toMs: endMs }], now);
  return { host, catchUp: { toMs: () => endMs, done, desks: new Map() } };
}
