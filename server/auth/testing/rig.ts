import type { Participant, Principal } from '../../../domain/participants';
import { type Journal, openJournal } from '../../journal';
import { scratch } from '../../journal/test-batches';
import type { Hasher } from '../hasher';
import { type Auth, createAuth, type EndReason } from '../index';

const party = (id: string, letter: string, order: number): Participant => ({
  ...{ id, kind: 'PARTY', letter, order },
  name: { en: `Party ${letter}`, ru: `Сторона ${letter}` },
});
export const PARTICIPANTS: Participant[] = [
  party('P1', 'A', 1),
  party('P2', 'B', 2),
  { id: 'O1', kind: 'OBSERVER', letter: 'O', order: 9, name: { en: 'Observer', ru: 'Наблюдатель' } },
];
export const PASSWORD = 'seven green lamps';
export const SECRET = 'Qm5tX3p0c2V2ZW4tZ3JlZW4tbGFtcHMtYXQtbmlnaHQ';

/** Passwords in the clear: what a hash costs is measured elsewhere. Counts what it was asked. */
export class PlainHasher implements Hasher {
  verified = 0;
  async hash(password: string): Promise<string> {
    return `plain:${password}`;
  }
  async verify(stored: string | null, password: string): Promise<boolean> {
    this.verified++;
    return stored === `plain:${password}`;
  }
}

/** Sign-in of service mode over a journal of its own. */
export class AuthRig {
  readonly hasher = new PlainHasher();
  readonly ended: [key: string, reason: EndReason][] = [];
  readonly dir: string;
  nowMs = 1_000_000;
  journal!: Journal;
  auth!: Auth;
  readonly #remove: () => void;

  private constructor(place: ReturnType<typeof scratch>) {
    this.dir = place.dir;
    this.#remove = place.remove;
  }
  static async open(): Promise<AuthRig> {
    const rig = new AuthRig(scratch());
    rig.journal = await openJournal({ dir: rig.dir, worker: false });
    rig.auth = rig.server();
    return rig;
  }
  /** A server over the same store. */
  server(o: { demo?: boolean; secret?: string } = {}): Auth {
    const demo = o.demo ?? false;
    const secret = demo ? null : (o.secret ?? SECRET);
    const auth = createAuth(
      {
        ...{ store: this.journal.store, participants: PARTICIPANTS, secure: !demo, demo, secret },
        nowMs: () => this.nowMs,
      },
      this.hasher,
    );
    auth.onEnded((key, reason) => this.ended.push([key, reason]));
    return auth;
  }
  async close(): Promise<void> {
    await this.journal.close();
    this.#remove();
  }

  /** A user whose password is his own already. */
  async user(participant: string, login: string, role: Principal['role'], auth = this.auth): Promise<string> {
    const by = { userId: 'jwc', participant };
    const name = { en: login, ru: login };
    const added = await auth.users.add(by, { login, name, role, password: PASSWORD });
    if (!added.ok) throw new Error(added.error);
    await this.journal.store.accounts.change(added.id, { mustChange: false }, null, null);
    return added.id;
  }
  attempt(participant: string, login: string, password = PASSWORD, more: object = {}) {
    return this.auth.signInByPassword({
      ...{ participant, login, password, desk: '', cookie: undefined, agent: 'test', address: '192.0.2.1' },
      ...more,
    });
  }
  /** Signs in; gives what a browser would keep, and the key. */
  async signIn(participant: string, login: string, more: object = {}) {
    const answer = await this.attempt(participant, login, PASSWORD, more);
    if (!answer.ok) throw new Error(answer.error);
    const cookie = answer.setCookie.split(';')[0] ?? '';
    const found = await this.auth.principalFor({ cookie }, '');
    return { cookie, principal: answer.principal, key: found?.key ?? '', setCookie: answer.setCookie };
  }
}
