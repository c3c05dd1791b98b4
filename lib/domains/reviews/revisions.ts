import type { Person } from '../../platform/actor';
import type { ArticleRow } from '../articles/load';
import { contentHash } from '../../content/canonical';
import { db } from '../../platform/database/transaction';
import type { RevisionCause } from '../../platform/database/generated/enums';
import type { InputJsonObject } from '../../platform/database/generated/internal/prismaNamespace';

/** Why a state is kept, and what somebody calls it. */
export type Reason = { cause: Exclude<RevisionCause, 'NAMED'>; name?: undefined } | { cause: 'NAMED'; name: string };

/**
 * An immutable snapshot of the working copy as it stands in `row`. A body that stood in an earlier revision is
 * shared with it by its hash and costs no row; a snapshot of the same `workingSeq` is used again, but for one that is to
 * have another name.
 */
export async function snapshot(actor: Person, row: ArticleRow, { cause, name }: Reason): Promise<{ id: string }> {
  const last = await db().revision.findFirst({
    where: { articleId: row.id },
    orderBy: { ordinal: 'desc' },
    select: { id: true, ordinal: true, workingSeq: true, name: true },
  });
  if (last?.workingSeq === row.workingSeq && (name === undefined || last.name === name)) return { id: last.id };

  const contents = row.sections.map((section) => ({ hash: contentHash(section.body), body: section.body as InputJsonObject }));
  await db().sectionContent.createMany({ data: contents, skipDuplicates: true });
  return db().revision.create({
    data: {
      articleId: row.id,
      ordinal: (last?.ordinal ?? 0) + 1,
      workingSeq: row.workingSeq,
      cause,
      name: name ?? null,
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

