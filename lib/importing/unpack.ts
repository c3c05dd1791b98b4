import { isDomainError, unreadable } from '../platform/errors';
import { LIMITS } from '../platform/limits';
import type { Archive } from './formats/archive/archive';
import { isLitter, isPictureName, mayShowPictures } from './formats/archive/file-names';
import type { Entry } from './document-reader';
import { isZip, recognise } from './recognise';

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
 * Looks into an archive. All that its documents declare to unpack to is counted here, so that one that is too large is
 * refused before anything of it is unpacked.
 * @returns null for a file that is no archive of documents (a DOCX is packed too, but is one document)
 * @throws DomainError unreadable_document where the archive as a whole cannot be read: damaged, archive_entries,
 * archive_names, archive_size, empty
 */
export async function contentsOf(bytes: Uint8Array, fileName: string): Promise<Contents | null> {
  const found = isZip(bytes) ? await recognise(bytes, fileName) : null;
  if (found?.format !== 'archive') return null;
  const { archive } = found;
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
