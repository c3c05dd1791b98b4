import { beforeAll, describe, expect, test } from 'vitest';
import { clearPreviews } from '../../lib/domains/previews/clear';
import { encodeToken } from '../../lib/domains/previews/token';
import { doc } from '../../lib/content/build';
import { LIMITS } from '../../lib/platform/limits';
import { body, carryThrough, makeArticle, readArticle, submit } from '../support/articles';
import { data, findings, problem, type ArticleView } from '../support/answers';
import { as, send, visitor } from '../support/client';
import { sql, sqlRow, storesNothing } from '../support/database';
import { createCast, createUser, signIn, unique, type Cast, type Person } from '../support/people';
import { picture, upload } from '../support/pictures';
import { site } from '../support/site';

interface Link {
  id: string;
  url: string;
  path: string;
  createdAt: string;
  expiresAt: string;
  by: string;
  ordinal: number | null;
  workingSeq: number;
}

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});

const linksOf = (id: string) => `/api/articles/${id}/preview-links`;
const share = async (id: string, given: object = {}, person: Person = cast.owner) => data<Link>(await as(person).post(linksOf(id), given), 201);
const list = async (id: string, person: Person = cast.owner) => data<Link[]>(await as(person).get(linksOf(id)));
const plain = (html: string) => html.replace(/<wbr\/?>|<!-- -->|<\/?bdi>/g, '');
/** Of an article, with a word in it that stands nowhere else. */
async function shared(given: Record<string, unknown> = {}, days?: number) {
  const word = unique('canary').replace(/[^a-z0-9]/g, '');
  const article = await makeArticle(cast.owner, { title: word, sections: [{ kind: 'PRACTICE', heading: '做法', body: body(`正文里的${word}。`) }], ...given });
  return { word, article, link: await share(article.id, days === undefined ? {} : { days }) };
}
const change = async (id: string, fields: object) => data<ArticleView>(await as(cast.owner).patch(`/api/articles/${id}`, { version: (await readArticle(cast.owner, id)).version, ...fields }));
const revisions = (id: string) => sqlRow<{ n: number }>('SELECT count(*)::int AS n FROM "Revision" WHERE "articleId" = $1', [id]).then(({ n }) => n);

