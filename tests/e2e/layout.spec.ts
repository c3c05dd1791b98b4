import type { Page } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
import { desk as words } from '../../lib/i18n/zh-CN/desk';
import { publishTables } from './table-case';
import { expect, listen, test } from './test';

const SIZES = [375, 768, 1440];

/** Where the mark of the site and the line under it are: left and baseline of the one, height of the other, in pixels. */
function head(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const [brand, top] = [document.querySelector('.brand')!.getBoundingClientRect(), document.querySelector('.top')!.getBoundingClientRect()];
    return [brand.left, brand.top, brand.height, top.height].map((length) => Math.round(length * 2) / 2);
  });
}

test('mark and line stand where they stand, from reading to writing and when nothing else can be shown', async ({ pageOf }) => {
  const page = await pageOf('editor');
  for (const width of SIZES) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/');
    const reader = await head(page);
    for (const address of ['/desk', '/account', '/cases/100001']) {
      await page.goto(address);
      expect(await head(page), `${address} at ${width}`).toEqual(reader);
    }
    // One of the plain pages, which have no navigation.
    await page.goto('/_next/static/none.js');
    expect((await head(page)).slice(0, 3), `plain at ${width}`).toEqual(reader.slice(0, 3));
    expect(await page.evaluate(() => [getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.querySelector('h1')!).fontSize])).toEqual(['rgb(252, 251, 248)', width < 768 ? '27.192px' : '36.55px']);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  }
});

test('on a phone the place of the page in the navigation is in sight', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 800 });
  await page.goto('/');
  const last = await page.locator('.top nav a[href^="/c/"]').last().getAttribute('href');
  for (const address of [last!, '/c', '/']) {
    await page.goto(address);
    await expect(page.locator('.top [aria-current]')).toBeInViewport({ ratio: 1 });
  }
});

test('the place in the navigation is found by an island where the style sheet alone does not', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 800 });
  await page.route(/\.css$/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll('scroll-initial-target', 'unknown') });
  });
  await page.goto('/c');
  await expect(page.locator('.top [aria-current]')).toBeInViewport({ ratio: 1 });
  expect(await page.locator('.top nav').evaluate((nav) => nav.scrollLeft)).toBeGreaterThan(0);
});

test('lists of a category without others below, and of a collection, use the width of a large screen', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/');
  const collection = await page.locator('main a[href^="/collections/"]').first().getAttribute('href');
  for (const address of ['/c/anquan-guanli', '/c', '/collections', collection!]) {
    await page.goto(address);
    const free = await page.evaluate(() => {
      const sheet = document.querySelector('.top .wrap')!;
      const edge = sheet.getBoundingClientRect().right - parseFloat(getComputedStyle(sheet).paddingRight);
      const rows = [...document.querySelectorAll('main li')].map((row) => row.getBoundingClientRect().right);
      return edge - Math.max(...rows);
    });
    expect(free, address).toBeLessThan(2);
  }
});

/** The baselines of the texts of all buttons that stand in one row, row by row. */
function baselines(page: Page): Promise<{ row: string; spread: number }[]> {
  return page.evaluate(() => {
    const pen = document.createElement('canvas').getContext('2d')!;
    const baseline = (button: Element) => {
      const range = document.createRange();
      range.selectNode(button.firstChild!);
      const style = getComputedStyle(button);
      pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      return range.getBoundingClientRect().top + pen.measureText(button.firstChild!.textContent!).fontBoundingBoxAscent;
    };
    const rows = new Map<Element, Element[]>();
    for (const button of document.querySelectorAll('.button')) {
      if (button.getClientRects().length > 0) rows.set(button.parentElement!, [...(rows.get(button.parentElement!) ?? []), button]);
    }
    return [...rows].map(([row, buttons]) => {
      const boxes = buttons.map((button) => ({ box: button.getBoundingClientRect(), at: baseline(button) }));
      // Those that lie beside each other; a row may be broken.
      const pairs = boxes.flatMap((one) => boxes.filter((other) => other.box.top < one.box.bottom && one.box.top < other.box.bottom).map((other) => Math.abs(one.at - other.at)));
      return { row: row.className, spread: Math.max(...pairs) };
    });
  });
}

test('the preview shows a table as its readers see it; the words of buttons in a row stand on one line; the browser has nothing to say', async ({ pageOf }) => {
  const { reader, desk } = publishTables('屏');
  const page = await pageOf('editor');
  const complaints = listen(page);
  const refused: string[] = [];
  const browser = await page.context().newCDPSession(page);
  browser.on('Audits.issueAdded', ({ issue }) => refused.push(issue.code));
  await browser.send('Audits.enable');
  const look = () =>
    page.locator('.table').first().evaluate((box) => {
      const style = (element: Element, names: string[]) => names.map((name) => getComputedStyle(element).getPropertyValue(name));
      const cells = [...box.querySelectorAll('th, td')].slice(0, 16);
      return [style(box, ['margin-top', 'overflow-x', 'background-image']), ...cells.map((cell) => style(cell, ['text-align', 'font-size', 'font-weight', 'padding', 'color', 'line-height', 'border-bottom-color', 'vertical-align']))];
    });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(reader);
  const read = await look();
  expect(read.flat()).toContain('right');
  await page.goto(desk);
  await page.getByRole('button', { name: new RegExp(`^${words.sections.preview}`) }).first().click();
  expect(await look()).toEqual(read);
  for (const width of SIZES) {
    await page.setViewportSize({ width, height: 900 });
    const rows = await baselines(page);
    expect(rows.length).toBeGreaterThan(3);
    for (const { row, spread } of rows) expect(spread, `${row} at ${width}`).toBeLessThan(0.6);
  }
  await page.goto('/desk');
  for (const { row, spread } of await baselines(page)) expect(spread, row).toBeLessThan(0.6);
  expect(complaints.all()).toEqual([]);
  expect(refused).toEqual([]);
});

test('a page says where it stands, and what is shown of it where it is shared', async ({ page, request }) => {
  await page.goto('/');
  const first = (prefix: string) => page.locator(`main a[href^="${prefix}"]`).first().getAttribute('href');
  for (const address of ['/', '/c', '/collections', (await first('/cases/'))!, (await first('/c/'))!, (await first('/collections/'))!]) {
    await page.goto(`${address}?utm_source=x`);
    const meta = (property: string) => page.locator(`meta[property="${property}"]`).getAttribute('content');
    const canonical = await page.locator('link[rel=canonical]').getAttribute('href');
    expect(new URL(canonical!).pathname + new URL(canonical!).search, address).toBe(address);
    expect(await meta('og:url')).toBe(canonical);
    expect((await meta('og:title'))!.length).toBeGreaterThan(0);
    const picture = await request.get((await meta('og:image'))!);
    expect([picture.status(), picture.headers()['content-type']]).toEqual([200, 'image/png']);
  }
});
