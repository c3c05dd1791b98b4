import { beforeAll, describe, expect, test } from 'vitest';
import { catchUpSchedules, performSchedule } from '../../lib/domains/publication/schedule-run';
import type { ScheduleView } from '../../lib/domains/publication/schedule-queries';
import { decide, makeArticle, makePublished, publish, readArticle, submit, withdraw } from '../support/articles';
import { data, findings, problem, type ArticleView } from '../support/answers';
import { as, visitor } from '../support/client';
import { sql, storesNothing } from '../support/database';
import { eventually } from '../support/eventually';
import { readMetrics } from '../support/metrics';
import { sumOf } from '../support/metrics-text';
import { createCast, unique, type Cast } from '../support/people';
import { inHours, scheduleArticle, timeComes } from '../support/scheduled';
import { site } from '../support/site';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});

const pathOf = (id: string) => `/api/articles/${id}/schedule`;
const viewFor = async (person: Cast[keyof Cast], id: string) => data<ScheduleView>(await as(person).get(pathOf(id)));

async function approved(given: object = {}): Promise<ArticleView & { revisionId: string }> {
  const { id } = await makeArticle(cast.owner, given as Record<string, unknown>);
  await submit(cast.owner, id);
  const article = await decide(cast.reviewer, id, 'APPROVED');
  return { ...article, revisionId: article.review!.revisionId };
}

/** An approved article that is to be published in some days. */
async function scheduled(more: { withdrawAt?: string; reason?: string } = {}) {
  const article = await approved();
  const view = await scheduleArticle(cast.admin, article.id, { revisionId: article.revisionId, publishAt: inHours(48), ...more });
  return { ...article, scheduleId: view.publish!.id };
}

interface Trace {
  action: string;
  system: string | null;
  data: Record<string, unknown>;
}
const traces = (id: string, action: string) => sql<Trace>('SELECT action, system, data FROM "AuditEvent" WHERE "subjectId" = $1 AND action = $2 ORDER BY at, id', [id, action]);
const outcomes = async (id: string) => (await sql<{ kind: string; outcome: string | null; why: string | null }>('SELECT kind, outcome, "endReason" AS why FROM "Schedule" WHERE "articleId" = $1 ORDER BY "createdAt", id', [id])).map(({ kind, outcome, why }) => [kind, outcome, why].filter(Boolean).join(' '));
const ended = (id: string, count = 1) => eventually(() => outcomes(id), (rows) => rows.length === count && rows.every((row) => row.includes(' ')), { until: 'the schedule has ended' });
const edit = async (id: string, title: string) => data(await as(cast.owner).patch(`/api/articles/${id}`, { version: (await readArticle(cast.owner, id)).version, title }));

