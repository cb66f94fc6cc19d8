import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { run } from './child.mjs';
import { hashOf, readStamp } from './hash.mjs';
import { alone } from './lock.mjs';
import { at } from './paths.mjs';
import { Stop, step } from './say.mjs';

const STAMP = 'node_modules/.jwc-stamp';
const wanted = () => `${hashOf(['package-lock.json'])} ${process.platform}-${process.arch}`;

/** True if somebody ran `npm ci` by hand: what npm notes in node_modules is what the lock asks for. */
function alreadyThere() {
  const read = (path) => JSON.parse(readFileSync(at(path), 'utf8')).packages;
  try {
    const [lock, installed] = [read('package-lock.json'), read('node_modules/.package-lock.json')];
    return Object.entries(lock).every(([path, entry]) => {
      if (path === '') return true;
      const found = installed[path];
      if (!found) return entry.optional || entry.devOptional || entry.peer || false;
      return found.integrity === entry.integrity && existsSync(at(path, 'package.json'));
    });
  } catch {
    return false;
  }
}

export async function ensureInstalled() {
  if (readStamp(STAMP) === wanted()) return;
  await alone(async () => {
    if (readStamp(STAMP) === wanted()) return;
    if (!alreadyThere()) await step('installing packages (npm ci)', npmCi);
    writeFileSync(at(STAMP), wanted());
  });
}

async function npmCi() {
  const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  const code = cli?.endsWith('npm-cli.js')
    ? await run(node ?? process.execPath, [cli, ...args])
    : await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args);
  if (code !== 0) throw new Stop('the packages could not be installed: npm says why above');
}
