import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { at } from './paths.mjs';
import { Stop } from './say.mjs';

const WANTED = 24;

/** The Node that runs the product: this one if new enough, else the platform package from the lock. */
export function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= WANTED) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const folder = at('node_modules', `node-${platform}-${process.arch}`, 'bin');
  const binary = `${folder}/${process.platform === 'win32' ? 'node.exe' : 'node'}`;
  if (existsSync(binary)) return binary;
  const pinned = JSON.parse(readFileSync(at('package.json'), 'utf8')).optionalDependencies;
  throw new Stop(
    `This product runs on Node ${WANTED} or later; this is ${process.version}, and no package brings Node ${WANTED} ` +
      `for ${process.platform}-${process.arch} (there are ${Object.keys(pinned).join(', ')}): ` +
      `please install Node ${WANTED} and start again.`,
  );
}

export function environment(node, extra = {}) {
  const path = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return {
    ...process.env,
    [path]: `${dirname(node)}${delimiter}${process.env[path] ?? ''}`,
    NEXT_TELEMETRY_DISABLED: '1',
    ...extra,
  };
}
