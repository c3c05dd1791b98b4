import { parseSitemap } from 'sitemap';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, test } from 'vitest';
// What the package `feed` writes with; its reader is a strict one.
import { xml2js, type ElementCompact } from 'xml-js';
import { system } from '../../lib/platform/actor';
import { ensureCategories } from '../../lib/domains/categories/mutations';
import { LIMITS } from '../../lib/platform/limits';
import { surfaceOf } from '../../lib/platform/routes/match';
import { carryThrough, makeArticle, makeCategory, makePublished, publish, withdraw } from '../support/articles';
import { data, type ArticleView } from '../support/answers';
import { as, send, visitor, type Answer } from '../support/client';
import { sql } from '../support/database';
import { freePort } from '../support/nginx';
import { createCast, unique, type Cast } from '../support/people';
import { keepOldFeedIds } from '../../lib/published/feed';
import { eventually } from '../support/eventually';
import { site } from '../support/site';
import { startSite } from '../support/site-process';

/** Everything that XML has a meaning for, what ends a CDATA section, and text that looks escaped already. */
const HOSTILE = `<b>&"' ]]> ]]> &amp; &lt;x> <!-- <![CDATA[ <?x ?> 𠮷`;

const URN = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let cast: Cast;
let parent: string;
let child: string;
/** A case whose every text is hostile, in `child`. */
let hostile: ArticleView;
const organisation = unique('<i>&"\' ]]>');

beforeAll(async () => {
  cast = await createCast();
  parent = await makeCategory();
  child = unique('hostile');
  await ensureCategories(system('command-line'), [{ slug: child, name: `${child} ${HOSTILE}`, description: HOSTILE, parent }]);
  hostile = await makePublished(cast, { title: HOSTILE, lead: `${HOSTILE}\n${HOSTILE}`, organisation, category: child });
});

const ask = async (path: string): Promise<Answer> => {
  const answer = await visitor.get(path);
  expect(answer.status, answer.text.slice(0, 300)).toBe(200);
  return answer;
};

/** The control characters and noncharacters that no XML may hold, escaped or not. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const text = (node: ElementCompact | undefined) => String(node?._cdata ?? node?._text ?? '');
const list = <T>(value: T | T[] | undefined): T[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const fromHtml = (html: string) => html.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

interface Entry {
  id: string;
  title: string;
  summary: string;
  link: string;
  published: string;
  updated: string;
  authors: string[];
  categories: { term: string; label: string }[];
}

function readFeed({ text: xml, headers }: Answer): { id: string; title: string; subtitle: string; updated: string; self: string; page: string; entries: Entry[] } {
  expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
  expect(xml).not.toMatch(NOT_XML);
  // The reader is lenient in these points: no "<" in an attribute, no bare ampersand.
  const markup = xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '');
  expect(markup).not.toMatch(/="[^"<]*<[^"]*"|&(?!(?:amp|lt|gt|quot|apos);)/);
  const { feed } = xml2js(xml, { compact: true }) as ElementCompact as { feed: ElementCompact };
  const links = list<ElementCompact>(feed.link as ElementCompact[]);
  const href = (rel: string) => String(links.find(({ _attributes }) => _attributes?.rel === rel)?._attributes?.href);
  const entries = list<ElementCompact>(feed.entry as ElementCompact[]).map((entry) => ({
    id: text(entry.id as ElementCompact),
    title: fromHtml(cdata(entry.title as ElementCompact)),
    summary: fromHtml(cdata(entry.summary as ElementCompact)),
    link: String((entry.link as ElementCompact)._attributes?.href),
    published: text(entry.published as ElementCompact),
    updated: text(entry.updated as ElementCompact),
    authors: list<ElementCompact>(entry.author as ElementCompact[]).map(({ name }) => text(name as ElementCompact)),
    categories: list<ElementCompact>(entry.category as ElementCompact[]).map(({ _attributes }) => ({ term: String(_attributes?.term), label: String(_attributes?.label) })),
  }));
  const { id, title, subtitle, updated } = feed as Record<string, ElementCompact>;
  return { id: text(id), title: text(title), subtitle: text(subtitle), updated: text(updated), self: href('self'), page: href('alternate'), entries };
}

/** Title and summary are HTML, and say so. */
function cdata(node: ElementCompact | undefined): string {
  if (!node) return '';
  expect(node._attributes).toEqual({ type: 'html' });
  return text(node);
}

