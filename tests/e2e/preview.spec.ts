import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { desk } from '../../lib/i18n/zh-CN/desk';
import { site } from '../../lib/i18n/zh-CN/site';
import { expectSound } from './look';
import { expect, listen, origin, test } from './test';

const words = desk.preview;

const SECTIONS = [
  { kind: 'BACKGROUND', heading: '背景', text: '菜市场门口原来没有还书的地方。' },
  { kind: 'PRACTICE', heading: '做法', text: '还书箱装在鱼摊旁边，早上六点开。' },
];

/** A draft of the editor's. @returns its id */
async function draft(editor: Page, title: string): Promise<string> {
  const sections = SECTIONS.map(({ text, ...section }) => ({ ...section, body: { type: 'doc', schemaVersion: 1, content: [{ type: 'paragraph', attrs: { id: 'p1' }, content: [{ type: 'text', text }] }] } }));
  const answer = await editor.request.post('/api/articles', { headers: { origin: origin() }, data: { title, category: 'gonggong-fuwu', sections } });
  expect(answer.status()).toBe(201);
  return ((await answer.json()) as { data: { id: string } }).data.id;
}

const button = (place: Page | Locator, name: string) => place.getByRole('button', { name, exact: true });

async function expectNoFindings(page: Page): Promise<void> {
  // The document in the frame is looked at by itself, as a stranger's; axe would take both for one page with two heads.
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
}

test('an editor sees his draft as readers will, shares it with a stranger, and takes that back', async ({ pageOf, page: stranger }) => {
  const editor = await pageOf('editor');
  const complaints = listen(editor);
  const id = await draft(editor, '预览里的还书箱');
  await editor.setViewportSize({ width: 1440, height: 900 });
  await editor.goto(`/desk/articles/${id}`);
  await button(editor, words.open).click();
  const dialog = editor.getByRole('dialog');
  const frame = editor.frameLocator('iframe');
  await expect(frame.getByText(SECTIONS[1]!.text)).toBeVisible();
  await expect(frame.getByText(site.preview.unpublished)).toBeVisible();

  await dialog.getByText(words.phone, { exact: true }).click();
  const width = () => editor.locator('iframe').evaluate((element) => element.getBoundingClientRect().width);
  await expect.poll(width).toBe(390);

  await button(dialog, words.share).click();
  const address = dialog.getByLabel(words.address);
  await expect(address).toHaveValue(new RegExp(`^${origin()}/preview/`));
  await expect(dialog.getByText(words.current)).toBeVisible();
  for (const size of [375, 1440]) {
    await editor.setViewportSize({ width: size, height: 900 });
    await expectNoFindings(editor);
    expect(await editor.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  }

  // Who has the address needs no account, and finds nothing of the desk.
  const url = await address.inputValue();
  for (const size of [375, 768, 1440]) await expectSound(stranger, url, size);
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('预览里的还书箱');
  await expect(stranger.getByText(words.toSection)).toHaveCount(0);
  expect((await stranger.context().cookies()).filter(({ name }) => name.includes('preview'))).toEqual([]);

  await dialog.getByRole('button', { name: new RegExp(`^${words.revoke}`) }).click();
  await expect(dialog.getByText(words.revoked)).toBeVisible();
  await expect(dialog.getByText(words.none)).toBeVisible();
  expect((await stranger.goto(url))?.status()).toBe(410);
  for (const size of [375, 1440]) await expectSound(stranger, url, size);
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText(site.preview.over.title);
  expect(complaints.all()).toEqual([]);
});

test('a section of the preview leads to where it is written; Escape leads back to the button', async ({ pageOf }) => {
  const editor = await pageOf('editor');
  const id = await draft(editor, '从预览回到章节');
  await editor.goto(`/desk/articles/${id}`);
  await button(editor, words.open).press('Enter');
  const links = editor.frameLocator('iframe').getByRole('link', { name: words.toSection });
  await expect(links).toHaveCount(2);
  await links.nth(1).click();
  await expect(editor.getByRole('dialog')).toHaveCount(0);
  await expect.poll(() => editor.evaluate(() => document.activeElement?.closest('section')?.outerHTML.includes('做法') ?? false)).toBe(true);

  await button(editor, words.open).press('Enter');
  await expect(links).toHaveCount(2);
  await button(editor.getByRole('dialog'), words.close).focus();
  await editor.keyboard.press('Escape');
  await expect(editor.getByRole('dialog')).toHaveCount(0);
  await expect(button(editor, words.open)).toBeFocused();
});

test('a preview is whole without scripts', async ({ browser, pageOf }) => {
  const editor = await pageOf('editor');
  const id = await draft(editor, '没有脚本也能读');
  const answer = await editor.request.post(`/api/articles/${id}/preview-links`, { headers: { origin: origin() }, data: { days: 1 } });
  const { data } = (await answer.json()) as { data: { url: string } };
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(data.url);
  for (const { text } of SECTIONS) await expect(page.getByText(text)).toBeVisible();
  await context.close();
});
