import type { Person } from '../../platform/actor';
import { db, transaction } from '../../platform/database/transaction';
import { notFound } from '../../platform/errors';
import { LIMITS } from '../../platform/limits';
import { loadArticle, lockArticle, type ArticleHead } from '../articles/load';
import { record } from '../audit/audit';
import { keepCopy } from './content';
import type { NewPreviewLink } from './schema';
import { linkSelect, linkView, type PreviewLinkView } from './view';

const DAY = 24 * 60 * 60 * 1_000;
/** An own address to the same state is given again while so much of its time is left: looking at it often makes no long list. */
const STILL_GOOD = 0.75;

/**
 * An address under which anybody sees the working copy as it stands now, until it ends: bound to the revision that is this very
 * state, or else to a copy. What is written later is not seen by it.
 * @throws DomainError as `authorize` of article.preview
 */
export async function createPreviewLink(actor: Person, articleId: string, { days }: NewPreviewLink): Promise<PreviewLinkView> {
  return transaction(async () => {
    const article = await lockArticle(actor, articleId, 'article.preview');
    const shown = await contentOf(actor, article);
    const now = Date.now();
    const living = await db().previewLink.findMany({ where: { articleId, revokedAt: null, expiresAt: { gt: new Date(now) } }, orderBy: [{ expiresAt: 'asc' }, { id: 'asc' }], select: linkSelect });
    const left = (at: Date) => (at.getTime() - now) / (days * DAY);
    const same = living.find((link) => link.issuedById === actor.id && link.revisionId === shown.revisionId && link.copyId === shown.copyId && left(link.expiresAt) >= STILL_GOOD && left(link.expiresAt) <= 1);
    if (same) return linkView(same);
    // Where there are very many, those that would end first anyway make room.
    const surplus = living.slice(0, Math.max(0, living.length + 1 - LIMITS.preview.links)).map(({ id }) => id);
    if (surplus.length > 0) await db().previewLink.updateMany({ where: { id: { in: surplus } }, data: { revokedAt: new Date(now) } });
    const made = await db().previewLink.create({ data: { ...shown, articleId, issuedById: actor.id, createdAt: new Date(now), expiresAt: new Date(now + days * DAY) }, select: linkSelect });
    await record(actor, { action: 'article.preview_shared', subject: 'article', subjectId: articleId, data: { linkId: made.id, ...shown, expiresAt: made.expiresAt.toISOString() } });
    return linkView(made);
  });
}

/** The revision that is the working copy as it stands, or a copy of it; made where there is none. */
async function contentOf(actor: Person, { id: articleId, workingSeq }: ArticleHead): Promise<{ revisionId: string | null; copyId: string | null }> {
  const revision = await db().revision.findFirst({ where: { articleId, workingSeq }, orderBy: { ordinal: 'desc' }, select: { id: true } });
  if (revision) return { revisionId: revision.id, copyId: null };
  // Says that it is used: who clears away what is not would wait, and look again.
  const [known] = await db().previewCopy.updateManyAndReturn({ where: { articleId, workingSeq }, data: { createdAt: new Date() }, select: { id: true } });
  return { revisionId: null, copyId: known?.id ?? (await keepCopy(await loadArticle(actor, articleId, 'article.preview'))) };
}

/** Ends an address before its time, whoever has issued it. @throws DomainError not_found where it is none of this article, or has ended */
export async function revokePreviewLink(actor: Person, articleId: string, linkId: string): Promise<{ id: string }> {
  return transaction(async () => {
    await lockArticle(actor, articleId, 'article.preview');
    const now = new Date();
    const { count } = await db().previewLink.updateMany({ where: { id: linkId, articleId, revokedAt: null, expiresAt: { gt: now } }, data: { revokedAt: now } });
    if (count === 0) throw notFound();
    await record(actor, { action: 'article.preview_revoked', subject: 'article', subjectId: articleId, data: { linkId } });
    return { id: linkId };
  });
}
