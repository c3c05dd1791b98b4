import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { desk } from '../../lib/i18n/zh-CN/desk';
import { expectSound } from './look';
import { expect, listen, origin, test } from './test';

const words = desk.schedule;

const DAY = 24 * 60 * 60 * 1_000;
/** So many days from now, at nine in the morning in China, as a field for a moment takes it. */
const inDays = (days: number) => `${new Date(Date.now() + days * DAY + 8 * 3_600_000).toISOString().slice(0, 10)}T09:00`;
const said = (text: string, field: string) => text.replace('{when}', field.replace('T', ' '));

interface Answer {
  data: { id: string; workingSeq: number; review: { revisionId: string } | null };
}

/** An article of the editor's that the reviewer has approved. @returns its id */
async function approved(editor: Page, reviewer: Page, title: string): Promise<string> {
  const write = async (page: Page, path: string, data: object) => {
    const answer = await page.request.post(path, { headers: { origin: origin() }, data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return ((await answer.json()) as Answer).data;
  };
  const body = { type: 'doc', schemaVersion: 1, content: [{ type: 'paragraph', attrs: { id: 'p1' }, content: [{ type: 'text', text: '先摸底，再分工。' }] }] };
  const { id, workingSeq } = await write(editor, '/api/articles', { title, category: 'gonggong-fuwu', sections: [{ kind: 'PRACTICE', heading: '做法', body }] });
  const { review } = await write(editor, `/api/articles/${id}/submission`, { version: workingSeq });
  await write(reviewer, `/api/articles/${id}/decision`, { revisionId: review!.revisionId, outcome: 'APPROVED' });
  return id;
}

const button = (place: Page | Locator, name: string | RegExp) => place.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });

async function expectNoFindings(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
}

test('an admin says when a case is published and withdrawn, changes it and cancels it; its author sees it', async ({ pageOf }) => {
  const [editor, reviewer, admin] = [await pageOf('editor'), await pageOf('reviewer'), await pageOf('admin')];
  const title = '定时发布的还书箱';
  const id = await approved(editor, reviewer, title);
  const complaints = listen(admin);
  await admin.goto('/admin/review');
  const line = admin.locator('section[aria-labelledby="approved-title"] li').filter({ hasText: title });
  await button(line, new RegExp(`^${words.set}`)).press('Enter');

  // In words, and at the field that is wrong.
  await line.getByLabel(words.publishAt).fill('2020-01-01T09:00');
  await button(line, words.save).click();
  await expect(line.getByLabel(words.publishAt)).toBeFocused();
  await expect(line.getByText('这个时间已经过了')).toBeVisible();
  for (const width of [375, 1440]) {
    await admin.setViewportSize({ width, height: 900 });
    await expectNoFindings(admin);
  }

  await line.getByLabel(words.publishAt).fill(inDays(3));
  await line.getByLabel(words.withdrawAt).fill(inDays(30));
  await line.getByLabel(words.reason).fill('公示期已满。');
  await button(line, words.save).click();
  await expect(line.getByText(said(words.lines.PUBLISH, inDays(3)))).toBeVisible();
  await expect(line.getByText(said(words.lines.WITHDRAW, inDays(30)))).toBeVisible();
  await expect(line.getByText(words.saved)).toBeVisible();

  await admin.goto('/admin/review');
  await expect(admin.locator('section[aria-labelledby="scheduled-title"]').getByText(said(words.lines.PUBLISH, inDays(3)))).toBeVisible();
  await admin.goto(`/admin/review/${id}`);
  await button(admin, words.change).click();
  await expect(admin.getByLabel(words.publishAt)).toHaveValue(inDays(3));
  await admin.getByLabel(words.publishAt).fill(inDays(4));
  await button(admin, words.save).click();
  await expect(admin.getByText(said(words.lines.PUBLISH, inDays(4)))).toBeVisible();

  await editor.goto(`/desk/articles/${id}`);
  await expect(editor.getByText(said(words.lines.PUBLISH, inDays(4)))).toBeVisible();
  await expect(button(editor, words.change)).toHaveCount(0);
  await expectSound(editor, `/desk/articles/${id}`, 375);

  await button(admin, words.cancel).click();
  await expect(admin.getByText(words.cancelled)).toBeVisible();
  await expect(admin.getByText(said(words.lines.PUBLISH, inDays(4)))).toHaveCount(0);
  for (const width of [375, 1440]) await expectSound(admin, '/admin/review', width);
  expect(complaints.all()).toEqual([]);
});
