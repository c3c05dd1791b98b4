import type { Person } from '../../platform/actor';
import { withNewIds } from '../../content/new-ids';
import { upgradeBody } from '../../content/upgrade';
import { fill } from '../../i18n/fill';
import { words } from '../../i18n/words';
import { db, transaction } from '../../platform/database/transaction';
import { LIMITS } from '../../platform/limits';
import { record } from '../audit/audit';
import { articleInclude, loadArticle, subjectOf, type ArticleRow } from './load';
import { checkPictures } from './pictures';
import { articlePolicy } from './policy';
import { articleView, type ArticleView } from './view';
import { withWriter } from './writers';

/** What a copy is made of: a working copy, or the revision that readers see. */
interface Original extends Pick<ArticleRow, 'title' | 'lead' | 'regionCode' | 'organisationId' | 'field' | 'year' | 'writerIds'> {
  sections: (Pick<ArticleRow['sections'][number], 'kind' | 'heading' | 'number' | 'body' | 'writerIds'> & { element: string | null })[];
}

/**
 * Makes an article of `actor`'s own out of one that he may see: of the working copy where he may read that, else of what readers
 * see. It is a draft with ids of its own, without a number, reviews and co-editors; its words are still those of the people who
 * wrote them, who decide on them as little as before.
 * @throws DomainError not_found where he may see neither; conflict deleted
 */
export async function copyArticle(actor: Person, articleId: string): Promise<ArticleView> {
  return transaction(async () => {
    const article = await loadArticle(actor, articleId, 'article.copy');
    const original = articlePolicy.can(actor, 'article.read', subjectOf(article)) ? article : await publishedOriginal(article);
    const sections = original.sections.map(({ kind, heading, number, body, writerIds, element }, position) => {
      const mine = { position, updatedById: actor.id, writerIds: withWriter(writerIds, actor) };
      return { kind, heading, number, element, body: withNewIds(upgradeBody(body)), ...mine };
    });
    await checkPictures(actor, sections.map(({ body }, index) => ({ path: ['sections', index, 'body'], body })));
    const { lead, regionCode, organisationId, field, year } = original;
    const row = await db().article.create({
      data: {
        ...{ title: copyTitle(original.title), lead, regionCode, organisationId, field, year, categoryId: article.categoryId },
        ownerId: actor.id,
        writerIds: withWriter(original.writerIds, actor),
        sections: { create: sections },
      },
      include: articleInclude,
    });
    await record(actor, { action: 'article.copied', subject: 'article', subjectId: row.id, data: { from: articleId } });
    return articleView(actor, row);
  });
}

/** What readers see of an article whose working copy is not this actor's business. */
async function publishedOriginal({ publishedRevisionId }: ArticleRow): Promise<Original> {
  const revision = await db().revision.findUniqueOrThrow({
    where: { id: publishedRevisionId! },
    include: { sections: { orderBy: { position: 'asc' }, include: { content: { select: { body: true } } } } },
  });
  // A revision says of all its words together who wrote them.
  const { writerIds } = revision;
  return { ...revision, sections: revision.sections.map(({ kind, heading, number, content }) => ({ kind, heading, number, body: content.body, writerIds, element: null })) };
}

/** "… (copy)", with as much of the title as there is room for. */
function copyTitle(title: string): string {
  if (!title) return '';
  const { copyTitle: pattern } = words().templates;
  const room = LIMITS.title - [...fill(pattern, { title: '' })].length;
  return fill(pattern, { title: [...title].slice(0, room).join('') });
}
