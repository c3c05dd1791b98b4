import { beforeAll, describe, expect, test } from 'vitest';
import { body, carryThrough, decide, makeArticle, makeCategory, makePublished, publish, submit, withdraw } from '../support/articles';
import { data, type ArticleView } from '../support/answers';
import { as, send, visitor } from '../support/client';
import { createCast, signIn, unique, type Cast } from '../support/people';

/** What must never be seen, by where it stands; and what must, so that a search that finds nothing means something. */
const secrets = new Map<string, string>();
let cast: Cast;
let paths: string[];
/** A published case whose title readers may see. */
let open: ArticleView;
let withdrawn: ArticleView;
let hidden: ArticleView[];

/** One word of plain letters, so that no view breaks it up. */
const word = (...parts: string[]) => unique(['canary', ...parts].join('')).replace(/[^a-z0-9]/g, '');

/** An article whose every text is a canary of its own. */
function canaries(state: string, category: string): Record<string, unknown> {
  const sing = (place: string) => {
    const song = word(state, place);
    secrets.set(`${place} of ${state}`, song);
    return song;
  };
  return {
    title: sing('title'),
    lead: sing('lead'),
    field: sing('field'),
    organisation: sing('organisation'),
    category,
    sections: [{ heading: sing('heading'), number: sing('number').slice(-40), body: body(sing('text')) }],
  };
}

/** A published article that is then rewritten with canaries, up to a state. */
async function rewritten(state: string, category: string): Promise<ArticleView> {
  const article = await makePublished(cast, { category });
  const { sections, category: _, ...fields } = canaries(state, category) as { sections: object[]; category: string };
  await as(cast.owner).patch(`/api/articles/${article.id}`, { version: article.version, ...fields });
  await as(cast.owner).patch(`/api/articles/${article.id}/sections/${article.sections[0]!.id}`, { version: 1, ...sections[0] });
  if (state !== 'newer draft') await submit(cast.owner, article.id);
  if (state === 'newer approved') await decide(cast.reviewer, article.id, 'APPROVED');
  if (state === 'newer returned') await decide(cast.reviewer, article.id, 'RETURNED', secretNote());
  return article;
}

function secretNote(): string {
  const song = word('note');
  secrets.set(`note of ${song}`, song);
  return song;
}

beforeAll(async () => {
  cast = await createCast();
  const category = await makeCategory();
  const make = async (state: string) => makeArticle(cast.owner, canaries(state, category));
  const [draft, submitted, returned, approved, deleted] = [await make('draft'), await make('submitted'), await make('returned'), await make('approved'), await make('deleted')];
  for (const { id } of [submitted, returned, approved]) await submit(cast.owner, id);
  await decide(cast.reviewer, returned.id, 'RETURNED', secretNote());
  await decide(cast.reviewer, approved.id, 'APPROVED', secretNote());
  await as(cast.owner).delete(`/api/articles/${deleted.id}`);
  withdrawn = await carryThrough(cast, (await make('withdrawn')).id);
  await withdraw(cast.admin, withdrawn.id, '内容有误，已撤下。');
  const newer = [await rewritten('newer draft', category), await rewritten('newer submitted', category), await rewritten('newer returned', category), await rewritten('newer approved', category)];
  open = newer[0]!;
  hidden = [draft, submitted, returned, approved, deleted, withdrawn];

  const collection = async (title: string) => data<{ id: string; number: number }>(await as(cast.owner).post('/api/collections', { title, lead: title, articleIds: [...hidden, ...newer].filter(({ id }) => id !== deleted.id).map(({ id }) => id) }), 201);
  const secret = word('collection');
  secrets.set('title of an unpublished collection', secret);
  await collection(secret);
  const shown = await as(cast.admin).post(`/api/collections/${(await collection('公开的合集')).id}/publication`);
  for (const person of Object.values(cast)) secrets.set(`address of ${person.role}`, person.email);

  const numbers = [...newer, withdrawn].map(({ number }) => number);
  const { number } = data<{ number: number }>(shown);
  paths = [
    ...['/', '/?cursor=nonsense', '/c', `/c/${category}`, '/c/no-such', '/collections', `/collections/${number}`, '/collections/999999', '/cases/999999', '/nowhere', '/search?q=canary', '/feed.xml', `/c/${category}/feed.xml`, '/robots.txt', '/sitemap.xml', '/sitemaps/pages.xml', '/sitemaps/100000.xml'],
    ...['/api/cases', `/api/cases?category=${category}`, '/api/cases/999999', '/api/search?q=canary', '/index.rsc', '/api/articles', '/api/reviews', '/desk', '/admin'],
    ...numbers.flatMap((n) => [`/cases/${n}`, `/api/cases/${n}`, `/cases/${n}.rsc`, `/cases/${n}.segments/_full.segment.rsc`]),
    ...hidden.flatMap(({ id }) => [`/api/articles/${id}`, `/desk/articles/${id}`, `/cases/${id}`]),
  ];
});

const TREE = encodeURIComponent(JSON.stringify(['', { children: ['(site)', { children: ['__PAGE__', {}] }] }, null, null, true]));

