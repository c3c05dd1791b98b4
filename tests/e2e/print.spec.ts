import type { Page } from '@playwright/test';
import { getDocumentProxy } from 'unpdf';
import { common } from '../../lib/i18n/zh-CN/common';
import { site } from '../../lib/i18n/zh-CN/site';
import { LINK, publishTables, REMARK, TABLES } from './table-case';
import { expect, origin, test } from './test';

/** 20 mm in points, less the empty half of a bracket that begins a line: it hangs over. */
const MARGIN = (20 / 25.4) * 72 - 8;

interface Sheet {
  width: number;
  height: number;
  /** All words, without the spaces between them: lines end anywhere. */
  words: string;
}

const bare = (text: string) => text.normalize('NFKC').replace(/\s/g, '');

/** Prints the page as a browser does, and reads what is on each sheet. Every word has to lie between the margins. */
async function print(page: Page): Promise<Sheet[]> {
  const document = await getDocumentProxy(new Uint8Array(await page.pdf({ format: 'A4' })));
  const sheets: Sheet[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const sheet = await document.getPage(number);
    const [, , width, height] = sheet.view as [number, number, number, number];
    const items = (await sheet.getTextContent()).items.filter((item) => 'str' in item && item.str.trim() !== '') as { str: string; transform: number[]; width: number }[];
    for (const { str, transform, width: length } of items) {
      const [left, bottom] = [transform[4]!, transform[5]!];
      expect(left, `${number}: ${str}`).toBeGreaterThan(MARGIN);
      expect(left + length, `${number}: ${str}`).toBeLessThan(width - MARGIN);
      expect(bottom, `${number}: ${str}`).toBeGreaterThan(0);
    }
    sheets.push({ width, height, words: bare(items.map(({ str }) => str).join('')) });
  }
  return sheets;
}

test('a printed case has every cell of every table, its address and numbers on every sheet, and nothing that is for the screen', async ({ page }) => {
  const { reader } = publishTables('纸');
  await page.goto(reader);
  const sheets = await print(page);
  const all = sheets.map(({ words }) => words).join('');

  for (const text of [...Object.values(TABLES).flat(2), REMARK]) expect(all, text).toContain(bare(text));

  const day = site.printed.on.replace('{date}', new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'Asia/Shanghai' }).format(new Date()));
  sheets.forEach(({ words }, index) => {
    for (const text of [common.siteName, origin() + reader, day]) expect(words).toContain(bare(text));
    expect(words).toContain(`${index + 1}/${sheets.length}`);
  });

  // The head of the long table stands on each sheet that its rows stand on.
  const long = sheets.filter(({ words }) => /第\d+件小事/.test(words));
  expect(long.length).toBeGreaterThan(1);
  for (const { words } of long) expect(words).toContain(TABLES.long[0].join(''));

  // A sheet is turned for thirty columns, with the heading above them, and for no others.
  const turned = sheets.filter(({ width, height }) => width > height);
  expect(turned).toHaveLength(1);
  expect(turned[0]!.words).toContain('29日');
  expect(turned[0]!.words).toContain('再对上账');

  expect(all).toContain(`年度报告[1]`);
  expect(all).toContain(bare(`${site.printed.addresses}[1]${LINK}`));
  for (const text of [site.nav.desk, site.theme.system, site.article.contents, '§', '↩']) expect(all).not.toContain(text);
});

test('a printed note leads nowhere, and its number stands at its word', async ({ page }) => {
  await page.goto('/');
  const addresses = await page.locator('main a[href^="/cases/"]').evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href')!))]);
  for (const address of addresses) {
    await page.goto(address);
    if ((await page.locator('.notes').count()) > 0) break;
  }
  await expect(page.locator('[role=doc-backlink]').first()).toBeVisible();
  const note = (await page.locator('.notes li').first().innerText()).replace('↩', '');
  const all = (await print(page)).map(({ words }) => words).join('');
  expect(all).toContain(bare(note));
  expect(all).not.toContain('↩');
});