describe('an address', () => {
  test('shows a draft to a stranger as readers would see it, and says what it is and until when', async () => {
    const { word, link } = await shared();
    expect(link.url).toBe(`${site.origin}${link.path}`);
    const days = (Date.parse(link.expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(LIMITS.preview.days.default - 0.1);
    const answer = await visitor.get(link.path);
    expect(answer.status).toBe(200);
    const text = plain(answer.text);
    expect(text).toContain(`正文里的${word}。`);
    expect(text).toContain('这一版还没有发布');
    const local = new Date(Date.parse(link.expiresAt) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
    expect(text).toContain(local);
    // The scripts of reader pages and no other, as there.
    expect([...answer.text.matchAll(/<script[^>]*>/g)].map(([tag]) => tag).filter((tag) => !tag.includes('src="/islands/'))).toEqual([]);
  });

  test('is kept by nobody, found by nobody and told to nobody', async () => {
    const { link } = await shared();
    for (let time = 0; time < 2; time += 1) {
      const { headers, text } = await visitor.get(link.path);
      expect(headers).toMatchObject({ 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow, noarchive', 'x-frame-options': 'SAMEORIGIN', 'cache-status': 'anli; fwd=bypass' });
      for (const name of ['etag', 'x-accel-expires', 'set-cookie', 'last-modified']) expect(headers, name).not.toHaveProperty(name);
      expect(headers['content-security-policy']).toContain("frame-ancestors 'self'");
      expect(text).toMatch(/<meta name="robots" content="noindex/);
      expect(text).not.toContain('rel="canonical"');
      expect(text).not.toContain('application/ld+json');
    }
    expect((await send('GET', link.path, { headers: { 'if-none-match': '*' } })).status).toBe(200);
    expect((await visitor.post(link.path, {})).status).toBe(405);
    expect((await visitor.get('/robots.txt')).text).not.toContain('preview');
  });

  test('takes no cookie and sets none: who is signed in sees the very same', async () => {
    const { link } = await shared();
    const [stranger, owner] = [await visitor.get(link.path), await as(cast.owner).get(link.path)];
    expect(owner.text === stranger.text).toBe(true);
  });

  test('shows the state that it was made for, whatever is written later', async () => {
    const { word, article, link } = await shared();
    await change(article.id, { title: '另一个题目' });
    const text = plain((await visitor.get(link.path)).text);
    expect(text).toContain(word);
    expect(text).not.toContain('另一个题目');
    const newer = await share(article.id);
    expect(newer.path).not.toBe(link.path);
    expect(plain((await visitor.get(newer.path)).text)).toContain('另一个题目');
  });

  test('makes no version; what was handed in is shown from its revision, and the same again is the same address', async () => {
    const { article, link } = await shared();
    expect((await share(article.id)).path).toBe(link.path);
    await change(article.id, { title: unique('题目') });
    for (let time = 0; time < 3; time += 1) await share(article.id);
    expect({ revisions: await revisions(article.id), links: (await list(article.id)).length }).toEqual({ revisions: 0, links: 2 });
    await submit(cast.owner, article.id);
    const handedIn = await share(article.id);
    expect(handedIn).toMatchObject({ ordinal: 1 });
    expect(await revisions(article.id)).toBe(1);
    const { n } = await sqlRow<{ n: number }>('SELECT count(*)::int AS n FROM "AuditEvent" WHERE "subjectId" = $1 AND action = $2', [article.id, 'article.preview_shared']);
    expect(n).toBe(3);
  });

  test('shows the same as readers get, once that is published, and says so', async () => {
    const { article } = await shared();
    await submit(cast.owner, article.id);
    const link = await share(article.id);
    await sql('UPDATE "Review" SET outcome = $2, "decidedAt" = now(), "decidedById" = $3 WHERE "articleId" = $1', [article.id, 'RECALLED', cast.owner.id]);
    await sql(`UPDATE "Article" SET stage = 'DRAFT' WHERE id = $1`, [article.id]);
    const { number } = await carryThrough(cast, article.id);
    const [preview, page] = [await visitor.get(link.path), await visitor.get(`/cases/${number}`)];
    const caseOf = (html: string) => html.slice(html.indexOf('<div class="head">'), html.indexOf('</article>'));
    expect(caseOf(page.text).length).toBeGreaterThan(500);
    expect(caseOf(preview.text)).toBe(caseOf(page.text));
    expect(preview.text).toContain('这一版已经发布');
    expect(preview.text).toContain(`href="/cases/${number}"`);
  });

  test('is refused to who may not share the article, and for other times than there are', async () => {
    const { article } = await shared();
    await submit(cast.owner, article.id);
    await storesNothing(async () => {
      problem(await as(cast.reviewer).post(linksOf(article.id), {}), 403);
      problem(await as(cast.reviewer).get(linksOf(article.id)), 403);
      problem(await as(cast.otherEditor).post(linksOf(article.id), {}), 404);
      expect(findings(await as(cast.owner).post(linksOf(article.id), { days: 0 }))).toEqual(['/days too_small']);
      expect(findings(await as(cast.owner).post(linksOf(article.id), { days: LIMITS.preview.days.max + 1 }))).toEqual(['/days too_big']);
      expect(findings(await as(cast.owner).post(linksOf(article.id), { days: 1.5 }))).toEqual(['/days invalid_type']);
    });
  });
});

/** What a stranger gets where an address leads nowhere. */
async function nothing(path: string, status: 404 | 410, word = '') {
  const answer = await visitor.get(path);
  expect(answer.status, path).toBe(status);
  expect(answer.text).toContain('这个预览打不开');
  expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer' });
  if (word) expect(plain(answer.text) + JSON.stringify(answer.headers)).not.toContain(word);
  return answer.text.replace(new RegExp(`>${status}<`), '><');
}

describe('an address that leads nowhere', () => {
  test('says the same whatever the reason, and nothing of the article', async () => {
    const { word, article, link } = await shared();
    const texts = [];
    await sql(`UPDATE "PreviewLink" SET "createdAt" = now() - interval '9 days', "expiresAt" = now() - interval '1 second' WHERE id = $1`, [link.id]);
    texts.push(await nothing(link.path, 410, word));
    const again = await share(article.id);
    data(await as(cast.owner).delete(`${linksOf(article.id)}/${again.id}`));
    texts.push(await nothing(again.path, 410, word));
    problem(await as(cast.owner).delete(`${linksOf(article.id)}/${again.id}`), 404);
    texts.push(await nothing('/preview/nothing', 404, word));
    texts.push(await nothing(`/preview/${'A'.repeat(link.path.length - 9)}`, 404, word));
    expect(new Set(texts).size).toBe(1);
    expect(await list(article.id)).toEqual([]);
  });

  test('that somebody has changed is one', async () => {
    const { word, link } = await shared();
    const other = await shared();
    const token = link.path.split('/').at(-1)!;
    const bytes = Buffer.from(token, 'base64url');
    for (let at = 0; at < bytes.length; at += 3) {
      const wrong = Buffer.from(bytes);
      wrong[at]! ^= 1;
      await nothing(`/preview/${wrong.toString('base64url')}`, 404, word);
    }
    const otherBytes = Buffer.from(other.link.path.split('/').at(-1)!, 'base64url');
    // The sealed words of one with the seal of another, and half of each.
    await nothing(`/preview/${Buffer.concat([bytes.subarray(0, 38), otherBytes.subarray(38)]).toString('base64url')}`, 404, word);
    await nothing(`/preview/${Buffer.concat([bytes.subarray(0, 16), otherBytes.subarray(16)]).toString('base64url')}`, 404, word);
    for (const end of ['=', '%00', 'A', '%E4%B8%80', '.', '~']) expect((await visitor.get(link.path + end)).status, end).toBe(404);
    for (const more of ['/', '/media', '/media/', '/x']) expect(plain((await visitor.get(link.path + more)).text).includes(word) && more !== '/', more).toBe(false);
  });

  test('with the site’s own seal, but for another content, opens nothing', async () => {
    const [one, other] = [await shared(), await shared()];
    const copies = await sql<{ id: string; articleId: string }>('SELECT id, "articleId" FROM "PreviewCopy" WHERE "articleId" = ANY ($1)', [[one.article.id, other.article.id]]);
    const contentId = copies.find(({ articleId }) => articleId === other.article.id)!.id;
    await nothing(`/preview/${encodeToken({ linkId: one.link.id, contentId, expiresAt: new Date(one.link.expiresAt) })}`, 410, other.word);
  });

  test('after whoever issued it has lost what he needs for it', async () => {
    const issuer = await createUser('EDITOR');
    const { word, article } = await shared();
    await as(cast.owner).post(`/api/articles/${article.id}/editors`, { email: issuer.email });
    const link = await share(article.id, {}, issuer);
    const sees = async () => (await visitor.get(link.path)).status;
    expect(await sees()).toBe(200);
    for (const change of [{ status: 'SUSPENDED' }, { role: 'READER' }] as const) {
      data(await as(cast.admin).patch(`/api/users/${issuer.id}`, change));
      await nothing(link.path, 410, word);
      data(await as(cast.admin).patch(`/api/users/${issuer.id}`, { status: 'ACTIVE', role: 'EDITOR' }));
      expect(await sees()).toBe(200);
    }
    data(await as(cast.owner).delete(`/api/articles/${article.id}/editors/${issuer.id}`));
    await nothing(link.path, 410, word);
    const own = await share(article.id);
    data(await as(cast.owner).delete(`/api/articles/${article.id}`));
    await nothing(own.path, 410, word);
  });

  test('any of those who write the article may revoke it, nobody else', async () => {
    const { article, link } = await shared();
    const other = await shared();
    for (const person of [cast.reader, cast.otherEditor]) problem(await as(person).delete(`${linksOf(article.id)}/${link.id}`), 404);
    problem(await as(cast.owner).delete(`${linksOf(other.article.id)}/${link.id}`), 404);
    expect((await visitor.get(link.path)).status).toBe(200);
    data(await as(cast.admin).delete(`${linksOf(article.id)}/${link.id}`));
    await nothing(link.path, 410);
  });
});

describe('pictures', () => {
  async function illustrated() {
    const { asset } = await upload(cast.owner, await picture(700, 400));
    const image = { type: 'image', attrs: { id: 'p1', asset, alt: '图', decorative: false } };
    const { article, link, word } = await shared({ sections: [{ kind: 'PRACTICE', heading: '做法', body: { ...doc([]), content: [image] } }] });
    return { asset, article, link, word, file: `${asset}-480.webp` };
  }

  test('of a draft are seen with the address, and with nothing else', async () => {
    const { article, link, file } = await illustrated();
    const other = await illustrated();
    const { text } = await visitor.get(link.path);
    expect(text).toContain(`srcset="${link.path}/media/${file} 480w`);
    expect(text).not.toMatch(/[" ]\/media\//);
    const seen = await visitor.get(`${link.path}/media/${file}`);
    expect(seen.status).toBe(200);
    expect(seen.headers).toMatchObject({ 'content-type': 'image/webp', 'cache-control': 'private, no-store' });
    for (const path of [`/media/${file}`, `${other.link.path}/media/${file}`, `/preview/x/media/${file}`]) problem(await visitor.get(path), 404);
    expect((await visitor.get(`/api/media/${file}`)).status).toBe(401);
    data(await as(cast.owner).delete(`${linksOf(article.id)}/${link.id}`));
    problem(await visitor.get(`${link.path}/media/${file}`), 404);
  });

  test('of a revision too, and no picture of another version of the same article', async () => {
    const { article, link, file } = await illustrated();
    const second = await upload(cast.owner, await picture(701, 401));
    const section = (await readArticle(cast.owner, article.id)).sections[0]!;
    data(await as(cast.owner).patch(`/api/articles/${article.id}/sections/${section.id}`, { version: section.version, body: { ...doc([]), content: [{ type: 'image', attrs: { id: 'p2', asset: second.asset, alt: '图', decorative: false } }] } }));
    await submit(cast.owner, article.id);
    const handedIn = await share(article.id);
    expect(handedIn.ordinal).toBe(1);
    expect((await visitor.get(`${handedIn.path}/media/${second.asset}-480.webp`)).status).toBe(200);
    problem(await visitor.get(`${handedIn.path}/media/${file}`), 404);
    problem(await visitor.get(`${link.path}/media/${second.asset}-480.webp`), 404);
    expect((await visitor.get(`${link.path}/media/${file}`)).status).toBe(200);
  });
});

test('what an address shows is seen nowhere else', async () => {
  const { word, article, link } = await shared();
  await visitor.get(link.path);
  const cookie = await signIn(cast.otherEditor);
  for (const path of ['/', '/c', '/collections', '/feed.xml', '/sitemap.xml', '/sitemaps/pages.xml', '/sitemaps/100000.xml', '/api/cases', `/cases/${article.id}`, '/preview', '/preview/', '/preview/x', '/desk']) {
    for (const headers of [{}, { cookie }, { rsc: '1' }] as Record<string, string>[]) {
      const answer = await send('GET', path, { headers });
      expect(plain(answer.text) + JSON.stringify(answer.headers), path).not.toContain(word);
    }
  }
  expect((await send('GET', link.path, { headers: { rsc: '1' } })).headers['content-type']).toBe('text/html; charset=utf-8');
});

describe('the list of addresses', () => {
  test('holds so many: those that would end first make room', async () => {
    const { article, link } = await shared({}, 1);
    await sql(
      `INSERT INTO "PreviewLink" (id, "articleId", "copyId", "issuedById", "createdAt", "expiresAt")
       SELECT gen_random_uuid(), "articleId", "copyId", "issuedById", now(), now() + interval '20 days' FROM "PreviewLink", generate_series(2, $2::int) WHERE id = $1`,
      [link.id, LIMITS.preview.links],
    );
    const made = await share(article.id, { days: 7 });
    const living = await list(article.id);
    expect(living).toHaveLength(LIMITS.preview.links);
    expect(living.map(({ id }) => id)).toContain(made.id);
    await nothing(link.path, 410);
  });

  test('and what was kept for them, is cleared away when they have ended', async () => {
    const { article, link } = await shared();
    const { article: other, link: living } = await shared();
    await sql(`UPDATE "PreviewLink" SET "createdAt" = now() - interval '9 days', "expiresAt" = now() - interval '1 second' WHERE id = $1`, [link.id]);
    await sql(`UPDATE "PreviewCopy" SET "createdAt" = now() - interval '2 hours' WHERE "articleId" = ANY ($1)`, [[article.id, other.id]]);
    expect((await clearPreviews({ batch: 1 })).previews).toBeGreaterThanOrEqual(2);
    const left = await sql<{ articleId: string }>('SELECT "articleId" FROM "PreviewCopy" WHERE "articleId" = ANY ($1)', [[article.id, other.id]]);
    expect(left.map(({ articleId }) => articleId)).toEqual([other.id]);
    await nothing(link.path, 410);
    expect((await visitor.get(living.path)).status).toBe(200);
  });
});
