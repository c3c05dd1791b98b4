import { randomBytes } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { Client as Connection } from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { data, type ArticleView } from '../support/answers';
import { withCookie, type Client } from '../support/client';
import { cloneDatabase } from '../support/clone-database';
import { eventually } from '../support/eventually';
import { unique } from '../support/people';
import { inHours, timeComes } from '../support/scheduled';
import { startSite } from '../support/site-process';
import { body } from '../support/articles';

/*
 * Two servers on one database, each with a runner; both are ended, one of them at once, before the time comes for half of what
 * is scheduled.
 */

const PEOPLE = ['EDITOR', 'REVIEWER', 'ADMIN'] as const;

async function newSite() {
  const databaseUrl = await cloneDatabase(inject('template'), unique('schedules'));
  const secret = randomBytes(48).toString('base64url');
  const connection = new Connection({ connectionString: databaseUrl });
  await connection.connect();
  const sql = async <T extends object>(text: string, values: unknown[] = []) => (await connection.query(text, values)).rows as T[];
  await sql(`INSERT INTO "Category" (id, slug, name, path) VALUES (gen_random_uuid(), 'one', '栏目', 'one/')`);
  const cookies: Record<string, string> = {};
  for (const role of PEOPLE) {
    const [user] = await sql<{ id: string }>(
      `INSERT INTO "User" (id, email, name, "passwordHash", role, "updatedAt") VALUES (gen_random_uuid(), $1::text || '@test.example', $1, '', $1::"Role", now()) RETURNING id`,
      [role],
    );
    const [session] = await sql<{ id: string }>(`INSERT INTO "Session" (id, "userId", "expiresAt") VALUES (gen_random_uuid(), $1, now() + interval '1 day') RETURNING id`, [user!.id]);
    cookies[role] = `next-auth.session-token=${await encode({ token: { sub: user!.id, sid: session!.id }, secret })}`;
  }
  const start = () => startSite({ databaseUrl, secret });
  const clients = (origin: string) => Object.fromEntries(PEOPLE.map((role) => [role, withCookie(cookies[role]!, origin)])) as Record<(typeof PEOPLE)[number], Client>;
  return { start, sql, clients, close: () => connection.end() };
}

/** An approved article that is to be published tomorrow. @returns its id */
async function scheduled({ EDITOR, REVIEWER, ADMIN }: Record<(typeof PEOPLE)[number], Client>): Promise<string> {
  const { id, workingSeq } = data<ArticleView>(await EDITOR.post('/api/articles', { title: unique('案例'), category: 'one', sections: [{ kind: 'PRACTICE', heading: '做法', body: body('先摸底，再分工。') }] }), 201);
  const { review } = data<ArticleView>(await EDITOR.post(`/api/articles/${id}/submission`, { version: workingSeq }));
  const { revisionId } = review!;
  data(await REVIEWER.post(`/api/articles/${id}/decision`, { revisionId, outcome: 'APPROVED' }));
  data(await ADMIN.put(`/api/articles/${id}/schedule`, { revisionId, publishAt: inHours(24) }));
  return id;
}

test('two servers do it once, and what came due while both were down is made up once when they are back', async () => {
  const site = await newSite();
  onTestFinished(site.close);
  const [one, other] = await Promise.all([site.start(), site.start()]);
  onTestFinished(() => Promise.all([one.stop(), other.stop()]).then(() => undefined));
  const ids = [];
  for (let count = 0; count < 6; count += 1) ids.push(await scheduled(site.clients(count % 2 === 0 ? one.origin : other.origin)));
  const published = async (some: string[]) =>
    (await site.sql<{ subjectId: string }>(`SELECT "subjectId" FROM "AuditEvent" WHERE action = 'article.published' AND system = 'schedule' AND "subjectId" = ANY ($1)`, [some])).map(({ subjectId }) => subjectId).sort();
  const open = async () => (await site.sql(`SELECT 1 FROM "Schedule" WHERE outcome IS NULL`)).length;

  const [now, later] = [ids.slice(0, 3), ids.slice(3)];
  for (const id of now) await timeComes(id, 0.001, site.sql as typeof import('../support/database').sql);
  await eventually(open, (count) => count === 3, { until: 'those that are due have ended' });
  expect(await published(now)).toEqual([...now].sort());

  await Promise.all([one.kill(), other.stop()]);
  for (const id of later) await timeComes(id, 2, site.sql as typeof import('../support/database').sql);
  const [third, fourth] = await Promise.all([site.start(), site.start()]);
  onTestFinished(() => Promise.all([third.stop(), fourth.stop()]).then(() => undefined));
  await eventually(open, (count) => count === 0, { until: 'what came due meanwhile has ended' });
  expect(await published(ids)).toEqual([...ids].sort());
  expect(await site.sql(`SELECT DISTINCT outcome FROM "Schedule"`)).toEqual([{ outcome: 'DONE' }]);
  const shown = await Promise.all([third.origin, fourth.origin].map((origin) => withCookie('', origin).get('/api/cases')));
  for (const answer of shown) expect(data<{ items: unknown[] }>(answer).items).toHaveLength(6);
  // No job is left that could do it again.
  await eventually(() => site.sql(`SELECT key FROM graphile_worker._private_jobs WHERE key LIKE 'run-schedule:%'`), (jobs) => jobs.length === 0, { until: 'the queue is empty' });
  expect(await published(ids)).toEqual([...ids].sort());
});
