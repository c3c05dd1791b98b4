import { crc32, inflateRawSync } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { isDomainError, unreadable } from '../../../platform/errors';
import { LIMITS } from '../../../platform/limits';
import { fileNameForm } from './file-names';

/** A ZIP file with its limits: sizes that it declares must keep within them, and what it unpacks to must be what it declared. */
export interface Archive {
  /**
   * The names of its files, folders left out, with `/` between their parts. Where a file is asked for by name, one whose name
   * differs in case or in the composition of its characters will do.
   */
  names: readonly string[];
  has(name: string): boolean;
  /**
   * Looks at declared sizes alone, before anything is unpacked. @returns the bytes that this file says to unpack to; null
   * where there is no such file, or where it alone would pass a limit
   */
  size(name: string): number | null;
  /**
   * The bytes of one file. What it declares counts against the archive's limit also where it then cannot be unpacked.
   * @returns null where the archive has no file of that name
   * @throws DomainError unreadable_document: damaged, password, archive_size
   */
  read(name: string): Promise<Uint8Array | null>;
}

const UTF8_NAME = 0x800;
const UNICODE_PATH = 0x7075;
/** Bytes that an entry takes at least besides its file: its own header and that in the directory. */
const HEADERS = 30 + 46;
/** Below this size no ratio is looked at: small files of blanks are harmless. */
const HARMLESS = 1024 * 1024;

/** Names of old archives are in the encoding of the machine that made them, which here means Chinese Windows. */
function entryName({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  const unicode = extraFields.find(({ id, data }) => id === UNICODE_PATH && data.length > 5);
  const raw = unicode ? unicode.data.subarray(5) : fileNameRaw;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    return new TextDecoder(generalPurposeBitFlag & UTF8_NAME ? 'utf-8' : 'gb18030').decode(raw);
  }
}

/** Refuses a name that would leave the folder that it is unpacked into; we unpack into memory, but whoever sends one means harm. */
function safeName(entry: Entry): string {
  const name = entryName(entry).replaceAll('\\', '/');
  if (/^\/|^[A-Za-z]:|\u0000/.test(name) || name.split('/').includes('..')) throw unreadable('archive_names');
  return name;
}

/**
 * Opens a ZIP file; unpacks nothing.
 * @throws DomainError unreadable_document: damaged, archive_entries, archive_names, archive_size where several entries
 *   have the same bytes (each would be read again)
 */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const zip = await fromBufferPromise(buffer, { lazyEntries: true, decodeStrings: false, validateEntrySizes: true });
    if (zip.entryCount > LIMITS.archive.entries) throw unreadable('archive_entries');
    const entries = new Map<string, Entry>();
    let packed = 0;
    for await (const entry of zip.eachEntry()) {
      const name = safeName(entry);
      packed += entry.compressedSize + HEADERS;
      if (packed > bytes.byteLength) throw unreadable('archive_size');
      if (!name.endsWith('/') && !entries.has(name)) entries.set(name, entry);
    }
    return archive(zip, bytes, entries);
  } catch (error) {
    throw isDomainError(error) ? error : unreadable('damaged');
  }
}

function archive(zip: ZipFile, bytes: Uint8Array, entries: ReadonlyMap<string, Entry>): Archive {
  let unpacked = 0;
  const byForm = new Map<string, Entry>();
  for (const [name, entry] of entries) if (!byForm.has(fileNameForm(name))) byForm.set(fileNameForm(name), entry);
  const find = (name: string) => entries.get(name) ?? byForm.get(fileNameForm(name));
  return {
    names: [...entries.keys()],
    has: (name) => find(name) !== undefined,
    size(name) {
      const entry = find(name);
      return entry && isWithin(entry) ? entry.uncompressedSize : null;
    },
    async read(name) {
      const entry = find(name);
      if (!entry) return null;
      if (entry.isEncrypted()) throw unreadable('password');
      if (!isWithin(entry) || unpacked + entry.uncompressedSize > LIMITS.archive.total) throw unreadable('archive_size');
      unpacked += entry.uncompressedSize;
      return readEntry(zip, bytes, entry);
    },
  };
}

/** Whether what one file declares keeps within the limits of a single file. */
function isWithin({ compressedSize, uncompressedSize }: Entry): boolean {
  return uncompressedSize <= Math.min(LIMITS.archive.entry, Math.max(HARMLESS, compressedSize * LIMITS.archive.ratio));
}

const STORED = 0;
const DEFLATED = 8;

/** Unpacks one file at once: zlib itself stops at the limit, and a stream for each of a document's parts costs more than they do. */
async function readEntry(zip: ZipFile, bytes: Uint8Array, entry: Entry): Promise<Uint8Array> {
  const { compressedSize, uncompressedSize, compressionMethod, crc32: declared } = entry;
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const packed = bytes.subarray(fileDataStart, fileDataStart + compressedSize);
    if (packed.byteLength !== compressedSize) throw unreadable('damaged');
    if (compressionMethod !== STORED && compressionMethod !== DEFLATED) throw unreadable('damaged');
    // More than was declared is an error here; the declared size has passed the limits.
    const data = compressionMethod === STORED ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, uncompressedSize) });
    if (data.byteLength !== uncompressedSize || crc32(data) !== declared) throw unreadable('damaged');
    return data;
  } catch (error) {
    throw isDomainError(error) ? error : unreadable('damaged');
  }
}
