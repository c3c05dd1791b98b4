import { beforeAll, describe, expect, test } from 'vitest';
import { body, carryThrough, makeArticle, makePublished, publish, readArticle, submit, withdraw, decide } from '../support/articles';
import { data, type ArticleView } from '../support/answers';
import { as, visitor } from '../support/client';
import { sql, sqlRow } from '../support/database';
import { createCast, unique, type Cast } from '../support/people';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});

const contents = () => sqlRow<{ n: number }>('SELECT count(*)::int AS n FROM "SectionContent"').then(({ n }) => n);
const revisions = (id: string) => sql<{ id: string; ordinal: number; title: string }>('SELECT id, ordinal, title FROM "Revision" WHERE "articleId" = $1 ORDER BY ordinal', [id]);
const writeInto = (article: ArticleView, at: number, text: string) => {
  const section = article.sections[at]!;
  return as(cast.owner).patch(`/api/articles/${article.id}/sections/${section.id}`, { version: section.version, body: body(text) });
};

describe('a revision', () => {
  test('shares every unchanged section with the one before: only the changed one costs a row', async () => {
    const texts = ['甲', '乙', '丙'].map((text) => unique(text));
    const published = await makePublished(cast, { sections: texts.map((text) => ({ body: body(text) })) });
    const before = await contents();
    data(await writeInto(published, 1, unique('乙二')));
    await submit(cast.owner, published.id);
    expect(await contents()).toBe(before + 1);
    const hashes = await sql<{ hashes: string[] }>(
      'SELECT array_agg(s."contentHash" ORDER BY s.position) AS hashes FROM "RevisionSection" s JOIN "Revision" r ON r.id = s."revisionId" WHERE r."articleId" = $1 GROUP BY r.id ORDER BY min(r.ordinal)',
      [published.id],
    );
    const [first, second] = hashes.map((row) => row.hashes) as [string[], string[]];
    expect([second[0], second[2]]).toEqual([first[0], first[2]]);
    expect(second[1]).not.toBe(first[1]);
  });

  test('of the same working copy is made once', async () => {
    const { id } = await makeArticle(cast.owner);
    await submit(cast.owner, id);
    await as(cast.owner).delete(`/api/articles/${id}/submission`);
    await submit(cast.owner, id);
    expect(await revisions(id)).toHaveLength(1);
  });

  test('numbers run within the article', async () => {
    const { id, version } = await makePublished(cast, { title: '第一版' });
    await as(cast.owner).patch(`/api/articles/${id}`, { version, title: '第二版' });
    await submit(cast.owner, id);
    expect((await revisions(id)).map(({ ordinal, title }) => [ordinal, title])).toEqual([
      [1, '第一版'],
      [2, '第二版'],
    ]);
  });

  test.each([
    ['Revision', `UPDATE "Revision" SET title = 'x'`],
    ['RevisionSection', `UPDATE "RevisionSection" SET heading = 'x'`],
    ['SectionContent', `UPDATE "SectionContent" SET body = '{}'`],
  ])('cannot be changed in the database: %s', async (table, statement) => {
    await makePublished(cast);
    await expect(sql(statement)).rejects.toThrow(`${table} is append-only`);
  });
});

describe('a published article that is edited', () => {
  const seen = async (number: number | null) => {
    const [page, api] = [await visitor.get(`/cases/${number}`), await visitor.get(`/api/cases/${number}`)];
    expect([page.status, api.status]).toEqual([200, 200]);
    return page.text + api.text;
  };

  test('keeps its old text before readers through draft, submission, return and approval, until it is published again', async () => {
    const [old, fresh] = [unique('旧文'), unique('新文')];
    const article = await makePublished(cast, { title: old, sections: [{ body: body(old) }] });
    const { id, number } = article;
    const check = async (shown: string, hidden: string) => {
      const text = await seen(number);
      expect(text).toContain(shown);
      expect(text).not.toContain(hidden);
    };
    data(await as(cast.owner).patch(`/api/articles/${id}`, { version: article.version, title: fresh }));
    data(await writeInto(article, 0, fresh));
    await check(old, fresh);
    await submit(cast.owner, id);
    await check(old, fresh);
    await decide(cast.reviewer, id, 'RETURNED');
    await check(old, fresh);
    await submit(cast.owner, id);
    await decide(cast.reviewer, id, 'APPROVED');
    await check(old, fresh);
    await publish(cast.admin, id);
    await check(fresh, old);
  });

  test('shows the sections in the order and with the headings of its revision, not of the working copy', async () => {
    const article = await makePublished(cast);
    await as(cast.owner).put(`/api/articles/${article.id}/sections/order`, { version: 1, order: article.sections.map(({ id }) => id).reverse() });
    await as(cast.owner).delete(`/api/articles/${article.id}/sections/${article.sections[0]!.id}`, { version: 1 });
    const { sections } = data<{ sections: { heading: string }[] }>(await visitor.get(`/api/cases/${article.number}`));
    expect(sections.map(({ heading }) => heading)).toEqual(['背景', '做法']);
  });

  test('keeps the day of its first publication, and tells of the revision', async () => {
    const article = await makePublished(cast);
    const first = data<{ publishedAt: string; revision: number }>(await visitor.get(`/api/cases/${article.number}`));
    await as(cast.owner).patch(`/api/articles/${article.id}`, { version: article.version, lead: '新导语' });
    await carryThrough(cast, article.id);
    const second = data<{ publishedAt: string; revision: number }>(await visitor.get(`/api/cases/${article.number}`));
    expect(second).toMatchObject({ publishedAt: first.publishedAt, revision: first.revision + 1 });
  });
});

