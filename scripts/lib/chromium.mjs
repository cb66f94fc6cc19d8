import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { must } from './child.mjs';
import { Stop, step } from './say.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe'];
const PLACES = [
  '/usr/bin/chromium',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function find() {
  const { CHROMIUM_PATH, PATH = '' } = process.env;
  if (CHROMIUM_PATH) {
    if (runnable(CHROMIUM_PATH)) return CHROMIUM_PATH;
    throw new Stop(`CHROMIUM_PATH is ${CHROMIUM_PATH}, which cannot be run`);
  }
  const inPath = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...PLACES, ...inPath].find(runnable);
}

/** The path of a Chromium for the browser tests; on Debian, as root, installed if need be. */
export async function ensureChromium() {
  const found = find();
  if (found) return found;
  const canInstall =
    process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
  if (canInstall) {
    await step('installing Chromium (apt-get)', async () => {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      await must('apt-get', ['update'], { env });
      await must('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
    });
    const installed = find();
    if (installed) return installed;
  }
  throw new Stop('The browser tests need Chromium: install it, or set CHROMIUM_PATH to its program.');
}
