import { beforeAll, describe, expect, test } from 'vitest';
import { data, findings, problem, type ArticleView } from '../support/answers';
import { articleInput, body, carryThrough, decide, makeArticle, publish, readArticle, submit, withdraw } from '../support/articles';
import { as, send, visitor, type Answer } from '../support/client';
import { sql } from '../support/database';
import { createCast, type Cast } from '../support/people';
import { picture, sectionWith, upload, type StoredPicture } from '../support/pictures';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});

const publicly = ({ asset }: StoredPicture, width = 480, headers = {}) => visitor.get(`/media/${asset}-${width}.webp`, headers);
const privately = (person: Cast[keyof Cast], { asset }: StoredPicture, headers = {}) => as(person).get(`/api/media/${asset}-480.webp`, headers);

async function draftWith(stored: StoredPicture): Promise<ArticleView> {
  const { sections } = await articleInput();
  return makeArticle(cast.owner, { sections: [...sections, sectionWith(stored)] });
}

function isPicture(answer: Answer): void {
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe('image/webp');
  expect(answer.bytes.subarray(8, 12).toString()).toBe('WEBP');
}

function isAbsent(answer: Answer): void {
  expect(problem(answer, 404).code).toBe('not_found');
}

describe('a published picture', () => {
  let shown: StoredPicture;
  beforeAll(async () => {
    shown = await upload(cast.owner, await picture(1000, 500));
    const { id } = await draftWith(shown);
    await carryThrough(cast, id);
  });

  test('comes in each width, cannot be taken for anything else, and is asked for again by shared caches', async () => {
    for (const width of [480, 960, 1000]) {
      const answer = await publicly(shown, width);
      isPicture(answer);
      expect(answer.headers).toMatchObject({
        'cache-control': 'public, max-age=86400, s-maxage=0, immutable',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
        'content-length': String(answer.bytes.length),
      });
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.headers['content-encoding']).toBeUndefined();
      for (const known of [answer.headers.etag!, `"other", W/${answer.headers.etag}`, '*']) {
        const again = await publicly(shown, width, { 'if-none-match': known });
        expect([again.status, again.bytes.length, again.headers.etag]).toEqual([304, 0, answer.headers.etag]);
      }
      expect((await publicly(shown, width, { 'if-none-match': '"other"' })).status).toBe(200);
      const head = await send('HEAD', `/media/${shown.asset}-${width}.webp`);
      expect([head.status, head.bytes.length, head.headers['content-length']]).toEqual([200, 0, answer.headers['content-length']]);
    }
  });

  test('each width has an entity tag of its own', async () => {
    const tags = await Promise.all([480, 960, 1000].map(async (width) => (await publicly(shown, width)).headers.etag));
    expect(new Set(tags).size).toBe(3);
  });

  test.each([
    ['a width that is not kept', (hash: string) => `/media/${hash}-481.webp`],
    ['no width', (hash: string) => `/media/${hash}.webp`],
    ['another ending', (hash: string) => `/media/${hash}-480.png`],
    ['capital letters', (hash: string) => `/media/${hash.toUpperCase()}-480.webp`],
    ['a part of the hash', (hash: string) => `/media/${hash.slice(0, 63)}-480.webp`],
    ['another hash', () => `/media/${'0'.repeat(64)}-480.webp`],
    ['a way out of the folder', (hash: string) => `/media/..%2F..%2F${hash}-480.webp`],
    ['two segments', (hash: string) => `/media/${hash.slice(0, 2)}/${hash}-480.webp`],
    ['a NUL', (hash: string) => `/media/${hash}-480.webp%00`],
  ])('%s is 404', async (_what, address) => isAbsent(await visitor.get(address(shown.asset))));

  test('other methods are 405', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(problem(await send(method, `/media/${shown.asset}-480.webp`), 405).code).toBe('method_not_allowed');
    }
  });
});

describe('who sees a picture when', () => {
  test('of a draft its authors and the admin; of what was submitted the reviewer too; readers of what is published', async () => {
    const stored = await upload(cast.owner, await picture(700, 300));
    const { id } = await draftWith(stored);
    isAbsent(await publicly(stored));
    expect(problem(await visitor.get(`/api/media/${stored.asset}-480.webp`), 401).code).toBe('unauthenticated');
    for (const stranger of [cast.reader, cast.otherEditor, cast.coEditor, cast.reviewer]) isAbsent(await privately(stranger, stored));
    for (const person of [cast.owner, cast.admin]) isPicture(await privately(person, stored));
    await as(cast.owner).post(`/api/articles/${id}/editors`, { email: cast.coEditor.email });
    isPicture(await privately(cast.coEditor, stored));

    await submit(cast.owner, id);
    isPicture(await privately(cast.reviewer, stored));
    isAbsent(await publicly(stored));
    isAbsent(await privately(cast.reader, stored));
    await decide(cast.reviewer, id, 'APPROVED', '');
    isAbsent(await publicly(stored));

    await publish(cast.admin, id);
    isPicture(await publicly(stored));
    isPicture(await privately(cast.reader, stored));

    await withdraw(cast.admin, id);
    isAbsent(await publicly(stored));
    isAbsent(await publicly(stored, 480, { 'if-none-match': '*' }));
    isAbsent(await privately(cast.otherEditor, stored));
    isPicture(await privately(cast.owner, stored));
  });

  test('what an edit takes out of a published case goes from readers with the next publication, not before', async () => {
    const stored = await upload(cast.owner, await picture(700, 300));
    const { id, sections } = await draftWith(stored);
    await carryThrough(cast, id);
    const last = sections.at(-1)!;
    data(await as(cast.owner).patch(`/api/articles/${id}/sections/${last.id}`, { version: last.version, body: body('没有图了。') }));
    isPicture(await publicly(stored));
    await carryThrough(cast, id);
    isAbsent(await publicly(stored));
    // The authors have it in the earlier revision.
    isPicture(await privately(cast.owner, stored));
  });

  test('a picture of two cases stays while one of them is published', async () => {
    const stored = await upload(cast.owner, await picture(700, 300));
    const [one, other] = [await draftWith(stored), await draftWith(stored)];
    await carryThrough(cast, one.id);
    await carryThrough(cast, other.id);
    await withdraw(cast.admin, one.id);
    isPicture(await publicly(stored));
    await withdraw(cast.admin, other.id);
    isAbsent(await publicly(stored));
  });

  test('an address for the desk is for its asker alone, and 304 only for who may see it', async () => {
    const stored = await upload(cast.owner, await picture(700, 300));
    const answer = await privately(cast.owner, stored);
    expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-cache', 'x-content-type-options': 'nosniff' });
    const known = { 'if-none-match': answer.headers.etag! };
    expect((await privately(cast.owner, stored, known)).status).toBe(304);
    isAbsent(await privately(cast.otherEditor, stored, known));
  });
});

