import type { Actor } from '../../platform/actor';
import { checkPictures } from './pictures';
import { record } from '../audit/audit';
import { db, transaction } from '../../platform/database/transaction';
import { conflict, invalid, notFound } from '../../platform/errors';
import { finding } from '../../platform/findings';
import { LIMITS } from '../../platform/limits';
import { lockArticle, type ArticleRow } from './load';
import { touch } from './mutations';
import type { NewSection, SectionChange, SectionOrder } from './schema';
import { articleView, sectionView, type ArticleView, type SectionView } from './view';

/** What a change of one section answers: the section, and where the article stands now. */
export interface SectionAnswer {
  section: SectionView;
  article: { stage: ArticleRow['stage']; orderVersion: number; workingSeq: number };
}

function answer(article: ArticleRow, sectionId: string): SectionAnswer {
  const section = sectionOf(article, sectionId);
  const { stage, orderVersion, workingSeq } = article;
  return { section: sectionView(section), article: { stage, orderVersion, workingSeq } };
}

function sectionOf(article: ArticleRow, sectionId: string): ArticleRow['sections'][number] {
  const section = article.sections.find(({ id }) => id === sectionId);
  if (!section) throw notFound();
  return section;
}

/**
 * Adds a section. Needs no version: two editors adding at once both succeed.
 * @throws DomainError invalid for an unknown `after`, or when the article is full
 */
export async function addSection(actor: Actor, articleId: string, { after, ...fields }: NewSection): Promise<SectionAnswer> {
  return transaction(async () => {
    const row = await lockArticle(actor, articleId, 'article.edit');
    if (row.sections.length >= LIMITS.sections) throw invalid([finding([], 'too_many_sections')]);
    const position = positionAfter(row, after);
    await checkPictures(actor, [{ path: ['body'], body: fields.body }]);
    await db().section.updateMany({ where: { articleId, position: { gte: position } }, data: { position: { increment: 1 } } });
    const made = await db().section.create({ data: { ...fields, articleId, position, updatedById: actor.id } });
    const fresh = await touch(row, { orderVersion: { increment: 1 } });
    await record(actor, { action: 'section.added', subject: 'section', subjectId: made.id, data: { articleId } });
    return answer(fresh, made.id);
  });
}

function positionAfter(row: ArticleRow, after: string | null | undefined): number {
  if (after === null) return 0;
  if (after === undefined) return (row.sections.at(-1)?.position ?? -1) + 1;
  const previous = row.sections.find(({ id }) => id === after);
  if (!previous) throw invalid([finding(['after'], 'unknown_section')]);
  return previous.position + 1;
}

/**
 * Changes kind, heading, number or body of one section.
 * @throws DomainError conflict stale_version with the section as it is now, so that nobody's words are lost
 */
export async function changeSection(
  actor: Actor,
  articleId: string,
  sectionId: string,
  { version, ...fields }: SectionChange,
): Promise<SectionAnswer> {
  return transaction(async () => {
    const row = await lockArticle(actor, articleId, 'article.edit');
    const section = sectionOf(row, sectionId);
    if (section.version !== version) throw conflict('stale_version', answer(row, sectionId));
    if (Object.keys(fields).length === 0) return answer(row, sectionId);
    if (fields.body) await checkPictures(actor, [{ path: ['body'], body: fields.body }]);
    await db().section.update({
      where: { id: sectionId },
      data: { ...fields, version: { increment: 1 }, updatedById: actor.id, updatedAt: new Date() },
    });
    const fresh = await touch(row);
    await record(actor, { action: 'section.changed', subject: 'section', subjectId: sectionId, data: { articleId, version: version + 1 } });
    return answer(fresh, sectionId);
  });
}

/**
 * Takes a section out of the article; `restoreSection` brings it back.
 * @throws DomainError conflict stale_version when somebody has written in it since
 */
export async function deleteSection(actor: Actor, articleId: string, sectionId: string, { version }: { version: number }): Promise<ArticleView> {
  return transaction(async () => {
    const row = await lockArticle(actor, articleId, 'article.edit');
    const section = sectionOf(row, sectionId);
    if (section.version !== version) throw conflict('stale_version', answer(row, sectionId));
    await db().section.update({ where: { id: sectionId }, data: { deletedAt: new Date() } });
    const fresh = await touch(row, { orderVersion: { increment: 1 } });
    await record(actor, { action: 'section.deleted', subject: 'section', subjectId: sectionId, data: { articleId } });
    return articleView(actor, fresh);
  });
}

/** Puts a deleted section back where it stood. @throws DomainError conflict not_deleted; not_found */
export async function restoreSection(actor: Actor, articleId: string, sectionId: string): Promise<SectionAnswer> {
  return transaction(async () => {
    const row = await lockArticle(actor, articleId, 'article.edit');
    const section = await db().section.findFirst({ where: { id: sectionId, articleId } });
    if (!section) throw notFound();
    if (!section.deletedAt) throw conflict('not_deleted');
    if (row.sections.length >= LIMITS.sections) throw invalid([finding([], 'too_many_sections')]);
    await db().section.update({ where: { id: sectionId }, data: { deletedAt: null } });
    const fresh = await touch(row, { orderVersion: { increment: 1 } });
    await record(actor, { action: 'section.restored', subject: 'section', subjectId: sectionId, data: { articleId } });
    return answer(fresh, sectionId);
  });
}

/**
 * Puts the sections into a new order.
 * @throws DomainError conflict stale_version with the current article; invalid unless every section stands once
 */
export async function orderSections(actor: Actor, articleId: string, { version, order }: SectionOrder): Promise<ArticleView> {
  return transaction(async () => {
    const row = await lockArticle(actor, articleId, 'article.edit');
    if (row.orderVersion !== version) throw conflict('stale_version', articleView(actor, row));
    const present = new Set(row.sections.map(({ id }) => id));
    const complete = order.length === present.size && new Set(order).size === order.length && order.every((id) => present.has(id));
    if (!complete) throw invalid([finding(['order'], 'order_mismatch')]);
    await db().$executeRaw`
      UPDATE "Section" s SET "position" = o.position - 1
      FROM unnest(${order}::uuid[]) WITH ORDINALITY AS o(id, position)
      WHERE s."id" = o.id AND s."articleId" = ${articleId}::uuid`;
    const fresh = await touch(row, { orderVersion: { increment: 1 } });
    await record(actor, { action: 'article.sections_ordered', subject: 'article', subjectId: row.id });
    return articleView(actor, fresh);
  });
}
