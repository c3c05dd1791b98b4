import { beforeAll, describe, expect, test } from 'vitest';
import { articleInput, makeArticle, makePublished } from '../support/articles';
import { as, send, visitor, type Answer } from '../support/client';
import { keptPages, nextOf, type KeptPages } from '../support/kept-pages';
import { cacheFigures, cacheStatus, HIT, holdReads, warm } from '../support/page-cache';
import { eventually } from '../support/eventually';

/*
 * What is kept and what is not: only good answers at addresses as the site itself writes them, so that nobody fills
 * the memory with noise.
 */

let scene: KeptPages;
let category: string;
let number: number;
/** Cursors that the site has issued for the lists of all cases and of the category. */
let cursor: string;
let cursorInCategory: string;

beforeAll(async () => {
  scene = await keptPages();
  category = scene.category;
  number = scene.article.number!;
  cursor = await nextOf('/api/cases');
  cursorInCategory = await nextOf(`/api/cases?category=${category}`);
  for (const path of [...Object.values(scene.paths), `/api/cases?cursor=${cursor}`, `/api/cases?category=${category}&cursor=${cursorInCategory}`]) await warm(path);
});

/** Does `work`, after which as many answers are kept as before. */
async function keepsNothingMore<T>(work: () => Promise<T>): Promise<T> {
  const before = await cacheFigures();
  const result = await work();
  const after = await cacheFigures();
  expect([after.entries, after.bytes, after.evicted]).toEqual([before.entries, before.bytes, before.evicted]);
  return result;
}

/** Asks twice. @returns the statuses, none of which came from the cache */
const twice = (method: string, path: string, headers: Record<string, string> = {}) =>
  keepsNothingMore(async () => {
    const answers: Answer[] = [];
    for (let n = 0; n < 2; n += 1) answers.push(await send(method, path, { headers }));
    expect(answers.filter((answer) => cacheStatus(answer).includes('hit')), path).toEqual([]);
    return answers.map(({ status }) => status);
  });

describe('never kept', () => {
  test.each<[what: string, status: number, path: () => string, method?: string]>([
    ['an address that is not there', 404, () => '/nowhere'],
    ['a case that is not there', 404, () => '/cases/999999'],
    ['a category that is not there', 404, () => '/c/nowhere'],
    ['a feed that is not there', 404, () => '/c/nowhere/feed.xml'],
    ['a part of the sitemap that is not there', 404, () => '/sitemaps/900000.xml'],
    ['a case that is not there, as JSON', 404, () => '/api/cases/999999'],
    ['a withdrawn case', 410, () => `/cases/${scene.gone}`],
    ['a withdrawn case as JSON', 410, () => `/api/cases/${scene.gone}`],
    ['a malformed address', 400, () => '/%E0%A4%A'],
    ['a redirect', 308, () => `/cases/${number}/`],
    ['a refused method', 405, () => `/cases/${number}`, 'PURGE'],
    ['a refused method of the API', 405, () => '/api/cases', 'DELETE'],
    ['a query that is not understood', 422, () => '/api/cases?limit=none'],
    ['a page for signing in', 200, () => '/signin'],
    ['an API that asks who is there', 401, () => '/api/account'],
    ['liveness', 200, () => '/api/health'],
    ['readiness', 200, () => '/api/health/ready'],
    ['the figures', 200, () => '/metrics'],
  ])('%s (%i)', async (_what, status, path, method = 'GET') => {
    expect(await twice(method, path())).toEqual([status, status]);
  });

  test('the desk, one’s own account and what writes answer', async () => {
    const owner = as(scene.cast.owner);
    await keepsNothingMore(async () => {
      const input = await articleInput({ category });
      const answers = [await owner.get('/desk'), await owner.get('/desk'), await owner.get('/api/account'), await owner.get('/api/articles'), await owner.post('/api/articles', input)];
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 201]);
      for (const answer of answers) {
        expect(answer.headers['cache-control']).toBe('private, no-store');
        expect(cacheStatus(answer)).toBe('');
      }
    });
  });

  test('the answer to one who may not do what he asks, at an address that readers have', async () => {
    const draft = await makeArticle(scene.cast.owner, { category });
    await keepsNothingMore(async () => {
      expect((await as(scene.cast.owner).post(`/api/articles/${draft.id}/publication`, {})).status).toBe(403);
      expect((await as(scene.cast.owner).post(`/api/cases/${number}`, {})).status).toBe(405);
    });
    expect((await warm(`/api/cases/${number}`)).status).toBe(200);
  });

  test('a failure: the page is made anew as soon as the database answers', async () => {
    const { number: unseen } = await makePublished(scene.cast, { category });
    const path = `/cases/${unseen}`;
    const held = await holdReads();
    try {
      await keepsNothingMore(async () => {
        let failed: Answer | undefined;
        void send('GET', path).then((answer) => (failed = answer));
        // The server may try once more on another connection.
        await eventually(async () => (await held.cut(), failed !== undefined), Boolean, { until: 'the page has failed for want of a database', patience: 60_000 });
        expect([failed!.status, failed!.headers['cache-control']]).toEqual([503, 'no-store']);
      });
    } finally {
      await held.letGo();
    }
    expect((await send('GET', path)).status).toBe(200);
  });
});

