import type { Person } from '../../platform/actor';
import { emptyBody } from '../../content/schema';
import { sectionsOf } from './guidance';
import { checkPictures } from './pictures';
import { record } from '../audit/audit';
import type { Prisma } from '../../platform/database/generated/client';
import { db, transaction } from '../../platform/database/transaction';
import { DomainError, conflict, invalid } from '../../platform/errors';
import { finding, type Finding } from '../../platform/findings';
import { LIMITS } from '../../platform/limits';
import { organisationNamed } from '../organisations/mutations';
import { regionName } from '../../text/regions/regions';
import { categoryBySlug } from '../categories/queries';
import { publicChanged } from '../public-changes/public-changed';
import { endMootSchedules } from '../public-changes/schedules';
import { articleInclude, lockArticle, subjectOf, type ArticleHead } from './load';
import { withWriter } from './writers';
import { mayWrite } from '../users/roles';
import { articlePolicy, newArticlePolicy } from './policy';
import type { ArticleChange, NewArticle } from './schema';
import { articleView, freshView, type ArticleView } from './view';

type Fields = Omit<ArticleChange, 'version'>;

/**
 * Looks category and region up, and stores nothing: for who has much to do before he stores an article.
 * @returns the category's id; null where none is named
 * @throws DomainError invalid with every unknown category or region
 */
export async function checkFields({ category, regionCode }: Pick<Fields, 'category' | 'regionCode'>): Promise<string | null> {
  const findings: Finding[] = [];
  const found = category ? await categoryBySlug(category) : null;
  if (category && !found) findings.push(finding(['category'], 'unknown_category'));
  if (regionCode && !regionName(regionCode)) findings.push(finding(['regionCode'], 'unknown_region'));
  if (findings.length > 0) throw invalid(findings);
  return found?.id ?? null;
}

/** Looks the names in the fields up: category by slug, organisation by name, region by code; finds all that is unknown. */
async function resolve(actor: Person, { category, organisation, regionCode, ...plain }: Fields) {
  const categoryId = await checkFields({ category, regionCode });
  return {
    ...plain,
    ...(regionCode === undefined ? {} : { regionCode }),
    ...(category === undefined ? {} : { categoryId }),
    ...(organisation === undefined ? {} : { organisationId: await organisationNamed(actor, organisation) }),
  };
}

/**
 * Starts an article of `actor`'s own; nothing in it is required. A template gives it sections without text.
 * @param importId the import that it came from
 * @throws DomainError forbidden for a reader; invalid with every unknown category or region
 */
export async function createArticle(actor: Person, input: NewArticle, importId?: string): Promise<ArticleView> {
  newArticlePolicy.authorize(actor, 'article.create');
  return transaction(async () => {
    const { sections: given, template, ...fields } = input;
    const sections = template ? sectionsOf(template).map((section) => ({ ...section, body: emptyBody() })) : given;
    await checkPictures(actor, sections.map(({ body }, index) => ({ path: ['sections', index, 'body'], body })));
    const row = await db().article.create({
      data: {
        ...(await resolve(actor, fields)),
        ownerId: actor.id,
        writerIds: [actor.id],
        importId: importId ?? null,
        sections: { create: sections.map((section, position) => ({ ...section, position, updatedById: actor.id, writerIds: [actor.id] })) },
      },
      include: articleInclude,
    });
    await record(actor, { action: 'article.created', subject: 'article', subjectId: row.id });
    return articleView(actor, row);
  });
}

/** Where an article stands after a change of its working copy. */
export type Standing = Pick<ArticleHead, 'stage' | 'orderVersion' | 'workingSeq'>;

/**
 * Marks the working copy as changed: counts the change, and takes a returned or approved article back to draft,
 * since what was decided on is no longer what stands there.
 */
export function touch({ id }: { id: string }, changes: Prisma.ArticleUncheckedUpdateInput = {}): Promise<Standing> {
  return db().article.update({
    where: { id },
    data: { stage: 'DRAFT', ...changes, workingSeq: { increment: 1 }, updatedAt: new Date() },
    select: { stage: true, orderVersion: true, workingSeq: true },
  });
}

