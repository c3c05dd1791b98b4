import { common } from '../../lib/i18n/zh-CN/common';
import { expectSound } from './look';
import { expect, listen, test } from './test';

const SIZES = [375, 768, 1440];

/** The addresses of one page of each sort, found by following the home page's own links. */
async function samples(page: import('@playwright/test').Page): Promise<string[]> {
  await page.goto('/');
  const first = async (prefix: string) => page.locator(`main a[href^="${prefix}"]`).first().getAttribute('href');
  const found = await Promise.all(['/cases/', '/collections/', '/c/'].map(first));
  return ['/', '/c', '/nothing-here', ...found.filter((href) => href !== null)];
}

test('a reader goes from the home page to a case, through its contents, and on to its neighbour', async ({ page }) => {
  await page.goto('/');
  const link = page.locator('main a[href^="/cases/"]').first();
  const title = await link.innerText();
  await link.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect(page.getByText(common.kinds.BACKGROUND, { exact: true }).first()).toBeVisible();

  const entry = page.locator('nav a[href^="#"]').last();
  const target = await entry.getAttribute('href');
  await entry.click();
  await expect(page).toHaveURL(new RegExp(`${target}$`));
  await expect(page.locator(`[id="${target!.slice(1)}"]`)).toBeInViewport();
});

test('the collection leads through its cases in order', async ({ page }) => {
  await page.goto('/');
  await page.locator('main a[href^="/collections/"]').first().click();
  const cases = page.locator('main a[href^="/cases/"]');
  await expect(cases).toHaveCount(5);
  const second = await cases.nth(1).innerText();
  await cases.first().click();
  await page.locator('main a[rel="next"]').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(second);
});

test('reader pages are whole without JavaScript, and have no scripts but islands', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: process.env.E2E_ORIGIN! });
  const page = await context.newPage();
  for (const address of await samples(page)) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const scripts = await page.locator('script:not([type="application/ld+json"])').evaluateAll((found) => found.map((script) => script.getAttribute('src')));
    expect(scripts.map((script) => /^\/islands\/([a-z-]+)\.[A-Z2-7]{8}\.js$/.exec(script!)?.[1]), address).toEqual(['chosen-theme', 'nav-place', 'account-greeting', 'print-foot', 'theme-switch']);
    expect(await page.locator('[style]').count(), address).toBe(0);
  }
  await context.close();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on reader pages, ${scheme}, at every size, and nothing overflows`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    const complaints = listen(page);
    for (const address of await samples(page)) {
      for (const width of SIZES) {
        await expectSound(page, address, width);
      }
    }
    expect(complaints.all()).toEqual([]);
  });
}
