import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { Document, HeadingLevel, ImageRun, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import sharp from 'sharp';
import { importing as words } from '../../lib/i18n/zh-CN/importing';
import { fill } from '../../lib/i18n/fill';
import { plainReport, portalPage, PORTAL, REPORT_HEADINGS } from '../support/long-documents';
import { drop } from './drop';
import { expect, listen, test } from './test';

const unique = (word: string) => `${word}${Math.random().toString(36).slice(2, 8).replace(/\d/g, 'x')}`;
const item = (page: Page, name: string) => page.getByRole('treeitem').filter({ hasText: name }).first();
const tool = (page: Page, name: string) => page.locator('.row-tools').getByRole('button', { name, exact: true });

/** Clicks and counts them. */
class Clicks {
  count = 0;
  async on(what: Locator, options?: Parameters<Locator['click']>[0]): Promise<void> {
    this.count += 1;
    await what.click(options);
  }
}

async function opened(page: Page, name: string, content: string | Buffer): Promise<void> {
  await page.goto('/desk/import');
  await drop(page, [{ name, content }]);
  await expect(page.getByRole('treeitem').first()).toBeVisible();
}

test('a report of 29 headings that nothing marks is put right with three clicks, and back with one', async ({ pageOf }) => {
  const page = await pageOf('editor');
  const complaints = listen(page);
  const clicks = new Clicks();
  await opened(page, '报告.txt', plainReport(unique('渠')));
  const headings = page.locator('.tree .row.heading');
  const before = await headings.count();
  expect(before).toBeLessThan(REPORT_HEADINGS.length / 2);
  await clicks.on(item(page, REPORT_HEADINGS[2]!));
  await clicks.on(tool(page, fill(words.actions.alike, { count: REPORT_HEADINGS.length })));
  await expect(page.locator('.tree [aria-selected="true"]')).toHaveCount(REPORT_HEADINGS.length);
  await clicks.on(tool(page, words.actions.heading));
  await expect(headings).toHaveText(REPORT_HEADINGS.map((heading) => new RegExp(heading)));
  for (const level of await headings.evaluateAll((all) => all.map((one) => one.getAttribute('aria-level')))) expect(level).toBe('1');
  expect(clicks.count).toBeLessThanOrEqual(3);
  // One act is one step, whatever it was done with.
  await page.getByRole('button', { name: words.undo }).click();
  await expect(headings).toHaveCount(before);
  await page.getByRole('button', { name: words.redo }).click();
  await page.getByRole('button', { name: fill(words.importOne, { count: 1 }) }).click();
  await page.locator('.notice.good a').click();
  await expect(page.locator('.section textarea').nth(REPORT_HEADINGS.length - 1)).toBeAttached();
  expect(complaints.all()).toEqual([]);
});

test('of a portal’s page of 403 rows the article is kept with three clicks, and the rest is one line a range', async ({ pageOf }) => {
  const page = await pageOf('editor');
  const clicks = new Clicks();
  const word = unique('渠');
  await opened(page, '门户.txt', portalPage(word));
  const length = PORTAL.article.to - PORTAL.article.from;
  await clicks.on(item(page, `${word}村修渠记`));
  const last = page.locator('.tree .row').filter({ hasText: /第40个办法/ });
  await clicks.on(last, { modifiers: ['Shift'] });
  await expect(page.locator('.chosen-count')).toHaveText(fill(words.actions.chosen, { count: length }));
  await clicks.on(tool(page, words.actions.keep));
  expect(clicks.count).toBeLessThanOrEqual(3);
  const folds = page.locator('.tree .fold');
  await expect(folds).toHaveCount(2);
  await expect(folds.first()).toContainText(fill(words.fold, { count: PORTAL.article.from }));
  await expect(page.locator('.tree .row')).toHaveCount(length + 2);
  await expect(page.locator('.tree .row.title')).toContainText(`${word}村修渠记`);

  // A fold is opened by keyboard, and what is in it comes back line by line or whole.
  await folds.first().click();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.tree .row')).toHaveCount(length + 2 + PORTAL.article.from);
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('.tree .row')).toHaveCount(length + 2);
  await page.keyboard.press('Enter');
  await expect(page.locator('.tree .row')).toHaveCount(length + 2 + PORTAL.article.from);
  const { violations } = await new AxeBuilder({ page }).include('.review').analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await expect(folds).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(folds).toHaveCount(2);
  await page.getByRole('button', { name: fill(words.importOne, { count: 1 }) }).click();
  await page.locator('.notice.good a').click();
  await expect(page.locator('#field-title')).toHaveValue(`${word}村修渠记`);
});

