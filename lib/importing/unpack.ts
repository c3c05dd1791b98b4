import { isDomainError, unreadable, type DomainError } from '../errors';
import { isZip, recognise } from './recognise';

/** One document of a folder or archive; one that cannot be read has its problem instead of bytes. */
export type Entry = { name: string; bytes: Uint8Array } | { name: string; problem: DomainError };

/** What systems leave in folders: no document, and not worth a word. */
const LITTER = /(^|\/)(__MACOSX\/|\.|~\$|Thumbs\.db$|desktop\.ini$)/i;
const PICTURE = /\.(png|jpe?g|gif|webp|bmp|svg|tiff?|emf|wmf|ico|css|js|woff2?)$/i;
const ARCHIVE = /\.(zip|rar|7z|tar|gz|tgz|bz2|xz)$/i;

/** Whether a path is that of no document, but of something that a system or a web page keeps beside its documents. */
export function isLitter(name: string): boolean {
  return LITTER.test(name) || PICTURE.test(name);
}

/**
 * The documents that a file holds: itself, or what is in an archive, in the order of the archive, what systems leave
 * there (`__MACOSX`, `.DS_Store`, `~$` lock files) and pictures beside web pages left out. The bytes of one entry are
 * unpacked when it is asked for. An archive in an archive is a problem of that entry.
 * @throws DomainError unreadable_document where the archive as a whole cannot be read: damaged, archive_entries,
 * archive_names, archive_size, empty
 */
export async function* unpack(bytes: Uint8Array, fileName: string): AsyncGenerator<Entry> {
  const found = isZip(bytes) ? await recognise(bytes, fileName) : null;
  if (found?.format !== 'archive') {
    yield { name: fileName, bytes };
    return;
  }
  const names = found.archive.names.filter((name) => !isLitter(name));
  if (names.length === 0) throw unreadable('empty');
  for (const name of names) yield await entry(name, () => found.archive.read(name));
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
