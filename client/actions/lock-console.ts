import { type Action, OFFICERS } from './action';
import { whyNothing } from './common';

/** Takes the right to act from this console until its officer is back; the picture goes on and alerts sound. */
export const lockConsole: Action = {
  id: 'lockConsole',
  key: 'Shift+L',
  group: 'console',
  roles: OFFICERS,
  whyNot: whyNothing,
  run: ({ source, console }) => {
    console.getState().openPane(null);
    void source.setLocked(true);
  },
};
