import { images } from '../../content/images';
import type { Body } from '../../content/schema';
import { upgradeBody } from '../../content/upgrade';
import { db } from '../../platform/database/transaction';
import type { SectionKind } from '../../platform/database/generated/enums';
import type { InputJsonObject } from '../../platform/database/generated/internal/prismaNamespace';
import type { ArticleRow } from '../articles/load';

/** One state of an article: what a revision holds, whatever it is kept as. */
export interface PreviewContent {
  title: string;
  lead: string;
  regionCode: string | null;
  organisationId: string | null;
  field: string;
  year: number | null;
  sections: { sectionId: string; kind: SectionKind; heading: string; number: string; body: Body }[];
}

/**
 * The working copy as it stands, to be kept beside the revisions: an address by itself makes no version that anybody would
 * find in the history.
 * @returns the id of the copy, and which pictures it shows
 */
export async function keepCopy(article: ArticleRow): Promise<string> {
  const { id: articleId, workingSeq, title, lead, regionCode, organisationId, field, year } = article;
  const sections = article.sections.map(({ id, kind, heading, number, body }) => ({ sectionId: id, kind, heading, number, body: upgradeBody(body) }));
  const content: PreviewContent = { title, lead, regionCode, organisationId, field, year, sections };
  const pictures = [...new Set(sections.flatMap(({ body }) => images(body).map(({ image }) => image.attrs.asset)))];
  const copy = await db().previewCopy.create({ data: { articleId, workingSeq, content: content as unknown as InputJsonObject, pictures }, select: { id: true } });
  return copy.id;
}

/** What a preview shows. @returns null where it is not there any more */
export async function readContent({ revisionId, copyId }: { revisionId: string | null; copyId: string | null }): Promise<PreviewContent | null> {
  if (copyId !== null) {
    const copy = await db().previewCopy.findUnique({ where: { id: copyId }, select: { content: true } });
    if (!copy) return null;
    const content = copy.content as unknown as PreviewContent;
    return { ...content, sections: content.sections.map((section) => ({ ...section, body: upgradeBody(section.body) })) };
  }
  const revision = await db().revision.findUnique({
    where: { id: revisionId! },
    include: { sections: { orderBy: { position: 'asc' }, include: { content: { select: { body: true } } } } },
  });
  if (!revision) return null;
  const { title, lead, regionCode, organisationId, field, year, sections } = revision;
  const bodies = sections.map(({ sectionId, kind, heading, number, content }) => ({ sectionId, kind, heading, number, body: upgradeBody(content.body) }));
  return { title, lead, regionCode, organisationId, field, year, sections: bodies };
}

/** Whether a picture stands in what a preview shows. */
export async function showsPicture({ revisionId, copyId }: { revisionId: string | null; copyId: string | null }, hash: string): Promise<boolean> {
  if (copyId !== null) return (await db().previewCopy.count({ where: { id: copyId, pictures: { has: hash } } })) > 0;
  return (await db().revisionSection.count({ where: { revisionId: revisionId!, content: { assets: { some: { assetHash: hash } } } } })) > 0;
}