/**
 * Changes title, lead, facets or category.
 * @throws DomainError conflict stale_version with the current article; forbidden where an author moves a published
 *   article to another category (that is live and would change what readers see without a review)
 */
export async function changeArticle(actor: Person, articleId: string, { version, ...fields }: ArticleChange): Promise<ArticleView> {
  return transaction(async () => {
    const article = await lockArticle(actor, articleId, 'article.edit');
    if (article.version !== version) throw conflict('stale_version', await freshView(actor, article));
    const names = Object.keys(fields);
    if (names.length === 0) return freshView(actor, article);
    const data = await resolve(actor, fields);
    const { categoryId: from } = article;
    const to = 'categoryId' in data ? (data.categoryId ?? null) : from;
    const isPublicMove = to !== from && article.publishedRevisionId !== null;
    const live = articlePolicy.can(actor, 'article.recategorise', subjectOf(article));
    if (isPublicMove && !live) throw new DomainError('forbidden');
    // An admin's move to another category changes no word of what was approved, so that stays approved.
    const isMoveAlone = names.every((name) => name === 'category');
    const stage = live && isMoveAlone ? { stage: article.stage } : {};
    const writerIds = isMoveAlone ? article.writerIds : withWriter(article.writerIds, actor);
    await touch(article, { ...data, ...stage, writerIds, version: { increment: 1 } });
    if (isPublicMove) await publicChanged(actor, { kind: 'recategorised', articleId, from, to, fields: names });
    else await record(actor, { action: 'article.changed', subject: 'article', subjectId: articleId, data: { fields: names } });
    return freshView(actor, article);
  });
}

/** Puts an article aside; nothing is lost and `restoreArticle` brings it back. */
export async function deleteArticle(actor: Person, articleId: string): Promise<ArticleView> {
  return setDeleted(actor, articleId, new Date());
}

/** Brings a deleted article back as it was. */
export async function restoreArticle(actor: Person, articleId: string): Promise<ArticleView> {
  return setDeleted(actor, articleId, null);
}

async function setDeleted(actor: Person, articleId: string, deletedAt: Date | null): Promise<ArticleView> {
  return transaction(async () => {
    const article = await lockArticle(actor, articleId, deletedAt ? 'article.delete' : 'article.restore');
    await db().article.update({ where: { id: articleId }, data: { deletedAt, updatedAt: new Date() }, select: { id: true } });
    const action = deletedAt ? 'article.deleted' : 'article.restored';
    await record(actor, { action, subject: 'article', subjectId: articleId });
    if (deletedAt) await endMootSchedules(actor, articleId);
    return freshView(actor, article);
  });
}

/**
 * Lets another editor write in this article.
 * @throws DomainError invalid where no active account that may write has this address, or it can edit already
 */
export async function inviteEditor(actor: Person, articleId: string, { email }: { email: string }): Promise<ArticleView> {
  return transaction(async () => {
    const article = await lockArticle(actor, articleId, 'article.invite');
    const guest = await db().user.findUnique({ where: { email }, select: { id: true, status: true, role: true } });
    if (!guest || guest.status !== 'ACTIVE' || !mayWrite(guest)) throw invalid([finding(['email'], 'unknown_editor')]);
    const known = guest.id === article.ownerId || article.editors.some(({ user }) => user.id === guest.id);
    if (known) throw invalid([finding(['email'], 'already_editor')]);
    if (article.editors.length >= LIMITS.coEditors) throw invalid([finding(['email'], 'too_many_editors')]);
    await db().articleEditor.create({ data: { articleId, userId: guest.id } });
    await record(actor, { action: 'article.editor_invited', subject: 'article', subjectId: articleId, data: { userId: guest.id } });
    return freshView(actor, article);
  });
}

/** Ends a co-editor's access; his words stay. */
export async function removeEditor(actor: Person, articleId: string, userId: string): Promise<ArticleView> {
  return transaction(async () => {
    const article = await lockArticle(actor, articleId, 'article.invite');
    const { count } = await db().articleEditor.deleteMany({ where: { articleId, userId } });
    if (count === 0) throw new DomainError('not_found');
    await record(actor, { action: 'article.editor_removed', subject: 'article', subjectId: articleId, data: { userId } });
    return freshView(actor, article);
  });
}
