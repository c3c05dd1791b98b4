import { beforeAll, describe, expect, test } from 'vitest';
import type { Moved } from '../../lib/domains/articles/moves';
import { blockIds } from '../support/block-ids';
import { body, makeArticle, makePublished, readArticle, submit } from '../support/articles';
import { data, findings, problem, type ArticleView, type SectionAnswer } from '../support/answers';
import { as, visitor } from '../support/client';
import { sqlRow, storesNothing } from '../support/database';
import { createCast, type Cast, type Person } from '../support/people';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});

const headings = ({ sections }: ArticleView) => sections.map(({ heading }) => heading);
const versions = (from: ArticleView, to: ArticleView, at = 0) => ({ section: from.sections[at]!.version, from: from.orderVersion, to: to.orderVersion });
const move = (person: Person, from: ArticleView, to: ArticleView, given: object = {}, at = 0) =>
  as(person).post(`/api/articles/${from.id}/sections/${from.sections[at]!.id}/move`, { to: to.id, versions: versions(from, to, at), ...given });
const two = async () => [await makeArticle(cast.owner), await makeArticle(cast.owner, { sections: [{ heading: '甲', body: body('有字。') }, { heading: '乙' }] })] as const;

describe('a section that is moved', () => {
  test('is in the other article, with its ids and writers, and nowhere else', async () => {
    const [from, to] = await two();
    const moved = data<Moved>(await move(cast.owner, from, to, { after: to.sections[0]!.id }));
    expect(headings(moved.from)).toEqual(['做法']);
    expect(headings(moved.to)).toEqual(['甲', '背景', '乙']);
    expect(moved.to.sections[1]).toMatchObject({ id: from.sections[0]!.id, body: from.sections[0]!.body, version: 2 });
    expect([moved.from.orderVersion, moved.to.orderVersion]).toEqual([from.orderVersion + 1, to.orderVersion + 1]);
    expect([moved.from.workingSeq, moved.to.workingSeq]).toEqual([from.workingSeq + 1, to.workingSeq + 1]);
    expect(await sqlRow('SELECT action, data FROM "AuditEvent" WHERE "subjectId" = $1 ORDER BY at DESC LIMIT 1', [from.sections[0]!.id])).toEqual({ action: 'section.moved', data: { from: from.id, to: to.id } });
  });

  test('is moved back, and all is as it was', async () => {
    const [from, to] = await two();
    const there = data<Moved>(await move(cast.owner, from, to));
    const at = there.to.sections.length - 1;
    expect(there.to.sections[at]!.id).toBe(from.sections[0]!.id);
    const back = data<Moved>(await move(cast.owner, there.to, there.from, { after: null }, at));
    expect(back.to.sections.map(({ id, body: text }) => ({ id, text }))).toEqual(from.sections.map(({ id, body: text }) => ({ id, text })));
    expect(headings(back.from)).toEqual(headings(to));
  });

  test('by somebody who has not seen the latest of one of them is 409 with that one', async () => {
    const [from, to] = await two();
    data(await as(cast.owner).post(`/api/articles/${to.id}/sections`, { heading: '丙' }), 201);
    await storesNothing(async () => expect(problem(await move(cast.owner, from, to), 409)).toMatchObject({ reason: 'stale_version', current: { id: to.id, orderVersion: to.orderVersion + 1 } }));
    data(await as(cast.owner).patch(`/api/articles/${from.id}/sections/${from.sections[0]!.id}`, { version: 1, heading: '新的背景' }));
    const now = await readArticle(cast.owner, to.id);
    await storesNothing(async () => expect(problem(await move(cast.owner, from, now), 409)).toMatchObject({ reason: 'stale_version', current: { id: from.id } }));
  });

  test('needs both articles to be open and his', async () => {
    const [from, to] = await two();
    const foreign = await makeArticle(cast.otherEditor);
    await storesNothing(async () => {
      problem(await move(cast.owner, from, foreign), 404);
      problem(await move(cast.otherEditor, from, foreign), 404);
    });
    await submit(cast.owner, to.id);
    expect(problem(await move(cast.owner, from, to), 409).reason).toBe('wrong_stage');
    expect(problem(await move(cast.owner, to, from), 409).reason).toBe('wrong_stage');
  });

  test('into its own article, behind what is not there, or into a full one, is 422', async () => {
    const [from, to] = await two();
    const full = await makeArticle(cast.owner, { sections: Array.from({ length: 100 }, () => ({})) });
    await storesNothing(async () => {
      expect(findings(await move(cast.owner, from, from))).toEqual(['/to same_article']);
      expect(findings(await move(cast.owner, from, to, { after: from.sections[1]!.id }))).toEqual(['/after unknown_section']);
      expect(findings(await move(cast.owner, from, full))).toEqual([' too_many_sections']);
    });
  });

  test('leaves what readers see of the article that it left', async () => {
    const from = await makePublished(cast);
    const to = await makeArticle(cast.owner);
    data(await move(cast.owner, from, to));
    const { text } = await visitor.get(`/cases/${from.number}`);
    expect(text).toContain('村里的路灯坏了三年。');
  });

  test('towards one another at the same time: none waits for ever, and no section is lost', async () => {
    const [one, other] = await two();
    const answers = await Promise.all(Array.from({ length: 6 }, (_, turn) => (turn % 2 === 0 ? move(cast.owner, one, other) : move(cast.owner, other, one))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status } of answers) expect([200, 404, 409]).toContain(status);
    const [a, b] = [await readArticle(cast.owner, one.id), await readArticle(cast.owner, other.id)];
    expect([...headings(a), ...headings(b)].sort()).toEqual([...headings(one), ...headings(other)].sort());
  });
});

describe('a section that is copied', () => {
  test('is in both, with ids of its own', async () => {
    const [from, to] = await two();
    const path = `/api/articles/${from.id}/sections/${from.sections[0]!.id}/copies`;
    const { section } = data<SectionAnswer>(await as(cast.owner).post(path, { to: to.id, after: null, version: 1 }), 201);
    expect(section).toMatchObject({ heading: '背景', kind: 'BACKGROUND', version: 1 });
    expect(section.id).not.toBe(from.sections[0]!.id);
    expect(blockIds(section.body)).toHaveLength(1);
    expect(blockIds(section.body)).not.toEqual(blockIds(from.sections[0]!.body));
    expect(headings(await readArticle(cast.owner, to.id))).toEqual(['背景', '甲', '乙']);
    expect(await readArticle(cast.owner, from.id)).toEqual(from);
  });

  test('of a version that is gone is 409, and out of a draft that is not his 404', async () => {
    const [from, to] = await two();
    const path = `/api/articles/${from.id}/sections/${from.sections[0]!.id}`;
    data(await as(cast.owner).patch(path, { version: 1, body: body('新的。') }));
    const own = await makeArticle(cast.otherEditor);
    await storesNothing(async () => {
      expect(problem(await as(cast.owner).post(`${path}/copies`, { to: to.id, version: 1 }), 409).reason).toBe('stale_version');
      problem(await as(cast.otherEditor).post(`${path}/copies`, { to: own.id, version: 2 }), 404);
    });
  });
});