describe('a body with a picture', () => {
  test('gets its size from the store, whatever it says', async () => {
    const stored = await upload(cast.owner, await picture(700, 300));
    const section = sectionWith({ ...stored, width: 9, height: 9 });
    const made = await makeArticle(cast.owner, { sections: [section] });
    const attrs = (article: ArticleView) => (article.sections[0]!.body.content[0] as { attrs: object }).attrs;
    expect(attrs(made)).toMatchObject({ asset: stored.asset, width: 700, height: 300, alt: '公示栏' });
    const { id, version } = made.sections[0]!;
    const bare = { type: 'doc', schemaVersion: 1, content: [{ type: 'image', attrs: { asset: stored.asset, alt: null } }] };
    data(await as(cast.owner).patch(`/api/articles/${made.id}/sections/${id}`, { version, body: bare }));
    expect(attrs(await readArticle(cast.owner, made.id))).toEqual({ id: expect.any(String), asset: stored.asset, width: 700, height: 300 });
    expect(data<{ html: string }>(await as(cast.owner).post(`/api/articles/${made.id}/sections`, sectionWith(stored)), 201)).toBeDefined();
  });

  test('may not show a picture that is not there, or that its author may not see: nothing is saved', async () => {
    const foreign = await upload(cast.otherEditor, await picture(700, 300));
    const nowhere = { ...foreign, asset: 'f'.repeat(64) };
    const { id } = await makeArticle(cast.owner);
    for (const stored of [foreign, nowhere]) {
      expect(findings(await as(cast.owner).post('/api/articles', { sections: [sectionWith(stored)] }))).toEqual(['/sections/0/body/content/0/attrs/asset unknown_asset']);
      expect(findings(await as(cast.owner).post(`/api/articles/${id}/sections`, sectionWith(stored)))).toEqual(['/body/content/0/attrs/asset unknown_asset']);
      const { sections } = await readArticle(cast.owner, id);
      const change = { version: sections[0]!.version, body: sectionWith(stored).body };
      expect(findings(await as(cast.owner).patch(`/api/articles/${id}/sections/${sections[0]!.id}`, change))).toEqual(['/body/content/0/attrs/asset unknown_asset']);
    }
    expect(await sql('SELECT 1 FROM "AssetUse" WHERE "assetHash" = $1', [foreign.asset])).toEqual([]);
  });

  test('is written on by a co-editor who has not stored it himself', async () => {
    const stored = await upload(cast.owner, await picture(700, 300));
    const { id } = await draftWith(stored);
    await as(cast.owner).post(`/api/articles/${id}/editors`, { email: cast.coEditor.email });
    data(await as(cast.coEditor).post(`/api/articles/${id}/sections`, sectionWith(stored)), 201);
  });

  test('without words for it is saved and submitted, and the author is told where', async () => {
    const stored = await upload(cast.owner, await picture(700, 300));
    const { sections } = await articleInput();
    const quoted = { type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'paragraph' }, { type: 'image', attrs: { asset: stored.asset } }] }] };
    const silent = { kind: 'OUTCOME', heading: '成效', body: { type: 'doc', schemaVersion: 1, content: [quoted, { type: 'image', attrs: { asset: stored.asset, decorative: true } }] } };
    const { id } = await makeArticle(cast.owner, { sections: [...sections, silent] });
    const answer = await submit(cast.owner, id);
    const told = (answer as ArticleView & { findings: { path: string; code: string }[] }).findings.map(({ path, code }) => `${path} ${code}`);
    expect(told).toContain('/sections/2/body/content/0/content/0/content/1 alt_missing');
    expect(told.filter((line) => line.endsWith('alt_missing'))).toHaveLength(1);
  });

  test('is read with its picture, its size and the words for it', async () => {
    const stored = await upload(cast.owner, await picture(1000, 500));
    const { id } = await draftWith(stored);
    const { number } = await carryThrough(cast, id);
    const page = await visitor.get(`/cases/${number}`);
    const tag = /<img [^>]*>/.exec(page.text)?.[0] ?? '';
    expect(tag).toContain(`src="/media/${stored.asset}-960.webp"`);
    expect(tag).toContain('width="1000" height="500" loading="lazy" decoding="async" alt="公示栏"');
    for (const [, address] of tag.matchAll(/(\/media\/[^ "]+)/g)) isPicture(await visitor.get(address!));
  });
});
