import { defineConfig } from 'vitest/config';

const PROCESS = ['tests/process/**/*.test.ts', 'server/journal/crash.test.ts'];

/** `unit` is the inner loop; `process` starts processes, kills some of them and takes its time. */
export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    environment: 'node',
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{domain,client,components,server,bench,tests,scripts}/**/*.test.{ts,tsx}'],
          exclude: PROCESS,
        },
      },
      { extends: true, test: { name: 'process', include: PROCESS } },
    ],
  },
});
