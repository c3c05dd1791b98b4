import { createHash } from 'node:crypto';
import type { Actor } from '../actor';
import { createArticle } from '../articles/mutations';
import { mayWrite } from '../articles/policy';
import { newArticle } from '../articles/schema';
import { record } from '../audit/audit';
import { createCollection } from '../collections/mutations';
import { newCollection } from '../collections/schema';
import { db, transaction } from '../db';
import type { InputJsonArray, InputJsonObject } from '../database/internal/prismaNamespace';
import { storeImage } from '../assets/mutations';
import { image } from '../content/build';
import type { Image } from '../content/schema';
import { DomainError, invalid, isDomainError, unreadable } from '../errors';
import { fromZod } from '../findings';
import { LIMITS } from '../limits';
import { outline } from '../outline/outline';
import { cut, storable } from '../plain-text';
import { printed } from '../outline/surface';
import { articleFromCase } from './article-from-case';
import { BodyCutter } from './body';
import type { ImportedDocument, Loss } from './document';
import { readDocument } from './read';

/** A document as it comes in. */
export interface Incoming {
  fileName: string;
  bytes: Uint8Array;
  /** Slug of the category that its articles go into. */
  category?: string | undefined;
}

/** What an import made, or had made when the same text came in before. */
export interface Imported {
  importId: string;
  duplicate: boolean;
  collection: { id: string; number: number | null; title: string } | null;
  articles: { id: string; number: number | null; title: string; published: boolean; sections: number }[];
  /** Lines of page chrome that were left out. */
  stripped: string[];
  /** What the document has and its articles have not, or not in that form. */
  losses: Loss[];
}

/** A whole document is one transaction: hundreds of sections, but no waiting for anybody. */
const TIMEOUT = 120_000;

/** The same text is the same document, whatever its encoding, spacing and width of characters. */
function textHash(text: string): string {
  return createHash('sha256').update(text.normalize('NFKC').replace(/\s+/g, '')).digest('hex');
}

/**
 * Brings a document in as drafts of `actor`: a collected page becomes a collection and its articles, any other one
 * article. The same text by the same owner is not imported twice unless what it made was deleted.
 * Its pictures go to the media store.
 * @throws DomainError forbidden; too_large; unreadable_document; invalid where the text does not fit an article
 */
export async function importDocument(actor: Actor, { fileName, bytes, category }: Incoming): Promise<Imported> {
  if (!mayWrite(actor)) throw new DomainError('forbidden');
  if (bytes.byteLength > LIMITS.import.bytes) throw new DomainError('too_large');
  const document = await readDocument({ bytes, fileName });
  const { text, losses } = document;
  if (text.trim() === '') throw unreadable('empty');
  const hash = textHash(text);
  const before = await findImport(actor, hash);
  if (before) return { ...before, duplicate: true };
  const found = outline(document);
  const pictures = await storePictures(actor, document);
  const body = new BodyCutter(document, found, (number) => pictures.get(number) ?? null);
  const inputs = found.cases.map((one) => articleFromCase(one, body, { text, lead: found.cases.length === 1 ? found.lead : undefined }));
  const name = document.format === 'html' ? (document.metadata.title ?? fileName) : fileName;
  const stem = cut(storable(name).replace(/\.[^.]*$/, '').trim(), LIMITS.title);

  return transaction(async () => {
    // Two imports of one text at once: the second waits here and finds the first.
    await db().$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`import ${actor.id} ${hash}`}, 0))`;
    const known = await findImport(actor, hash);
    if (known) return { ...known, duplicate: true };

    const { id: importId } = await db().import.create({
      data: {
        ownerId: actor.id,
        fileName: storable(fileName).slice(0, 255),
        bytes: new Uint8Array(bytes),
        sha256: createHash('sha256').update(bytes).digest('hex'),
        textHash: hash,
        outline: { ...printed(found), stripped: [], losses } as unknown as InputJsonObject,
        stripped: found.stripped as InputJsonArray,
      },
      select: { id: true },
    });
    const ids: string[] = [];
    for (const input of inputs) {
      const parsed = newArticle.safeParse({ ...input, title: input.title || stem, ...(category ? { category } : {}) });
      if (!parsed.success) throw invalid(fromZod(parsed.error));
      ids.push((await createArticle(actor, parsed.data, importId)).id);
    }
    if (inputs.length > 1) {
      const lead = cut([found.byline, found.lead].filter(Boolean).join('\n'), LIMITS.lead);
      const title = cut(found.title.replace(/\s*\n\s*/g, ' '), LIMITS.title) || stem;
      const whole = newCollection.safeParse({ title, lead, articleIds: ids });
      if (!whole.success) throw invalid(fromZod(whole.error));
      await createCollection(actor, whole.data, importId);
    }
    await record(actor, { action: 'import.made', subject: 'import', subjectId: importId, data: { articles: ids } });
    return { ...(await describeImport(importId)), duplicate: false };
  }, { timeout: TIMEOUT });
}

/**
 * The document's pictures in the media store, by their place in it; one that the store does not take is told among the
 * losses. Before the transaction, since encoding takes its time; what nothing shows in the end is swept.
 */
async function storePictures(actor: Actor, { images, losses }: ImportedDocument): Promise<Map<number, Image>> {
  const stored = new Map<number, Image>();
  const refused: Loss = { code: 'image_refused', count: 0, at: [], texts: [] };
  for (const [number, { bytes, alt, name }] of images.entries()) {
    if (!bytes) continue;
    try {
      if (stored.size >= LIMITS.import.pictures) throw new DomainError('too_large');
      stored.set(number, image(await storeImage(actor, bytes), { alt }));
    } catch (error) {
      if (!isDomainError(error)) throw error;
      refused.count += 1;
      refused.texts.push(alt || name.slice(0, 200));
    }
  }
  if (refused.count > 0) losses.push(refused);
  return stored;
}

async function findImport(actor: Actor, hash: string): Promise<Omit<Imported, 'duplicate'> | null> {
  const alive = await db().import.findFirst({
    where: { ownerId: actor.id, textHash: hash, articles: { some: { deletedAt: null } } },
    orderBy: { createdAt: 'desc' },
    select: { id: true },
  });
  return alive && describeImport(alive.id);
}

/** What an import has made as it is now: a publication since has given numbers. */
export async function describeImport(importId: string): Promise<Omit<Imported, 'duplicate'>> {
  const { collection, articles, stripped, outline: kept } = await db().import.findUniqueOrThrow({
    where: { id: importId },
    select: {
      stripped: true,
      outline: true,
      collection: { select: { id: true, number: true, title: true } },
      articles: {
        where: { deletedAt: null },
        orderBy: { id: 'asc' },
        select: { id: true, number: true, title: true, publishedRevisionId: true, _count: { select: { sections: { where: { deletedAt: null } } } } },
      },
    },
  });
  return {
    importId,
    collection,
    articles: articles.map(({ _count, publishedRevisionId, ...article }) => ({
      ...article,
      published: publishedRevisionId !== null,
      sections: _count.sections,
    })),
    stripped: stripped as string[],
    losses: (kept as { losses?: Loss[] }).losses ?? [],
  };
}
