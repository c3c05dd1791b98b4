import type { Person } from '../platform/actor';
import { checkFields, createArticle } from '../domains/articles/mutations';
import { newArticlePolicy } from '../domains/articles/policy';
import { IncomingPictures } from '../domains/assets/incoming';
import type { StoredPicture } from '../domains/assets/mutations';
import { record } from '../domains/audit/audit';
import { createCollection } from '../domains/collections/mutations';
import { firstSnapshots } from '../domains/reviews/revisions';
import type { InputJsonArray, InputJsonObject } from '../platform/database/generated/internal/prismaNamespace';
import { db, transaction } from '../platform/database/transaction';
import { DomainError, isDomainError, unreadable } from '../platform/errors';
import { LIMITS } from '../platform/limits';
import { storable } from '../platform/plain-text';
import { sha256 } from '../platform/sha256';
import { stopIfLeft } from '../platform/semaphore';
import { unavailableError } from '../platform/unavailable';
import type { Loss } from './formats/document';
import { mayShowPictures } from './formats/archive/file-names';
import { eachPicture, nullIfRefused } from './pictures';
import { withPictures } from './placeholders';
import { importOptions, type ImportOptions } from './plan/plan';
import { isZip } from './formats/archive/zip-signature';
import { mayHoldSeveral } from './several';
import { sketched, type PreviewImage } from './sketches';
import { documentReader, type Entry, type IncomingFile, type Prepared, type Reading } from './document-reader';

/** A document as it comes in, with what an editor decided about it; `category` is a slug. */
export type Incoming = IncomingFile & Partial<ImportOptions>;

