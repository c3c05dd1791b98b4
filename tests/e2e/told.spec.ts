import { Buffer } from 'node:buffer';
import type { Page } from '@playwright/test';
import { account } from '../../lib/i18n/zh-CN/account';
import { common } from '../../lib/i18n/zh-CN/common';
import { desk as words } from '../../lib/i18n/zh-CN/desk';
import { errors } from '../../lib/i18n/zh-CN/errors';
import { site } from '../../lib/i18n/zh-CN/site';
import { LIMITS } from '../../lib/platform/limits';
import { DEMO_PASSWORD, PEOPLE, type Person } from './demo';
import { expectSound } from './look';
import { expect, origin, test } from './test';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** A new article of this page's account with one section, open on the desk. @returns its id */
async function openNew(page: Page, title: string): Promise<string> {
  const created = await page.request.post('/api/articles', { headers: { origin: origin() }, data: { title, sections: [{ kind: 'PRACTICE', heading: '做法' }] } });
  const { data } = (await created.json()) as { data: { id: string } };
  await page.goto(`/desk/articles/${data.id}`);
  return data.id;
}

const section = (page: Page) => page.locator('section.section').first();
const bodyOf = (page: Page) => section(page).getByLabel(common.fields.body, { exact: true });

/** Whoever was signed in with this page's cookies, it is this person from now on, as in another tab. */
async function signInBeside(page: Page, person: Person): Promise<void> {
  const { csrfToken } = (await (await page.request.get('/api/auth/csrf')).json()) as { csrfToken: string };
  const answer = await page.request.post('/api/auth/callback/credentials', { form: { csrfToken, email: PEOPLE[person], password: DEMO_PASSWORD, json: 'true' } });
  expect(answer.ok()).toBe(true);
}

const comeBack = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('focus')));