const WAYS: Record<string, Record<string, string>> = {
  'as a browser asks': { accept: 'text/html' },
  'for the Flight data': { rsc: '1' },
  'as a prefetch': { rsc: '1', 'next-router-prefetch': '1', purpose: 'prefetch', 'sec-purpose': 'prefetch' },
  'with a router tree': { rsc: '1', 'next-router-state-tree': TREE, 'next-url': '/' },
  'for one segment': { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  'for the whole in segments': { rsc: '1', 'next-router-segment-prefetch': '/_full' },
  'as a subrequest of a middleware': { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware', 'x-middleware-prefetch': '1' },
  'for data': { 'x-nextjs-data': '1', 'x-matched-path': '/desk', 'x-invoke-path': '/desk', 'x-now-route-matches': '1' },
  'as an action': { 'next-action': 'x', 'x-action-forwarded': '1' },
  'in draft mode': { cookie: '__prerender_bypass=1; __next_preview_data=1', 'x-prerender-revalidate': '1' },
  'as another host': { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', forwarded: 'host=evil.example' },
};

/** A title is shown with places where it may break. */
const unbroken = (text: string) => text.replace(/<wbr\/?>|<!-- -->/g, '');

function expectSilence(path: string, answered: string) {
  const text = unbroken(answered);
  for (const [place, song] of secrets) expect(text.includes(song), `${place} at ${path}`).toBe(false);
}

describe.each(Object.entries(WAYS))('asked %s', (_way, headers) => {
  test('no public page or endpoint gives away what is not published, in text or headers', async () => {
    for (const path of paths) {
      const answer = await send('GET', path, { headers });
      expectSilence(path, answer.text + JSON.stringify(answer.headers));
      expect(answer.status, path).toBeLessThan(500);
    }
  });
});

test.each(['reader', 'otherEditor'] as const)('signed in as %s neither', async (role) => {
  const cookie = await signIn(cast[role]);
  for (const path of paths) {
    for (const headers of [{ cookie }, { cookie, rsc: '1' }] as Record<string, string>[]) {
      const answer = await send('GET', path, { headers });
      const own = answer.text.split(cast[role].email).join('');
      expectSilence(path, own + JSON.stringify(answer.headers));
    }
  }
});

test('a _rsc parameter asks for the same page', async () => {
  for (const path of paths.filter((one) => !one.includes('?'))) expectSilence(path, (await send('GET', `${path}?_rsc=1a2b3`, { headers: { rsc: '1' } })).text);
});

test('reader pages answer every one of these ways with the very same document', async () => {
  for (const path of ['/', '/c', `/cases/${open.number}`, `/cases/${withdrawn.number}`, '/nowhere']) {
    const plain = await visitor.get(path);
    expect(plain.headers['content-type']).toBe('text/html; charset=utf-8');
    for (const headers of Object.values(WAYS)) {
      const { status, text } = await send('GET', path, { headers });
      expect(status, path).toBe(plain.status);
      expect(text === plain.text, `${path} with ${JSON.stringify(headers)}`).toBe(true);
    }
  }
});

describe('the search means something, for', () => {
  test('the owner does find every canary of his own', async () => {
    const texts = await Promise.all(hidden.map(({ id }) => as(cast.owner).get(`/api/articles/${id}`)));
    const found = [...secrets].filter(([, song]) => texts.some(({ text }) => text.includes(song))).map(([place]) => place);
    for (const state of ['draft', 'submitted', 'returned', 'approved', 'deleted', 'withdrawn']) {
      expect(found).toEqual(expect.arrayContaining(['title', 'lead', 'field', 'organisation', 'heading', 'text'].map((place) => `${place} of ${state}`)));
    }
  });

  test('readers do find what is published', async () => {
    for (const path of ['/', `/cases/${open.number}`, '/api/cases', `/api/cases/${open.number}`, '/feed.xml']) expect(unbroken((await visitor.get(path)).text), path).toContain(open.title);
  });

  test('they did find the withdrawn one while it was published', async () => {
    await publish(cast.admin, withdrawn.id);
    for (const path of [`/cases/${withdrawn.number}`, `/api/cases/${withdrawn.number}`]) {
      const text = unbroken((await visitor.get(path)).text);
      for (const place of ['title', 'lead', 'field', 'organisation', 'heading', 'text']) expect(text, path).toContain(secrets.get(`${place} of withdrawn`));
    }
    await withdraw(cast.admin, withdrawn.id, '内容有误，已撤下。');
    expectSilence('after it was withdrawn again', (await visitor.get(`/cases/${withdrawn.number}`)).text);
  });
});

describe('what is not there', () => {
  test('a withdrawn case is 410 with the reason, as a page and from the API', async () => {
    const page = await visitor.get(`/cases/${withdrawn.number}`);
    expect(page.status).toBe(410);
    expect(page.text).toContain('内容有误，已撤下。');
    expect((await visitor.get(`/api/cases/${withdrawn.number}`)).body).toMatchObject({ status: 410, code: 'gone' });
  });

  test('an unknown case, category, collection and page are 404 with words on them', async () => {
    for (const path of ['/cases/999999', '/cases/x', '/cases/0', '/c/no-such', '/collections/999999', '/nowhere', '/nowhere/at/all', `/cases/${hidden[0]!.id}`]) {
      const page = await visitor.get(path);
      expect(page.status, path).toBe(404);
      expect(page.text, path).toMatch(/<h1[^>]*>[^<]+<\/h1>/);
      expect(page.text, path).toContain('<meta name="robots" content="noindex"');
    }
  });

  test('a category counts and lists published cases only', async () => {
    const slug = paths.find((path) => path.startsWith('/c/c-'))!.slice('/c/'.length);
    const { items } = data<{ items: { number: number }[] }>(await visitor.get(`/api/cases?category=${slug}&limit=100`));
    expect(items).toHaveLength(4);
    const page = (await visitor.get(`/c/${slug}`)).text;
    const linked = new Set([...page.matchAll(/href="\/cases\/(\d+)"/g)].map(([, number]) => Number(number)));
    expect(linked).toEqual(new Set(items.map(({ number }) => number)));
  });
});