/** Who waits for an import, and what lies beside its document. */
export interface Surroundings {
  /** Aborted when whoever asked has left: nothing is begun for him any more. */
  signal?: AbortSignal;
  /** The bytes of one of `beside.pictures`; null where it cannot be read. */
  picture?: (path: string) => Promise<Uint8Array | null>;
  /** Called before any document of an archive is imported, with how many there are besides the first. @throws DomainError too_many_requests */
  charge?: (more: number) => Promise<void>;
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

/** What a document holds and what an earlier import of the same text made. Stores nothing. */
export interface Preview extends Omit<Reading, 'images'> {
  fileName: string;
  images: PreviewImage[];
  duplicate: Omit<Imported, 'duplicate'> | null;
}

/**
 * Reads a document for `actor` to look at before it is imported.
 * @throws DomainError forbidden; too_large; unreadable_document
 */
export async function previewDocument(actor: Person, file: IncomingFile, signal?: AbortSignal): Promise<Preview> {
  newArticlePolicy.authorize(actor, 'article.create');
  const reading = await documentReader().read(file, signal, actor.id);
  const { images, refused } = await sketched(reading.images, signal);
  const losses = refused ? [...reading.losses, refused] : reading.losses;
  return { fileName: file.fileName, ...reading, losses, images, duplicate: await findImport(actor, reading.hash) };
}

/**
 * Brings a document in as drafts of `actor`: a collected page becomes a collection and its articles, any other one
 * article. The same text by the same owner is not imported twice unless what it made was deleted.
 * Its pictures go to the media store with it: where the import is refused or fails, nothing of it is stored.
 * @throws DomainError forbidden; too_large; unreadable_document; invalid where the plan does not fit the document, or the
 * text no article; busy for who has left
 */
export async function importDocument(actor: Person, { fileName, bytes, beside, ...rest }: Incoming, around: Surroundings = {}): Promise<Imported> {
  newArticlePolicy.authorize(actor, 'article.create');
  const options = importOptions.parse(rest);
  const prepared = await documentReader().prepare({ fileName, bytes, ...(beside ? { beside } : {}) }, options, around.signal, actor.id);
  const before = await findImport(actor, prepared.hash);
  if (before) return { ...before, duplicate: true };
  for (const article of prepared.articles) await checkFields(article);
  const pictures = new IncomingPictures(actor);
  try {
    const stored = await encodePictures(pictures, prepared, around);
    stopIfLeft(around.signal);
    return await store(actor, { fileName, bytes }, prepared, pictures, stored);
  } finally {
    await pictures.discard();
  }
}

/** Everything that an import makes, in one transaction. */
function store(actor: Person, { fileName, bytes }: IncomingFile, prepared: Prepared, pictures: IncomingPictures, stored: ReadonlyMap<number, StoredPicture>): Promise<Imported> {
  const { hash, outline, losses, articles, collection } = prepared;
  return transaction(async () => {
    // Two imports of one text at once: the second waits here and finds the first.
    await db().$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`import ${actor.id} ${hash}`}, 0))`;
    const known = await findImport(actor, hash);
    if (known) return { ...known, duplicate: true };

    await pictures.keepRows();
    const { id: importId } = await db().import.create({
      data: {
        ownerId: actor.id,
        fileName: storable(fileName, ' ').slice(0, 255).toWellFormed(),
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
    await firstSnapshots(actor, ids, { cause: 'IMPORT' });
    if (collection) await createCollection(actor, { ...collection, articleIds: ids }, importId);
    await record(actor, { action: 'import.made', subject: 'import', subjectId: importId, data: { articles: ids } });
    const made = await describeImport(importId);
    await pictures.placeFiles();
    return { ...made, duplicate: false };
  }, { timeout: TIMEOUT });
}

/**
 * What is in a file that holds several documents and is no ZIP (mail with documents attached, the export of a website), for an
 * editor to look at one by one. Stores nothing.
 * @returns null for a file that is one document, or a ZIP, which whoever sends it can open himself
 * @throws DomainError forbidden; too_large; unreadable_document
 */
export async function listContents(actor: Person, file: IncomingFile, signal?: AbortSignal): Promise<Entry[] | null> {
  newArticlePolicy.authorize(actor, 'article.create');
  if (isZip(file.bytes) || !mayHoldSeveral(file.bytes, file.fileName)) return null;
  return (await documentReader().unpack(file, signal, actor.id))?.entries ?? null;
}

/** What became of one document of an archive. */
export type EntryOutcome = { file: string; imported: Imported } | { file: string; problem: DomainError };

/**
 * Brings in every document of an archive, each in a transaction of its own; a bad one is told, and the next goes on.
 * @param options for all of them; a plan is for one document only and not looked at
 * @returns null for a file that is no archive
 * @throws DomainError forbidden; too_large; unreadable_document where the archive as a whole cannot be read
 */
export async function importArchive(actor: Person, file: IncomingFile, { category }: Pick<Incoming, 'category'>, { signal, charge }: Surroundings = {}): Promise<EntryOutcome[] | null> {
  newArticlePolicy.authorize(actor, 'article.create');
  if (file.bytes.byteLength > LIMITS.import.bytes) throw new DomainError('too_large');
  // A DOCX begins as an archive does, and mail may have documents attached or none: such files are looked into.
  const unpacked = mayHoldSeveral(file.bytes, file.fileName) ? await documentReader().unpack(file, signal, actor.id) : null;
  if (!unpacked) return null;
  await charge?.(unpacked.entries.length - 1);
  const bytesOf = new Map(unpacked.pictures.map(({ name, bytes }) => [name, bytes]));
  const pictures = [...bytesOf.keys()];
  const around: Surroundings = { ...(signal ? { signal } : {}), picture: async (name) => bytesOf.get(name) ?? null };
  const outcomes: EntryOutcome[] = [];
  for (const entry of unpacked.entries) {
    stopIfLeft(signal);
    const { name } = entry;
    if ('problem' in entry) {
      outcomes.push({ file: name, problem: entry.problem });
      continue;
    }
    const beside = mayShowPictures(name) ? { beside: { path: name, pictures } } : {};
    const document: Incoming = { fileName: name.slice(name.lastIndexOf('/') + 1), bytes: entry.bytes, ...beside, ...(category ? { category } : {}) };
    try {
      outcomes.push({ file: name, imported: await importDocument(actor, document, around) });
    } catch (error) {
      const away = unavailableError(error);
      // What is stored by now is told, and the rest is not tried, since each would wait for the same.
      if (away && outcomes.some((outcome) => 'imported' in outcome)) return outcomes.concat(unpacked.entries.slice(outcomes.length).map((left) => ({ file: left.name, problem: away })));
      if (!isDomainError(error)) throw error;
      outcomes.push({ file: name, problem: error.details.reason === 'archive' || error.details.reason === 'several_documents' ? unreadable('archive_nested', name) : error });
    }
  }
  return outcomes;
}

/**
 * The document's pictures by their place in it, encoded and on their way into the store; one that the store does not take,
 * or that cannot be read, is told among the losses. Before the transaction, since encoding takes its time.
 */
async function encodePictures(incoming: IncomingPictures, { pictures, losses }: Prepared, { signal, picture: read }: Surroundings): Promise<Map<number, StoredPicture>> {
  const { taken, refused } = await eachPicture(pictures, async (source) => {
    stopIfLeft(signal);
    const bytes = typeof source === 'string' ? await read?.(source) : source;
    return bytes ? incoming.add(bytes).catch(nullIfRefused) : null;
  });
  await incoming.written();
  if (refused) losses.push(refused);
  return taken;
}

async function findImport(actor: Person, hash: string): Promise<Omit<Imported, 'duplicate'> | null> {
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
