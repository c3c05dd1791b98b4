import { defineConfig } from '@playwright/test';

/** `npm test` finds a Chromium and names it here; without it Playwright looks for its own. */
const executablePath = process.env.CHROMIUM_PATH;
/** Chromium refuses its sandbox to root; the pages under test are our own. */
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/start-site.ts',
  outputDir: 'test-results',
  workers: 1,
  // As vitest.config.ts says of its tests on servers.
  retries: process.env.CI ? 1 : 0,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    launchOptions: { ...(executablePath ? { executablePath } : {}), args },
    trace: 'retain-on-failure',
  },
});