test('without a network nothing is started, which is said beside the button and goes when it is back', async ({ pageOf }) => {
  const page = await pageOf('editor2');
  await page.goto('/desk');
  await page.context().setOffline(true);
  await button(page, words.list.create).first().click();
  const told = page.locator('.new-article').getByText(words.problems.offline);
  await expect(told).toContainText(words.list.notCreated);
  await page.context().setOffline(false);
  await expect(told).toBeHidden();
  await button(page, words.list.create).first().click();
  await expect(page).toHaveURL(/\/desk\/articles\//);
});

test('a save that waits is told after ten seconds, beside its button, until it is over', async ({ pageOf }) => {
  const page = await pageOf('editor2');
  await page.clock.install();
  await openNew(page, '等得久的保存');
  let goOn = () => undefined as void;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  await page.route('**/api/articles/*/sections/*', async (route) => {
    await held;
    await route.continue();
  });
  await bodyOf(page).fill('写了一句。');
  await bodyOf(page).press('Control+s');
  await expect(button(page, words.saving.sending)).toBeVisible();
  await page.clock.runFor(9_000);
  await expect(section(page).getByText(words.problems.slow)).toBeHidden();
  await page.clock.runFor(1_500);
  await expect(section(page).getByText(words.problems.slow)).toBeVisible();
  goOn();
  await expect(section(page).getByText(/^已保存 \d\d:\d\d$/)).toBeVisible();
  await expect(section(page).getByText(words.problems.slow)).toBeHidden();
});

test('a save after somebody else has signed in says so, keeps the words, and works once the first is back', async ({ pageOf }) => {
  const page = await pageOf('editor2');
  await openNew(page, '换了账号');
  await bodyOf(page).fill('编辑乙写的一句。');
  for (const person of ['admin', 'reader'] as const) {
    await signInBeside(page, person);
    await bodyOf(page).press('Control+s');
    await expect(section(page).getByText(words.problems.otherAccount)).toBeVisible();
    await expect(bodyOf(page)).toHaveValue('编辑乙写的一句。');
  }
  await signInBeside(page, 'editor2');
  await comeBack(page);
  await expect(section(page).getByText(words.problems.otherAccount)).toBeHidden();
  await bodyOf(page).press('Control+s');
  await expect(section(page).getByText(/^已保存 \d\d:\d\d$/)).toBeVisible();
});

test('signed out, removed, in another state: each says what it is, and the words stay', async ({ pageOf }) => {
  const [owner, guest] = [await pageOf('editor'), await pageOf('editor2')];
  const id = await openNew(owner, '各有各的话');
  const path = `/api/articles/${id}`;
  const headers = { origin: origin() };
  await owner.request.post(`${path}/editors`, { headers, data: { email: PEOPLE.editor2 } });
  await guest.goto(`/desk/articles/${id}`);
  await bodyOf(guest).fill('协作者写的。');
  const save = () => bodyOf(guest).press('Control+s');

  const cookies = await guest.context().cookies();
  await guest.context().clearCookies();
  await save();
  await expect(section(guest).getByText(words.problems.signedOut)).toBeVisible();
  await guest.context().addCookies(cookies);
  await comeBack(guest);
  await expect(section(guest).getByText(words.problems.signedOut)).toBeHidden();

  const { data } = (await (await owner.request.get(path)).json()) as { data: { workingSeq: number; editors: { id: string }[]; sections: { id: string }[] } };
  await owner.request.patch(`${path}/sections/${data.sections[0]!.id}`, { headers, data: { version: 1, body: { type: 'doc', schemaVersion: 1, content: [{ type: 'paragraph', id: 'p1', content: [{ type: 'text', text: '作者写的。' }] }] } } });
  await owner.request.delete(`${path}/editors/${data.editors[0]!.id}`, { headers });
  await save();
  // Not "somebody has deleted this section": there is nothing of it left for him, and so no new section to be made.
  await expect(section(guest).getByText(words.problems.gone)).toBeVisible();
  await expect(guest.getByText(words.sections.gone)).toBeHidden();
  await expect(bodyOf(guest)).toHaveValue('协作者写的。');
});

test('a file that is no picture and one that is too large are told by their names, until another is chosen', async ({ pageOf }) => {
  const page = await pageOf('editor2');
  await openNew(page, '插不进来的图');
  const choose = async (name: string, mimeType: string, buffer: Buffer) => {
    const chooser = page.waitForEvent('filechooser');
    await section(page).getByRole('button', { name: new RegExp(`^${words.sections.picture}`) }).click();
    await (await chooser).setFiles({ name, mimeType, buffer });
  };
  await choose('会议纪要.pdf', 'application/pdf', Buffer.from('%PDF-1.7'));
  await expect(section(page).getByText('“会议纪要.pdf”插不进来')).toBeVisible();
  await choose('全景.png', 'image/png', Buffer.alloc(LIMITS.picture.bytes + 1));
  await expect(section(page).getByText('“全景.png”太大：图片不能超过 20 MB')).toBeVisible();
  await expect(section(page).getByText('“会议纪要.pdf”插不进来')).toBeHidden();
});

test('what is wrong in a field stands at the field, and goes when it is written anew', async ({ page, pageOf }) => {
  await page.goto('/register');
  await page.getByLabel(account.register.email).fill('neu@test.example');
  await page.getByLabel(account.register.password, { exact: true }).fill('password12');
  await button(page, account.register.submit).click();
  await expect(page.getByText(errors.schema.empty)).toBeVisible();
  await page.getByLabel(account.register.name).fill('新');
  await expect(page.getByText(errors.schema.empty)).toBeHidden();
  await button(page, account.register.submit).click();
  await expect(page.getByText(errors.findings.password_common)).toBeVisible();

  await page.goto('/signin');
  await button(page, account.signIn.submit).click();
  await expect(page.getByText(account.signIn.missing.email)).toBeVisible();
  await page.getByLabel(account.signIn.email).fill('neu@test.example');
  await expect(page.getByText(account.signIn.missing.email)).toBeHidden();
  await expect(page.getByText(account.signIn.missing.password)).toBeVisible();

  const editor = await pageOf('editor2');
  await openNew(editor, '年份');
  const year = editor.getByLabel(common.facets.year, { exact: true });
  await year.fill('二〇一六');
  await year.press('Control+s');
  await expect(editor.getByText(words.fields.year).first()).toBeVisible();
  await year.fill('2016');
  await expect(editor.getByText(words.fields.year)).toBeHidden();
});

test('who registers with an address that has an account is not told so, but that signing in did not work', async ({ page }) => {
  await page.goto('/register');
  await page.getByLabel(account.register.name).fill('别人');
  await page.getByLabel(account.register.email).fill(PEOPLE.reader);
  await page.getByLabel(account.register.password, { exact: true }).fill('seven trees and a river');
  await button(page, account.register.submit).click();
  await expect(page.getByText(account.register.notSignedIn)).toBeVisible();
});

test('a reader page greets who is signed in, and asks nothing for who is not', async ({ page, pageOf }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/', { waitUntil: 'networkidle' });
  await expect(page.locator('a.account')).toHaveText(site.nav.desk);
  expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([]);

  const reader = await pageOf('reader');
  await reader.goto('/account');
  // The page marks the browser once it is alive, which on a busy machine is later than its load.
  await reader.waitForFunction(() => localStorage.getItem('account') !== null);
  await reader.goto('/c');
  await expect(reader.locator('a.account')).toHaveText(site.nav.greeting.replace('{name}', '演示读者'));
  for (const width of [375, 1440]) await expectSound(reader, '/c', width);
  await reader.goto('/account');
  await button(reader, words.nav.signOut).first().click();
  await expect(reader).toHaveURL(`${origin()}/`);
  await expect(reader.locator('a.account')).toHaveText(site.nav.desk);
});

test('an admin finds every case, on every width', async ({ pageOf }) => {
  const admin = await pageOf('admin');
  await admin.goto('/admin/review');
  await admin.getByRole('link', { name: words.nav.cases, exact: true }).click();
  const first = admin.locator('.articles h2').first();
  const title = await first.innerText();
  await admin.getByLabel(words.cases.search).fill(title.slice(2, 8));
  await button(admin, words.cases.find).click();
  await expect(first).toHaveText(title);
  // Another case may have the same title.
  await admin.getByRole('link', { name: `${words.cases.withdraw} ${title}` }).first().click();
  await expect(button(admin, words.review.withdraw)).toBeVisible();
  for (const width of [375, 768, 1440]) await expectSound(admin, '/admin/cases', width);
});