describe('a schedule', () => {
  test('is set, seen, changed and cancelled, each with its trace; the same again is none', async () => {
    const { id, revisionId } = await approved();
    const publishAt = inHours(24);
    const set = await scheduleArticle(cast.admin, id, { revisionId, publishAt, withdrawAt: inHours(48), reason: '到期' });
    expect(set).toMatchObject({ publish: { at: publishAt, revisionId, overdue: false, by: { name: cast.admin.name } }, withdraw: { revisionId, reason: '到期' }, dropped: null });
    const seen = await viewFor(cast.owner, id);
    expect(seen).toMatchObject({ publish: set.publish, withdraw: set.withdraw, publishable: null, withdrawable: null });
    expect((await viewFor(cast.admin, id)).publishable).toBe(revisionId);

    await scheduleArticle(cast.admin, id, { revisionId, publishAt, withdrawAt: set.withdraw!.at, reason: '到期' });
    expect(await traces(id, 'article.scheduled')).toHaveLength(2);
    await scheduleArticle(cast.admin, id, { revisionId, publishAt: inHours(30) });
    expect(await outcomes(id)).toEqual(['PUBLISH REPLACED', 'WITHDRAW CANCELLED', 'PUBLISH']);
    expect(data<ScheduleView>(await as(cast.admin).delete(pathOf(id)))).toMatchObject({ publish: null, withdraw: null });
    expect(await traces(id, 'article.schedule_cancelled')).toHaveLength(2);
    expect(problem(await as(cast.admin).delete(pathOf(id)), 409).reason).toBe('not_scheduled');
  });

  test('takes a moment with its zone, whatever the zone', async () => {
    const { id, revisionId } = await approved();
    const at = new Date(Date.now() + 30 * 60 * 60 * 1_000);
    at.setUTCSeconds(0, 0);
    const inChina = `${new Date(at.getTime() + 8 * 60 * 60 * 1_000).toISOString().slice(0, 19)}+08:00`;
    expect((await scheduleArticle(cast.admin, id, { revisionId, publishAt: inChina })).publish!.at).toBe(at.toISOString());
  });

  test('is refused, and nothing is stored, where it could not be meant', async () => {
    const { id, revisionId } = await approved();
    const draft = await makeArticle(cast.owner);
    const shown = await makePublished(cast);
    const put = (articleId: string, body: object, person = cast.admin) => as(person).put(pathOf(articleId), body);
    await storesNothing(async () => {
      expect(findings(await put(id, { revisionId, publishAt: inHours(-1), withdrawAt: inHours(24 * 367) }))).toEqual(['/publishAt time_past', '/withdrawAt time_far']);
      expect(findings(await put(id, { revisionId, publishAt: inHours(3), withdrawAt: inHours(2) }))).toEqual(['/withdrawAt time_order']);
      expect(findings(await put(id, { revisionId }))).toEqual([' nothing_scheduled']);
      expect(findings(await put(id, { revisionId, publishAt: '2027-01-01T10:00:00' }))).toEqual(['/publishAt invalid_format']);
      expect(findings(await put(id, { revisionId: crypto.randomUUID(), publishAt: inHours(1) }))).toEqual(['/revisionId not_approved']);
      expect(findings(await put(shown.id, { revisionId, withdrawAt: inHours(1) }))).toEqual(['/revisionId not_shown']);
      expect(problem(await put(id, { revisionId, withdrawAt: inHours(1) }), 409).reason).toBe('not_published');
      expect(problem(await put(draft.id, { revisionId, publishAt: inHours(1) }), 409).reason).toBe('wrong_stage');
      expect(problem(await put(shown.id, { revisionId: shown.review!.revisionId, publishAt: inHours(1) }), 409).reason).toBe('already_published');
      for (const person of [cast.owner, cast.reviewer]) problem(await put(id, { revisionId, publishAt: inHours(1) }, person), 403);
      for (const person of [cast.reader, cast.otherEditor]) {
        problem(await put(id, { revisionId, publishAt: inHours(1) }, person), 404);
        problem(await as(person).get(pathOf(id)), 404);
      }
      problem(await visitor.get(pathOf(id)), 401);
    });
  });
});

