import sharp from 'sharp';
import { desk as words } from '../../lib/i18n/zh-CN/desk';
import { library } from '../../lib/i18n/zh-CN/library';
import { templates } from '../../lib/i18n/zh-CN/templates';
import { fill } from '../../lib/i18n/fill';
import { expectSound } from './look';
import { expect, listen, test } from './test';

const unique = (name: string) => `${name} ${Math.random().toString(36).slice(2, 8)}`;
const photo = (seed: string) =>
  sharp({ create: { width: 640, height: 400, channels: 3, background: { r: seed.charCodeAt(0) * 2, g: seed.charCodeAt(1) * 2, b: seed.charCodeAt(2) * 2 } } })
    .composite([{ input: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="600" height="80"><text y="60" font-size="50">${seed}</text></svg>`) }])
    .png()
    .toBuffer();

test('axe finds nothing where articles start, in the bin and in the library, in both themes, and nothing overflows', async ({ pageOf }) => {
  const page = await pageOf('editor');
  const complaints = listen(page);
  for (const address of ['/desk', '/desk/new', '/desk/bin', '/desk/media', '/desk/media?show=unused']) {
    for (const [width, colorScheme] of [[375, 'light'], [375, 'dark'], [768, 'light'], [1440, 'dark']] as const) {
      await page.emulateMedia({ colorScheme });
      await expectSound(page, address, width);
    }
  }
  expect(complaints.all()).toEqual([]);
  const reader = await pageOf('reader');
  for (const address of ['/desk/new', '/desk/bin', '/desk/media']) {
    await reader.goto(address);
    await expect(reader).toHaveURL(/\/desk$/);
  }
});

test('from a template: sections with guidance that is no text, copied, a section moved away and back, the bin and out of it', async ({ pageOf }) => {
  const page = await pageOf('editor');
  const other = unique('另一篇');
  const made = await page.request.post('/api/articles', { data: { title: other } });
  const otherId = ((await made.json()) as { data: { id: string } }).data.id;

  await page.goto('/desk');
  await page.getByRole('link', { name: templates.link }).first().click();
  await expect(page.getByRole('heading', { name: templates.title })).toBeVisible();
  await page.getByRole('button', { name: `${templates.use} ${templates.names.service}` }).click();
  await expect(page).toHaveURL(/\/desk\/articles\//);
  const address = page.url();
  await expect(page.getByText(templates.guidance.service.background)).toBeVisible();
  await expect(page.getByText(templates.guidance.service.appendix)).toBeVisible();
  const id = address.split('/').pop()!;
  const read = async (which: string) => ((await (await page.request.get(`/api/articles/${which}`)).json()) as { data: { title: string; version: number; sections: { heading: string; body: { content: unknown[] } }[] } }).data;
  expect((await read(id)).sections.map(({ body }) => body.content)).toEqual([[], [], [], [], []]);

  // Moved away, and back.
  await page.getByRole('button', { name: `${words.starting.move} ${templates.elements.outcome}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words.starting.moveWhere).selectOption({ label: other });
  await dialog.getByRole('button', { name: words.starting.moveConfirm }).click();
  await expect(page.getByText(fill(words.starting.moved, { name: templates.elements.outcome, title: other }))).toBeVisible();
  expect((await read(otherId)).sections.map(({ heading }) => heading)).toEqual([templates.elements.outcome]);
  await page.getByRole('button', { name: words.starting.undo }).click();
  await expect(page.getByText(fill(words.starting.moved, { name: templates.elements.outcome, title: other }))).toBeHidden();
  await expect.poll(async () => (await read(id)).sections.map(({ heading }) => heading)).toEqual(Object.values(templates.elements));
  expect((await read(otherId)).sections).toEqual([]);

  // Copied into the other, which keeps both.
  await page.getByRole('button', { name: `${words.starting.move} ${templates.elements.insight}` }).click();
  await dialog.getByLabel(words.starting.moveWhere).selectOption({ label: other });
  await dialog.getByLabel(words.starting.moveHow).selectOption('copy');
  await dialog.getByRole('button', { name: words.starting.moveConfirm }).click();
  await expect(page.getByText(fill(words.starting.copied, { name: templates.elements.insight, title: other }))).toBeVisible();
  expect((await read(id)).sections).toHaveLength(5);

  // The whole article copied.
  const title = unique('便民服务');
  const { version } = await read(id);
  await page.request.patch(`/api/articles/${id}`, { data: { version, title } });
  await page.reload();
  await page.getByRole('button', { name: words.starting.copy }).click();
  await expect(page).not.toHaveURL(address);
  const copyTitle = fill(templates.copyTitle, { title });
  await expect(page).toHaveTitle(new RegExp(copyTitle.replaceAll(/[（）]/g, '.')));

  // Into the bin, found there, and out again.
  const copyId = page.url().split('/').pop()!;
  await page.request.delete(`/api/articles/${copyId}`);
  await page.goto('/desk/bin');
  await page.getByLabel(library.bin.search).fill(copyTitle);
  await page.getByRole('button', { name: library.bin.find }).click();
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
  await expect(page.getByText(/删除$/)).toBeVisible();
  await page.getByRole('button', { name: `${words.list.restore} ${copyTitle}` }).click();
  await expect(page).toHaveURL(new RegExp(copyId));
  for (const width of [375, 1440]) await expectSound(page, address, width);
});

