import type { WriterPort } from './port';
import type { Store } from './store';

/** The small tables over whoever carries out their jobs: the writer, or a tool beside it. */
export function storeOver(port: Pick<WriterPort, 'call'>): Store {
  return {
    signIns: {
      put: (row) => port.call('putSignIn', row),
      get: (tokenHash) => port.call('getSignIn', { tokenHash }),
      of: (account) => port.call('listSignIns', { account }),
      touch: (tokenHash, seenMs) => port.call('touchSignIn', { tokenHash, seenMs }),
      consoles: (tokenHash) => port.call('getConsoles', { tokenHash }),
      keepConsoles: (tokenHash, consoles) => port.call('keepConsoles', { tokenHash, consoles }),
      drop: (tokenHash, act) => port.call('dropSignIn', act ? { tokenHash, act } : { tokenHash }),
      dropEnded: (seenBeforeMs, nowMs) => port.call('dropEndedSignIns', { seenBeforeMs, nowMs }),
    },
    accounts: {
      add: (account, act) => port.call('addAccount', { account, act }),
      get: (id) => port.call('getAccount', { id }),
      find: (participant, login, demo) => port.call('findAccount', { participant, login, demo }),
      list: (participant, demo) => port.call('listAccounts', { participant, demo }),
      change: (id, change, keep, act) => port.call('changeAccount', { id, change, keep, act }),
    },
    tokens: {
      add: (token, act) => port.call('addToken', { token, act }),
      byHash: (tokenHash) => port.call('getToken', { tokenHash }),
      get: (id) => port.call('getToken', { id }),
      list: (participant) => port.call('listTokens', { participant }),
      revoke: (id, act) => port.call('revokeToken', { id, act }),
    },
    throttle: {
      attempt: (rules, nowMs) => port.call('attemptSignIn', { rules, nowMs }),
      succeeded: (subject, others) => port.call('signInSucceeded', { subject, others }),
      forget: (beforeMs) => port.call('forgetFailures', { beforeMs }),
    },
    administration: {
      acts: (participant, limit) => port.call('listActs', { participant, limit }),
      head: (participant) => port.call('actsHead', { participant }),
      count: () => port.call('countActs', undefined),
    },
  };
}
