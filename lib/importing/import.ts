import type { Actor } from '../actor';
import { createArticle } from '../articles/mutations';
import { mayWrite } from '../articles/policy';
import { storeImage, type StoredPicture } from '../assets/mutations';
import { record } from '../audit/audit';
import { createCollection } from '../collections/mutations';
import type { InputJsonArray, InputJsonObject } from '../database/internal/prismaNamespace';
import { db, transaction } from '../db';
import { DomainError, isDomainError } from '../errors';
import { LIMITS } from '../limits';
import { storable } from '../plain-text';
import { sha256 } from '../sha256';
import type { ImportedImage, Loss } from './document';
import { withPictures } from './placeholders';
import { importOptions, type ImportOptions } from './plan';
import { documentReader, type IncomingFile, type Reading } from './reader';

/** A document as it comes in, with what an editor decided about it; `category` is a slug. */
export type Incoming = IncomingFile & Partial<ImportOptions>;

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

/** What a document holds and what an earlier import of the same text made. Stores nothing. */
export interface Preview extends Reading {
  fileName: string;
  duplicate: Omit<Imported, 'duplicate'> | null;
}

/**
 * Reads a document for `actor` to look at before it is imported.
 * @throws DomainError forbidden; too_large; unreadable_document
 */
export async function previewDocument(actor: Actor, file: IncomingFile): Promise<Preview> {
  if (!mayWrite(actor)) throw new DomainError('forbidden');
  const reading = await documentReader().read(file);
  return { fileName: file.fileName, ...reading, duplicate: await findImport(actor, reading.hash) };
}

/**
 * Brings a document in as drafts of `actor`: a collected page becomes a collection and its articles, any other one
 * article. The same text by the same owner is not imported twice unless what it made was deleted.
 * Its pictures go to the media store.
 * @throws DomainError forbidden; too_large; unreadable_document; invalid where the plan does not fit the document, or the
 * text no article
 */
export async function importDocument(actor: Actor, { fileName, bytes, ...rest }: Incoming): Promise<Imported> {
  if (!mayWrite(actor)) throw new DomainError('forbidden');
  const options = importOptions.parse(rest);
  const { hash, outline, losses, articles, collection, pictures } = await documentReader().prepare({ fileName, bytes }, options);
  const before = await findImport(actor, hash);
  if (before) return { ...before, duplicate: true };
  const stored = await storePictures(actor, pictures, losses);

  return transaction(async () => {
    // Two imports of one text at once: the second waits here and finds the first.
    await db().$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`import ${actor.id} ${hash}`}, 0))`;
    const known = await findImport(actor, hash);
    if (known) return { ...known, duplicate: true };

    const { id: importId } = await db().import.create({
      data: {
        ownerId: actor.id,
        fileName: storable(fileName).slice(0, 255).toWellFormed(),
        bytes: new Uint8Array(bytes),
        sha256: sha256(bytes),
        textHash: hash,
        outline: { ...outline, stripped: [], losses } as unknown as InputJsonObject,
        stripped: outline.stripped as InputJsonArray,
      },
      select: { id: true },
    });
    const ids: string[] = [];
    for (const { sections, ...article } of articles) {
      const whole = { ...article, sections: sections.map((section) => ({ ...section, body: withPictures(section.body, stored) })) };
      ids.push((await createArticle(actor, whole, importId)).id);
    }
    if (collection) await createCollection(actor, { ...collection, articleIds: ids }, importId);
    await record(actor, { action: 'import.made', subject: 'import', subjectId: importId, data: { articles: ids } });
    return { ...(await describeImport(importId)), duplicate: false };
  }, { timeout: TIMEOUT });
}

/** What became of one document of an archive. */
export type EntryOutcome = { file: string; imported: Imported } | { file: string; problem: DomainError };

/**
 * Brings in every document of an archive, each in a transaction of its own; a bad one is told, and the next goes on.
 * @param options for all of them; a plan is for one document only and not looked at
 * @returns null for a file that is no archive
 * @throws DomainError forbidden; too_large; unreadable_document where the archive as a whole cannot be read
 */
export async function importArchive(actor: Actor, file: IncomingFile, { category }: Pick<Incoming, 'category'>): Promise<EntryOutcome[] | null> {
  if (!mayWrite(actor)) throw new DomainError('forbidden');
  if (file.bytes.byteLength > LIMITS.import.bytes) throw new DomainError('too_large');
  // Nothing else can be an archive; a DOCX begins so too, and is looked into.
  const [p, k] = file.bytes;
  const entries = p === 0x50 && k === 0x4b ? await documentReader().unpack(file) : null;
  if (!entries) return null;
  const outcomes: EntryOutcome[] = [];
  for (const entry of entries) {
    const { name } = entry;
    if ('problem' in entry) {
      outcomes.push({ file: name, problem: entry.problem });
      continue;
    }
    try {
      outcomes.push({ file: name, imported: await importDocument(actor, { fileName: name.slice(name.lastIndexOf('/') + 1), bytes: entry.bytes, ...(category ? { category } : {}) }) });
    } catch (error) {
      if (!isDomainError(error)) throw error;
      outcomes.push({ file: name, problem: error });
    }
  }
  return outcomes;
}

/**
 * The document's pictures in the media store, by their place in it; one that the store does not take is told among the
 * losses. Before the transaction, since encoding takes its time: where the import then fails they stay, for its owner alone.
 */
async function storePictures(actor: Actor, pictures: readonly ImportedImage[], losses: Loss[]): Promise<Map<number, StoredPicture>> {
  const stored = new Map<number, StoredPicture>();
  const refused: Loss = { code: 'image_refused', count: 0, at: [], texts: [] };
  for (const [number, { bytes, alt, name }] of pictures.entries()) {
    if (!bytes) continue;
    try {
      if (stored.size >= LIMITS.import.pictures) throw new DomainError('too_large');
      stored.set(number, await storeImage(actor, bytes));
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
