import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { at } from './paths.mjs';
import { say } from './say.mjs';

const FILE = at('.jwc-lock');

function holder() {
  try {
    const pid = Number(readFileSync(FILE, 'utf8'));
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return error.code === 'EPERM' ? -1 : 0;
  }
}

/** One install or build at a time in this tree; a lock whose holder has died is taken over. */
export async function alone(work) {
  mkdirSync(at(), { recursive: true });
  for (let waited = 0; ; waited++) {
    try {
      writeFileSync(FILE, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const pid = holder();
      if (!pid) rmSync(FILE, { force: true });
      else if (waited % 40 === 0) say(`waiting for another install or build here (process ${pid})`);
      await sleep(pid ? 250 : 20 + Math.random() * 50);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(FILE, { force: true });
  }
}
