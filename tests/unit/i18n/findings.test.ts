import { expect, test } from 'vitest';
import { fromZod } from '@/lib/i18n/findings';
import { newArticle } from '@/lib/domains/articles/schema';
import { LIMITS } from '@/lib/platform/limits';
import { registration } from '@/lib/domains/users/schema';

const wordsOf = (result: ReturnType<typeof registration.safeParse> | ReturnType<typeof newArticle.safeParse>) =>
  result.success ? [] : fromZod(result.error).map(({ path, message }) => `${path} ${message}`);

test('what a schema wants is said in words for people', () => {
  expect(wordsOf(registration.safeParse({ email: 'x', name: '', password: 'short' }))).toEqual([
    '/email 邮箱的写法不对',
    '/name 请填写，不能空着',
    `/password 至少 ${LIMITS.password.min} 个字`,
  ]);
  expect(wordsOf(newArticle.safeParse({ title: 1, year: 3, colour: 'red', sections: [{ kind: 'X' }] }))).toEqual([
    '/title 应当是文字',
    `/year 不能小于 ${LIMITS.year.min}`,
    '/sections/0/kind 只能是：BACKGROUND、PRACTICE、OUTCOME、INSIGHT、OTHER',
    '/colour 没有“colour”这一项',
  ]);
  expect(wordsOf(registration.safeParse({}))).toEqual(['/email 不能缺少', '/name 不能缺少', '/password 不能缺少']);
});
