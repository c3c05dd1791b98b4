import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { Pool } from 'pg';
import sharp from 'sharp';
import { importing as words } from '../../lib/i18n/zh-CN/importing';
import { errors } from '../../lib/i18n/zh-CN/errors';
import { fill } from '../../lib/i18n/fill';
import { LIMITS } from '../../lib/platform/limits';
import { RETRY_AFTER_BUSY } from '../../lib/platform/semaphore';
import { caseDocx } from '../support/case-docx';
import { caseText, collectedText } from '../support/case-texts';
import { openRaw } from '../support/raw';
import { ghost } from '../unit/importing/formats/site-export/make-exports';
import { drop } from './drop';
import { expectSound } from './look';
import { expect, listen, test } from './test';

let pool: Pool;
test.beforeAll(() => {
  pool = new Pool({ connectionString: process.env.E2E_DATABASE_URL!, max: 1 });
});
test.afterAll(() => pool.end());

const imports = async () => Number((await pool.query('SELECT count(*) FROM "Import"')).rows[0].count);
const unique = (word: string) => `${word}${Math.random().toString(36).slice(2, 8).replace(/\d/g, 'x')}`;

const item = (page: Page, name: string) => page.getByRole('treeitem').filter({ hasText: name }).first();
const levelOf = (page: Page, name: string) => item(page, name).getAttribute('aria-level');

test('the export of a website has a line for each of its articles, which tells why one is left out', async ({ pageOf }) => {
  const page = await pageOf('editor');
  const complaints = listen(page);
  await page.goto('/desk/import');
  const titles = [unique('渠'), unique('桥')];
  const posts = [...titles.map((title, id) => ({ id, title, status: 'published', html: `<h2>一、背景</h2><p>${caseText(title)}</p>` })), { id: 9, title: '没写完', status: 'draft', html: '<p>甲</p>' }];
  await drop(page, [{ name: 'site.json', content: ghost(posts) as Buffer }]);
  const line = (name: string) => page.getByRole('listitem').filter({ hasText: `${name}.html` });
  for (const title of titles) await expect(line(title)).toContainText(words.status.ready);
  await expect(line('没写完').getByRole('alert')).toHaveText(errors.documents.unpublished);
  expect(complaints.all()).toEqual([]);
});

test('a collected document is dropped, put right by keyboard, and becomes drafts of the cases that are wanted', async ({ pageOf }) => {
  const page = await pageOf('editor');
  const complaints = listen(page);
  await page.goto('/desk');
  await page.getByRole('link', { name: words.link }).first().click();
  await expect(page).toHaveURL(/\/desk\/import$/);
  const word = unique('里');
  await drop(page, [{ name: '汇编.txt', content: collectedText(word) }]);
  await expect(page.getByRole('treeitem').first()).toBeVisible();
  expect(await page.getByRole('treeitem').filter({ hasText: '背景' }).count()).toBe(3);

  // By keyboard alone: to the text of the first case, which becomes a heading, goes in below 背景, and back by undoing.
  const line = item(page, '路灯没有人管');
  await page.getByRole('treeitem').first().focus();
  while (!(await line.evaluate((element) => element === element.ownerDocument.activeElement))) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText(words.said.heading)).toBeAttached();
  const level = Number(await levelOf(page, '路灯没有人管'));
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(async () => Number(await levelOf(page, '路灯没有人管'))).toBe(level + 1);
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(async () => Number(await levelOf(page, '路灯没有人管'))).toBe(level);
  await page.keyboard.press('5');
  await expect(line).toContainText('其他');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Backspace');
  await expect.poll(async () => Number(await levelOf(page, '路灯没有人管'))).toBeGreaterThan(level);
  await page.keyboard.press('Delete');
  await expect(line).toContainText(words.roles.stripped);
  await page.keyboard.press('Delete');
  await expect(line).not.toContainText(words.roles.stripped);

  // The source shows the same row, and of a section all its lines; under the mouse both sides are marked.
  await expect(page.locator('.source-lines .active')).toContainText('路灯没有人管');
  await item(page, '二、做法').click();
  await expect(page.locator('.source-lines .within')).toHaveText(/逐户登记/);
  await page.locator('.source-lines li').filter({ hasText: '一起纠纷' }).first().hover();
  await expect(page.locator('.tree .linked')).toContainText('一起纠纷');
  await page.getByRole('checkbox', { name: /车棚/ }).uncheck();
  await page.getByRole('button', { name: fill(words.importOne, { count: 2 }) }).click();
  await expect(page.getByText(words.doneText.replace('{count}', '2'))).toBeVisible();
  const links = page.locator('.notice.good a');
  await expect(links).toHaveCount(2);
  await links.first().click();
  await expect(page).toHaveURL(/\/desk\/articles\//);
  await expect(page.locator('#field-title')).toHaveValue(new RegExp(`${word}.*路灯`));
  expect(complaints.all()).toEqual([]);
});

