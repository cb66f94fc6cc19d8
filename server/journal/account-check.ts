/** Users and tokens stand in tables beside the chain of what administrators did: what the acts say must be what stands there. */
import type { Kysely } from 'kysely';
import { PROGRAM_PREFIX } from '../../domain/participants';
import type { Schema } from './schema';
import type { Act } from './store';

export interface AccountFault {
  participant: string;
  /** The last act of whom it is about; 0: there is none. */
  seq: number;
  message: string;
}
type Told = Pick<Act, 'participant' | 'subject'> & { seq: number };
interface User extends Told {
  /** Null: nobody added him; a seat of the demo is there from the start. */
  role: string | null;
  disabled: boolean;
}
interface Token extends Told {
  /** Null: in an act of before they were told. */
  role: string | null;
  untilMs: number | null;
  revokedMs: number | null;
}

/**
 * The first user or token of each participant that is not what the acts made of it: role, whether he is disabled, login, whose
 * he is; of a token name, role, end and revocation. Names and passwords of users are in no act and are not looked at.
 */
export async function checkAccounts(db: Kysely<Schema>): Promise<AccountFault[]> {
  const { acts, accounts, tokens } = await db.transaction().execute(async (trx) => ({
    acts: await trx.selectFrom('admin_act').selectAll().orderBy('participant').orderBy('seq').execute(),
    accounts: await trx.selectFrom('account').selectAll().execute(),
    tokens: await trx.selectFrom('access_token').selectAll().execute(),
  }));
  const told = toldBy(acts);
  const faults = new Map<string, AccountFault>();
  const say = (participant: string, seq: number, message: string): void => {
    if (!faults.has(participant)) faults.set(participant, { participant, seq, message });
  };
  for (const a of accounts) {
    const { seq, ...is } = told.users.get(a.id) ?? { seq: 0, ...NOBODY };
    told.users.delete(a.id);
    const added = is.role !== null;
    const fits =
      (added ? is.role === a.role && is.subject === a.login : a.demo === 1) &&
      (is.participant === '' || is.participant === a.participant) &&
      is.disabled === (a.disabled === 1);
    if (!fits) say(a.participant, seq, `user ${a.login} (${a.id}) is not what the acts made of him`);
  }
  for (const t of tokens) {
    const { seq, ...is } = told.tokens.get(t.id) ?? { seq: 0, ...NO_TOKEN };
    told.tokens.delete(t.id);
    const fits =
      is.participant === t.participant &&
      is.subject === t.name &&
      (is.role === null || is.role === t.role) &&
      (is.untilMs === null || is.untilMs === t.ends_ms) &&
      is.revokedMs === t.revoked_ms;
    if (!fits) say(t.participant, seq, `token ${t.name} (${t.id}) is not what the acts made of it`);
  }
  // A seat that nobody added may have been closed in a directory that has no seats any more.
  const gone = [...[...told.users].filter(([, u]) => u.role !== null), ...told.tokens];
  for (const [id, { participant, seq, subject }] of gone)
    say(participant, seq, `${subject} (${id}) is gone, and no act says so`);
  return [...faults.values()];
}
const NOBODY = { participant: '', subject: '', role: null, disabled: false };
const NO_TOKEN = { participant: '', subject: '', role: null, untilMs: null, revokedMs: null };

function toldBy(rows: readonly Schema['admin_act'][]): {
  users: Map<string, User>;
  tokens: Map<string, Token>;
} {
  const users = new Map<string, User>();
  const tokens = new Map<string, Token>();
  for (const { participant, seq, at_ms: atMs, body } of rows) {
    const said = actIn(body);
    if (!said) continue;
    const { act, subject, of, to = null, untilMs = null } = said;
    const told = { participant, subject, seq };
    const user = users.get(of) ?? { ...NOBODY, ...told };
    const id = of.slice(PROGRAM_PREFIX.length);
    if (act === 'USER_ADDED') users.set(of, { ...told, role: to, disabled: false });
    else if (act === 'ROLE_CHANGED') users.set(of, { ...user, seq, role: to });
    else if (act === 'USER_DISABLED' || act === 'USER_ENABLED')
      users.set(of, { ...user, seq, disabled: act === 'USER_DISABLED' });
    // Acts of before tokens had an end say nothing of their role either.
    else if (act === 'TOKEN_ADDED')
      tokens.set(id, { ...told, role: untilMs === null ? null : to, untilMs, revokedMs: null });
    else if (act === 'TOKEN_REVOKED') {
      const token = tokens.get(id);
      if (token) tokens.set(id, { ...token, seq, revokedMs: atMs });
    }
  }
  return { users, tokens };
}

/** A text that is no act is the chain's fault, which is told of the chain. */
function actIn(body: string): Act | null {
  try {
    return JSON.parse(body) as Act;
  } catch {
    return null;
  }
}
