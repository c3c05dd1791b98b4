import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { bulletList, cell, doc, paragraph } from '../../lib/content/build';
import type { Body } from '../../lib/content/schema';
import type { ArticleView } from '../../lib/domains/articles/view';
import { fill } from '../../lib/i18n/fill';
import { common } from '../../lib/i18n/zh-CN/common';
import { desk } from '../../lib/i18n/zh-CN/desk';
import { expectSound } from './look';
import { expect, listen, origin, test } from './test';

const { history: words } = desk;
const NAME = '送领导看之前';

async function ask<T>(page: Page, method: 'get' | 'post' | 'patch' | 'delete', path: string, body?: unknown): Promise<T> {
  const answer = await page.request[method](path, { headers: { origin: origin() }, ...(body === undefined ? {} : { data: body }) });
  expect(answer.ok(), await answer.text()).toBe(true);
  return ((await answer.json()) as { data: T }).data;
}

const grid = (score: string): Body => {
  const row = (...cells: [string, string][]) => ({ type: 'tableRow' as const, content: cells.map(([id, text]) => cell([paragraph(text, id)])) });
  return doc([paragraph('评分办法如下。', 'g1'), { type: 'table', attrs: { id: 't', caption: '表一' }, content: [row(['a', '考勤'], ['b', score]), row(['c', '迟到'], ['d', '五分'])] }, bulletList([[paragraph('每月公布', 'l1')]], 'l')]);
};
const lines = (...texts: string[]) => doc(texts.map((text, at) => paragraph(text, `p${at}`)));
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function sound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
}

test('the history of an article: empty, a name, differences section by section, one section and all brought back, undone', async ({ pageOf }) => {
  const page = await pageOf('editor2');
  const complaints = listen(page);
  const made = await ask<ArticleView>(page, 'post', '/api/articles', {
    title: '积分管理',
    sections: [
      { kind: 'BACKGROUND', heading: '背景', body: lines('村里的路灯坏了三年。', '大家都说该修。', '没有人去办。') },
      { kind: 'PRACTICE', heading: '做法', body: grid('十分') },
      { kind: 'OUTCOME', heading: '成效', body: lines('路灯亮了。') },
    ],
  });
  const address = `/desk/articles/${made.id}/history`;
  const api = `/api/articles/${made.id}`;
  const present = () => ask<ArticleView>(page, 'get', api);
  const part = (name: string) => page.getByRole('region', { name, exact: true });

  // Nothing kept yet, which is said; an empty name is not taken.
  await page.goto(address);
  await expect(page.getByText(words.empty)).toBeVisible();
  await sound(page);
  await page.getByLabel(words.name).fill(NAME);
  await page.keyboard.press('Enter');
  await expect(page.getByText(fill(words.kept, { name: NAME }))).toBeVisible();
  await expect(page.getByText(words.noDifference)).toBeVisible();
  await expect(page.getByText(words.causes.NAMED).first()).toBeVisible();

  // What is written afterwards is told section by section: words, a cell, a section that came, one that went, one renamed.
  const [background, practice, outcome] = made.sections;
  await ask(page, 'patch', api, { version: 1, title: '积分制管理', year: 2024 });
  await ask(page, 'patch', `${api}/sections/${background!.id}`, { version: 1, heading: '缘起', body: lines('村里的路灯坏了五年。', '大家都说该修。', '没有人去办。') });
  await ask(page, 'patch', `${api}/sections/${practice!.id}`, { version: 1, body: grid('二十分') });
  await ask(page, 'delete', `${api}/sections/${outcome!.id}`, { version: 1 });
  await ask(page, 'post', `${api}/sections`, { heading: '启示', body: lines('贵在坚持。') });
  await page.reload();
  await expect(part('缘起').locator('del', { hasText: '背景' })).toBeVisible();
  await expect(part('缘起').locator('ins', { hasText: '五' })).toBeVisible();
  await expect(part('缘起').getByText(fill(common.diff.unchanged, { count: 2 }))).toBeVisible();
  await expect(part('做法').locator('td ins')).toHaveText(/二十分/);
  await expect(part('做法').locator('td del')).toHaveText(/十分/);
  await expect(part('成效').getByText(words.section.removed)).toBeVisible();
  await expect(part('启示').getByText(words.section.added)).toBeVisible();
  await expect(part('启示').getByRole('button')).toHaveCount(0);
  for (const [width, colorScheme] of [[375, 'light'], [768, 'dark'], [1440, 'light']] as const) {
    await page.emulateMedia({ colorScheme });
    await expectSound(page, address, width);
  }

  // By keyboard, one section: asked first, Escape leaves all as it is; then it is back, and nothing else is.
  const restoreOne = part('成效').getByRole('button');
  await restoreOne.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await sound(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  expect((await present()).sections).toHaveLength(3);
  await restoreOne.click();
  await button(page, words.restore).click();
  await expect(page.getByText(words.restored)).toBeVisible();
  await sound(page);
  expect((await present()).sections.map(({ heading }) => heading)).toEqual(['缘起', '做法', '成效', '启示']);
  expect((await present()).sections[2]!.id).toBe(outcome!.id);

  // Undone, with what it undoes kept too.
  await button(page, words.undo).click();
  await button(page, words.restore).click();
  await expect(part('成效').getByText(words.section.removed)).toBeVisible();
  expect((await present()).sections.map(({ heading }) => heading)).toEqual(['缘起', '做法', '启示']);

  // All of it, from a state chosen in the list.
  await page.getByRole('listitem').filter({ hasText: NAME }).getByRole('link').click();
  const label = fill(words.restoreAll, { version: `「${NAME}」` });
  await button(page, label).click();
  await button(page, words.restore).click();
  await expect(page.getByText(words.restored)).toBeVisible();
  const back = await present();
  expect([back.title, back.year, ...back.sections.map(({ id, heading }) => `${id} ${heading}`)]).toEqual(['积分管理', null, ...made.sections.map(({ id, heading }) => `${id} ${heading}`)]);
  expect(back.sections.map(({ body }) => body)).toEqual(made.sections.map(({ body }) => body));

  // Two kept states are compared by the form, without what it is now.
  const options = page.getByLabel(words.to, { exact: true }).locator('option');
  await page.getByLabel(words.from, { exact: true }).selectOption(await options.filter({ hasText: NAME }).getAttribute('value'));
  await page.getByLabel(words.to, { exact: true }).selectOption({ index: 1 });
  await button(page, words.compare).click();
  await expect(page).toHaveURL(/from=.*&to=/);
  await expect(part('启示').getByText(words.section.added)).toBeVisible();

  // Somebody has changed it since the page was opened: nothing is restored, and the new differences are a button away.
  await page.goto(address);
  await page.getByRole('listitem').filter({ hasText: NAME }).getByRole('link').click();
  await ask(page, 'patch', api, { version: back.version, lead: '导语' });
  await page.reload();
  await ask(page, 'patch', api, { version: back.version + 1, lead: '别人写的导语' });
  await button(page, label).click();
  await button(page, words.restore).click();
  await expect(page.getByText(words.stale)).toBeVisible();
  expect((await present()).lead).toBe('别人写的导语');
  await button(page, words.reload).click();
  await expect(page.locator('ins', { hasText: '别人写的导语' })).toBeVisible();
  expect(complaints.all()).toEqual([]);

  // Nobody else sees that there is anything, and an address that means nothing leads to the page.
  const other = await pageOf('editor');
  expect((await other.goto(address))!.status()).toBe(404);
  await page.goto(`${address}?from=${made.id}`);
  await expect(page).toHaveURL(new RegExp(`${address}$`));
});
