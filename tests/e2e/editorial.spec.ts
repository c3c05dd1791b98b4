import path from 'node:path';
import type { Page } from '@playwright/test';
import { common } from '../../lib/i18n/zh-CN/common';
import { desk as words } from '../../lib/i18n/zh-CN/desk';
import { site } from '../../lib/i18n/zh-CN/site';
import { ROOT } from '../../server/boot/root';
import { importFile } from './import-file';
import { expect, listen, origin, test } from './test';

const NOTE = '成效里请写明逾期率是怎么算的。';
const ADDED = '逾期率按当月到期而未还的册数计算。';
const REASON = '数据正在复核。';

/** Imports the fixture as the editor. @returns the address of the draft on the desk */
function importDocument(): string {
  const { id } = importFile(path.join(ROOT, 'tests/e2e/fixtures/library-boxes.txt'), 'gonggong-fuwu');
  return `/desk/articles/${id}`;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** The section of the desk that holds this heading. */
const sectionWith = (page: Page, heading: string) =>
  page.locator('section.section').filter({ has: page.locator(`input[value="${heading}"]`) });

async function submit(page: Page): Promise<void> {
  await button(page, words.article.submit).click();
  await expect(page.getByText(words.article.submitted)).toBeVisible();
}

test('a document goes from the command line over desk and review to the reader, and is withdrawn', async ({ pageOf, page: visitor }) => {
  const draft = importDocument();
  const editor = await pageOf('editor');
  const complaints = listen(editor);
  await editor.goto(draft);
  await expect(editor.getByLabel(common.fields.title, { exact: true })).toHaveValue('把还书箱放到菜市场门口');

  // Edit: a section's text, saved by the keyboard; it is there after a reload.
  const background = sectionWith(editor, '背景');
  const body = background.getByLabel(common.fields.body, { exact: true });
  await body.fill(`${await body.inputValue()}\n\n催还电话一年打了九百多个。`);
  await expect(background.getByText(words.saving.dirty)).toBeVisible();
  await body.press('Control+s');
  await expect(background.getByText(/^已保存 \d\d:\d\d$/)).toBeVisible();
  await editor.reload();
  await expect(body).toHaveValue(/催还电话一年打了九百多个。$/);
  await submit(editor);
  await expect(body).toBeHidden();

  // Return: the note is required, and the editor sees it.
  const reviewer = await pageOf('reviewer');
  await reviewer.goto('/admin/review');
  await reviewer.getByRole('link', { name: /把还书箱放到菜市场门口/ }).click();
  await expect(reviewer.getByText('催还电话一年打了九百多个。')).toBeVisible();
  await button(reviewer, words.review.return).click();
  await expect(reviewer.getByLabel(words.review.note, { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await reviewer.getByLabel(words.review.note, { exact: true }).fill(NOTE);
  await button(reviewer, words.review.return).click();
  await expect(reviewer.getByText(words.review.returnedDone)).toBeVisible();

  // Resubmit: unsaved words go with the submission.
  await editor.reload();
  await expect(editor.getByText(NOTE)).toBeVisible();
  const outcome = sectionWith(editor, '成效').getByLabel(common.fields.body, { exact: true });
  await outcome.fill(`${await outcome.inputValue()}\n\n${ADDED}`);
  await submit(editor);
  expect(complaints.all()).toEqual([]);

  // The reviewer's second look begins with what was asked for at the first.
  await reviewer.reload();
  await expect(reviewer.getByText(NOTE)).toBeVisible();

  // Nothing of it is public yet.
  const { data } = (await (await visitor.request.get('/api/cases')).json()) as { data: { items: { title: string }[] } };
  expect(data.items.map(({ title }) => title)).not.toContain('把还书箱放到菜市场门口');

  // Publish.
  const admin = await pageOf('admin');
  await admin.goto('/admin/review');
  await admin.getByRole('link', { name: /把还书箱放到菜市场门口/ }).click();
  await button(admin, words.review.approveAndPublish).click();
  await expect(admin.getByText(words.review.publishedDone)).toBeVisible();

  // Read.
  await visitor.goto('/');
  await visitor.getByRole('link', { name: '把还书箱放到菜市场门口' }).click();
  const address = visitor.url();
  await expect(visitor.getByText(ADDED)).toBeVisible();
  await expect(visitor.getByRole('heading', { name: /先问书为什么没还/ })).toBeVisible();
  await expect(visitor.getByText('好稿子网')).toHaveCount(0);

  // Withdraw: gone, with a word of explanation.
  await admin.reload();
  await button(admin, words.review.withdraw).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel(words.review.withdrawReason).fill(REASON);
  await dialog.getByRole('button', { name: words.review.withdraw, exact: true }).click();
  await expect(admin.getByText(words.review.withdrawnDone)).toBeVisible();
  const gone = await visitor.goto(address);
  expect(gone?.status()).toBe(410);
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(site.goneArticle.title);
  await expect(visitor.getByText(REASON)).toBeVisible();
});

test('two editors in one section: nobody’s words are lost', async ({ pageOf }) => {
  const [first, second] = [await pageOf('editor'), await pageOf('editor')];
  const created = await first.request.post('/api/articles', {
    headers: { origin: origin() },
    data: { title: '两人同写', sections: [{ kind: 'PRACTICE', heading: '做法' }] },
  });
  const { data } = (await created.json()) as { data: { id: string } };
  for (const page of [first, second]) await page.goto(`/desk/articles/${data.id}`);
  const body = (page: Page) => sectionWith(page, '做法').getByLabel(common.fields.body, { exact: true });

  await body(first).fill('甲写的一句。');
  await body(first).press('Control+s');
  await expect(sectionWith(first, '做法').getByText(/^已保存/)).toBeVisible();
  await body(second).fill('乙写的一句。');
  await body(second).press('Control+s');

  await expect(second.getByText(words.conflict.title)).toBeVisible();
  await expect(second.getByText('甲写的一句。')).toBeVisible();
  await expect(body(second)).toHaveValue('乙写的一句。');
  await button(second, words.conflict.keepMine).click();
  await expect(sectionWith(second, '做法').getByText(/^已保存/)).toBeVisible();
  await first.reload();
  await expect(body(first)).toHaveValue('乙写的一句。');
});
