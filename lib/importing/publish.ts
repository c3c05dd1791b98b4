import type { Person } from '../platform/actor';
import { publishArticle } from '../domains/publication/mutations';
import { publishCollection } from '../domains/collections/mutations';
import { db, transaction } from '../platform/database/transaction';
import { decideArticle, submitArticle } from '../domains/reviews/mutations';
import type { Imported } from './import';

/**
 * Publishes what an import made, all of it or nothing, through the same submit, decide and publish as everybody: the
 * owner submits, the admin decides and publishes. What has been submitted or published once is left alone: people have
 * taken it in hand since, and a return or a withdrawal stands.
 * @param admin decides; may not be the owner, since nobody decides on his own article
 * @throws DomainError as the three functions; invalid with what an article lacks
 */
export async function publishImport(owner: Person, admin: Person, imported: Imported): Promise<void> {
  await transaction(async () => {
    for (const { id } of imported.articles) {
      const row = await db().article.findUniqueOrThrow({
        where: { id },
        select: { number: true, workingSeq: true, _count: { select: { reviews: true } } },
      });
      if (row.number !== null || row._count.reviews > 0) continue;
      const submitted = await submitArticle(owner, id, { version: row.workingSeq });
      await decideArticle(admin, id, { revisionId: submitted.review!.revisionId, outcome: 'APPROVED', note: '' });
      const decided = await db().article.findUniqueOrThrow({ where: { id }, select: { publishedRevisionId: true } });
      // Where the category says so, the approval has published it.
      if (decided.publishedRevisionId !== submitted.review!.revisionId) await publishArticle(admin, id, {});
    }
    const { collection } = imported;
    if (collection && collection.number === null) await publishCollection(admin, collection.id);
  }, { timeout: 120_000 });
}
