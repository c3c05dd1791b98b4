import { objections, weight } from '../support/document-budget';
import { firstVisit } from '../support/first-visit';
import { readerPages } from '../support/reader-pages';
import { expect, origin, test } from './test';

test('a first visit of a reader page stays within its budgets, and each script and style sheet has its reason', async ({ browser }) => {
  for (const { name, path } of await readerPages(origin())) {
    const downloads = await firstVisit(browser, origin() + path);
    expect(objections(downloads), path).toEqual([]);
    const kinds = downloads.map(({ kind }) => kind);
    expect(kinds, name).toEqual(expect.arrayContaining(['document', 'stylesheet', 'icon']));
    expect(weight(downloads).all, name).toBeGreaterThan(1024);
  }
});

test('a case carries its text once', async ({ page }) => {
  const pages = await readerPages(origin());
  const answer = await page.goto(pages.find(({ name }) => name === 'case')!.path);
  const source = (await answer!.text()).replace(/<[^>]+>/g, '');
  const paragraphs = await page.locator('.sections p, .sections li').allInnerTexts();
  const long = paragraphs.map((text) => text.trim()).filter((text) => text.length > 30);
  expect(long.length).toBeGreaterThan(3);
  for (const text of long) expect(source.split(text.slice(0, 30)).length - 1, text).toBe(1);
});