describe('when its time comes', () => {
  test('the pinned revision is published, once, whatever has been written and handed in since', async () => {
    const { id, title, revisionId } = await scheduled();
    await edit(id, unique('改过的题目'));
    await submit(cast.owner, id);
    await timeComes(id);
    expect(await ended(id)).toEqual(['PUBLISH DONE']);
    expect(await traces(id, 'article.published')).toEqual([{ action: 'article.published', system: 'schedule', data: { revisionId } }]);
    const { number, stage, publication } = await readArticle(cast.owner, id);
    expect({ stage, revision: publication.revisionId }).toEqual({ stage: 'SUBMITTED', revision: revisionId });
    const page = await visitor.get(`/api/cases/${number}`);
    expect(data<{ title: string }>(page).title).toBe(title);
  });

  test('it is withdrawn with its reason', async () => {
    const { id, number, review } = await makePublished(cast);
    await scheduleArticle(cast.admin, id, { revisionId: review!.revisionId, withdrawAt: inHours(1), reason: '公示期已满' });
    await timeComes(id);
    expect(await ended(id)).toEqual(['WITHDRAW DONE']);
    const gone = await visitor.get(`/cases/${number}`);
    expect(gone.status).toBe(410);
    expect(gone.text).toContain('公示期已满');
    expect(await traces(id, 'article.withdrawn')).toMatchObject([{ system: 'schedule', data: { reason: '公示期已满' } }]);
  });

  test('both are done in their order', async () => {
    const article = await scheduled({ withdrawAt: inHours(72) });
    await sql(`UPDATE "Schedule" SET at = now() - interval '1 second' WHERE id = $1`, [article.scheduleId]);
    expect(await performSchedule(article.scheduleId)).toEqual({ kind: 'PUBLISH', outcome: 'done' });
    await timeComes(article.id);
    expect(await ended(article.id, 2)).toEqual(['PUBLISH DONE', 'WITHDRAW DONE']);
    expect((await readArticle(cast.owner, article.id)).publication.status).toBe('WITHDRAWN');
  });

  test('what was over before anybody could do it is not begun', async () => {
    const { id } = await scheduled({ withdrawAt: inHours(72) });
    await timeComes(id, 3);
    expect(await ended(id, 2)).toEqual(['PUBLISH DROPPED too_late', 'WITHDRAW DROPPED too_late']);
    expect((await readArticle(cast.owner, id)).number).toBeNull();
  });

  test('of many that try at once one does it', async () => {
    const { id, scheduleId } = await scheduled();
    await sql(`UPDATE "Schedule" SET at = now() - interval '1 second' WHERE id = $1`, [scheduleId]);
    const runs = await Promise.all(Array.from({ length: 4 }, () => performSchedule(scheduleId)));
    expect(runs.filter(Boolean)).toEqual([{ kind: 'PUBLISH', outcome: 'done' }]);
    expect(await traces(id, 'article.published')).toHaveLength(1);
  });

  test('a cancellation at the same moment comes before it or too late, and never beside it', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { id, scheduleId } = await scheduled();
      await sql(`UPDATE "Schedule" SET at = now() - interval '1 second' WHERE id = $1`, [scheduleId]);
      const [run, cancelled] = await Promise.all([performSchedule(scheduleId), as(cast.admin).delete(pathOf(id))]);
      const { publication } = await readArticle(cast.owner, id);
      if (cancelled.status === 200) {
        expect(run).toBeNull();
        expect({ status: publication.status, outcomes: await outcomes(id) }).toEqual({ status: 'UNPUBLISHED', outcomes: ['PUBLISH CANCELLED'] });
      } else {
        expect(problem(cancelled, 409).reason).toBe('not_scheduled');
        expect(run).toEqual({ kind: 'PUBLISH', outcome: 'done' });
        expect({ status: publication.status, outcomes: await outcomes(id) }).toEqual({ status: 'PUBLISHED', outcomes: ['PUBLISH DONE'] });
      }
    }
  });
});

