import type { Actor } from '../../platform/actor';
import { checkPictures } from './pictures';
import { record } from '../audit/audit';
import type { Prisma } from '../../platform/database/generated/client';
import { db, transaction } from '../../platform/database/transaction';
import { DomainError, conflict, invalid } from '../../platform/errors';
import { finding, type Finding } from '../../platform/findings';
import { LIMITS } from '../../platform/limits';
import { organisationNamed } from '../organisations/mutations';
import { regionName } from '../../text/regions/regions';
import { moveCategoryCount } from '../categories/mutations';
import { articleInclude, lockArticle, subjectOf, type ArticleRow } from './load';
import { mayWrite } from '../users/roles';
import { articlePolicy } from './policy';
import type { ArticleChange, NewArticle } from './schema';
import { articleView, type ArticleView } from './view';

type Fields = Omit<ArticleChange, 'version'>;

/**
 * Looks category and region up, and stores nothing: for who has much to do before he stores an article.
 * @returns the category's id; null where none is named
 * @throws DomainError invalid with every unknown category or region
 */
export async function checkFields({ category, regionCode }: Pick<Fields, 'category' | 'regionCode'>): Promise<string | null> {
  const findings: Finding[] = [];
  const found = category ? await db().category.findUnique({ where: { slug: category }, select: { id: true } }) : null;
  if (category && !found) findings.push(finding(['category'], 'unknown_category'));
  if (regionCode && !regionName(regionCode)) findings.push(finding(['regionCode'], 'unknown_region'));
  if (findings.length > 0) throw invalid(findings);
  return found?.id ?? null;
}

/** Looks the names in the fields up: category by slug, organisation by name, region by code; finds all that is unknown. */
async function resolve({ category, organisation, regionCode, ...plain }: Fields) {
  const categoryId = await checkFields({ category, regionCode });
  return {
    ...plain,
    ...(regionCode === undefined ? {} : { regionCode }),
    ...(category === undefined ? {} : { categoryId }),
    ...(organisation === undefined ? {} : { organisationId: await organisationNamed(organisation) }),
  };
}

/**
 * Starts an article of `actor`'s own; nothing in it is required.
 * @param importId the import that it came from
 * @throws DomainError forbidden for a reader; invalid with every unknown category or region
 */
export async function createArticle(actor: Actor, input: NewArticle, importId?: string): Promise<ArticleView> {
  if (!mayWrite(actor)) throw new DomainError('forbidden');
  return transaction(async () => {
    const { sections, ...fields } = input;
    await checkPictures(actor, sections.map(({ body }, index) => ({ path: ['sections', index, 'body'], body })));
    const row = await db().article.create({
      data: {
        ...(await resolve(fields)),
        ownerId: actor.id,
        importId: importId ?? null,
        sections: { create: sections.map((section, position) => ({ ...section, position, updatedById: actor.id })) },
      },
      include: articleInclude,
    });
    await record(actor, { action: 'article.created', subject: 'article', subjectId: row.id });
    return articleView(actor, row);
  });
}

/**
 * Marks the working copy as changed: counts the change, and takes a returned or approved article back to draft,
 * since what was decided on is no longer what stands there. Returns the fresh row.
 */
export async function touch(row: ArticleRow, changes: Prisma.ArticleUncheckedUpdateInput = {}): Promise<ArticleRow> {
  return db().article.update({
    where: { id: row.id },
    data: { stage: 'DRAFT', ...changes, workingSeq: { increment: 1 }, updatedAt: new Date() },
    include: articleInclude,
  });
}

/**
 * Changes title, lead, facets or category.
 * @throws DomainError conflict stale_version with the current article; forbidden where an author moves a published
 *   article to another category (that is live and would change what readers see without a review)
 */
export async function changeArticle(actor: Actor, articleId: string, { version, ...fields }: ArticleChange): Promise<ArticleView> {
  return transaction(async () => {
    const row = await lockArticle(actor, articleId, 'article.edit');
    if (row.version !== version) throw conflict('stale_version', articleView(actor, row));
    if (Object.keys(fields).length === 0) return articleView(actor, row);
    const data = await resolve(fields);
    const moved = 'categoryId' in data && data.categoryId !== row.categoryId;
    const live = articlePolicy.can(actor, 'article.recategorise', subjectOf(row));
    if (moved && row.publishedRevisionId) {
      if (!live) throw new DomainError('forbidden');
      await moveCategoryCount(row.categoryId, data.categoryId ?? null);
    }
    // An admin's move to another category changes no word of what was approved, so that stays approved.
    const stage = live && Object.keys(fields).every((name) => name === 'category') ? { stage: row.stage } : {};
    const fresh = await touch(row, { ...data, ...stage, version: { increment: 1 } });
    await record(actor, { action: 'article.changed', subject: 'article', subjectId: row.id, data: { fields: Object.keys(fields) } });
    return articleView(actor, fresh);
  });
}

/** Puts an article aside; nothing is lost and `restoreArticle` brings it back. */
export async function deleteArticle(actor: Actor, articleId: string): Promise<ArticleView> {
  return setDeleted(actor, articleId, new Date());
}

/** Brings a deleted article back as it was. */
export async function restoreArticle(actor: Actor, articleId: string): Promise<ArticleView> {
  return setDeleted(actor, articleId, null);
}

async function setDeleted(actor: Actor, articleId: string, deletedAt: Date | null): Promise<ArticleView> {
  return transaction(async () => {
    const row = await lockArticle(actor, articleId, deletedAt ? 'article.delete' : 'article.restore');
    const fresh = await db().article.update({
      where: { id: row.id },
      data: { deletedAt, updatedAt: new Date() },
      include: articleInclude,
    });
    const action = deletedAt ? 'article.deleted' : 'article.restored';
    await record(actor, { action, subject: 'article', subjectId: row.id });
    return articleView(actor, fresh);
  });
}

/**
 * Lets another editor write in this article.
 * @throws DomainError invalid where no active account that may write has this address, or it can edit already
 */
export async function inviteEditor(actor: Actor, articleId: string, { email }: { email: string }): Promise<ArticleView> {
  return transaction(async () => {
    const row = await lockArticle(actor, articleId, 'article.invite');
    const guest = await db().user.findUnique({ where: { email } });
    if (!guest || guest.status !== 'ACTIVE' || !mayWrite(guest)) throw invalid([finding(['email'], 'unknown_editor')]);
    const known = guest.id === row.ownerId || row.editors.some(({ user }) => user.id === guest.id);
    if (known) throw invalid([finding(['email'], 'already_editor')]);
    if (row.editors.length >= LIMITS.coEditors) throw invalid([finding(['email'], 'too_many_editors')]);
    await db().articleEditor.create({ data: { articleId, userId: guest.id } });
    await record(actor, { action: 'article.editor_invited', subject: 'article', subjectId: row.id, data: { userId: guest.id } });
    const fresh = await db().article.findUniqueOrThrow({ where: { id: row.id }, include: articleInclude });
    return articleView(actor, fresh);
  });
}

/** Ends a co-editor's access; his words stay. */
export async function removeEditor(actor: Actor, articleId: string, userId: string): Promise<ArticleView> {
  return transaction(async () => {
    const row = await lockArticle(actor, articleId, 'article.invite');
    const { count } = await db().articleEditor.deleteMany({ where: { articleId, userId } });
    if (count === 0) throw new DomainError('not_found');
    await record(actor, { action: 'article.editor_removed', subject: 'article', subjectId: row.id, data: { userId } });
    const fresh = await db().article.findUniqueOrThrow({ where: { id: row.id }, include: articleInclude });
    return articleView(actor, fresh);
  });
}
