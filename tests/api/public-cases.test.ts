import { beforeAll, describe, expect, test } from 'vitest';
import { makeArticle, makePublished, readArticle, withdraw } from '../support/articles';
import { as, visitor } from '../support/client';
import { createCast, unique, type Cast } from '../support/people';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});

/** The cases that the page lists, by the addresses behind them. */
async function listed(query = '', person = cast.admin): Promise<string[]> {
  const answer = await as(person).get(`/admin/cases${query}`);
  expect(answer.status).toBe(200);
  return [...answer.text.matchAll(/href="\/admin\/review\/([0-9a-f-]{36})"/g)].map(([, id]) => id!);
}

describe('the list of all cases', () => {
  test('has what readers see and saw, the latest first, and no draft', async () => {
    const word = unique('槐');
    const draft = await makeArticle(cast.owner, { title: `${word} 草稿` });
    const [first, second] = [await makePublished(cast, { title: `${word} 一` }), await makePublished(cast, { title: `${word} 二` })];
    await withdraw(cast.admin, first.id, '复核');
    expect((await listed()).slice(0, 2)).toEqual([first.id, second.id]);
    const found = await listed(`?title=${encodeURIComponent(word)}`);
    expect(found).toEqual([first.id, second.id]);
    expect(found).not.toContain(draft.id);
  });

  test('finds a case by words of the title that readers see, whatever is being written, in any case and form', async () => {
    const word = unique('Café');
    const published = await makePublished(cast, { title: `老街上的${word}` });
    const { version } = await readArticle(cast.owner, published.id);
    expect((await as(cast.owner).patch(`/api/articles/${published.id}`, { version, title: '改了名字' })).status).toBe(200);
    for (const asked of [word, word.toUpperCase(), word.normalize('NFD'), ` 上的${word} `]) {
      expect(await listed(`?title=${encodeURIComponent(asked)}`), asked).toEqual([published.id]);
    }
    expect(await listed(`?title=${encodeURIComponent(unique('改了名字'))}`)).toEqual([]);
    // What stands for anything in a pattern stands for itself.
    expect(await listed(`?title=${encodeURIComponent(`${word.slice(0, 3)}%`)}`)).toEqual([]);
  });

  test('leads to where a case is withdrawn and published again', async () => {
    const word = unique('榆');
    const { id } = await makePublished(cast, { title: word });
    const page = async () => (await as(cast.admin).get(`/admin/cases?title=${encodeURIComponent(word)}`)).text;
    expect(await page()).toContain('>去撤下<');
    await withdraw(cast.admin, id);
    expect(await page()).toContain('>去再次发布<');
    const { version } = await readArticle(cast.owner, id);
    await as(cast.owner).patch(`/api/articles/${id}`, { version, lead: '改过' });
    expect(await page()).toContain('>打开审核页<');
  });

  test('is for admins', async () => {
    for (const person of [cast.reader, cast.owner, cast.reviewer]) expect((await as(person).get('/admin/cases')).status).toBe(403);
    expect((await visitor.get('/admin/cases')).status).toBe(307);
  });

  test('takes whatever is asked for: nothing found, or the list from its beginning', async () => {
    for (const query of [`?title=${'x'.repeat(300)}`, '?title=a&title=b', '?cursor=nonsense']) {
      expect((await as(cast.admin).get(`/admin/cases${query}`)).status, query).toBe(307);
    }
    for (const query of ['?title=%00', '?title=%25', "?title='%3B--", '?title=%F0%9F%99%82%5C', '?cursor=']) {
      expect([200, 307], query).toContain((await as(cast.admin).get(`/admin/cases${query}`)).status);
    }
  });
});

describe('the desk', () => {
  const shelf = async (tab: string) => {
    const { text } = await as(cast.coEditor).get(`/desk${tab && `?tab=${tab}`}`);
    return [...new Set([...text.matchAll(/href="\/desk\/articles\/([0-9a-f-]{36})"/g)].map(([, id]) => id!))];
  };

  test('keeps published cases apart from what is being written', async () => {
    const way = { ...cast, owner: cast.coEditor };
    const [published, reworked, withdrawn] = [await makePublished(way), await makePublished(way), await makePublished(way)];
    const draft = await makeArticle(way.owner);
    const { version } = await readArticle(way.owner, reworked.id);
    await as(way.owner).patch(`/api/articles/${reworked.id}`, { version, lead: '第二版' });
    await withdraw(cast.admin, withdrawn.id);
    expect(await shelf('')).toEqual([withdrawn, reworked, draft, published].map(({ id }) => id));
    expect(await shelf('writing')).toEqual([withdrawn, reworked, draft].map(({ id }) => id));
    expect(await shelf('published')).toEqual([reworked, published].map(({ id }) => id));
    expect(await shelf('deleted')).toEqual([]);
    expect(await shelf('nonsense')).toEqual(await shelf(''));
  });
});