describe('another spelling of a kept address', () => {
  const flipped = (text: string, at: number) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
  const encoded = (text: string) => `%${text.charCodeAt(0).toString(16)}${text.slice(1)}`;

  test.each<[what: string, spellings: () => string[]]>([
    ['with parameters that the page does not know', () => ['/?utm_source=x', '/?from=groupmessage&isappinstalled=0', `/cases/${number}?x=1`, `/cases/${number}?cursor=`, '/c?page=2', `/c/${category}?limit=1`, '/feed.xml?x', '/robots.txt?1', '/?', '/?&&', '/?=']],
    ['with parameters that the API does not know', () => ['/api/cases?x=1', '/api/cases?limit=1', '/api/cases?limit=20', `/api/cases?category=${category}&x=`, `/api/cases/${number}?x=1`, `/api/cases/${number}?cursor=${cursor}`]],
    ['with parameters in another order or given twice', () => [`/api/cases?cursor=${cursorInCategory}&category=${category}`, `/?cursor=${cursor}&cursor=${cursor}`, `/api/cases?category=${category}&category=${category}`, `/?x=1&cursor=${cursor}`]],
    ['with doubled slashes and dots', () => [`//cases/${number}`, `/cases//${number}`, `/./cases/${number}`, `/x/../cases/${number}`, '//', '///', '/.', '/c//', `/cases/${number}/`, '/api//cases', '//feed.xml']],
    ['in capitals', () => [`/CASES/${number}`, '/C', `/c/${category.toUpperCase()}`, '/Feed.xml', '/API/cases', `/?CURSOR=${cursor}`, '/api/cases?CATEGORY=x', '/ROBOTS.TXT']],
    ['percent-encoded', () => [`/${encoded('cases')}/${number}`, `/cases/${encoded(String(number))}`, `/c/${encoded(category)}`, '/%66eed.xml', `/?${encoded('cursor')}=${cursor}`, `/?cursor=${encoded(cursor)}`, `/api/cases?category=${encoded(category)}`, `/cases/${number}%20`, `/cases/${number}%00`, `/cases/${number}%2F`]],
    ['in the form for proxies, or with a fragment', () => [`http://127.0.0.1/cases/${number}`, 'http://evil.example/', `/cases/${number}#x`, `/cases/${number};x=1`]],
    ['with a number written otherwise', () => ['', '-1', '0', `0${number}`, `+${number}`, `${number}.0`, `${number}e0`, encodeURI('１'), '2147483648', '999999999', '9'.repeat(30)].flatMap((written) => [`/cases/${written}`, `/collections/${written}`, `/api/cases/${written}`, `/sitemaps/${written}.xml`])],
    ['with cursors that the site has not issued', () => ['', 'A'.repeat(46), flipped(cursor, 0), flipped(cursor, 20), flipped(cursor, 40), cursor.slice(0, -1), `${cursor}=`, `${cursor}%20`, cursor.repeat(9)].flatMap((given) => ['/', `/c/${category}`, '/collections', '/api/cases'].map((path) => `${path}?cursor=${given}`))],
  ])('%s adds nothing, and shows nothing else', async (_what, spellings) => {
    const canonical = new Set(await Promise.all(Object.values(scene.paths).map(async (path) => (await warm(path)).headers.etag)));
    canonical.add((await warm(`/api/cases?category=${category}&cursor=${cursorInCategory}`)).headers.etag);
    await keepsNothingMore(async () => {
      for (const path of spellings()) {
        const answer = await visitor.get(path);
        expect(answer.status, path).toBeLessThan(500);
        // Either what the site itself has there, or an answer that is made for this request.
        if (cacheStatus(answer) === HIT) expect(canonical, path).toContain(answer.headers.etag);
      }
    });
  });
});