const addressesIn = async ({ text: xml, headers }: Answer) => {
  expect(headers['content-type']).toBe('application/xml; charset=utf-8');
  expect(xml).not.toMatch(NOT_XML);
  return parseSitemap(Readable.from([xml]));
};

describe('a feed', () => {
  test('holds the latest cases with absolute addresses, dates, organisation and category, and every text as it was written', async () => {
    const [item] = data<{ items: { number: number; publishedAt: string; modifiedAt: string }[] }>(await visitor.get(`/api/cases?category=${child}&limit=1`)).items;
    for (const path of ['/feed.xml', `/c/${child}/feed.xml`, `/c/${parent}/feed.xml`]) {
      const feed = readFeed(await ask(path));
      const address = `${site.origin}/cases/${hostile.number}`;
      expect(feed).toMatchObject({ id: expect.stringMatching(URN) as string, self: `${site.origin}${path}`, page: `${site.origin}${path.replace(/\/?feed\.xml$/, '') || '/'}` });
      expect(feed.updated >= feed.entries[0]!.updated).toBe(true);
      expect(feed.entries.find(({ link }) => link === address), path).toEqual({
        id: expect.stringMatching(URN) as string,
        link: address,
        title: HOSTILE,
        summary: `${HOSTILE}\n${HOSTILE}`,
        published: item!.publishedAt,
        updated: item!.modifiedAt,
        authors: [organisation],
        categories: [{ term: child, label: `${child} ${HOSTILE}` }],
      });
    }
    expect(readFeed(await ask(`/c/${child}/feed.xml`))).toMatchObject({ title: expect.stringContaining(`${child} ${HOSTILE}`) as string, subtitle: HOSTILE });
  });

  test('holds twenty at most, the newest first, and of a category those below it too', async () => {
    const category = await makeCategory();
    const below = await makeCategory(category);
    const made: string[] = [];
    for (let n = 0; n < 21; n += 1) made.push(`${site.origin}/cases/${(await makePublished(cast, { category: n % 2 ? below : category })).number}`);
    const newest = made.reverse().slice(0, 20);
    expect(readFeed(await ask(`/c/${category}/feed.xml`)).entries.map(({ link }) => link)).toEqual(newest);
    const { entries, id } = readFeed(await ask('/feed.xml'));
    expect(entries.map(({ link }) => link)).toEqual(newest);
    expect(new Set([id, ...entries.map((entry) => entry.id)]).size).toBe(21);
  });

  test('shows a revision with its new time and its first one, and drops what is withdrawn', async () => {
    const category = await makeCategory();
    const article = await makePublished(cast, { category });
    const first = readFeed(await ask(`/c/${category}/feed.xml`)).entries[0]!;
    data(await as(cast.owner).patch(`/api/articles/${article.id}`, { version: article.version, title: '第二版' }));
    expect(readFeed(await ask(`/c/${category}/feed.xml`)).entries[0]).toEqual(first);
    await carryThrough(cast, article.id);
    const second = readFeed(await ask(`/c/${category}/feed.xml`)).entries[0]!;
    expect(second).toMatchObject({ id: first.id, title: '第二版', published: first.published });
    expect(second.updated > first.updated).toBe(true);
    const last = readFeed(await ask(`/c/${category}/feed.xml`)).updated;
    await withdraw(cast.admin, article.id);
    const empty = readFeed(await ask(`/c/${category}/feed.xml`));
    expect(empty.entries).toEqual([]);
    expect(empty.updated > last).toBe(true);
  });

  test('a case that is published again keeps its first date, and its page tells when it was revised', async () => {
    const category = await makeCategory();
    const article = await makePublished(cast, { category });
    const read = async () => readFeed(await ask(`/c/${category}/feed.xml`)).entries[0]!;
    const facts = async () => [...(await ask(`/cases/${article.number}`)).text.matchAll(/(收录|修订于)<\/dt>.*?<time dateTime="([^"]*)"/g)].map(([, name, at]) => [name, at]);
    const first = await read();
    expect(await facts()).toEqual([['收录', first.published]]);
    await withdraw(cast.admin, article.id);
    await publish(cast.admin, article.id);
    const again = await read();
    expect(again).toMatchObject({ id: first.id, published: first.published });
    expect(again.updated > first.updated).toBe(true);
    expect(await facts()).toEqual([['收录', first.published], ['修订于', again.updated]]);
    const shown = data<{ publishedAt: string; revisedAt: string }>(await visitor.get(`/api/cases/${article.number}`));
    expect(shown).toMatchObject({ publishedAt: first.published, revisedAt: again.updated });
    const made = data<{ id: string }>(await as(cast.owner).post('/api/collections', { title: '合集', articleIds: [article.id] }), 201);
    const open = async () => data<{ publishedAt: string }>(await as(cast.admin).post(`/api/collections/${made.id}/publication`)).publishedAt;
    const date = await open();
    data(await as(cast.admin).delete(`/api/collections/${made.id}/publication`));
    expect(await open()).toBe(date);
  });

  test('never tells an earlier time than it did, whatever goes: the newest case, to another category or altogether, and the clock', async () => {
    const [category, other] = [await makeCategory(), await makeCategory()];
    const paths = ['/feed.xml', `/c/${category}/feed.xml`, `/c/${other}/feed.xml`];
    const times = async () => Promise.all(paths.map(async (path) => readFeed(await ask(path)).updated));
    await makePublished(cast, { category });
    const article = await makePublished(cast, { category });
    const told = [await times()];
    data(await as(cast.admin).patch(`/api/articles/${article.id}`, { version: article.version, category: other }));
    told.push(await times());
    // As if the clock had been set back by an hour since.
    await sql(`UPDATE "Article" SET "revisedAt" = "revisedAt" + interval '1 hour' WHERE id = $1`, [article.id]);
    await sql(`UPDATE "Category" SET "feedChangedAt" = "feedChangedAt" + interval '1 hour' WHERE slug = $1`, [other]);
    told.push(await times());
    await withdraw(cast.admin, article.id);
    told.push(await times());
    await publish(cast.admin, article.id);
    told.push(await times());
    for (const [at] of paths.entries()) expect(told.map((round) => round[at])).toEqual(told.map((round) => round[at]).sort());
    expect(told[4]![0]! > told[3]![0]! && told[3]![0]! > told[2]![0]!).toBe(true);
  });

  test('has ids that no address of the site is part of; where feeds went out before, those that they had', async () => {
    const path = `/c/${child}/feed.xml`;
    const mine = readFeed(await visitor.get(path));
    const [port, address] = [await freePort(), 'https://new.example'];
    const moved = await startSite({ databaseUrl: site.databaseUrl, secret: site.secret, env: { SITE_URL: address, PORT: String(port) } });
    const ask = (path: string) => send('GET', path, { origin: `http://127.0.0.1:${port}` });
    try {
      const there = readFeed(await ask(path));
      expect(there.self).toBe(`${address}${path}`);
      expect([there.id, there.entries.map(({ id }) => id)]).toEqual([mine.id, mine.entries.map(({ id }) => id)]);
      await sql(`UPDATE "Site" SET "feedBase" = 'pending'`);
      await keepOldFeedIds('https://old.example');
      await keepOldFeedIds(address);
      await sql(`SELECT move_tags('{everything}')`);
      const old = readFeed(await eventually(() => ask(path), ({ text: xml }) => !xml.includes(mine.id)));
      expect([old.id, old.entries.map(({ id }) => id)]).toEqual([`https://old.example${path}`, mine.entries.map(({ link }) => link.replace(site.origin, 'https://old.example'))]);
    } finally {
      await sql(`UPDATE "Site" SET "feedBase" = NULL`);
      await sql(`SELECT move_tags('{everything}')`);
      await moved.stop();
    }
  });

  test('is well-formed though the database holds what no XML may', async () => {
    const name = unique('bad');
    const category = await makeCategory();
    await makePublished(cast, { category, organisation: name });
    await sql(`UPDATE "Organisation" SET name = name || chr(1) || chr(11) || chr(65534) || chr(64976) || '<' WHERE name = $1`, [name]);
    await sql(`UPDATE "Category" SET name = 'x' || chr(31) || chr(65535) || chr(64976) || '<y' WHERE slug = $1`, [category]);
    const feed = readFeed(await ask(`/c/${category}/feed.xml`));
    expect(feed.title).toMatch(/^x<y · /);
    expect(feed.entries[0]).toMatchObject({ authors: [`${name}<`], categories: [{ label: 'x<y' }] });
  });

  test('of a category that is not there is 404, in words', async () => {
    for (const slug of ['no-such', '__proto__', 'constructor', '%00', '%3Cscript%3E', '..%2f..']) {
      const answer = await visitor.get(`/c/${slug}/feed.xml`);
      expect(answer.status, slug).toBe(404);
      expect(answer.text, slug).not.toMatch(/<script|prisma/);
    }
  });

  test('is named in the head of its page', async () => {
    for (const [page, feed] of [['/', '/feed.xml'], [`/c/${parent}`, `/c/${parent}/feed.xml`]]) {
      const links = (await ask(page!)).text.match(/<link[^>]*rel="alternate"[^>]*>/g) ?? [];
      expect(links, page).toHaveLength(1);
      expect(links[0]).toContain('type="application/atom+xml"');
      expect(new URL(/href="([^"]*)"/.exec(links[0]!)![1]!, site.origin).href).toBe(`${site.origin}${feed}`);
    }
  });
});

