import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../../server/boot/root';
import { makeCategory, readArticle, withdraw } from '../support/articles';
import { as, visitor } from '../support/client';
import { sql, sqlRow, storesNothing } from '../support/database';
import { createCast, type Cast } from '../support/people';
import { site } from '../support/site';
import { cleanEnvironment } from '../support/site-process';

const PAGE = path.join(ROOT, 'tests/api/fixtures/collected-page.txt');
const text = readFileSync(PAGE, 'utf8');

interface Outcome {
  status: string;
  importId: string;
  collection: { id: string; title: string } | null;
  articles: { id: string; number: number | null; title: string; sections: number }[];
  stripped: string[];
  error?: string;
}

let cast: Cast;
let category: string;
let folder: string;
beforeAll(async () => {
  cast = await createCast();
  category = await makeCategory();
  folder = mkdtempSync(path.join(tmpdir(), 'anli-import-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A document that no other test has imported: the same page, with a word of its own. */
function variant(word: string, bytes: (content: string) => Uint8Array = (content) => Buffer.from(content)): string {
  const file = path.join(folder, `${word}.txt`);
  writeFileSync(file, bytes(text.replaceAll('榆钱里', `${word}里`)));
  return file;
}

/** Runs the command as an operator does. */
function run(file: string, ...options: string[]): Promise<{ code: number; out: Outcome; error: string }> {
  // On a busy machine queries may be slow.
  return runWith({ LOG_LEVEL: 'error' }, file, ...options);
}
function runWith(more: Record<string, string>, file: string, ...options: string[]): Promise<{ code: number; out: Outcome; error: string }> {
  const env = cleanEnvironment({ DATABASE_URL: site.databaseUrl, DATA_DIR: folder, ...more });
  const args = ['--import', 'tsx', 'scripts/import.ts', file, '--json', ...options];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: ROOT, env }, (error, out, told) => {
      resolve({ code: error ? Number(error.code) : 0, out: JSON.parse(out || '{}') as Outcome, error: told });
    });
  });
}
const by = (email: string) => ['--as', email, '--category', category];

test('what is logged meanwhile stands beside the result, not in it', async () => {
  const { code, out, error } = await runWith({ LOG_LEVEL: 'warn', SLOW_QUERY_MS: '1' }, variant('记录'), ...by(cast.owner.email));
  expect([code, out.status]).toEqual([0, 'imported']);
  expect(error).toContain('slow query');
});

test('a collected page is published as one collection and its cases, once', async () => {
  const { code, out, error } = await run(PAGE, ...by(cast.owner.email), '--publish', '--admin', cast.admin.email);
  expect([code, error]).toEqual([0, '']);
  expect(out).toMatchObject({ status: 'imported', collection: { title: expect.stringContaining('社区治理创新案例') as string } });
  expect(out.articles.map(({ sections }) => sections)).toEqual([4, 3, 4]);

  const ids = out.articles.map(({ id }) => id);
  const rows = await sql<{ number: number; ownerId: string }>('SELECT number, "ownerId" FROM "Article" WHERE id = ANY ($1) AND "publishedRevisionId" IS NOT NULL ORDER BY number', [ids]);
  expect(rows.map(({ ownerId }) => ownerId)).toEqual([cast.owner.id, cast.owner.id, cast.owner.id]);
  const page = await visitor.get(`/cases/${rows[0]!.number}`);
  expect(page.status).toBe(200);
  for (const kept of ['榆钱里', '先登记', '六十二车', '邻居就信了']) expect(page.text).toContain(kept);
  expect(page.text).not.toMatch(/范文之友|加入收藏|相关文章|★/);

  const { number } = await sqlRow<{ number: number }>('SELECT number FROM "Collection" WHERE id = $1', [out.collection!.id]);
  const collection = await visitor.get(`/collections/${number}`);
  expect(collection.text).toContain('社区是居民每天进出的地方');
  for (const row of rows) expect(collection.text).toContain(`href="/cases/${row.number}"`);

  const again = await storesNothing(() => run(PAGE, ...by(cast.owner.email), '--publish', '--admin', cast.admin.email));
  expect(again.out).toMatchObject({ status: 'duplicate', importId: out.importId, articles: ids.map((id) => ({ id })) });
});