test('by keyboard a range is chosen and moved, and any row is made the title', async ({ pageOf }) => {
  const page = await pageOf('editor');
  await opened(page, '记.txt', ['柳湾村修渠记', '一、背景', '渠漏了十年，下游三个组的秧苗年年等水。', '二、做法', '逐户登记，张榜公布，按登记的次序轮流放水。', '三、成效', '今年没有一户断水，秋后的谷子多收了三成。'].join('\n'));
  const level = (name: string) => expect.poll(async () => item(page, name).getAttribute('aria-level'));
  await item(page, '二、做法').click();
  for (let step = 0; step < 3; step++) await page.keyboard.press('Shift+ArrowDown');
  await expect(page.locator('.tree [aria-selected="true"]')).toHaveCount(4);
  await page.keyboard.press('Alt+ArrowRight');
  await level('二、做法').toBe('2');
  await level('三、成效').toBe('2');
  await page.keyboard.press('Alt+ArrowLeft');
  await level('三、成效').toBe('1');
  await page.keyboard.press('Escape');
  await expect(page.locator('.tree [aria-selected="true"]')).toHaveCount(1);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('t');
  await expect(page.locator('.tree .row.title')).toHaveText(/三、成效/);
  await expect(item(page, '柳湾村修渠记')).not.toHaveClass(/title/);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+a');
  await expect(page.locator('.chosen-count')).toHaveText(fill(words.actions.chosen, { count: 7 }));
});

test('by finger a range is chosen from here to there, and nothing lies over what was chosen, at 375 px and where all is twice as large', async ({ pageOf }) => {
  const page = await pageOf('editor');
  for (const size of [{ width: 375, height: 667 }, { width: 720, height: 450 }, { width: 960, height: 540 }, { width: 1440, height: 900 }]) {
    await page.setViewportSize(size);
    await opened(page, '报告.txt', plainReport(unique('渠')));
    await item(page, REPORT_HEADINGS[3]!).click();
    await tool(page, words.actions.pick).click();
    await item(page, REPORT_HEADINGS[9]!).click();
    await expect(page.locator('.tree [aria-selected="true"]').nth(6)).toBeAttached();
    for (const key of ['ArrowDown', 'ArrowDown', 'End', 'ArrowUp', 'Home', 'ArrowDown', 'n', 'n']) {
      await page.keyboard.press(key);
      await expect.poll(() => uncovered(page), `${size.width} × ${size.height} after ${key}`).toBe('');
    }
    page.once('dialog', (dialog) => void dialog.accept());
  }
});

/** What lies over the row that the keyboard is at, or over its tools: nothing. */
function uncovered(page: Page): Promise<string> {
  return page.evaluate(() => {
    const row = document.activeElement;
    if (!row?.matches('[role="treeitem"]')) return `the keyboard is at ${row?.outerHTML.slice(0, 80)}`;
    const covers = ({ left, top, bottom }: DOMRect, own: Element) => [top + 2, bottom - 2].flatMap((y) => {
      const over = document.elementFromPoint(left + 12, y);
      return over && (own.contains(over) || over.contains(own)) ? [] : [over?.className ?? `nothing at ${Math.round(y)}`];
    });
    const tools = document.querySelector('.row-tools')!;
    return [...covers(row.getBoundingClientRect(), row), ...covers(tools.getBoundingClientRect(), tools)].join();
  });
}

test('tables and pictures of a Word file are shown as what they are, and a picture that cannot be stored is told before saving', async ({ pageOf }) => {
  const page = await pageOf('editor');
  const complaints = listen(page);
  const photo = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#396' } }).jpeg().toBuffer();
  const image = (data: Buffer, description: string) => new Paragraph({ children: [new ImageRun({ type: 'png', data, transformation: { width: 80, height: 60 }, altText: { name: 'n', title: 't', description } })] });
  const cell = (text: string, span: { columnSpan?: number; rowSpan?: number } = {}) => new TableCell({ children: [new Paragraph(text)], ...span });
  const docx = await Packer.toBuffer(new Document({ sections: [{ children: [
    new Paragraph({ text: `${unique('渠')}村修渠记`, heading: HeadingLevel.TITLE }),
    new Paragraph({ text: '一、背景', heading: HeadingLevel.HEADING_1 }),
    new Paragraph('渠漏了十年，下游三个组的秧苗年年等水。'),
    image(photo, '放水那天的渠口'),
    image(Buffer.from('01000000', 'hex'), '画成的渠线图'),
    new Table({ rows: [new TableRow({ children: [cell('村', { columnSpan: 2 }), cell('亩')] }), new TableRow({ children: [cell('柳湾', { rowSpan: 2 }), cell('东'), cell('三十')] }), new TableRow({ children: [cell('西'), cell('四十')] })] }),
    new Paragraph({ text: '二、做法', heading: HeadingLevel.HEADING_1 }),
    new Paragraph('逐户登记，张榜公布，按登记的次序轮流放水。'),
  ] }] }));
  await page.setViewportSize({ width: 1440, height: 900 });
  await opened(page, '渠.docx', docx);
  for (const pane of ['.tree', '.source-lines']) {
    const table = page.locator(`${pane} table`);
    await expect(table.locator('tr')).toHaveCount(3);
    await expect(table.locator('[colspan="2"]')).toHaveText('村');
    await expect(table.locator('[rowspan="2"]')).toHaveText('柳湾');
    const picture = page.locator(`${pane} .shown-picture img`);
    await expect(picture).toHaveCount(1);
    expect(await picture.evaluate((shown: HTMLImageElement) => shown.decode().then(() => shown.naturalWidth))).toBe(240);
    await expect(page.locator(`${pane} .shown-picture`).filter({ hasText: '画成的渠线图' })).toContainText(words.pictureRefused);
  }
  await expect(page.locator('.losses')).toContainText('画成的渠线图');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  expect(complaints.all()).toEqual([]);
});
