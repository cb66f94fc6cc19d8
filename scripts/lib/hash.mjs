import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { at } from './paths.mjs';

const GENERATED = new Set(['public/basemap', 'public/maplibre', 'public/fonts']);
const NOT_BUILT = /\.(test|spec)\.tsx?$|\.md$/;

function* files(path) {
  if (GENERATED.has(path) || NOT_BUILT.test(path) || !existsSync(at(path))) return;
  if (!statSync(at(path)).isDirectory()) return yield path;
  for (const name of readdirSync(at(path)).sort()) if (!name.startsWith('.')) yield* files(`${path}/${name}`);
}

/** A hash over the names and bytes of all files under the given paths; missing ones count as empty. */
export function hashOf(paths) {
  const hash = createHash('sha1');
  for (const path of paths) {
    for (const file of files(path)) {
      const bytes = readFileSync(at(file));
      hash.update(`${file}\0${bytes.length}\0`).update(bytes);
    }
  }
  return hash.digest('hex');
}

export function readStamp(path) {
  try {
    return readFileSync(at(path), 'utf8').trim();
  } catch {
    return '';
  }
}
