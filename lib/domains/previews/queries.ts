import type { Person } from '../../platform/actor';
import { db } from '../../platform/database/transaction';
import type { Prisma } from '../../platform/database/generated/client';
import { articleSubjectSelect, authorizeArticles, subjectOf } from '../articles/load';
import { articlePolicy } from '../articles/policy';
import { readContent, showsPicture, type PreviewContent } from './content';
import { decodeToken } from './token';
import { linkSelect, linkView, type PreviewLinkView } from './view';

/** No row has it. What no site has sealed is looked for all the same, so that an answer takes about as long. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

const openSelect = {
  id: true,
  revisionId: true,
  copyId: true,
  expiresAt: true,
  revokedAt: true,
  issuedBy: { select: { id: true, role: true, name: true, email: true, status: true } },
  article: { select: { ...articleSubjectSelect, id: true, number: true, publishedAt: true, revisedAt: true, category: { select: { slug: true, name: true } } } },
} satisfies Prisma.PreviewLinkSelect;

type OpenLink = Prisma.PreviewLinkGetPayload<{ select: typeof openSelect }>;

/** What an address leads to: nothing, something that is over, or the link. */
type Opened = { state: 'missing' | 'over' } | { state: 'open'; link: OpenLink };

/**
 * Looks where an address leads. It ends with its time, when it is revoked, and when whoever issued it could not issue it any more:
 * suspended, no co-editor any longer, the article deleted. Which of these it was is nobody's business.
 */
async function open(text: string): Promise<Opened> {
  const token = decodeToken(text);
  const link = await db().previewLink.findUnique({ where: { id: token?.linkId ?? NOBODY }, select: openSelect });
  if (!token) return { state: 'missing' };
  if (!link || link.revokedAt || (link.copyId ?? link.revisionId) !== token.contentId) return { state: 'over' };
  const { issuedBy, article } = link;
  const isOver = Math.min(token.expiresAt.getTime(), link.expiresAt.getTime()) <= Date.now();
  const mayIssue = issuedBy.status === 'ACTIVE' && articlePolicy.can(issuedBy, 'article.preview', subjectOf(article));
  return isOver || !mayIssue ? { state: 'over' } : { state: 'open', link };
}

/** What somebody sees who has the address, whoever he is. */
interface Preview {
  content: PreviewContent;
  /** Of the article, which are no part of a revision. */
  article: Pick<OpenLink['article'], 'number' | 'publishedAt' | 'revisedAt' | 'category'>;
  organisation: { id: string; name: string; address: string | null } | null;
  /** Readers see this very revision. */
  published: boolean;
  expiresAt: string;
}

export type FoundPreview = { state: 'missing' | 'over' } | { state: 'open'; preview: Preview };

/** What the address with this token shows. */
export async function openPreview(token: string): Promise<FoundPreview> {
  const opened = await open(token);
  if (opened.state !== 'open') return opened;
  const { link } = opened;
  const content = await readContent(link);
  if (!content) return { state: 'over' };
  const { organisationId } = content;
  const organisation = organisationId === null ? null : await db().organisation.findUnique({ where: { id: organisationId }, select: { id: true, name: true, address: true } });
  const { number, publishedAt, revisedAt, category, publishedRevisionId } = link.article;
  const published = link.revisionId !== null && link.revisionId === publishedRevisionId;
  return { state: 'open', preview: { content, article: { number, publishedAt, revisedAt, category }, organisation, published, expiresAt: link.expiresAt.toISOString() } };
}

/** Whether whoever has this address may see this picture: where it stands in what the address shows, and nowhere else. */
export async function maySeePreviewPicture(token: string, hash: string): Promise<boolean> {
  const opened = await open(token);
  return opened.state === 'open' && showsPicture(opened.link, hash);
}

/** The addresses that lead to some state of an article, the latest first. @throws DomainError as `authorize` of article.preview */
export async function listPreviewLinks(actor: Person, articleId: string): Promise<PreviewLinkView[]> {
  await authorizeArticles(actor, [articleId], 'article.preview');
  const now = new Date();
  const rows = await db().previewLink.findMany({
    where: { articleId, revokedAt: null, expiresAt: { gt: now } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: linkSelect,
  });
  return rows.map(linkView);
}