describe('the audit', () => {
  interface Event {
    action: string;
    actorId: string;
    origin: string;
    requestId: string;
  }
  const eventsOf = (id: string) => sql<Event>('SELECT action, "actorId", origin, "requestId" FROM "AuditEvent" WHERE "subjectId" = $1 ORDER BY at, id', [id]);

  test('has one event for every change of state, with who, whence and which request', async () => {
    const made = await makeArticle(cast.owner);
    const path = `/api/articles/${made.id}`;
    const answers = [
      await as(cast.owner).patch(path, { version: 1, lead: '导语' }),
      await as(cast.owner).post(`${path}/editors`, { email: cast.coEditor.email }),
      await as(cast.owner).delete(`${path}/editors/${cast.coEditor.id}`),
      await as(cast.owner).delete(path),
      await as(cast.owner).post(`${path}/restoration`),
    ];
    await submit(cast.owner, made.id);
    answers.push(await as(cast.owner).delete(`${path}/submission`));
    const { review } = await submit(cast.owner, made.id);
    answers.push(await as(cast.reviewer).post(`${path}/decision`, { revisionId: review!.revisionId, outcome: 'APPROVED' }));
    answers.push(await as(cast.admin).post(`${path}/publication`, {}));
    answers.push(await as(cast.admin).delete(`${path}/publication`, { reason: '有误' }));
    const events = await eventsOf(made.id);
    expect(events.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['article.created', cast.owner.id],
      ['article.changed', cast.owner.id],
      ['article.editor_invited', cast.owner.id],
      ['article.editor_removed', cast.owner.id],
      ['article.deleted', cast.owner.id],
      ['article.restored', cast.owner.id],
      ['article.submitted', cast.owner.id],
      ['article.recalled', cast.owner.id],
      ['article.submitted', cast.owner.id],
      ['article.approved', cast.reviewer.id],
      ['article.published', cast.admin.id],
      ['article.withdrawn', cast.admin.id],
    ]);
    expect(new Set(events.map(({ origin }) => origin))).toEqual(new Set(['API']));
    const told = events.filter(({ action }) => action !== 'article.created' && action !== 'article.submitted').map(({ requestId }) => requestId);
    expect(told).toEqual(answers.map(({ headers }) => headers['x-request-id']));
  });

  test('has one for every section too', async () => {
    const article = await makeArticle(cast.owner);
    const { id } = article.sections[0]!;
    const path = `/api/articles/${article.id}/sections/${id}`;
    await as(cast.owner).patch(path, { version: 1, heading: '改' });
    await as(cast.owner).delete(path, { version: 2 });
    await as(cast.owner).post(`${path}/restoration`);
    expect((await eventsOf(id)).map(({ action }) => action)).toEqual(['section.changed', 'section.deleted', 'section.restored']);
  });

  test('takes no request id from outside', async () => {
    const answer = await as(cast.owner).post('/api/articles', {}, { 'x-request-id': 'forged' });
    const [event] = await eventsOf(data<ArticleView>(answer, 201).id);
    expect(event!.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers['x-request-id']).toBe(event!.requestId);
  });

  test.each(['UPDATE "AuditEvent" SET action = \'x\'', 'DELETE FROM "AuditEvent"', 'TRUNCATE "AuditEvent"', 'DELETE FROM "AuditEvent" WHERE false'])('refuses %s', async (statement) => {
    await expect(sql(statement)).rejects.toThrow('AuditEvent is append-only');
  });
});

test('withdrawing takes nothing away but the sight of it', async () => {
  const article = await makePublished(cast);
  const before = await revisions(article.id);
  await withdraw(cast.admin, article.id);
  expect(await revisions(article.id)).toEqual(before);
  expect((await readArticle(cast.owner, article.id)).sections).toEqual(article.sections);
});
