import { type Action, OFFICERS } from './action';

export const SILENCE_MS = 30_000;

/** This officer only, 30 s, never an acknowledgement. An alert that comes meanwhile sounds. */
export const silence: Action = {
  id: 'silence',
  key: 'S',
  group: 'console',
  roles: OFFICERS,
  whyNot: ({ source, console }) => {
    if (source.store.getState().locked) return 'locked';
    return console.getState().sound.armed ? null : 'noSound';
  },
  run: ({ console, wallNowMs }) =>
    console.getState().setSound({ silentUntilWallMs: wallNowMs() + SILENCE_MS }),
};
