import { beforeAll, expect, test } from 'vitest';
import type { ArticleView } from '../support/answers';
import { carryThrough, makeArticle, makeCategory } from '../support/articles';
import { data } from '../support/answers';
import { as, visitor } from '../support/client';
import { sql, sqlRow } from '../support/database';
import { signInByForm, typeCredentials } from '../support/next-auth';
import { createCast, unique, type Cast } from '../support/people';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
  await sql('DELETE FROM "RateLimit"');
});

const wide = (text: string) => text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
const composed = (word: string) => `${word} Überlingen é`.normalize('NFC');

test('an account is found by its address and password at any width and composition', async () => {
  const [email, password] = [`${unique('breit')}@test.example`, `${unique('Schlüssel')} é`];
  data(await visitor.post('/api/registration', { email: wide(email), name: '甲', password: password.normalize('NFD') }), 201);
  expect(await sqlRow('SELECT count(*)::int AS n FROM "User" WHERE email = $1', [email])).toEqual({ n: 1 });
  await signInByForm(email, password.normalize('NFC'));
  await signInByForm(wide(email).toUpperCase(), wide(password).replaceAll(' ', '\u3000'));
  expect((await typeCredentials({ email, password: password.toUpperCase() })).status).toBe(401);
  expect((await visitor.post('/api/registration', { email: wide(email), name: '乙', password })).status).toBe(201);
  expect(await sqlRow('SELECT count(*)::int AS n, min(name) AS name FROM "User" WHERE email = $1', [email])).toEqual({ n: 1, name: '甲' });
});

test('an organisation is one whatever the composition of its name, which stays as it was given first', async () => {
  const name = composed(unique('局'));
  const [first, second] = [await makeArticle(cast.owner, { organisation: name.normalize('NFD') }), await makeArticle(cast.otherEditor, { organisation: name })];
  expect([first.organisation, second.organisation]).toEqual([name.normalize('NFD'), name.normalize('NFD')]);
  expect(await sqlRow('SELECT count(*)::int AS n FROM "Organisation" WHERE normalize(name, NFC) = $1', [name])).toEqual({ n: 1 });
});

test('eight who name a new organisation at once, in both compositions, make one', async () => {
  const name = composed(unique('处'));
  const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => as(cast.owner).post('/api/articles', { organisation: name.normalize(n % 2 === 0 ? 'NFC' : 'NFD') })));
  const names = answers.map((answer) => data<ArticleView>(answer, 201).organisation);
  expect(new Set(names).size).toBe(1);
  expect(await sqlRow('SELECT count(*)::int AS n FROM "Organisation" WHERE normalize(name, NFC) = $1', [name])).toEqual({ n: 1 });
});

test('of two that differ in composition alone since before, each is found as it is written', async () => {
  const name = composed(unique('科'));
  for (const form of [name, name.normalize('NFD')]) await sql('INSERT INTO "Organisation" (id, name) VALUES (gen_random_uuid(), $1)', [form]);
  for (const form of [name, name.normalize('NFD')]) expect((await makeArticle(cast.owner, { organisation: form })).organisation).toBe(form);
});

test('a category is found by its slug at any width and case', async () => {
  const slug = await makeCategory();
  const article = await makeArticle(cast.owner, { category: wide(slug).toUpperCase() });
  expect(article.category?.slug).toBe(slug);
  const { number } = await carryThrough(cast, article.id);
  const list = data<{ items: { number: number }[] }>(await visitor.get(`/api/cases?category=${encodeURIComponent(wide(slug))}&limit=${encodeURIComponent('１')}`));
  expect(list.items.map((item) => item.number)).toEqual([number]);
});