test('a publication tells the numbers under which readers find what it made', async () => {
  const { out } = await run(variant('柿树'), ...by(cast.owner.email), '--publish', '--admin', cast.admin.email);
  const rows = await sql<{ number: number }>('SELECT number FROM "Article" WHERE "importId" = $1 ORDER BY id', [out.importId]);
  expect(out.articles.map(({ number }) => number)).toEqual(rows.map(({ number }) => number));
});

test('a second publication undoes nothing that people have done since', async () => {
  const file = variant('槐树');
  const publishing = [...by(cast.owner.email), '--publish', '--admin', cast.admin.email];
  const { out } = await run(file, ...publishing);
  const [withdrawn, edited] = out.articles;
  await withdraw(cast.admin, withdrawn!.id, '复核');
  const { version } = await readArticle(cast.owner, edited!.id);
  await as(cast.owner).patch(`/api/articles/${edited!.id}`, { version, title: '改到一半' });

  const again = await storesNothing(() => run(file, ...publishing));
  expect(again.out).toMatchObject({ status: 'duplicate', published: false });
  expect((await readArticle(cast.owner, withdrawn!.id)).publication.status).toBe('WITHDRAWN');
  expect((await readArticle(cast.owner, edited!.id)).stage).toBe('DRAFT');
});

test('an admin who has written in a draft of an import does not decide on it', async () => {
  const file = variant('楝树');
  const { out } = await run(file, ...by(cast.owner.email));
  const { id } = out.articles[0]!;
  const { version } = await readArticle(cast.admin, id);
  expect((await as(cast.admin).patch(`/api/articles/${id}`, { version, lead: '管理员写的导语。' })).status).toBe(200);
  const refused = await storesNothing(() => run(file, ...by(cast.owner.email), '--publish', '--admin', cast.admin.email));
  expect([refused.code, refused.out.status]).toEqual([1, 'failed']);
});

describe('a page that is imported as drafts', () => {
  let file: string;
  let out: Outcome;
  beforeAll(async () => {
    file = variant('榆树');
    ({ out } = await run(file, ...by(cast.owner.email)));
  });

  test('is not published', async () => {
    for (const { id } of out.articles) {
      expect(await sqlRow('SELECT stage, number, "publishedRevisionId" FROM "Article" WHERE id = $1', [id])).toEqual({ stage: 'DRAFT', number: null, publishedRevisionId: null });
    }
  });

  test('becomes typed sections, and its lower headings stay inside them with their numbers', async () => {
    const sections = await sql<{ kind: string; heading: string; number: string; body: unknown }>('SELECT kind, heading, number, body FROM "Section" WHERE "articleId" = $1 ORDER BY position', [out.articles[0]!.id]);
    expect(sections.map(({ kind, heading, number }) => [kind, heading, number])).toEqual([
      ['BACKGROUND', '背景', '一'],
      ['PRACTICE', '做法', '二'],
      ['OUTCOME', '成效', '三'],
      ['INSIGHT', '启示', '四'],
    ]);
    const inner = (sections[1]!.body as { content: { type: string; attrs: { number?: string } }[] }).content;
    expect(inner.filter(({ type }) => type === 'heading').map(({ attrs }) => attrs.number)).toEqual(['(一)', '(二)']);
  });

  test('keeps the original byte for byte, its hash and what was left out', async () => {
    const kept = await sqlRow<{ bytes: Buffer; sha256: string; stripped: string[]; fileName: string; ownerId: string }>('SELECT * FROM "Import" WHERE id = $1', [out.importId]);
    const bytes = readFileSync(file);
    expect(kept.bytes.equals(bytes)).toBe(true);
    expect(kept).toMatchObject({ sha256: createHash('sha256').update(bytes).digest('hex'), fileName: '榆树.txt', ownerId: cast.owner.id });
    expect(kept.stripped.join('\n')).toMatch(/加入收藏[\s\S]*相关文章/);
    expect(kept.stripped).toEqual(out.stripped);
  });

  test('leaves a trace of every change: by whom, and that it was an import', async () => {
    const subjects = [out.importId, out.collection!.id, ...out.articles.map(({ id }) => id)];
    const events = await sql<{ action: string; actorId: string; origin: string }>('SELECT action, "actorId", origin FROM "AuditEvent" WHERE "subjectId" = ANY ($1)', [subjects]);
    expect(events.map(({ action }) => action).sort()).toEqual(['article.created', 'article.created', 'article.created', 'collection.created', 'import.made']);
    expect(new Set(events.map(({ actorId, origin }) => `${actorId} ${origin}`))).toEqual(new Set([`${cast.owner.id} IMPORT`]));
  });

  test('in another encoding is the same document', async () => {
    const bom = Buffer.from([0xff, 0xfe]);
    const other = variant('榆树', (content) => Buffer.concat([bom, Buffer.from(content.replaceAll('\n', '\r\n'), 'utf16le')]));
    const again = await storesNothing(() => run(other, ...by(cast.owner.email)));
    expect(again.out).toMatchObject({ status: 'duplicate', importId: out.importId });
  });

  test('is another one for another owner, and a new one once all that it made was deleted', async () => {
    const other = await run(file, ...by(cast.otherEditor.email));
    expect(other.out).toMatchObject({ status: 'imported' });
    for (const { id } of other.out.articles) expect((await as(cast.otherEditor).delete(`/api/articles/${id}`)).status).toBe(200);
    const afresh = await run(file, ...by(cast.otherEditor.email));
    expect(afresh.out).toMatchObject({ status: 'imported' });
    expect(afresh.out.importId).not.toBe(other.out.importId);
  });

  test('can be published by a second run, through submission, decision and publication', async () => {
    const { out: published } = await run(file, ...by(cast.owner.email), '--publish', '--admin', cast.admin.email);
    expect(published).toMatchObject({ status: 'duplicate', importId: out.importId });
    const events = await sql('SELECT action, "actorId", origin FROM "AuditEvent" WHERE "subjectId" = $1 ORDER BY at, id', [out.articles[0]!.id]);
    expect(events.slice(1)).toEqual([
      { action: 'article.submitted', actorId: cast.owner.id, origin: 'IMPORT' },
      { action: 'article.approved', actorId: cast.admin.id, origin: 'IMPORT' },
      { action: 'article.published', actorId: cast.admin.id, origin: 'IMPORT' },
    ]);
  });
});

