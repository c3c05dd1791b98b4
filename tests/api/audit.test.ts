import { beforeAll, describe, expect, test } from 'vitest';
import { createCategory, ensureCategories } from '../../lib/domains/categories/mutations';
import { newCategory } from '../../lib/domains/categories/schema';
import { changeAccount, createAccount } from '../../lib/domains/users/mutations';
import { listAccounts } from '../../lib/domains/users/queries';
import { system } from '../../lib/platform/actor';
import { makeArticle, makeCategory } from '../support/articles';
import { data } from '../support/answers';
import { as, visitor } from '../support/client';
import { sql, sqlRow, storesNothing } from '../support/database';
import { createCast, createUser, unique, type Cast } from '../support/people';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});

const operator = system('command-line');
const events = (id: string) => sql('SELECT action, "actorId", system, origin FROM "AuditEvent" WHERE "subjectId" = $1 ORDER BY at, id', [id]);
const idOf = (table: 'Category' | 'Organisation' | 'User', column: string, value: string) =>
  sqlRow<{ id: string }>(`SELECT id FROM "${table}" WHERE "${column}" = $1`, [value]).then(({ id }) => id);

describe('a category', () => {
  test('leaves a trace of who made it, once, with its place in the tree', async () => {
    const [root, slug] = [await makeCategory(), unique('c')];
    await createCategory(operator, newCategory.parse({ slug, name: '栏目', parent: root }));
    await ensureCategories(operator, [newCategory.parse({ slug, name: '另一个名字', parent: root })]);
    const id = await idOf('Category', 'slug', slug);
    expect(await events(id)).toEqual([{ action: 'category.created', actorId: null, system: 'command-line', origin: 'JOB' }]);
    expect(await sqlRow('SELECT data FROM "AuditEvent" WHERE "subjectId" = $1', [id])).toEqual({ data: { path: `${root}/${slug}/` } });
  });

  test('an admin makes one, nobody below', async () => {
    const input = newCategory.parse({ slug: unique('c'), name: '栏目' });
    for (const person of [cast.reader, cast.owner, cast.reviewer]) {
      await storesNothing(() => expect(createCategory(person, input)).rejects.toMatchObject({ code: 'forbidden' }));
    }
    await createCategory(cast.admin, input);
    expect(await events(await idOf('Category', 'slug', input.slug))).toEqual([{ action: 'category.created', actorId: cast.admin.id, system: null, origin: 'JOB' }]);
  });

  test('of a slug that is taken, or below one that is not there, is refused', async () => {
    const slug = await makeCategory();
    const refused = (input: object, finding: object) =>
      storesNothing(() => expect(createCategory(operator, newCategory.parse({ name: '栏目', ...input }))).rejects.toMatchObject({ code: 'invalid', details: { findings: [finding] } }));
    await refused({ slug }, { path: '/slug', code: 'taken_slug' });
    await refused({ slug: unique('c'), parent: unique('none') }, { path: '/parent', code: 'unknown_category' });
  });

  test.each([
    { slug: 'Großes' },
    { slug: 'a--b' },
    { slug: '' },
    { slug: { not: '' } },
    { name: '' },
    { name: '字'.repeat(61) },
    { description: '字'.repeat(201) },
    { position: -1 },
    { publishedCount: 7 },
  ])('is not written as %j', (wrong) => {
    expect(newCategory.safeParse({ slug: 'a-b', name: '栏目' }).success).toBe(true);
    expect(newCategory.safeParse({ slug: 'a-b', name: '栏目', ...wrong }).success).toBe(false);
  });
});

describe('an organisation', () => {
  test('leaves a trace of who named it first, and none when it is named again', async () => {
    const organisation = unique('单位');
    const article = await makeArticle(cast.owner, { organisation });
    data(await as(cast.otherEditor).post('/api/articles', { organisation }), 201);
    const id = await idOf('Organisation', 'name', organisation);
    expect(await events(id)).toEqual([{ action: 'organisation.created', actorId: cast.owner.id, system: null, origin: 'API' }]);
    const renamed = unique('单位');
    data(await as(cast.owner).patch(`/api/articles/${article.id}`, { version: 1, organisation: renamed }));
    expect(await events(await idOf('Organisation', 'name', renamed))).toHaveLength(1);
  });

  test('that many name at once is made once', async () => {
    const organisation = unique('单位');
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => as(n % 2 ? cast.owner : cast.otherEditor).post('/api/articles', { organisation })));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(await events(await idOf('Organisation', 'name', organisation))).toHaveLength(1);
  });

  test('of a change that is refused is not made', async () => {
    const { id } = await makeArticle(cast.owner);
    await storesNothing(() => as(cast.owner).patch(`/api/articles/${id}`, { version: 7, organisation: unique('单位') }));
  });
});

describe('an account', () => {
  test('made by a visitor is nobody’s doing, by the command line the system’s, and by an admin his', async () => {
    const person = (word: string) => ({ email: `${unique(word)}@test.example`, name: word, password: 'ten characters' });
    const visiting = person('visitor');
    expect((await visitor.post('/api/registration', visiting)).status).toBe(201);
    const registered = await sqlRow<{ id: string }>('SELECT id FROM "User" WHERE email = $1', [visiting.email]);
    expect(await events(registered.id)).toEqual([{ action: 'user.created', actorId: null, system: null, origin: 'API' }]);
    const byOperator = await createAccount(operator, person('operator'), 'EDITOR');
    expect(await events(byOperator.id)).toEqual([{ action: 'user.created', actorId: null, system: 'command-line', origin: 'JOB' }]);
    const byAdmin = await createAccount(cast.admin, person('admin'), 'EDITOR');
    expect(await events(byAdmin.id)).toEqual([{ action: 'user.created', actorId: cast.admin.id, system: null, origin: 'JOB' }]);
  });

  test('is changed, made and listed by the admin and the system alone', async () => {
    const { id } = await createUser('READER');
    const input = { email: `${unique('x')}@test.example`, name: 'x', password: 'ten characters' };
    for (const person of [cast.reader, cast.owner, cast.reviewer]) {
      await storesNothing(async () => {
        await expect(changeAccount(person, id, { role: 'ADMIN' })).rejects.toMatchObject({ code: 'forbidden' });
        await expect(createAccount(person, input)).rejects.toMatchObject({ code: 'forbidden' });
        await expect(listAccounts(person)).rejects.toMatchObject({ code: 'forbidden' });
      });
    }
    expect((await listAccounts(operator)).map((account) => account.id)).toContain(id);
    await changeAccount(operator, id, { role: 'EDITOR' });
    expect((await events(id)).at(-1)).toEqual({ action: 'user.changed', actorId: null, system: 'command-line', origin: 'JOB' });
  });
});

test('no event has two actors', async () => {
  const insert = `INSERT INTO "AuditEvent" (id, "actorId", system, origin, action, subject, "subjectId") VALUES (gen_random_uuid(), gen_random_uuid(), 'schedule', 'JOB', 'x', 'user', gen_random_uuid())`;
  await expect(sql(insert)).rejects.toThrow('AuditEvent_one_actor');
});
