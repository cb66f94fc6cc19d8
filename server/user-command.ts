/** `jwc user` and `jwc token`: an operator's hands on users, whether the server runs or not. */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Participant, Role } from '../domain/participants';
import { ROLES_OF } from '../domain/participants';
import { COMMAND_LINE, Users } from './auth';
import { createHasher } from './auth/hasher';
import { keyOfToken, newToken, standingOfToken, tokenHash } from './auth/tokens';
import type { Act, Store } from './journal';

export interface UserCommandOptions {
  store: Store;
  participants: Participant[];
  nowMs: () => number;
  /** From the prompt or the standard input: never an argument, which every process of the machine can read. */
  readPassword(): Promise<string>;
  print(line: string): void;
}
export const USER_USAGE = `jwc user add --participant ID --login NAME --role ROLE [--name-en NAME] [--name-ru NAME]
jwc user disable|enable|password --participant ID --login NAME
jwc user role --participant ID --login NAME --role ROLE
jwc user list [--participant ID]  the password is asked for, or read as the first line of the standard input
jwc token add --participant ID --role ROLE --name NAME [--days N]  it ends after 365 days if none are given
jwc token revoke ID | jwc token list [--participant ID]
`;

type Options = Partial<
  Record<'participant' | 'login' | 'role' | 'name' | 'name-en' | 'name-ru' | 'days', string>
>;

/** Gives the exit code: 0 done, 1 refused, 2 not understood. */
export async function userCommand(args: string[], o: UserCommandOptions): Promise<number> {
  try {
    const text = { type: 'string' } as const;
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...{
          participant: text,
          login: text,
          role: text,
          name: text,
          days: text,
          'name-en': text,
          'name-ru': text,
        },
      },
    });
    const [noun, verb, id] = positionals;
    if (noun === 'user') return await user(verb, values, o);
    if (noun === 'token') return await token(verb, id, values, o);
  } catch (error) {
    const refused =
      error instanceof Refused || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
    if (!refused) throw error;
    o.print((error as Error).message);
    return error instanceof Refused ? 1 : 2;
  }
  o.print(USER_USAGE.trimEnd());
  return 2;
}

class Refused extends Error {}

const REFUSALS: Record<string, string> = {
  LOGIN_TAKEN: 'this participant has a user of this login',
  BAD_LOGIN: 'a login has 3 to 40 of a-z, 0-9, dot, dash and underscore',
  SHORT: 'a password has 12 characters at least',
  LONG: 'a password has 128 characters at most',
  COMMON: 'this password is one of the commonest, a pattern, or holds the login',
};

async function user(verb: string | undefined, values: Options, o: UserCommandOptions): Promise<number> {
  const { store, participants, nowMs, print } = o;
  if (verb === 'list') {
    for (const a of await store.accounts.list(values.participant ?? null, false))
      print(
        [a.participant, a.login, a.role, a.disabled ? 'disabled' : 'enabled', a.name.en, a.name.ru].join(
          '\t',
        ),
      );
    return 0;
  }
  const participant = participantOf(values, participants);
  const login = wanted(values, 'login');
  const by = { userId: COMMAND_LINE, participant: participant.id };
  const users = new Users({
    ...{ store, participants, nowMs, demo: false, hasher: createHasher() },
    // Sockets are the server's: it looks for acts every two seconds.
    ...{ standingOf: async () => [], ended: () => {} },
  });
  if (verb === 'add') {
    const role = roleOf(values, participant);
    const name = { en: values['name-en'] ?? login, ru: values['name-ru'] ?? values['name-en'] ?? login };
    const password = await o.readPassword();
    const added = await users.add(by, { login, name, role, password });
    if (!added.ok) throw new Refused(REFUSALS[added.fault ?? added.error] ?? added.error);
    print(`added ${participant.id} ${login} (${role}); the password is to be changed at the first sign-in`);
    return 0;
  }
  if (verb !== 'disable' && verb !== 'enable' && verb !== 'password' && verb !== 'role') {
    print(USER_USAGE.trimEnd());
    return 2;
  }
  const role = verb === 'role' ? roleOf(values, participant) : null;
  const account = await store.accounts.find(participant.id, login.toLowerCase(), false);
  if (!account) throw new Refused(`${participant.id} has no user ${login}`);
  const who = `${participant.id} ${account.login}`;
  if (role === account.role) throw new Refused(`${who} is ${role} already`);
  const carryOut = {
    disable: () => users.disable(by, account.id),
    enable: () => users.enable(by, account.id),
    password: async () => users.setPassword(by, account.id, await o.readPassword()),
    role: () => users.setRole(by, account.id, role ?? account.role),
  };
  const done = await carryOut[verb]();
  if (!done.ok) throw new Refused(REFUSALS[done.fault ?? done.error] ?? done.error);
  const said = { disable: 'disabled', enable: 'enabled', password: 'password set for', role: 'changed' };
  print(`${said[verb]} ${who}${role ? ` to ${role}; sign-ins of before are over` : ''}`);
  return 0;
}

