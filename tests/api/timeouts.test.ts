import { PrismaPg } from '@prisma/adapter-pg';
import { Client, type Pool } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PrismaClient } from '../../lib/platform/database/generated/client';
import { client } from '../../lib/platform/database/client';
import { isUnavailable } from '../../lib/platform/unavailable';
import { openPool, TIMEOUTS } from '../../lib/platform/database/pool';
import { makeArticle, readArticle } from '../support/articles';
import { data, problem, type ArticleView } from '../support/answers';
import { as, visitor } from '../support/client';
import { sql, storesNothing } from '../support/database';
import { eventually } from '../support/eventually';
import { leaseIsOver } from '../support/page-cache';
import { createCast, unique, type Cast } from '../support/people';
import { site } from '../support/site';

/** Somebody else at the database, who holds what the site needs. */
let other: Client;
let cast: Cast;
beforeAll(async () => {
  other = new Client({ connectionString: site.databaseUrl });
  await other.connect();
  cast = await createCast();
});
afterEach(() => other.query('ROLLBACK'));
afterAll(() => other.end());

const lockArticle = (id: string) => other.query('BEGIN').then(() => other.query('SELECT 1 FROM "Article" WHERE id = $1 FOR UPDATE', [id]));

test('every connection of the site says who it is and what ends it', async () => {
  const [settings] = await client().$queryRaw<unknown[]>`
    SELECT current_setting('application_name') AS name, current_setting('statement_timeout') AS statement,
      current_setting('lock_timeout') AS lock, current_setting('idle_in_transaction_session_timeout') AS idle`;
  const seconds = (ms: number) => `${ms / 1000}s`;
  expect(settings).toEqual({
    name: 'anli',
    statement: seconds(TIMEOUTS.statement),
    lock: seconds(TIMEOUTS.lock),
    idle: seconds(TIMEOUTS.idleInTransaction),
  });
});

describe('somebody holds a lock for long', () => {
  test('a save is 503, says when to come back, and leaves nothing; the same again goes well', async () => {
    const { id, version } = await makeArticle(cast.owner);
    await lockArticle(id);
    const title = unique('题目');
    const headers = { 'idempotency-key': unique('key') };
    const save = () => as(cast.owner).patch(`/api/articles/${id}`, { version, title }, headers);
    const refused = await storesNothing(save);
    expect(problem(refused, 503).code).toBe('unavailable');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await other.query('ROLLBACK');
    expect(data<ArticleView>(await save()).title).toBe(title);
    expect((await readArticle(cast.owner, id)).version).toBe(version + 1);
  });

  test('who waits for it leaves connections to those who do not: pages that are not kept, and the desk', async () => {
    const { id, version } = await makeArticle(cast.owner);
    await lockArticle(id);
    let answered = 0;
    // More than there are connections.
    const saves = Array.from({ length: 15 }, () => as(cast.owner).patch(`/api/articles/${id}`, { version, title: unique('题目') }).finally(() => (answered += 1)));
    const waiting = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await eventually(() => sql(waiting), ({ length }) => length >= 5);
    const reads = await Promise.all([...Array.from({ length: 8 }, (_, at) => visitor.get(`/api/cases?limit=${at + 1}`)), as(cast.admin).get('/api/articles')]);
    expect(answered).toBe(0);
    await other.query('ROLLBACK');
    expect(reads.map(({ status }) => status)).toEqual(reads.map(() => 200));
    const done = (await Promise.all(saves)).map(({ status }) => status);
    expect(done.filter((status) => status === 200)).toHaveLength(1);
    expect(done.filter((status) => status !== 200 && status !== 409)).toEqual([]);
  });

  test('pages and reads of what it covers are 503, and the pool is free again after them', async () => {
    // Whatever is kept of them would need no database.
    await other.query(`SELECT move_tags('{everything}')`);
    await leaseIsOver();
    await other.query('BEGIN; LOCK TABLE "Article" IN ACCESS EXCLUSIVE MODE');
    // More than there are connections.
    const answers = await Promise.all(Array.from({ length: 8 }, () => [visitor.get('/'), visitor.get('/api/cases')]).flat());
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503));
    await other.query('ROLLBACK');
    expect((await visitor.get('/')).status).toBe(200);
  });
});