test('many files: a bad one is told and the good ones go on; a ZIP and a paste come in too', async ({ pageOf }) => {
  const page = await pageOf('editor');
  await page.goto('/desk/import');
  const [one, two] = [unique('渠'), unique('井')];
  await drop(page, [{ name: '一.txt', content: caseText(one) }, { name: '坏.docx', content: 'no words' }, { name: '二.docx', content: await caseDocx(two) }]);
  const lines = page.locator('.documents > li');
  await expect(lines).toHaveCount(3);
  await expect(lines.nth(1)).toContainText(errors.documents.damaged);
  await expect(lines.nth(2)).toContainText(words.status.ready);
  const pastedWord = unique('塘');
  await page.locator('#import-paste').evaluate((area, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', html);
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, `<h1>${pastedWord}村清塘记</h1><h2>一、背景</h2><p>塘淤了十年。</p><h2>二、做法</h2><p>分段包干。</p>`);
  await expect(lines).toHaveCount(4);
  await expect(lines.nth(3)).toContainText(fill(words.summary, { cases: 1, sections: 2 }));

  await page.getByRole('button', { name: fill(words.importAll, { count: 3 }) }).click();
  await expect(page.getByText(words.doneText.replace('{count}', '3'))).toBeVisible();
  for (const name of [one, two, pastedWord]) await expect(page.locator('.notice.good')).toContainText(name);

  // The same file again is known; in a ZIP each document has a line of its own.
  const zip = Buffer.from(zipSync({ '案例/又一.txt': strToU8(caseText(one)), '案例/新.md': strToU8(`# ${unique('埂')}\n\n## 一、背景\n\n没有路。\n\n## 二、做法\n\n修路。`), '__MACOSX/x': strToU8('litter') }));
  await drop(page, [{ name: '打包.zip', content: zip }]);
  await expect(lines).toHaveCount(6);
  await expect(lines.nth(4)).toContainText('案例/又一.txt');
  await expect(lines.nth(4)).toContainText(words.status.duplicate);
  await expect(lines.nth(5)).toContainText(words.status.ready);
});

test('a page of a ZIP brings the pictures that lie beside it', async ({ pageOf }) => {
  const page = await pageOf('editor');
  await page.goto('/desk/import');
  const word = unique('堰');
  const shown = await sharp({ create: { width: 240, height: 120, channels: 3, background: '#396' } }).png().toBuffer();
  const html = `<h1>${word}村修堰记</h1><h2>一、背景</h2><p>堰漏了十年。</p><p><img src="%E9%A1%B5.files/1.png" alt="新堰"></p><h2>二、做法</h2><p>分段修。</p>`;
  const zip = zipSync({ '案例/页.html': strToU8(html), '案例/页.files/1.png': shown, '案例/页.files/style.css': strToU8('p {}') });
  await drop(page, [{ name: '打包.zip', content: Buffer.from(zip) }]);
  await expect(page.getByRole('treeitem').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: words.lossesTitle })).toHaveCount(0);
  // It is shown from the browser's own copy: the server has never seen it.
  await expect.poll(() => page.locator('.tree .shown-picture img').evaluate((shown: HTMLImageElement) => shown.naturalWidth)).toBe(240);
  await page.getByRole('button', { name: fill(words.importOne, { count: 1 }) }).click();
  await page.locator('.notice.good a').click();
  await expect(page).toHaveURL(/\/desk\/articles\//);
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const { rows } = await pool.query('SELECT a.width FROM "Section" s JOIN "AssetUse" u ON u."sectionId" = s.id JOIN "Asset" a ON a.hash = u."assetHash" WHERE s."articleId" = $1', [id]);
  expect(rows).toEqual([{ width: 240 }]);
});

