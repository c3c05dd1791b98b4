import { defineConfig } from 'vitest/config';
import { fileURLToPath } from 'node:url';
import { WORKERS } from './tests/support/workers.ts';

/** Where one run decides whether work lands, a test on servers and clocks is tried once more, and named (decision 093). */
const retry = process.env.CI ? 1 : 0;
const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  resolve: { alias: { '@': root.replace(/\/$/, '') } },
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], setupFiles: ['tests/support/same-texts.ts'], testTimeout: 30_000, hookTimeout: 60_000, maxWorkers: WORKERS } },
      {
        extends: true,
        test: {
          name: 'api',
          include: ['tests/api/**/*.test.ts'],
          globalSetup: ['tests/support/global-setup.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          retry,
          pool: 'forks',
          maxWorkers: WORKERS,
          // A worker's files share its database, server and modules; every test makes the people and articles it needs.
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'nginx',
          include: ['tests/nginx/**/*.test.ts'],
          globalSetup: ['tests/support/global-setup.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          retry,
          pool: 'forks',
          // Each file starts servers of its own besides.
          maxWorkers: 1,
          isolate: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