test('what people have taken in hand since is left alone by another run', async () => {
  const file = variant('枣树');
  const publishing = [...by(cast.owner.email), '--publish', '--admin', cast.admin.email];
  const { out } = await run(file, ...publishing);
  const [first, second] = out.articles as [Outcome['articles'][number], Outcome['articles'][number]];
  expect((await as(cast.admin).delete(`/api/articles/${first.id}/publication`, { reason: '有误' })).status).toBe(200);
  expect((await as(cast.owner).patch(`/api/articles/${second.id}`, { version: 1, title: '正在改' })).status).toBe(200);
  const again = await storesNothing(() => run(file, ...publishing));
  expect(again.out.status).toBe('duplicate');
});

test('two imports of one document at once make it once', async () => {
  const file = variant('桑葚');
  const runs = await Promise.all([run(file, ...by(cast.owner.email)), run(file, ...by(cast.owner.email))]);
  expect(runs.map(({ out }) => out.status).sort()).toEqual(['duplicate', 'imported']);
  expect(new Set(runs.map(({ out }) => out.importId)).size).toBe(1);
});

describe('what cannot be imported stores nothing and ends with 1', () => {
  test.each([
    ['a file that is not there', () => [path.join(folder, 'none.txt'), ...by(cast.owner.email)]],
    ['an unknown category', () => [variant('柘树'), '--as', cast.owner.email, '--category', 'no-such']],
    ['an account that does not exist', () => [PAGE, '--as', 'nobody@test.example', '--category', category]],
    ['a reader', () => [variant('楮树'), ...by(cast.reader.email)]],
    ['a publication by the owner himself', () => [variant('椴树'), ...by(cast.admin.email), '--publish', '--admin', cast.admin.email]],
    ['a publication by one who is no admin', () => [variant('杉树'), ...by(cast.owner.email), '--publish', '--admin', cast.reviewer.email]],
  ])('%s', async (what, options) => {
    const [file, ...rest] = options() as [string, ...string[]];
    // A publication that fails leaves the drafts, which were imported before it.
    const publishes = what.startsWith('a publication');
    const { code, out, error } = publishes ? await run(file, ...rest) : await storesNothing(() => run(file, ...rest));
    expect(code).toBe(1);
    expect(out.error ?? error.trim()).toMatch(/^[^\n]+$/);
    expect(error).not.toMatch(/ at .*\.ts:\d+/);
    if (publishes) expect(await sql('SELECT 1 FROM "Import" i JOIN "Article" a ON a."importId" = i.id WHERE i."fileName" = $1 AND a.stage <> $2', [path.basename(file), 'DRAFT'])).toEqual([]);
  });
});
