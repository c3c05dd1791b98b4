import type { Person } from '../../platform/actor';
import { articleInclude, type ArticleRow } from '../articles/load';
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

  await keepBodies([row]);
  const sections = sectionsOf(row);
  const ordinal = (last?.ordinal ?? 0) + 1;
  return db().revision.create({ data: { ...fieldsOf(actor, row), ordinal, cause, name: name ?? null, sections: { createMany: { data: sections } } }, select: { id: true } });
}

/**
 * The first snapshots of articles that this transaction has made, which have none: in as many statements for hundreds of
 * them as for one.
 */
export async function firstSnapshots(actor: Person, articleIds: readonly string[], { cause }: Reason): Promise<void> {
  const rows = await db().article.findMany({ where: { id: { in: [...articleIds] } }, include: articleInclude });
  await keepBodies(rows);
  const made = await db().revision.createManyAndReturn({ data: rows.map((row) => ({ ...fieldsOf(actor, row), ordinal: 1, cause })), select: { id: true, articleId: true } });
  const ids = new Map(made.map(({ id, articleId }) => [articleId, id]));
  for (const data of inParts(rows.flatMap((row) => sectionsOf(row).map((section) => ({ ...section, revisionId: ids.get(row.id)! }))))) await db().revisionSection.createMany({ data });
}

async function keepBodies(rows: readonly ArticleRow[]): Promise<void> {
  const contents = rows.flatMap(({ sections }) => sections.map(({ body }) => ({ hash: contentHash(body), body: body as InputJsonObject })));
  for (const data of inParts(contents)) await db().sectionContent.createMany({ data, skipDuplicates: true });
}

function fieldsOf(actor: Person, row: ArticleRow) {
  const { id: articleId, workingSeq, title, lead, regionCode, organisationId, field, year } = row;
  const writerIds = [...new Set([...row.writerIds, ...row.sections.flatMap((section) => section.writerIds)])];
  return { articleId, workingSeq, title, lead, regionCode, organisationId, field, year, createdById: actor.id, writerIds };
}

function sectionsOf({ sections }: ArticleRow) {
  return sections.map(({ id, kind, heading, number, body }, position) => ({ sectionId: id, position, kind, heading, number, contentHash: contentHash(body) }));
}

/** A statement takes no more than 32,767 values. */
const AT_ONCE = 2_000;

function inParts<T>(list: T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / AT_ONCE) }, (_, at) => list.slice(at * AT_ONCE, (at + 1) * AT_ONCE));
}
