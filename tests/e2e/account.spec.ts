import { account } from '../../lib/i18n/zh-CN/account';
import { desk } from '../../lib/i18n/zh-CN/desk';
import { DEMO_PASSWORD, PEOPLE } from './demo';
import { expect, listen, test } from './test';

test('a visitor who asks for the desk signs in and comes there; signing out ends it', async ({ page }) => {
  const complaints = listen(page);
  await page.goto('/desk');
  await expect(page).toHaveURL(/\/signin\?callbackUrl=/);
  await page.getByLabel(account.signIn.email, { exact: true }).fill(PEOPLE.editor2);
  const password = page.getByLabel(account.signIn.password, { exact: true });
  await password.fill('not the password');
  await password.press('Enter');
  await expect(page.getByText(account.signIn.wrong)).toBeVisible();
  await password.fill(DEMO_PASSWORD);
  await password.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(desk.list.title);

  await page.goto('/account');
  await page.getByRole('main').getByRole('button', { name: account.own.signOut, exact: true }).click();
  await expect(page).not.toHaveURL(/\/account/);
  await page.goto('/desk');
  await expect(page).toHaveURL(/\/signin\?callbackUrl=/);
  expect(complaints.all()).toEqual([]);
});

test('a visitor registers and is a reader, who is told how to become an editor', async ({ page }) => {
  await page.goto('/register');
  await page.getByLabel(account.register.name, { exact: true }).fill('新来的读者');
  await page.getByLabel(account.register.email, { exact: true }).fill('newcomer@anli.example');
  await page.getByLabel(account.register.password, { exact: true }).fill('a-long-enough-password');
  await page.getByRole('button', { name: account.register.submit, exact: true }).click();
  await expect(page.getByRole('heading', { name: desk.list.readerTitle })).toBeVisible();
});