describe('the sitemap', () => {
  test('names home, lists, categories, collections and cases with the time of their change, and nothing that is not published', async () => {
    const [shown, draft] = [await makePublished(cast), await makeArticle(cast.owner)];
    const make = async () => data<{ id: string; number: number }>(await as(cast.owner).post('/api/collections', { title: '合集', articleIds: [shown.id] }), 201);
    const [open, closed] = [await make(), await make()];
    const { number } = data<{ number: number }>(await as(cast.admin).post(`/api/collections/${open.id}/publication`));
    const gone = await makePublished(cast);
    await withdraw(cast.admin, gone.id);

    const items = await addressesIn(await ask('/sitemap.xml'));
    const entries = new Map(items.map(({ url, lastmod }) => [url.replace(site.origin, ''), lastmod]));
    expect(entries.size).toBe(items.length);
    expect([...entries.keys()]).toEqual(expect.arrayContaining(['/', '/c', '/collections', `/c/${parent}`, `/c/${child}`, `/cases/${shown.number}`, `/collections/${number}`]));
    const { modifiedAt } = data<{ items: { number: number; modifiedAt: string }[] }>(await visitor.get('/api/cases')).items.find((item) => item.number === shown.number)!;
    expect(entries.get(`/cases/${shown.number}`)).toBe(modifiedAt);
    expect(Date.parse(entries.get(`/collections/${number}`)!)).toBeGreaterThan(0);
    for (const hidden of [draft.id, closed.id, String(gone.number)]) expect([...entries.keys()].filter((path) => path.includes(hidden))).toEqual([]);
    const statuses = await Promise.all([...entries.keys()].slice(0, 40).map(async (path) => (await visitor.get(path)).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  test('has parts, by their first numbers, and no others', async () => {
    const first = Math.floor(hostile.number! / LIMITS.sitemapPart) * LIMITS.sitemapPart;
    const part = await addressesIn(await ask(`/sitemaps/${first}.xml`));
    expect(part.map(({ url }) => url)).toContain(`${site.origin}/cases/${hostile.number}`);
    expect((await addressesIn(await ask('/sitemaps/pages.xml'))).map(({ url }) => url)).toContain(`${site.origin}/c/${parent}`);
    for (const name of [`${first + 1}.xml`, `${first + 50 * LIMITS.sitemapPart}.xml`, '0.xml', '00.xml', '-2000.xml', '1e5.xml', `${first}`, `${first}.XML`, `${first}.xml.gz`, `0${first}.xml`, '999999999999.xml', 'constructor.xml', '%00.xml', '.xml', `${first}%2Exml/x`]) {
      expect((await visitor.get(`/sitemaps/${name}`)).status, name).toBe(404);
    }
  });
});

test('robots are shown the sitemap and kept from the applications and the API', async () => {
  const answer = await ask('/robots.txt');
  expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(answer.text).toContain(`\nSitemap: ${site.origin}/sitemap.xml\n`);
  const closed = [...answer.text.matchAll(/^Disallow: (.+)$/gm)].map(([, path]) => path!);
  const allowed = (path: string) => !closed.some((prefix) => path.startsWith(prefix));
  for (const path of ['/desk', '/desk/articles/x', '/admin', '/admin/review', '/api/cases', '/signin', '/register', '/account']) {
    expect(surfaceOf(path), path).not.toBe('page');
    expect(allowed(path), path).toBe(false);
  }
  for (const path of ['/', '/c', `/c/${parent}`, '/cases/100001', '/collections', '/feed.xml', '/sitemap.xml', '/_next/static/x.css']) expect(allowed(path), path).toBe(true);
});

describe('whoever asks, and however', () => {
  const paths = () => ['/feed.xml', `/c/${child}/feed.xml`, '/robots.txt', '/sitemap.xml', '/sitemaps/pages.xml'];

  test('the answer is the same, and speaks of no host but the site’s own', async () => {
    const ways: Record<string, string>[] = [
      { host: 'evil.example' },
      { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', forwarded: 'host=evil.example;proto=https' },
      { rsc: '1', 'next-router-prefetch': '1' },
      { accept: 'text/html', cookie: 'a=b', range: 'bytes=0-10' },
    ];
    for (const path of paths()) {
      const plain = await ask(path);
      expect(plain.text).not.toContain('evil');
      for (const headers of ways) {
        const answer = await send('GET', path, { headers });
        expect([answer.status, answer.text === plain.text], `${path} ${JSON.stringify(headers)}`).toEqual([200, true]);
      }
      for (const query of ['?', '?cursor=x', '?limit=100000', '?category=x&category=y', '?__proto__[x]=1', '?%00', '?_rsc=1', '?page=-1%27%20OR%201=1--']) {
        const answer = await send('GET', path + query);
        expect([answer.status, answer.text === plain.text], path + query).toEqual([200, true]);
      }
    }
  });

  test('it is a document under the policy of pages, for GET and HEAD alone', async () => {
    for (const path of paths()) {
      const got = await ask(path);
      expect(got.headers['content-security-policy']).toContain("script-src 'self';");
      expect(got.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache' });
      expect(got.headers.vary).toBe('Accept-Encoding');
      const head = await send('HEAD', path);
      expect([head.status, head.text, head.headers['content-length']]).toEqual([200, '', got.headers['content-length']]);
      for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect((await send(method, path)).status, `${method} ${path}`).toBe(405);
    }
  });
});
