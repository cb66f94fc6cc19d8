/** The `jwc` command. Each verb is one function of its room; this file only wires arguments to them. */

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askPassword } from './ask-password';
import { fuseFiles } from './fuse-command';
import { openStoreBeside, runVerify } from './journal';
import { readParticipants } from './tables';
import { USER_USAGE, userCommand } from './user-command';

const USAGE = `jwc verify [DATA]                 check every chain of the journal; exit 1 on a break
jwc fuse SCENARIO --out EST.jsonl run the tracker over a recorded detection file
${USER_USAGE}`;

function rootDir(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return existsSync(join(here, '../package.json')) ? join(here, '..') : here;
}

const dataDir = (): string => process.env.JWC_DATA ?? join(rootDir(), 'data');

async function users(args: string[], print: (line: string) => void): Promise<number> {
  const participants = readParticipants(join(rootDir(), 'scenarios'));
  const { store, close } = await openStoreBeside(dataDir());
  try {
    return await userCommand(args, {
      store,
      participants,
      nowMs: Date.now,
      readPassword: askPassword,
      print,
    });
  } finally {
    await close();
  }
}

async function main(args: string[]): Promise<number> {
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  const [verb, ...rest] = args;
  if (verb === 'verify') return runVerify(rest[0] ?? dataDir(), print);
  if (verb === 'user' || verb === 'token') return users(args, print);
  if (verb === 'fuse') return fuseFiles(rest, print);
  process.stderr.write(USAGE);
  return 2;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