describe('what overtakes it ends it, and is told', () => {
  const told = async (id: string) => (await viewFor(cast.owner, id)).dropped?.endReason ?? null;

  test('another revision that is approved', async () => {
    const { id, scheduleId } = await scheduled();
    await edit(id, '第二版');
    await submit(cast.owner, id);
    await decide(cast.reviewer, id, 'APPROVED');
    expect({ outcomes: await outcomes(id), told: await told(id) }).toEqual({ outcomes: ['PUBLISH DROPPED other_approved'], told: 'other_approved' });
    expect(await performSchedule(scheduleId, new Date(Date.now() + 72 * 60 * 60 * 1_000))).toBeNull();
    expect((await readArticle(cast.owner, id)).publication.status).toBe('UNPUBLISHED');
  });

  test('a revision that was returned ends nothing: what was approved stays so', async () => {
    const { id } = await scheduled();
    await edit(id, '第二版');
    await submit(cast.owner, id);
    await decide(cast.reviewer, id, 'RETURNED');
    await timeComes(id);
    expect(await ended(id)).toEqual(['PUBLISH DONE']);
  });

  test('a publication by hand, of which nothing is told', async () => {
    const { id, revisionId } = await scheduled({ withdrawAt: inHours(72) });
    await publish(cast.admin, id);
    expect({ outcomes: await outcomes(id), told: await told(id) }).toEqual({ outcomes: ['PUBLISH DROPPED done_before', 'WITHDRAW'], told: null });
    expect((await viewFor(cast.admin, id)).withdraw).toMatchObject({ revisionId });
  });

  test('a withdrawal by hand, after which nothing comes back by itself', async () => {
    const { id } = await makePublished(cast);
    await edit(id, '第二版');
    await submit(cast.owner, id);
    const { review } = await decide(cast.reviewer, id, 'APPROVED');
    await scheduleArticle(cast.admin, id, { revisionId: review!.revisionId, publishAt: inHours(5) });
    await withdraw(cast.admin, id);
    expect({ outcomes: await outcomes(id), told: await told(id) }).toEqual({ outcomes: ['PUBLISH DROPPED withdrawn_before'], told: 'withdrawn_before' });
  });

  test('another revision that is published: the withdrawal was of the one before', async () => {
    const { id, review } = await makePublished(cast);
    await scheduleArticle(cast.admin, id, { revisionId: review!.revisionId, withdrawAt: inHours(5) });
    await edit(id, '第二版');
    await submit(cast.owner, id);
    await decide(cast.reviewer, id, 'APPROVED');
    await publish(cast.admin, id);
    expect({ outcomes: await outcomes(id), told: await told(id) }).toEqual({ outcomes: ['WITHDRAW DROPPED other_published'], told: 'other_published' });
  });

  test('a deletion, also where the article is restored', async () => {
    const { id } = await scheduled();
    await as(cast.owner).delete(`/api/articles/${id}`);
    await as(cast.owner).post(`/api/articles/${id}/restoration`);
    expect({ outcomes: await outcomes(id), told: await told(id) }).toEqual({ outcomes: ['PUBLISH DROPPED deleted'], told: 'deleted' });
  });
});

describe('what is overdue', () => {
  test('is told to whoever looks, with its figure in the metrics, and made up', async () => {
    const { id, title, scheduleId } = await scheduled();
    // Its job was lost, with a queue that was restored from elsewhere, say.
    await sql(`DELETE FROM graphile_worker._private_jobs WHERE key = $1`, [`run-schedule:${scheduleId}`]);
    await timeComes(id, 1);
    expect((await viewFor(cast.owner, id)).publish).toMatchObject({ overdue: true });
    const page = await as(cast.admin).get('/admin/review');
    expect(page.text.replace(/<wbr\/?>/g, '')).toContain(title);
    expect(page.text).toContain('时间已过，还没有做');
    expect(sumOf(await readMetrics(site.origin), 'anli_schedules', { kind: 'publish', state: 'overdue' })).toBeGreaterThanOrEqual(1);
    expect(await catchUpSchedules()).toBeGreaterThanOrEqual(1);
    expect(await ended(id)).toEqual(['PUBLISH DONE']);
  });

  test('a clock of the database that runs ahead publishes nothing before its time', async () => {
    const { id, scheduleId } = await scheduled();
    await sql(`UPDATE graphile_worker._private_jobs SET run_at = now() - interval '1 second' WHERE key = $1`, [`run-schedule:${scheduleId}`]);
    await sql(`SELECT pg_notify('jobs:insert', '{"count":1}')`);
    await eventually(() => sql('SELECT 1 FROM graphile_worker._private_jobs WHERE key = $1', [`run-schedule:${scheduleId}`]), (rows) => rows.length === 0, { until: 'the job has run' });
    expect(await outcomes(id)).toEqual(['PUBLISH']);
    await timeComes(id, 1);
    await catchUpSchedules();
    expect(await ended(id)).toEqual(['PUBLISH DONE']);
  });

  test('only those who may publish see the list of all', async () => {
    const { title } = await scheduled();
    expect((await as(cast.admin).get('/admin/review')).text.replace(/<wbr\/?>/g, '')).toContain(title);
    expect((await as(cast.reviewer).get('/admin/review')).text).not.toContain('id="scheduled-title"');
  });
});
