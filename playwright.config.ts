import { defineConfig } from '@playwright/test';

const QUIET = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Drawn without a graphics card; only the tests of the map need WebGL, which costs as much as all the rest. */
const WEBGL = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
];
const chromium = (args: string[]) => ({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: [...QUIET, ...args],
});

/** global-setup starts a server for each worker before the workers read this file. */
const servers: { baseUrl: string; data: string }[] = JSON.parse(process.env.JWC_SERVERS ?? '[]');
const own = servers[Number(process.env.TEST_PARALLEL_INDEX ?? 0)];
if (own) Object.assign(process.env, { JWC_BASE_URL: own.baseUrl, JWC_DATA_DIR: own.data });

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalSetup: './e2e/global-setup.ts',
  workers: 2,
  retries: 0,
  timeout: 120_000,
  // A machine that does other things as well is slow, not wrong.
  expect: { timeout: 30_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? 'test-results/report.json' }],
  ],
  use: {
    baseURL: process.env.JWC_BASE_URL,
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    // A trace doubles the work of the browser; two cores feel it.
    trace: process.env.JWC_TRACE === '1' ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      name: 'console',
      testMatch: '**/*.spec.ts',
      testIgnore: '**/map*.spec.ts',
      use: { launchOptions: chromium(['--disable-gpu']) },
    },
    { name: 'map', testMatch: '**/map*.spec.ts', use: { launchOptions: chromium(WEBGL) } },
  ],
});