test('a file that finds the server busy says so, and is tried again by itself', async ({ pageOf }) => {
  const page = await pageOf('editor');
  await page.goto('/desk/import');
  // Others send large documents, slowly: one is read, and as many wait as may.
  const { origin, host } = new URL(page.url());
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const head = `POST /api/import/preview HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nContent-Type: multipart/form-data; boundary=edge\r\nContent-Length: 9000000\r\n\r\n--edge\r\n`;
  const others = Array.from({ length: 2 + LIMITS.uploads.waiting }, () => openRaw(origin));
  const refused = Promise.race(others.map(async (other) => {
    other.write(head);
    return other.status();
  }));
  expect(await refused).toBe(503);
  await page.locator('#import-files').setInputFiles([{ name: '大.docx', mimeType: 'application/octet-stream', buffer: Buffer.alloc(5 * 1024 * 1024, 'a') }]);
  const line = page.locator('.documents > li');
  await expect(line).toContainText(fill(words.retryIn, { seconds: RETRY_AFTER_BUSY }));
  for (const other of others) other.close();
  await expect(line).toContainText(errors.documents.damaged);
  await expect(line).not.toContainText(fill(words.retryIn, { seconds: RETRY_AFTER_BUSY }));
});

test('corrections with one click are in the draft, and so is a facet that was taken', async ({ pageOf }) => {
  const page = await pageOf('editor');
  await page.goto('/desk/import');
  const word = unique('渠');
  await page.locator('#import-files').setInputFiles([{ name: '记.txt', mimeType: 'text/plain', buffer: Buffer.from(caseText(word).replace('一、背景', '申报单位：柳湾镇人民政府\n一、背景')) }]);
  await page.getByRole('button', { name: fill(words.restoreWidth, { count: 1 }) }).click();
  await expect(page.locator('.source-lines ins')).toHaveText('，');
  const chip = page.getByRole('button', { name: /柳湾镇人民政府/ });
  await chip.click();
  await expect(chip).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: fill(words.importOne, { count: 1 }) }).click();
  await page.locator('.notice.good a').click();
  await expect(page.locator('#field-lead')).toHaveValue(/户人家，渠道/);
  await expect(page.locator('#field-organisation')).toHaveValue('柳湾镇人民政府');
});

test('cancelling leaves nothing, and leaving with unsaved work asks', async ({ pageOf }) => {
  const page = await pageOf('editor');
  await page.goto('/desk/import');
  const before = await imports();
  await drop(page, [{ name: '一.txt', content: caseText(unique('渠')) }, { name: '二.txt', content: caseText(unique('渠')) }]);
  await expect(page.locator('.documents > li')).toHaveCount(2);
  await expect(page.locator('.documents')).toContainText(words.status.ready);
  // The browser asks only where somebody has touched the page.
  await page.locator('h1').click();
  const asked = page.waitForEvent('dialog');
  const leaving = page.goto('/desk').catch(() => undefined);
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await leaving;
  await page.getByRole('button', { name: words.clear }).click();
  await page.getByRole('dialog').getByRole('button', { name: words.clear }).click();
  await expect(page.locator('.documents')).toHaveCount(0);
  expect(await imports()).toBe(before);
});

test('axe finds nothing and nothing overflows: empty, with files, with a document open', async ({ pageOf }) => {
  const page = await pageOf('editor');
  for (const [width, colorScheme] of [[375, 'light'], [768, 'dark'], [1440, 'light'], [375, 'dark'], [1440, 'dark']] as const) {
    await page.emulateMedia({ colorScheme });
    await expectSound(page, '/desk/import', width);
    await drop(page, [{ name: '汇编.txt', content: collectedText(unique('里')) }]);
    await expect(page.getByRole('treeitem').first()).toBeVisible();
    await expectNoViolations(page, width);
    await page.getByRole('button', { name: words.leave }).click();
    await drop(page, [{ name: '坏.docx', content: 'no words' }]);
    await expect(page.getByText(errors.documents.damaged)).toBeVisible();
    await expectNoViolations(page, width);
    page.once('dialog', (dialog) => void dialog.accept());
  }
});

test('a paste into a section keeps its formatting in the notation of the desk, and can be undone', async ({ pageOf }) => {
  const page = await pageOf('editor');
  await page.goto('/desk');
  await page.locator('main a[href^="/desk/articles/"]').first().click();
  const area = page.locator('.section textarea').first();
  await area.focus();
  const before = await area.inputValue();
  await page.keyboard.press('Control+End');
  await area.evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', '<h2>先登记</h2><ul><li><b>用水</b></li><li>用电</li></ul>');
    clipboardData.setData('text/plain', '先登记 用水 用电');
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(area).toHaveValue(`${before}## 先登记\n\n- **用水**\n- 用电`);
  await page.keyboard.press('Control+z');
  await expect(area).toHaveValue(before);
});

async function expectNoViolations(page: Page, width: number): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${width}: ${id} ${nodes[0]?.html}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `overflow at ${width}`).toBe(0);
}
