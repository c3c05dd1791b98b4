import { hash } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from '../../../../lib/domains/users/password';
import { passwordForm } from '../../../../lib/domains/users/password-form';
import { email, registration } from '../../../../lib/domains/users/schema';

test.each([
  ['composed and decomposed', 'Café im Süden 12', 'Cafe\u0301 im Su\u0308den 12'],
  ['full width and half width', 'ｐａｓｓｗｏｒｄ１２！', 'password12!'],
  ['the space of an input method and that of ASCII', '一二三\u3000四五六\u00a0七八', '一二三 四五六 七八'],
  ['Ogham’s space, which NFKC leaves', 'abc\u1680defghij', 'abc defghij'],
])('%s are one password, whichever was stored', async (_name, one, other) => {
  expect(passwordForm(one)).toBe(passwordForm(other));
  expect(await verifyPassword(await hashPassword(one), other)).toBe(true);
  expect(await verifyPassword(await hashPassword(other), one)).toBe(true);
});

test('case and invisible characters of a script still tell passwords apart', () => {
  expect(passwordForm('Password')).not.toBe(passwordForm('password'));
  expect(passwordForm('क\u094d\u200dष')).not.toBe(passwordForm('क\u094dष'));
});

test('a hash of a password as it was typed goes on fitting what is typed so', async () => {
  for (const typed of ['ｐａｓｓｗｏｒｄ１２！', 'Cafe\u0301 im Su\u0308den', '一二三\u3000四五六七八九十']) {
    const old = await hash(typed);
    expect(await verifyPassword(old, typed)).toBe(true);
    expect(await verifyPassword(old, `${typed}x`)).toBe(false);
  }
});

test('a password is as long as its form is', () => {
  const of = (password: string) => registration.safeParse({ email: 'a@test.example', name: '甲', password }).success;
  expect(of('e\u0301'.repeat(9))).toBe(false);
  expect(of('e\u0301'.repeat(10))).toBe(true);
  expect(of('e\u0301'.repeat(200))).toBe(true);
});

test('an address is one whatever the width and case of its letters', () => {
  expect(email.parse(' Ｅｄｉｔｏｒ＠Ａｎｌｉ．example ')).toBe('editor@anli.example');
});