test('the library: several pictures at once, what is refused before it travels, one cancelled, one in use, one deleted', async ({ pageOf }) => {
  const page = await pageOf('editor2');
  const sent: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && sent.push(new URL(request.url()).pathname));
  await page.goto('/desk/media');
  const [one, two] = [await photo(unique('a')), await photo(unique('b'))];
  await page.locator('#media-files').setInputFiles([
    { name: '一.png', mimeType: 'image/png', buffer: one },
    { name: '二.png', mimeType: 'image/png', buffer: two },
    { name: '手机.heic', mimeType: 'image/heic', buffer: Buffer.from('\0\0\0\x18ftypheic') },
    { name: '大.png', mimeType: 'image/png', buffer: Buffer.concat([one, Buffer.alloc(20 * 1024 * 1024)]) },
  ]);
  const uploads = page.locator('.uploads li');
  await expect(uploads.filter({ hasText: '手机.heic' })).toContainText(library.media.wrongType);
  await expect(uploads.filter({ hasText: '大.png' })).toContainText('没有上传');
  await expect(uploads.filter({ hasText: library.media.done })).toHaveCount(2);
  await expect(page.getByText(fill(library.media.summary, { done: 2, failed: 2 }))).toBeVisible();
  expect(sent.filter((path) => path === '/api/assets')).toHaveLength(2);
  const cards = page.locator('.picture');
  await expect(cards.filter({ hasText: library.media.nowhere }).first()).toBeVisible();

  // In use: shown in an article, and not deleted.
  const listed = (await (await page.request.get('/api/assets?show=unused&limit=2')).json()) as { data: { items: { hash: string; width: number; height: number }[] } };
  const [used, idle] = listed.data.items;
  const body = { type: 'doc', schemaVersion: 1, content: [{ type: 'image', attrs: { asset: used!.hash, width: used!.width, height: used!.height, alt: '公示栏' } }] };
  const made = await page.request.post('/api/articles', { data: { title: '有图的一篇', sections: [{ heading: '做法', body }] } });
  expect(made.status(), await made.text()).toBe(201);
  await page.reload();
  const usedCard = page.locator('.picture', { has: page.locator(`img[src*="${used!.hash}"]`) });
  await usedCard.getByText(fill(library.media.usedIn, { count: 1 })).click();
  await expect(usedCard.getByText(fill(library.media.alt, { alt: '公示栏' }))).toBeVisible();
  await usedCard.getByRole('button', { name: library.media.delete }).click();
  await page.getByRole('dialog').getByRole('button', { name: library.media.delete }).click();
  await expect(usedCard.getByText(library.media.used)).toBeVisible();
  await expectSoundNow(page);

  // Not in use: gone after a question.
  await page.goto('/desk/media?show=unused');
  const idleCard = page.locator('.picture', { has: page.locator(`img[src*="${idle!.hash}"]`) });
  await idleCard.getByRole('button', { name: library.media.delete }).click();
  await page.getByRole('dialog').getByRole('button', { name: library.media.delete }).click();
  await expect(idleCard).toHaveCount(0);

  // On the way over a slow line, and cancelled.
  const line = await page.context().newCDPSession(page);
  await line.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 64 });
  await page.locator('#media-files').setInputFiles({ name: '三.png', mimeType: 'image/png', buffer: await photo(unique('c')) });
  const third = uploads.filter({ hasText: '三.png' });
  await third.getByRole('button').click();
  await expect(third).toContainText(library.media.cancelled);
});

/** As it stands now, without opening it anew. */
async function expectSoundNow(page: import('@playwright/test').Page): Promise<void> {
  const { default: AxeBuilder } = await import('@axe-core/playwright');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
}
