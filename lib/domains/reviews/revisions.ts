import type { Person } from '../../platform/actor';
import type { ArticleRow } from '../articles/load';
import { contentHash } from '../../content/canonical';
import { db } from '../../platform/database/transaction';
import type { InputJsonObject } from '../../platform/database/generated/internal/prismaNamespace';

/**
 * An immutable snapshot of the working copy as it stands in `row`. A body that stood in an earlier revision is
 * shared with it by its hash and costs no row; a snapshot of the same `workingSeq` is used again.
 */
export async function snapshot(actor: Person, row: ArticleRow): Promise<{ id: string }> {
  const last = await db().revision.findFirst({
    where: { articleId: row.id },
    orderBy: { ordinal: 'desc' },
    select: { id: true, ordinal: true, workingSeq: true },
  });
  if (last?.workingSeq === row.workingSeq) return { id: last.id };

  const contents = row.sections.map((section) => ({ hash: contentHash(section.body), body: section.body as InputJsonObject }));
  await db().sectionContent.createMany({ data: contents, skipDuplicates: true });
  return db().revision.create({
    data: {
      articleId: row.id,
      ordinal: (last?.ordinal ?? 0) + 1,
      workingSeq: row.workingSeq,
      title: row.title,
      lead: row.lead,
      regionCode: row.regionCode,
      organisationId: row.organisationId,
      field: row.field,
      year: row.year,
      createdById: actor.id,
      writerIds: [...new Set([...row.writerIds, ...row.sections.flatMap(({ writerIds }) => writerIds)])],
      sections: {
        createMany: {
          data: row.sections.map(({ id, kind, heading, number }, position) => ({
            sectionId: id,
            position,
            kind,
            heading,
            number,
            contentHash: contents[position]!.hash,
          })),
        },
      },
    },
    select: { id: true },
  });
}
