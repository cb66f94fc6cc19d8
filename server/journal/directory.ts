import { closeSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { JournalError, reasonOf } from './errors';

const TRIED = 'write.probe';

/**
 * Makes a data directory, with those above it, and writes into it once: rights alone do not tell, and whoever runs as root has
 * them all. Throws JournalError `FAILED` that names the directory.
 */
export function makeDirectory(dir: string): void {
  try {
    makeEach(resolve(dir));
    const file = join(dir, TRIED);
    closeSync(openSync(file, 'w'));
    rmSync(file);
  } catch (error) {
    throw new JournalError(
      'FAILED',
      `the data directory ${dir} cannot be written (${reasonOf(error)}); set JWC_DATA to one that can`,
    );
  }
}

/** One at a time: Node's own `recursive` never comes back where the system says that a parent that is there is not (/proc). */
function makeEach(dir: string): void {
  if (statSync(dir, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = dirname(dir);
  if (above !== dir) makeEach(above);
  try {
    mkdirSync(dir);
  } catch (error) {
    // Another process was first.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(dir).isDirectory()) throw error;
  }
}
