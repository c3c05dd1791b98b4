import type { Person } from '../../platform/actor';
import { canonicalJson } from '../../platform/canonical-json';
import type { InputJsonObject } from '../../platform/database/generated/internal/prismaNamespace';
import type { Prisma } from '../../platform/database/generated/client';
import { db, transaction } from '../../platform/database/transaction';
import { conflict, invalid, notFound } from '../../platform/errors';
import { finding } from '../../platform/findings';
import { LIMITS } from '../../platform/limits';
import { record } from '../audit/audit';
import { lockWholeArticle, type ArticleRow } from '../articles/load';
import { touch } from '../articles/mutations';
import { placeSections } from '../articles/sections';
import { articleView, freshView, type ArticleView } from '../articles/view';
import { withWriter } from '../articles/writers';
import { snapshot } from './revisions';
import type { Restoration, RevisionName } from './schema';

/**
 * Keeps the working copy as it stands under a name of its author's.
 * @throws DomainError conflict wrong_stage while it is closed: it is kept as submitted then
 */
export async function nameRevision(actor: Person, articleId: string, { name }: RevisionName): Promise<{ id: string }> {
  return transaction(async () => {
    const article = await lockWholeArticle(actor, articleId, 'article.edit');
    const { id } = await snapshot(actor, article, { cause: 'NAMED', name });
    await record(actor, { action: 'article.revision_named', subject: 'article', subjectId: articleId, data: { revisionId: id } });
    return { id };
  });
}

const earlierInclude = { sections: { orderBy: { position: 'asc' }, include: { content: { select: { body: true } } } } } satisfies Prisma.RevisionInclude;

type Earlier = Prisma.RevisionGetPayload<{ include: typeof earlierInclude }>;
type EarlierSection = Earlier['sections'][number];

/** What a restoration answers. */
export interface Restored {
  article: ArticleView;
  /** What stood there before: restoring it undoes this. */
  undo: { revisionId: string };
}

/**
 * Brings an earlier state back into the working copy: all of it, or one section. What stood there is kept first, so that
 * this can be undone. Sections keep their ids and their writers; what readers see is not touched.
 * @throws DomainError conflict stale_version with the article where it has changed since it was seen; not_found where the
 *   revision is another article's, or has no such section
 */
export async function restoreRevision(actor: Person, articleId: string, revisionId: string, { version, sectionId }: Restoration): Promise<Restored> {
  return transaction(async () => {
    const article = await lockWholeArticle(actor, articleId, 'article.edit');
    if (article.workingSeq !== version) throw conflict('stale_version', articleView(actor, article));
    const earlier = await db().revision.findFirst({ where: { id: revisionId, articleId }, include: earlierInclude });
    if (!earlier) throw notFound();
    const kept = await snapshot(actor, article, { cause: 'RESTORATION' });
    const order = sectionId === undefined ? await restoreAll(actor, article, earlier) : await restoreOne(actor, article, earlier, sectionId);
    await placeSections(articleId, order);
    const isReordered = order.length !== article.sections.length || order.some((id, at) => id !== article.sections[at]?.id);
    const fields = sectionId === undefined ? changedFields(actor, article, earlier) : {};
    await touch(article, { ...fields, ...(isReordered ? { orderVersion: { increment: 1 } } : {}) });
    const data = { revisionId, keptRevisionId: kept.id, ...(sectionId === undefined ? {} : { sectionId }) };
    await record(actor, { action: 'article.revision_restored', subject: 'article', subjectId: articleId, data });
    return { article: await freshView(actor, article), undo: { revisionId: kept.id } };
  });
}

/** Title, lead and facts, where any of them is another; who brings words back answers for them. The category is no part of a revision. */
function changedFields(actor: Person, article: ArticleRow, { title, lead, regionCode, organisationId, field, year }: Earlier): Prisma.ArticleUncheckedUpdateInput {
  const fields = { title, lead, regionCode, organisationId, field, year };
  const isSame = (Object.keys(fields) as (keyof typeof fields)[]).every((name) => article[name] === fields[name]);
  return isSame ? {} : { ...fields, version: { increment: 1 }, writerIds: withWriter(article.writerIds, actor) };
}

/** @returns the ids of the sections in their order */
async function restoreAll(actor: Person, article: ArticleRow, earlier: Earlier): Promise<string[]> {
  const order: string[] = [];
  for (const section of earlier.sections) order.push(await restoreSection(actor, article, earlier, section));
  const gone = article.sections.flatMap(({ id }) => (order.includes(id) ? [] : [id]));
  if (gone.length > 0) await db().section.updateMany({ where: { id: { in: gone } }, data: { deletedAt: new Date() } });
  return order;
}

/** A section that is there changes in its place; one that is gone comes back behind what it stood behind. */
async function restoreOne(actor: Person, article: ArticleRow, earlier: Earlier, sectionId: string): Promise<string[]> {
  const at = earlier.sections.findIndex((section) => section.sectionId === sectionId);
  const section = earlier.sections[at];
  if (!section) throw notFound();
  const order = article.sections.map(({ id }) => id);
  const isThere = order.includes(sectionId);
  if (!isThere && order.length >= LIMITS.sections) throw invalid([finding([], 'too_many_sections')]);
  const id = await restoreSection(actor, article, earlier, section);
  if (isThere) return order;
  const before = earlier.sections.slice(0, at).map((other) => order.indexOf(other.sectionId));
  order.splice((before.findLast((place) => place >= 0) ?? -1) + 1, 0, id);
  return order;
}

/** @returns the id that it has now: its own, unless that section has gone to another article since */
async function restoreSection(actor: Person, article: ArticleRow, earlier: Earlier, { sectionId, kind, heading, number, content, position }: EarlierSection): Promise<string> {
  const fields = { kind, heading, number, body: content.body as InputJsonObject };
  const present = article.sections.find(({ id }) => id === sectionId);
  if (present && present.kind === kind && present.heading === heading && present.number === number && canonicalJson(present.body) === canonicalJson(content.body)) return sectionId;
  // Its pictures are in the store as long as the revision is: a picture in use cannot be deleted.
  const row = present ?? (await db().section.findUnique({ where: { id: sectionId }, select: { articleId: true, writerIds: true } }));
  if (row?.articleId === article.id) {
    const data = { ...fields, deletedAt: null, version: { increment: 1 }, updatedById: actor.id, writerIds: withWriter(row.writerIds, actor), updatedAt: new Date() };
    await db().section.update({ where: { id: sectionId }, data, select: { id: true } });
    return sectionId;
  }
  const writers = { updatedById: actor.id, writerIds: [...new Set([...earlier.writerIds, actor.id])] };
  const data = { ...fields, ...(row ? {} : { id: sectionId }), articleId: article.id, position, ...writers };
  return (await db().section.create({ data, select: { id: true } })).id;
}
