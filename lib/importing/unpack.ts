import { isDomainError, unreadable } from '../platform/errors';
import { LIMITS } from '../platform/limits';
import type { Archive } from './formats/archive/archive';
import { isLitter, isPictureName, mayShowPictures } from './formats/archive/file-names';
import type { Entry } from './document-reader';
import type { Message } from './formats/mime/parts';
import type { Post } from './formats/site-export/post';
import { recognise } from './recognise';
import { mayHoldSeveral } from './several';

const ARCHIVE = /\.(zip|rar|7z|tar|gz|tgz|bz2|xz)$/i;

/** What is in an archive, by paths in its own order; nothing of it is unpacked yet. */
export interface Contents {
  /** Without what systems leave there (`__MACOSX`, `.DS_Store`, `~$` lock files). */
  documents: readonly string[];
  /** Those that documents may show and that the limits leave room for; none where all documents hold their own. */
  pictures: readonly string[];
  /**
   * Unpacks a document. An archive in the archive is a problem of that entry.
   * @throws DomainError unreadable_document archive_size
   */
  document(name: string): Promise<Entry>;
  /** Unpacks a picture; null for one that cannot be, or is none of `pictures`. */
  picture(name: string): Promise<Uint8Array | null>;
}

/**
 * Looks into what holds several documents: a ZIP, the export of a website, a mail with documents attached. All that its documents declare to unpack to is counted here, so that one that is too large is
 * refused before anything of it is unpacked.
 * @returns null for a file that is one document (a DOCX is packed too)
 * @throws DomainError unreadable_document where the archive as a whole cannot be read: damaged, archive_entries,
 * archive_names, archive_size, empty
 */
export async function contentsOf(bytes: Uint8Array, fileName: string): Promise<Contents | null> {
  const found = mayHoldSeveral(bytes, fileName) ? await recognise(bytes, fileName) : null;
  if (found?.format === 'site') return contentsOfSite(found.posts);
  if (found?.format === 'message') return contentsOfMail(found.message, bytes);
  return found?.format === 'archive' ? contentsOfZip(found.archive) : null;
}

/** The articles of a website, a page each; what is left out of it is told in its place. Null where there is but one. */
async function contentsOfSite(posts: readonly Post[]): Promise<Contents | null> {
  const { fileNames, isOne, pageOf } = await import('./formats/site-export/post');
  if (isOne(posts)) return null;
  const names = fileNames(posts);
  const byName = new Map(names.map((name, index) => [name, posts[index]!]));
  if (posts.length === 0) throw unreadable('empty');
  if (posts.length > LIMITS.archive.entries) throw unreadable('archive_entries');
  return of(names, async (name) => {
    const post = byName.get(name)!;
    return post.leftOut ? { name, problem: unreadable(post.leftOut, name) } : { name, bytes: pageOf(post) };
  });
}

/** What is attached to a mail, and its body before it, where that is a text for itself; null for a mail without documents. */
async function contentsOfMail(message: Message, bytes: Uint8Array): Promise<Contents | null> {
  const [{ attachedDocuments, subjectName }, { hasText, isSavedPage }] = await Promise.all([import('./formats/mail/attachments'), import('./formats/mail/read')]);
  const attached = isSavedPage(message) ? [] : attachedDocuments(message);
  if (attached.length === 0) return null;
  const body = hasText(message) ? [{ name: subjectName(message, attached), bytes }] : [];
  const byName = new Map([...body, ...attached].map((one) => [one.name, one.bytes]));
  return of([...byName.keys()], (name) => entry(name, async () => byName.get(name) ?? null));
}

/** Documents that hold their pictures themselves. */
function of(documents: readonly string[], document: Contents['document']): Contents {
  return { documents, pictures: [], document, picture: async () => null };
}

function contentsOfZip(archive: Archive): Contents {
  const documents = archive.names.filter((name) => !isLitter(name));
  if (documents.length === 0) throw unreadable('empty');
  const declared = documents.reduce((sum, name) => sum + (archive.size(name) ?? Infinity), 0);
  if (declared > LIMITS.archive.total) throw unreadable('archive_size');
  const pictures = documents.some(mayShowPictures) ? fitting(archive, LIMITS.archive.total - declared) : [];
  const known = new Set(pictures);
  const unpacked = new Map<string, Promise<Uint8Array | null>>();
  return {
    documents,
    pictures,
    document: (name) => entry(name, () => archive.read(name)),
    async picture(name) {
      if (!known.has(name)) return null;
      // Many pages show the same one, and what is unpacked again counts again.
      const found = unpacked.get(name) ?? archive.read(name).catch(ifNoneOfOurs);
      unpacked.set(name, found);
      return found;
    },
  };
}

/** Pictures never spoil an archive: those that are too large for it are not there. */
function fitting(archive: Archive, left: number): string[] {
  return archive.names.filter((name) => {
    if (!isPictureName(name) || name.length > LIMITS.import.path) return false;
    const size = archive.size(name) ?? Infinity;
    if (size > Math.min(left, LIMITS.picture.bytes)) return false;
    left -= size;
    return true;
  });
}

async function entry(name: string, read: () => Promise<Uint8Array | null>): Promise<Entry> {
  if (ARCHIVE.test(name)) return { name, problem: unreadable('archive_nested', name) };
  try {
    const bytes = (await read()) ?? new Uint8Array();
    return { name, bytes };
  } catch (error) {
    // A bomb spoils the whole archive; a damaged entry, or one with a password, only itself.
    if (!isDomainError(error) || error.details.reason === 'archive_size') throw error;
    return { name, problem: unreadable(error.details.reason === 'password' ? 'password' : 'damaged', name) };
  }
}

function ifNoneOfOurs(error: unknown): null {
  if (!isDomainError(error)) throw error;
  return null;
}
