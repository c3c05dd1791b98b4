import type { Person } from '../../platform/actor';
import { checkPictures } from './pictures';
import { record } from '../audit/audit';
import { db, transaction } from '../../platform/database/transaction';
import { conflict, invalid, notFound } from '../../platform/errors';
import { finding } from '../../platform/findings';
import { LIMITS } from '../../platform/limits';
import { lockArticle } from './load';
import { touch, type Standing } from './mutations';
import { withWriter } from './writers';
import type { NewSection, SectionChange, SectionOrder } from './schema';
import { freshView, sectionView, type ArticleView, type SectionRow, type SectionView } from './view';

/** What a change of one section answers: the section, and where the article stands now. */
export interface SectionAnswer {
  section: SectionView;
  article: Standing;
}

/** A section and the standing of its article as a change of it answers them. */
export function answer(section: SectionRow, { stage, orderVersion, workingSeq }: Standing): SectionAnswer {
  return { section: sectionView(section), article: { stage, orderVersion, workingSeq } };
}

/** The sections of an article that are not deleted, in their order: where each stands and nothing else. */
function places(articleId: string): Promise<{ id: string; position: number }[]> {
  return db().section.findMany({
    where: { articleId, deletedAt: null },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true, position: true },
  });
}

/** @returns who has written in the section so far @throws DomainError not_found; conflict stale_version with the section as it is now, so that nobody's words are lost */
async function checkVersion(articleId: string, sectionId: string, version: number, standing: Standing): Promise<string[]> {
  const section = await db().section.findFirst({ where: { id: sectionId, articleId, deletedAt: null }, select: { version: true, writerIds: true } });
  if (!section) throw notFound();
  if (section.version !== version) throw conflict('stale_version', await unchanged(sectionId, standing));
  return section.writerIds;
}

async function unchanged(sectionId: string, standing: Standing): Promise<SectionAnswer> {
  return answer(await db().section.findUniqueOrThrow({ where: { id: sectionId } }), standing);
}

/**
 * Adds a section. Needs no version: two editors adding at once both succeed.
 * @throws DomainError invalid for an unknown `after`, or when the article is full
 */
export async function addSection(actor: Person, articleId: string, { after, ...fields }: NewSection): Promise<SectionAnswer> {
  return transaction(async () => {
    const article = await lockArticle(actor, articleId, 'article.edit');
    await checkPictures(actor, [{ path: ['body'], body: fields.body }]);
    const position = await makeRoom(articleId, after);
    const made = await db().section.create({ data: { ...fields, articleId, position, updatedById: actor.id, writerIds: [actor.id] } });
    const standing = await touch(article, { orderVersion: { increment: 1 } });
    await record(actor, { action: 'section.added', subject: 'section', subjectId: made.id, data: { articleId } });
    return answer(made, standing);
  });
}

/**
 * Makes room for one more section in a locked article.
 * @param after the section that it will follow; null for the first place, undefined for the last
 * @returns its position
 * @throws DomainError invalid for an unknown `after`, or when the article is full
 */
export async function makeRoom(articleId: string, after: string | null | undefined): Promise<number> {
  const others = await places(articleId);
  if (others.length >= LIMITS.sections) throw invalid([finding([], 'too_many_sections')]);
  const position = positionAfter(others, after);
  await db().section.updateMany({ where: { articleId, position: { gte: position } }, data: { position: { increment: 1 } } });
  return position;
}

function positionAfter(others: { id: string; position: number }[], after: string | null | undefined): number {
  if (after === null) return 0;
  if (after === undefined) return (others.at(-1)?.position ?? -1) + 1;
  const previous = others.find(({ id }) => id === after);
  if (!previous) throw invalid([finding(['after'], 'unknown_section')]);
  return previous.position + 1;
}

/**
 * Changes kind, heading, number or body of one section; reads and writes that one, however long the others are.
 * @throws DomainError conflict stale_version with the section as it is now, so that nobody's words are lost
 */
