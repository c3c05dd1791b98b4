import { desk as words } from '../../lib/i18n/zh-CN/desk';
import { errors } from '../../lib/i18n/zh-CN/errors';
import { expectSound } from './look';
import { expect, listen, test } from './test';

test('axe finds nothing on the pages of desk, review and account, and nothing overflows', async ({ pageOf }) => {
  const editor = await pageOf('editor');
  const admin = await pageOf('admin');
  const visitor = await (await editor.context().browser()!.newContext({ baseURL: process.env.E2E_ORIGIN! })).newPage();
  await editor.goto('/desk');
  const article = await editor.locator('main a[href^="/desk/articles/"]').first().getAttribute('href');
  const tour = [
    { page: editor, addresses: ['/desk', '/desk?tab=deleted', article!, '/account', '/admin/review', '/desk/nothing-here'] },
    { page: admin, addresses: ['/admin/review'] },
    { page: visitor, addresses: ['/signin', '/register'] },
  ];
  for (const { page, addresses } of tour) {
    const complaints = listen(page);
    for (const address of addresses) {
      for (const [width, colorScheme] of [[375, 'light'], [1440, 'dark']] as const) {
        await page.emulateMedia({ colorScheme });
        await expectSound(page, address, width);
      }
    }
    expect(complaints.all()).toEqual([]);
  }
  await visitor.context().close();
});

test('an empty article is not submitted: every finding leads to its field', async ({ pageOf }) => {
  const page = await pageOf('editor2');
  await page.goto('/desk');
  await page.getByRole('button', { name: words.list.create }).first().click();
  await expect(page).toHaveURL(/\/desk\/articles\//);
  await page.getByRole('button', { name: words.article.submit, exact: true }).click();
  await expect(page.getByText(words.article.refusedTitle)).toBeVisible();
  for (const finding of ['title_missing', 'category_missing', 'sections_empty'] as const) {
    await expect(page.getByText(errors.findings[finding]).first()).toBeVisible();
  }
  await page.getByRole('link', { name: errors.findings.title_missing }).click();
  await expect(page.locator('#field-title')).toBeFocused();
});