async function token(
  verb: string | undefined,
  id: string | undefined,
  values: Options,
  o: UserCommandOptions,
): Promise<number> {
  const { store, participants, print } = o;
  const act = (name: Act['act'], participant: string, subject: string, of: string): Act => ({
    ...{ participant, atMs: o.nowMs(), act: name, by: COMMAND_LINE, subject, of: keyOfToken(of) },
  });
  if (verb === 'add') {
    const participant = participantOf(values, participants);
    const role = roleOf(values, participant);
    if (role === 'administrator') throw new Refused('a program manages no users');
    const name = wanted(values, 'name');
    const secret = newToken();
    const createdMs = o.nowMs();
    const endsMs = createdMs + daysOf(values) * DAY_MS;
    const made = { id: randomBytes(6).toString('hex'), tokenHash: tokenHash(secret), revokedMs: null };
    await store.tokens.add(
      { ...made, participant: participant.id, role, name, createdMs, endsMs },
      { ...act('TOKEN_ADDED', participant.id, name, made.id), to: role, untilMs: endsMs },
    );
    print(`${made.id} ${participant.id} ${role} ${name} until ${dayOf(endsMs)}; it is shown this once:`);
    print(secret);
    return 0;
  }
  if (verb === 'list') {
    for (const t of await store.tokens.list(values.participant ?? null))
      print(
        [
          ...[t.id, t.participant, t.role, standingOfToken(t, o.nowMs())],
          ...[t.endsMs === null ? 'no end' : dayOf(t.endsMs), t.name],
        ].join('\t'),
      );
    return 0;
  }
  if (verb === 'revoke' && id !== undefined) {
    const found = await store.tokens.get(id);
    if (!found || found.revokedMs !== null) throw new Refused(`there is no valid token ${id}`);
    await store.tokens.revoke(id, act('TOKEN_REVOKED', found.participant, found.name, id));
    print(`revoked ${id}`);
    return 0;
  }
  print(USER_USAGE.trimEnd());
  return 2;
}

const DAY_MS = 86_400_000;
/** A year: long enough for a program that is looked after, and one that nobody does ends by itself. */
const TOKEN_DAYS = 365;
const TOKEN_DAYS_MOST = 3650;
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function daysOf({ days }: Options): number {
  if (days === undefined) return TOKEN_DAYS;
  const n = Number(days);
  if (!Number.isInteger(n) || n < 1 || n > TOKEN_DAYS_MOST)
    throw new Refused(`--days is a whole number from 1 to ${TOKEN_DAYS_MOST}`);
  return n;
}

function wanted(values: Options, name: keyof Options): string {
  const value = values[name];
  if (value === undefined || value.trim() === '') throw new Refused(`--${name} is missing`);
  return value.trim();
}
function participantOf(values: Options, participants: Participant[]): Participant {
  const id = wanted(values, 'participant');
  const found = participants.find((p) => p.id === id);
  if (!found)
    throw new Refused(`no participant ${id}; there are ${participants.map((p) => p.id).join(', ')}`);
  return found;
}
function roleOf(values: Options, participant: Participant): Role {
  const roles = ROLES_OF[participant.kind];
  const role = roles.find((r) => r === wanted(values, 'role'));
  if (!role) throw new Refused(`a user of ${participant.id} is ${roles.join(', ')}`);
  return role;
}
