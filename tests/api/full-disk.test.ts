import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { words } from '../../lib/i18n/words';
import { data, problem } from '../support/answers';
import { withCookie, type Answer, type Client } from '../support/client';
import { sql, storesNothing } from '../support/database';
import { caseText, zip } from '../support/documents';
import { eventually } from '../support/eventually';
import { fileForm } from '../support/file-form';
import { createUser, signIn, unique } from '../support/people';
import { picture } from '../support/pictures';
import { site } from '../support/site';
import { startSite, type Site } from '../support/site-process';

/**
 * A disk of 256 KB in the place of the data folder, which nobody but this server sees and which goes with it. Where nothing may be
 * mounted, no file may be larger than 50 KB (100 blocks of 512 bytes), which to the server is the same: what is too much is refused.
 */
const ON_A_SMALL_DISK = `small='mount -t tmpfs -o size=256k tmpfs "$DATA_DIR" 2>/dev/null || ulimit -f 100; exec "$0" "$@"'
  unshare --mount true 2>/dev/null && exec unshare --mount sh -c "$small" "$0" "$@"
  exec sh -c "$small" "$0" "$@"`;

/** An instance of this worker's site. */
let own: Site;
let editor: Client;
const unlucky = unique('满');

beforeAll(async () => {
  own = await startSite({ databaseUrl: site.databaseUrl, secret: site.secret, within: ON_A_SMALL_DISK });
  editor = withCookie(await signIn(await createUser('EDITOR')), own.origin);
  // What PostgreSQL says when it cannot, of titles that name it: while a row is written, and at the very end, by a commit.
  await sql(`CREATE FUNCTION unlucky() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION '%', substring(NEW."title" from ': (.*)$') USING ERRCODE = substring(NEW."title" from 'code (.....)'); END $$`);
  await sql(`CREATE TRIGGER unlucky BEFORE INSERT OR UPDATE ON "Article" FOR EACH ROW WHEN (NEW."title" LIKE '${unlucky} write %') EXECUTE FUNCTION unlucky()`);
  await sql(`CREATE CONSTRAINT TRIGGER unlucky_commit AFTER INSERT OR UPDATE ON "Article" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW."title" LIKE '${unlucky} commit %') EXECUTE FUNCTION unlucky()`);
});
afterAll(async () => {
  await sql('DROP FUNCTION unlucky CASCADE');
  await own.stop();
});

/** 503 in words, with when to come back. */
function expectUnavailable(answer: Answer, code: 'unavailable' | 'storage_unavailable'): void {
  const { code: said, title } = problem(answer, 503);
  expect([said, title]).toEqual([code, words().errors.titles[code]]);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  expect(answer.text).not.toMatch(/extend|base\/|prisma|postgres|E[A-Z]{4,}/);
}

const write = (when: string, code: string, message: string) => editor.post('/api/articles', { title: `${unlucky} ${when} code ${code}: ${message}` }, { 'idempotency-key': unique('key') });
const dependencies = async () => data<{ dependencies: Record<string, string> }>(await editor.get('/api/health/ready')).dependencies;

describe('what PostgreSQL says when it cannot', () => {
  test.each([
    ['53100', 'could not extend file', 'storage_unavailable'],
    ['58030', 'could not read block', 'storage_unavailable'],
    ['58P01', 'could not open file', 'storage_unavailable'],
    ['25006', 'cannot execute INSERT in a read-only transaction', 'storage_unavailable'],
    ['XX000', 'could not extend file: Disk quota exceeded', 'storage_unavailable'],
    ['42501', 'could not open file: Read-only file system', 'storage_unavailable'],
    ['53200', 'out of memory', 'unavailable'],
    ['53300', 'too many connections', 'unavailable'],
    ['53400', 'configuration limit exceeded', 'unavailable'],
    ['57014', 'canceling statement', 'unavailable'],
    ['57P05', 'terminating connection', 'unavailable'],
  ] as const)('%s (%s) is 503 %s, by a statement and by a commit, and nothing half done', async (code, message, expected) => {
    await storesNothing(async () => {
      for (const when of ['write', 'commit']) expectUnavailable(await write(when, code, message), expected);
    });
  });

  test('any other fault is one of ours', async () => {
    expect(problem(await write('write', 'XX000', 'cache lookup failed'), 500).code).toBe('internal');
  });

  test('readiness tells, readers are served, and both stores take what comes later', async () => {
    expectUnavailable(await write('commit', '53100', 'could not extend file'), 'storage_unavailable');
    expect(await dependencies()).toMatchObject({ database: 'up', storage: 'down' });
    for (const address of ['/', '/c', '/feed.xml', '/api/cases']) expect((await editor.get(address)).status, address).toBe(200);
    data(await editor.post('/api/articles', { title: '写得下' }), 201);
    await eventually(dependencies, ({ storage }) => storage === 'up', { until: 'storage is up' });
  });
});

/** WebP cannot make it small. */
const large = () => sharp(randomBytes(900 * 600 * 3), { raw: { width: 900, height: 600, channels: 3 } }).png().toBuffer();
/** As the server sees them. */
const filesOf = () => (readdirSync(path.join('/proc', String(own.pid), 'root', own.dataDir, 'media'), { recursive: true }) as string[]).filter((name) => /\.(webp|tmp)$/.test(name));

describe('a disk of ours that is full', () => {
  test('a picture that does not fit leaves neither file nor row; one that does is stored', async () => {
    const before = filesOf();
    const bytes = await large();
    await storesNothing(async () => expectUnavailable(await editor.post('/api/assets', bytes, { 'content-type': 'image/png' }), 'storage_unavailable'));
    expect(filesOf()).toEqual(before);
    data(await editor.post('/api/assets', await picture(500, 300), { 'content-type': 'image/png' }), 201);
    expect(filesOf()).toHaveLength(before.length + 2);
  });

  test('a document comes with all of its pictures or not at all; of an archive is told which did', async () => {
    const before = filesOf();
    const page = (title: string, file: string) => `# ${title}\n\n## 背景\n\n缺水。\n\n![渠](${file})\n\n## 做法\n\n打井。\n`;
    const alone = await fileForm(page(unique('渠'), 'a.png'), 'a.md', undefined, { 'a.png': await large() });
    await storesNothing(async () => expectUnavailable(await editor.post('/api/import', alone.body, { 'content-type': alone.type }), 'storage_unavailable'));
    expect(filesOf()).toEqual(before);
    const archive = await fileForm(zip({ '1.txt': caseText(), '2.md': page(unique('渠'), 'a.png'), 'a.png': await large(), '3.txt': caseText() }), 'a.zip');
    const { results } = data<{ results: { status: number; problem?: { code: string } }[] }>(await editor.post('/api/import', archive.body, { 'content-type': archive.type }));
    expect(results.map(({ status, problem: why }) => [status, why?.code])).toEqual([[201, undefined], [503, 'storage_unavailable'], [503, 'storage_unavailable']]);
    expect(filesOf()).toEqual(before);
  });
});
