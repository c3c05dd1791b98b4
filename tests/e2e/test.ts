import { test as base, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { DEMO_PASSWORD, PEOPLE, type Person } from './demo';

/** Where the site under test is. */
export const origin = () => {
  const value = process.env.E2E_ORIGIN;
  if (!value) throw new Error('The site was not started: run the browser tests through Playwright’s configuration.');
  return value;
};

/** What a page complained about: refused by the Content-Security-Policy, failed to hydrate, threw. */
export interface Complaints {
  all(): string[];
}

/** Collects everything that a page writes as an error, so that a test can say there was nothing. */
export function listen(page: Page): Complaints {
  const said: string[] = [];
  page.on('console', (message) => {
    // A refused save is an answer of 4xx, which the browser reports as an error of its own.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(error.message));
  return { all: () => said };
}

/** A context that is signed in as one of the demo people, by next-auth's own requests rather than by clicking. */
async function signedIn(browser: Browser, person: Person): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: origin() });
  const { csrfToken } = (await (await context.request.get('/api/auth/csrf')).json()) as { csrfToken: string };
  const form = { csrfToken, email: PEOPLE[person], password: DEMO_PASSWORD, json: 'true' };
  const answer = await context.request.post('/api/auth/callback/credentials', { form });
  if (!answer.ok()) throw new Error(`Signing in as ${person} answered ${answer.status()}`);
  return context;
}

interface Fixtures {
  /** A page of one of the demo people, each in a browser context of his own. */
  pageOf(person: Person): Promise<Page>;
}

export const test = base.extend<Fixtures>({
  baseURL: async ({}, provide) => provide(origin()),
  pageOf: async ({ browser }, provide) => {
    const contexts: BrowserContext[] = [];
    await provide(async (person) => {
      const context = await signedIn(browser, person);
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

export { expect } from '@playwright/test';
