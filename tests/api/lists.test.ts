import { beforeAll, describe, expect, test } from 'vitest';
import { encodeCursor } from '../../lib/platform/database/cursor';
import { LIMITS } from '../../lib/platform/limits';
import { makeArticle, makeCategory, makePublished, submit, decide } from '../support/articles';
import { data, findings, problem } from '../support/answers';
import { as, visitor, type Client } from '../support/client';
import { sql } from '../support/database';
import { createCast, createUser, unique, type Cast } from '../support/people';

interface Item {
  id?: string;
  articleId?: string;
  number?: number;
}
interface List {
  items: Item[];
  next: string | null;
}

let cast: Cast;
let parent: string;
let child: string;
let numbers: number[];
beforeAll(async () => {
  cast = await createCast();
  parent = await makeCategory();
  child = await makeCategory(parent);
  const made = [];
  for (const category of [parent, child, child, parent, child]) made.push(await makePublished(cast, { category }));
  numbers = made.map(({ number }) => number!).reverse();
});

/** All pages of a list, with their sizes. */
async function walk(client: Client, path: string, limit: number): Promise<{ items: Item[]; sizes: number[] }> {
  const items: Item[] = [];
  const sizes: number[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const list: List = data<List>(await client.get(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}${cursor && `&cursor=${cursor}`}`));
    items.push(...list.items);
    sizes.push(list.items.length);
    cursor = list.next;
  }
  return { items, sizes };
}

describe('own articles', () => {
  test('come latest change first, each once, page by page, also when one changes between two pages', async () => {
    const owner = await createUser('EDITOR');
    const made = [];
    for (let n = 0; n < 5; n += 1) made.push(await makeArticle(owner));
    const { items, sizes } = await walk(as(owner), '/api/articles', 2);
    expect(items.map(({ id }) => id)).toEqual(made.map(({ id }) => id).reverse());
    expect(sizes).toEqual([2, 2, 1]);

    const first = data<List>(await as(owner).get('/api/articles?limit=2'));
    await as(owner).patch(`/api/articles/${made[4]!.id}`, { version: 1, title: '改' });
    const second = data<List>(await as(owner).get(`/api/articles?limit=2&cursor=${first.next}`));
    expect(second.items.map(({ id }) => id)).toEqual([made[2]!.id, made[1]!.id]);
  });

  test('hold those that one co-edits among those that one owns, each once', async () => {
    const [owner, friend] = [await createUser('EDITOR'), await createUser('EDITOR')];
    const made = [];
    for (const who of [owner, friend, friend, owner, friend]) made.push(await makeArticle(who));
    for (const { id } of [made[1]!, made[4]!]) data(await as(friend).post(`/api/articles/${id}/editors`, { email: owner.email }));
    // The same person twice: as its owner may come to co-edit what he owns when ownership moves.
    await sql('INSERT INTO "ArticleEditor" ("articleId", "userId") VALUES ($1, $2)', [made[3]!.id, owner.id]);
    for (const limit of [1, 2, 3, 100]) {
      const { items } = await walk(as(owner), '/api/articles', limit);
      expect(items.map(({ id }) => id), `pages of ${limit}`).toEqual([made[4], made[3], made[1], made[0]].map((article) => article!.id));
    }
  });

  test('a page that is exactly full has no next', async () => {
    const owner = await createUser('EDITOR');
    await makeArticle(owner);
    await makeArticle(owner);
    expect(data<List>(await as(owner).get('/api/articles?limit=2')).next).toBeNull();
  });
});

describe('published cases', () => {
  test('are listed latest first, and by category with all below it', async () => {
    const ofParent = await walk(visitor, `/api/cases?category=${parent}`, 2);
    expect(ofParent.items.map(({ number }) => number)).toEqual(numbers);
    const ofChild = await walk(visitor, `/api/cases?category=${child}`, 2);
    expect(ofChild.items.map(({ number }) => number)).toEqual([numbers[0], numbers[2], numbers[3]]);
    const all = data<List>(await visitor.get('/api/cases?limit=5'));
    expect(all.items.map(({ number }) => number)).toEqual(numbers);
  });

  test('of a category are its own and not those of one that is called alike', async () => {
    const [one, other] = [await makeCategory(), await makeCategory()];
    const { number } = await makePublished(cast, { category: one });
    await makePublished(cast, { category: other });
    // To LIKE the one path would be a pattern for the other.
    const slug = unique('z').slice(-12);
    await sql('UPDATE "Category" SET slug = $2, path = $2 || \'/\' WHERE slug = $1', [one, `${slug}_%`]);
    await sql('UPDATE "Category" SET slug = $2, path = $2 || \'/\' WHERE slug = $1', [other, `${slug}xyz`]);
    for (const page of [1, 2]) expect((await walk(visitor, `/api/cases?category=${slug}_%25`, page)).items.map((item) => item.number)).toEqual([number]);
  });

  test('of one millisecond come each once, page by page, from whichever category below', async () => {
    const at = await makeCategory();
    const below = [at, await makeCategory(at), await makeCategory(at)];
    const made = [];
    for (let n = 0; n < 7; n += 1) made.push((await makePublished(cast, { category: below[n % 3] })).id);
    await sql('UPDATE "Article" SET "publishedAt" = $2 WHERE id = ANY ($1)', [made, new Date('2021-05-05T05:05:05.555Z')]);
    const expected = await sql<{ number: number }>('SELECT number FROM "Article" WHERE id = ANY ($1) ORDER BY id DESC', [made]);
    for (const limit of [1, 2, 3, 6, 7, 100]) {
      const { items } = await walk(visitor, `/api/cases?category=${at}`, limit);
      expect(items.map(({ number }) => number), `pages of ${limit}`).toEqual(expected.map(({ number }) => number));
    }
  });

  test('an unknown category is 404', async () => {
    for (const category of ['no-such', '%00', '__proto__', '', `${'a'.repeat(100)}`]) {
      expect(problem(await visitor.get(`/api/cases?category=${category}`), 404).code).toBe('not_found');
    }
  });

  test('one case answers its published revision as readers see it', async () => {
    const [number] = numbers;
    const found = data<Record<string, unknown>>(await visitor.get(`/api/cases/${number}`));
    expect(found).toMatchObject({ number, category: { slug: child }, sections: [{ heading: '背景' }, { heading: '做法' }] });
    expect(JSON.stringify(found)).toContain('村里的路灯坏了三年。');
    expect(JSON.stringify(found)).not.toMatch(/ownerId|workingSeq|password|email/);
  });

  test('a number that is written in no other than the one way', async () => {
    for (const number of ['0', '-1', '1.0', '01', '1e5', '0x10', '%20100001', '100001%20', '%EF%BC%91', '99999999999', `${numbers[0]}a`, '999999999']) {
      expect(problem(await visitor.get(`/api/cases/${number}`), 404).code, number).toBe('not_found');
    }
  });
});

describe('the review queue', () => {
  test('shows what waits, the longest waiting first, and drops what is decided', async () => {
    const made = [];
    for (let n = 0; n < 3; n += 1) made.push(await makeArticle(cast.owner));
    for (const { id } of made) await submit(cast.owner, id);
    const ids = made.map(({ id }) => id);
    const waiting = async () => (await walk(as(cast.reviewer), '/api/reviews', 2)).items.map(({ articleId }) => articleId).filter((id) => ids.includes(id!));
    expect(await waiting()).toEqual(ids);
    await decide(cast.reviewer, ids[0]!, 'APPROVED');
    await as(cast.owner).delete(`/api/articles/${ids[1]}/submission`);
    expect(await waiting()).toEqual([ids[2]]);
  });

  test('a reviewer’s own submission is shown to him, and not his to decide', async () => {
    const { id } = await makeArticle(cast.reviewer);
    await submit(cast.reviewer, id);
    const { items } = await walk(as(cast.reviewer), '/api/reviews', 100);
    expect(items.find(({ articleId }) => articleId === id)).toMatchObject({ decidable: false });
    const seen = await walk(as(cast.admin), '/api/reviews', 100);
    expect(seen.items.find(({ articleId }) => articleId === id)).toMatchObject({ decidable: true });
  });
});

describe.each([
  ['/api/articles', 'own', () => as(cast.owner)],
  ['/api/reviews', 'queue', () => as(cast.reviewer)],
  ['/api/cases', 'cases', () => visitor],
] as const)('%s', (path, list, client) => {
  test.each([
    ['limit=0', '/limit too_small'],
    ['limit=101', '/limit too_big'],
    ['limit=1.5', '/limit invalid_type'],
    ['limit=ten', '/limit invalid_type'],
    ['limit=', '/limit too_small'],
    ['offset=1', '/offset unrecognized_key'],
    ['constructor=1', '/constructor unrecognized_key'],
    ['where[role]=ADMIN', '/where[role] unrecognized_key'],
    ['cursor=', '/cursor bad_cursor'],
    ['cursor=nonsense', '/cursor bad_cursor'],
    ['cursor=%00', '/cursor bad_cursor'],
    [`cursor=${'a'.repeat(201)}`, '/cursor too_big'],
    [`cursor=${Buffer.from('["2026-01-01T00:00:00.000Z","019a0000-0000-7000-8000-000000000000"]').toString('base64url')}`, '/cursor bad_cursor'],
    [`cursor=${Buffer.alloc(34).toString('base64url')}`, '/cursor bad_cursor'],
  ])('refuses %s', async (query, finding) => {
    expect(findings(await client().get(`${path}?${query}`))).toEqual([finding]);
  });

  test('a cursor before everything and one after everything are empty pages or whole ones, never a fault', async () => {
    for (const at of ['0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z']) {
      const cursor = encodeCursor(`${list}/${LIMITS.pageSize.default}`, { at: new Date(at), id: '019a0000-0000-7000-8000-000000000000' });
      expect((await client().get(`${path}?cursor=${cursor}`)).status, at).toBe(200);
    }
  });
});