describe('what PostgreSQL ends is no fault of the product', () => {
  const short = { statement: 300, lock: 100, idleInTransaction: 100 };
  const opened: { pool: Pool; prisma: PrismaClient }[] = [];
  function open(timeouts: Partial<typeof short>) {
    const pool = openPool({ connectionString: site.databaseUrl, size: 4, slow: 60_000, timeouts: { ...TIMEOUTS, ...timeouts } });
    const prisma = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal' });
    opened.push({ pool, prisma });
    return { prisma };
  }
  afterAll(async () => {
    for (const { pool, prisma } of opened) await prisma.$disconnect().then(() => pool.end());
  });

  const IDLE = `SELECT pid FROM pg_stat_activity WHERE application_name = 'anli' AND datname = current_database() AND state = 'idle in transaction'`;
  const failure = async (work: Promise<unknown>): Promise<unknown> => work.then(() => 'it went well', (error: unknown) => error);

  test('a statement that takes too long', async () => {
    const { prisma } = open({ statement: short.statement });
    expect(isUnavailable(await failure(prisma.$queryRaw`SELECT 1 FROM pg_sleep(20)`))).toBe(true);
  });

  test('a lock that is not given, to a statement of Prisma’s own and to one of ours, and an advisory one', async () => {
    const { prisma } = open({ lock: short.lock });
    const { id } = await makeArticle(cast.owner);
    await lockArticle(id);
    await other.query('SELECT pg_advisory_xact_lock(4711)');
    expect(isUnavailable(await failure(prisma.article.update({ where: { id }, data: { title: 'x' } })))).toBe(true);
    expect(isUnavailable(await failure(prisma.$queryRaw`SELECT 1 FROM "Article" WHERE "id" = ${id}::uuid FOR UPDATE`))).toBe(true);
    expect(isUnavailable(await failure(prisma.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(4711)`))).toBe(true);
  });

  test('a transaction that does nothing: it is rolled back, its locks are free', async () => {
    const { prisma } = open({ idleInTransaction: short.idleInTransaction });
    const { id, title } = await makeArticle(cast.owner);
    const ended = failure(
      prisma.$transaction(async (tx) => {
        await tx.article.update({ where: { id }, data: { title: 'half made' } });
        await eventually(() => sql(IDLE), (idle) => idle.length === 0);
        await tx.article.update({ where: { id }, data: { lead: 'the other half' } });
      }, { timeout: 20_000 }),
    );
    expect(isUnavailable(await ended)).toBe(true);
    const free = await sql<{ title: string }>('SELECT title FROM "Article" WHERE id = $1 FOR UPDATE NOWAIT', [id]);
    expect(free).toEqual([{ title }]);
  });

  test('a transaction that takes too long as a whole', async () => {
    const { prisma } = open({});
    const work = prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM pg_sleep(0.3)`;
      await tx.$queryRaw`SELECT 1`;
    }, { timeout: 100 });
    expect(isUnavailable(await failure(work))).toBe(true);
  });

  test('two that wait for each other: one goes on, the other is told to come back', async () => {
    const { prisma } = open({});
    const [one, two] = [(await makeArticle(cast.owner)).id, (await makeArticle(cast.owner)).id];
    let holding = 0;
    const both = (first: string, second: string) =>
      prisma.$transaction(async (tx) => {
        await tx.article.update({ where: { id: first }, data: { lead: first } });
        holding += 1;
        await eventually(async () => holding, (count) => count === 2);
        await tx.article.update({ where: { id: second }, data: { lead: first } });
      }, { timeout: 20_000 });
    const ends = await Promise.all([failure(both(one, two)), failure(both(two, one))]);
    expect(ends.filter((end) => end === 'it went well')).toHaveLength(1);
    expect(ends.filter((end) => isUnavailable(end))).toHaveLength(1);
  });
});
