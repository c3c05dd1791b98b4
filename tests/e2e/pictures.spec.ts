import { Buffer } from 'node:buffer';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { common } from '../../lib/i18n/zh-CN/common';
import { desk as words } from '../../lib/i18n/zh-CN/desk';
import { errors } from '../../lib/i18n/zh-CN/errors';
import { expectSound } from './look';
import { expect, listen, test } from './test';

/** The address of the case of the demo that has a picture and a note. */
async function caseWithPicture(page: Page): Promise<string> {
  await page.goto('/');
  const addresses = await page.locator('main a[href^="/cases/"]').evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href')!))]);
  for (const address of addresses) {
    const answer = await page.request.get(address);
    if ((await answer.text()).includes('<figure>')) return address;
  }
  throw new Error('No case on the home page has a picture');
}

for (const scheme of ['light', 'dark'] as const) {
  test(`a picture fits its page at every size, ${scheme}, and nothing moves when it comes`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.addInitScript(() => {
      const seen = window as unknown as { shifted: number };
      seen.shifted = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.shifted += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const complaints = listen(page);
    const address = await caseWithPicture(page);
    for (const width of [375, 768, 1440]) {
      await expectSound(page, address, width);
      const picture = page.locator('figure img');
      const before = await picture.boundingBox();
      expect(before!.height).toBeGreaterThan(100);
      await picture.scrollIntoViewIfNeeded();
      await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth)).toBeGreaterThan(0);
      const after = await picture.boundingBox();
      expect(after!.width).toBe(before!.width);
      // The files' own sides are whole pixels: that is a tenth of one here.
      expect(after!.height).toBeCloseTo(before!.height, 0);
      expect(await page.evaluate(() => (window as unknown as { shifted: number }).shifted)).toBe(0);
      await expect(page.locator('figure figcaption')).toBeVisible();
    }
    expect(complaints.all()).toEqual([]);
  });
}

test('a reader goes to a note and back', async ({ page }) => {
  await page.goto(await caseWithPicture(page));
  const reference = page.locator('a[role="doc-noteref"]').first();
  await reference.click();
  const note = page.locator('ol.notes li').first();
  await expect(note).toBeInViewport();
  await expect(page).toHaveURL(/#.*note-/);
  await note.locator('a[role="doc-backlink"]').click();
  await expect(reference).toBeInViewport();
  await expect(page).toHaveURL(/#.*ref-/);
});

test('an editor puts a picture into a section, says what it shows, and sees it before anybody else does', async ({ pageOf, page: visitor }) => {
  const page = await pageOf('editor2');
  const complaints = listen(page);
  await page.goto('/desk');
  await page.getByRole('button', { name: words.list.create }).first().click();
  await expect(page).toHaveURL(/\/desk\/articles\//);
  await page.getByRole('button', { name: `${words.sections.add} ${common.kinds.PRACTICE}`, exact: true }).click();
  const section = page.locator('section.section').first();
  const body = section.getByLabel(common.fields.body, { exact: true });
  await body.fill('门口立了一块牌子。\n\n每周一换。');
  await body.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(2, 2));

  const choose = async (name: string, mimeType: string, buffer: Buffer) => {
    const chooser = page.waitForEvent('filechooser');
    await section.getByRole('button', { name: new RegExp(`^${words.sections.picture}`) }).click();
    await (await chooser).setFiles({ name, mimeType, buffer });
  };
  await choose('牌子.svg', 'image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
  await expect(section.getByText(errors.findings.picture_svg)).toBeVisible();
  await choose('牌子.png', 'image/png', await sharp({ create: { width: 700, height: 400, channels: 3, background: '#357' } }).png().toBuffer());
  await expect(body).toHaveValue(/^门口立了一块牌子。\n\n!\[\]\([0-9a-f]{64}-700x400\)\n\n每周一换。$/);
  await expect(body).toBeFocused();
  await page.keyboard.type('门口的积分公示牌');
  await body.press('Control+s');
  await expect(section.getByText(/^已保存 \d\d:\d\d$/)).toBeVisible();

  await section.getByRole('button', { name: new RegExp(`^${words.sections.preview}`) }).click();
  const picture = section.getByRole('img', { name: '门口的积分公示牌' });
  await picture.scrollIntoViewIfNeeded();
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth)).toBeGreaterThan(0);
  await page.setViewportSize({ width: 375, height: 900 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  const address = (await picture.getAttribute('src'))!;
  expect((await visitor.request.get(address)).status()).toBe(401);
  expect((await visitor.request.get(address.replace('/api/media/', '/media/'))).status()).toBe(404);
  expect(complaints.all()).toEqual([]);
});