export async function changeSection(
  actor: Person,
  articleId: string,
  sectionId: string,
  { version, ...fields }: SectionChange,
): Promise<SectionAnswer> {
  return transaction(async () => {
    const article = await lockArticle(actor, articleId, 'article.edit');
    const writers = await checkVersion(articleId, sectionId, version, article);
    if (Object.keys(fields).length === 0) return unchanged(sectionId, article);
    if (fields.body) await checkPictures(actor, [{ path: ['body'], body: fields.body }]);
    const section = await db().section.update({
      where: { id: sectionId },
      data: { ...fields, version: { increment: 1 }, updatedById: actor.id, writerIds: withWriter(writers, actor), updatedAt: new Date() },
    });
    const standing = await touch(article);
    await record(actor, { action: 'section.changed', subject: 'section', subjectId: sectionId, data: { articleId, version: version + 1 } });
    return answer(section, standing);
  });
}

/**
 * Takes a section out of the article; `restoreSection` brings it back.
 * @throws DomainError conflict stale_version when somebody has written in it since
 */
export async function deleteSection(actor: Person, articleId: string, sectionId: string, { version }: { version: number }): Promise<ArticleView> {
  return transaction(async () => {
    const article = await lockArticle(actor, articleId, 'article.edit');
    await checkVersion(articleId, sectionId, version, article);
    await db().section.update({ where: { id: sectionId }, data: { deletedAt: new Date() }, select: { id: true } });
    await touch(article, { orderVersion: { increment: 1 } });
    await record(actor, { action: 'section.deleted', subject: 'section', subjectId: sectionId, data: { articleId } });
    return freshView(actor, article);
  });
}

/** Puts a deleted section back where it stood. @throws DomainError conflict not_deleted; not_found */
export async function restoreSection(actor: Person, articleId: string, sectionId: string): Promise<SectionAnswer> {
  return transaction(async () => {
    const article = await lockArticle(actor, articleId, 'article.edit');
    const section = await db().section.findFirst({ where: { id: sectionId, articleId }, select: { deletedAt: true } });
    if (!section) throw notFound();
    if (!section.deletedAt) throw conflict('not_deleted');
    const others = await db().section.count({ where: { articleId, deletedAt: null } });
    if (others >= LIMITS.sections) throw invalid([finding([], 'too_many_sections')]);
    const restored = await db().section.update({ where: { id: sectionId }, data: { deletedAt: null } });
    const standing = await touch(article, { orderVersion: { increment: 1 } });
    await record(actor, { action: 'section.restored', subject: 'section', subjectId: sectionId, data: { articleId } });
    return answer(restored, standing);
  });
}

/** Gives each of these sections of an article its place in this order; what stands there already is not written. */
export function placeSections(articleId: string, order: readonly string[]): Promise<number> {
  return db().$executeRaw`
    UPDATE "Section" s SET "position" = o.position - 1
    FROM unnest(${order}::uuid[]) WITH ORDINALITY AS o(id, position)
    WHERE s."id" = o.id AND s."articleId" = ${articleId}::uuid AND s."position" <> o.position - 1`;
}

/**
 * Puts the sections into a new order.
 * @throws DomainError conflict stale_version with the current article; invalid unless every section stands once
 */
export async function orderSections(actor: Person, articleId: string, { version, order }: SectionOrder): Promise<ArticleView> {
  return transaction(async () => {
    const article = await lockArticle(actor, articleId, 'article.edit');
    if (article.orderVersion !== version) throw conflict('stale_version', await freshView(actor, article));
    const present = new Set((await places(articleId)).map(({ id }) => id));
    const complete = order.length === present.size && new Set(order).size === order.length && order.every((id) => present.has(id));
    if (!complete) throw invalid([finding(['order'], 'order_mismatch')]);
    await placeSections(articleId, order);
    await touch(article, { orderVersion: { increment: 1 } });
    await record(actor, { action: 'article.sections_ordered', subject: 'article', subjectId: articleId });
    return freshView(actor, article);
  });
}
