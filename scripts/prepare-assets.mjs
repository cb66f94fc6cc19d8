// Makes the files in public/ that come out of packages: the basemap, the map's worker, the fonts.
// Run by hand with `node scripts/prepare-assets.mjs`; otherwise before each build, and then only when something changed.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { hashOf, readStamp } from './lib/hash.mjs';
import { at } from './lib/paths.mjs';
import { step } from './lib/say.mjs';

const require = createRequire(import.meta.url);
const STAMP = 'public/basemap/.stamp';
const PACKAGES = ['world-atlas', 'maplibre-gl', '@fontsource/ibm-plex-sans', '@fontsource/ibm-plex-mono'];

function stamp() {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  const versions = PACKAGES.map((name) => `${name}@${dependencies[name] ?? devDependencies[name]}`);
  return [...versions, hashOf(['scripts/prepare-assets.mjs', 'scripts/lib/basemap.mjs'])].join(' ');
}

export async function prepareAssets() {
  const wanted = stamp();
  if (readStamp(STAMP) === wanted) return;
  await step('preparing basemap, map worker and fonts', async () => {
    for (const folder of ['basemap', 'maplibre', 'fonts']) {
      rmSync(at('public', folder), { recursive: true, force: true });
      mkdirSync(at('public', folder), { recursive: true });
    }
    const { makeBasemap } = await import('./lib/basemap.mjs');
    for (const [name, collection] of Object.entries(makeBasemap((file) => require(`world-atlas/${file}`)))) {
      writeFileSync(at('public/basemap', `${name}.json`), JSON.stringify(collection));
    }
    copyFileSync(
      at('node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs'),
      at('public/maplibre/maplibre-gl-worker.mjs'),
    );
    for (const family of ['ibm-plex-sans', 'ibm-plex-mono']) {
      for (const script of ['latin', 'cyrillic']) {
        for (const weight of [400, 500, 600]) {
          const file = `${family}-${script}-${weight}-normal.woff2`;
          copyFileSync(at('node_modules/@fontsource', family, 'files', file), at('public/fonts', file));
        }
      }
    }
    writeFileSync(at(STAMP), wanted);
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await prepareAssets();
