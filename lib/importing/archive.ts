import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { isDomainError, unreadable } from '../errors';
import { LIMITS } from '../limits';

/** A ZIP file with its limits: nothing that it says of sizes is believed, all is counted while it is unpacked. */
export interface Archive {
  /** The names of its files, folders left out, with `/` between their parts. */
  names: readonly string[];
  /**
   * The bytes of one file.
   * @returns null where the archive has no file of that name
   * @throws DomainError unreadable_document: damaged, password, archive_size
   */
  read(name: string): Promise<Uint8Array | null>;
}

const UTF8_NAME = 0x800;
const UNICODE_PATH = 0x7075;
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
 * Opens a ZIP file.
 * @throws DomainError unreadable_document: damaged, archive_entries, archive_names
 */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const zip = await fromBufferPromise(buffer, { lazyEntries: true, decodeStrings: false, validateEntrySizes: true });
    if (zip.entryCount > LIMITS.archive.entries) throw unreadable('archive_entries');
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) {
      const name = safeName(entry);
      if (!name.endsWith('/') && !entries.has(name)) entries.set(name, entry);
    }
    return archive(zip, entries);
  } catch (error) {
    throw isDomainError(error) ? error : unreadable('damaged');
  }
}

function archive(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Archive {
  let unpacked = 0;
  return {
    names: [...entries.keys()],
    async read(name) {
      const entry = entries.get(name);
      if (!entry) return null;
      const data = await readEntry(zip, entry, LIMITS.archive.total - unpacked);
      unpacked += data.byteLength;
      return data;
    },
  };
}

async function readEntry(zip: ZipFile, entry: Entry, left: number): Promise<Uint8Array> {
  if (entry.isEncrypted()) throw unreadable('password');
  const most = Math.min(left, LIMITS.archive.entry, Math.max(HARMLESS, entry.compressedSize * LIMITS.archive.ratio));
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    // Leaving the loop by a throw destroys the stream, so that a bomb is unpacked no further.
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.byteLength;
      if (size > most) throw unreadable('archive_size');
      chunks.push(chunk);
    }
  } catch (error) {
    throw isDomainError(error) ? error : unreadable('damaged');
  }
  return Buffer.concat(chunks, size);
}
