import type { Person } from '../../platform/actor';
import { withNewIds } from '../../content/new-ids';
import { upgradeBody } from '../../content/upgrade';
import { db, transaction } from '../../platform/database/transaction';
import { conflict, invalid, notFound } from '../../platform/errors';
import { finding } from '../../platform/findings';
import { record } from '../audit/audit';
import { authorizeArticles, lockArticle, type ArticleHead } from './load';
import { touch } from './mutations';
import { checkPictures } from './pictures';
import type { SectionCopy, SectionMove } from './schema';
import { answer, makeRoom, type SectionAnswer } from './sections';
import { freshView, type ArticleView } from './view';
import { withWriter } from './writers';

/** What a move answers: both articles as they stand now. */
export interface Moved {
  from: ArticleView;
  to: ArticleView;
}

/** Locks two articles in the order of their ids, whichever way the section goes: two who move towards each other do not wait for one another for ever. */
async function lockBoth(actor: Person, from: string, to: string): Promise<{ source: ArticleHead; target: ArticleHead }> {
  const locked = new Map<string, ArticleHead>();
  for (const id of [from, to].sort()) locked.set(id, await lockArticle(actor, id, 'article.edit'));
  return { source: locked.get(from)!, target: locked.get(to)! };
}

/**
 * Moves a section with its id, its ids of blocks and its writers into another article that `actor` may write in as well. Moving
 * it back is the way back. Revisions of either article keep what stood in them.
 * @throws DomainError invalid for the article itself, an unknown `after`, or where the other article is full; conflict
 *   stale_version with the article that has changed since it was seen
 */
export async function moveSection(actor: Person, articleId: string, sectionId: string, { to, after, versions }: SectionMove): Promise<Moved> {
  if (to === articleId) throw invalid([finding(['to'], 'same_article')]);
  return transaction(async () => {
    const { source, target } = await lockBoth(actor, articleId, to);
    const section = await db().section.findFirst({ where: { id: sectionId, articleId, deletedAt: null }, select: { version: true, writerIds: true } });
    if (!section) throw notFound();
    if (section.version !== versions.section || source.orderVersion !== versions.from) throw conflict('stale_version', await freshView(actor, source));
    if (target.orderVersion !== versions.to) throw conflict('stale_version', await freshView(actor, target));
    const position = await makeRoom(to, after);
    await db().section.update({ where: { id: sectionId }, data: { articleId: to, position, version: { increment: 1 }, writerIds: withWriter(section.writerIds, actor) }, select: { id: true } });
    for (const article of [source, target]) await touch(article, { orderVersion: { increment: 1 } });
    await record(actor, { action: 'section.moved', subject: 'section', subjectId: sectionId, data: { from: articleId, to } });
    return { from: await freshView(actor, source), to: await freshView(actor, target) };
  });
}

/**
 * Puts a copy of a section, with ids of its own, into an article that `actor` may write in; its source is one that he may read,
 * or the same. Needs no version of the target, as adding does.
 * @throws DomainError conflict stale_version where the section is another by now; invalid for an unknown `after` or a full article
 */
export async function copySection(actor: Person, articleId: string, sectionId: string, { to, after, version }: SectionCopy): Promise<SectionAnswer> {
  return transaction(async () => {
    const target = await lockArticle(actor, to, 'article.edit');
    await authorizeArticles(actor, [articleId], 'article.read');
    const section = await db().section.findFirst({ where: { id: sectionId, articleId, deletedAt: null } });
    if (!section) throw notFound();
    if (section.version !== version) throw conflict('stale_version');
    const { kind, heading, number, element, writerIds } = section;
    const body = withNewIds(upgradeBody(section.body));
    await checkPictures(actor, [{ path: ['body'], body }]);
    const position = await makeRoom(to, after);
    const made = await db().section.create({ data: { kind, heading, number, element, body, articleId: to, position, updatedById: actor.id, writerIds: withWriter(writerIds, actor) } });
    const standing = await touch(target, { orderVersion: { increment: 1 } });
    await record(actor, { action: 'section.copied', subject: 'section', subjectId: made.id, data: { articleId: to, from: sectionId } });
    return answer(made, standing);
  });
}
