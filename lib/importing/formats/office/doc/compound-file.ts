import { unreadable } from '../../../../platform/errors';

/** A file of streams (MS-CFB), as Word wrote before 2007. */
export interface CompoundFile {
  /** The names of streams in the root folder. */
  names: readonly string[];
  /** The bytes of a stream of the root folder; null where there is none. @throws DomainError unreadable_document damaged */
  stream(name: string): Buffer | null;
}

const HEADER = 512;
const LAST_SECTOR = 0xfffffffa;
const END_OF_CHAIN = 0xfffffffe;
const ENTRY = 128;
const MINI_SECTOR = 64;
const STORAGE = 1;
const STREAM = 2;
const ROOT = 5;

interface Entry {
  name: string;
  type: number;
  left: number;
  right: number;
  child: number;
  start: number;
  size: number;
}

const damaged = () => unreadable('damaged');

/**
 * Opens a compound file; nothing of its streams is copied before it is asked for. A chain of sectors that is longer than
 * the file, a circle that is, makes the file a damaged one.
 * @throws DomainError unreadable_document damaged
 */
export function openCompoundFile(bytes: Uint8Array): CompoundFile {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < HEADER) throw damaged();
  const shift = file.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) throw damaged();
  const size = 1 << shift;
  const sectors = Math.ceil((file.length - HEADER) / size);
  const sector = (index: number) => file.subarray((index + 1) * size, (index + 2) * size);
  const table = allocation(file, sector, sectors, size);

  /** The sectors from one on; `most` bounds a stream of known size. */
  const chain = (start: number, most: number): Buffer => {
    const parts: Buffer[] = [];
    let index = start;
    for (; index < LAST_SECTOR && parts.length < most; index = table(index)) {
      if (index >= sectors || parts.length > sectors) throw damaged();
      parts.push(sector(index));
    }
    return Buffer.concat(parts);
  };
  const directory = chain(file.readUInt32LE(48), Infinity);
  const entries: (Entry | null)[] = [];
  for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) entries.push(readEntry(directory, at));
  const root = entries[0];
  if (root?.type !== ROOT) throw damaged();
  const streams = childrenOf(entries, root.child);
  const miniTable = chain(file.readUInt32LE(60), Infinity);
  let miniStream: Buffer | undefined;

  const mini = (start: number, length: number): Buffer => {
    miniStream ??= chain(root.start, Math.ceil(root.size / size));
    const parts: Buffer[] = [];
    const most = Math.ceil(length / MINI_SECTOR);
    for (let index = start; index < LAST_SECTOR && parts.length < most; index = miniTable.readUInt32LE(index * 4)) {
      if ((index + 1) * 4 > miniTable.length) throw damaged();
      parts.push(miniStream.subarray(index * MINI_SECTOR, (index + 1) * MINI_SECTOR));
    }
    return Buffer.concat(parts);
  };
  return {
    names: [...streams.keys()],
    stream(name) {
      const entry = streams.get(name);
      if (!entry) return null;
      if (entry.size > file.length) throw damaged();
      const isMini = entry.size < file.readUInt32LE(56);
      const found = isMini ? mini(entry.start, entry.size) : chain(entry.start, Math.ceil(entry.size / size));
      return found.subarray(0, entry.size);
    },
  };
}

/** The allocation table: which sector follows on one. */
function allocation(file: Buffer, sector: (index: number) => Buffer, sectors: number, size: number): (index: number) => number {
  const perSector = size / 4;
  const pages: number[] = [];
  for (let at = 76; at < HEADER; at += 4) pages.push(file.readUInt32LE(at));
  // More pages of the table than the header has room for are named in sectors of their own.
  let next = file.readUInt32LE(68);
  for (let steps = 0; next < LAST_SECTOR; steps++) {
    const page = sector(next);
    if (page.length < size || steps > sectors) throw damaged();
    for (let at = 0; at < size - 4; at += 4) pages.push(page.readUInt32LE(at));
    next = page.readUInt32LE(size - 4);
  }
  return (index) => {
    const page = sector(pages[Math.floor(index / perSector)] ?? END_OF_CHAIN);
    const at = (index % perSector) * 4;
    return at + 4 <= page.length ? page.readUInt32LE(at) : END_OF_CHAIN;
  };
}

function readEntry(directory: Buffer, at: number): Entry | null {
  const type = directory[at + 66] ?? 0;
  if (![STORAGE, STREAM, ROOT].includes(type)) return null;
  const length = Math.min(64, Math.max(2, directory.readUInt16LE(at + 64)));
  return {
    type,
    name: directory.toString('utf16le', at, at + length - 2),
    left: directory.readUInt32LE(at + 68),
    right: directory.readUInt32LE(at + 72),
    child: directory.readUInt32LE(at + 76),
    start: directory.readUInt32LE(at + 116),
    size: directory.readUInt32LE(at + 120),
  };
}

/** The streams of a folder, which is a tree of its entries. */
function childrenOf(entries: readonly (Entry | null)[], top: number): Map<string, Entry> {
  const found = new Map<string, Entry>();
  const seen = new Set<number>();
  const open = [top];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const entry = entries[index];
    if (!entry || seen.has(index)) continue;
    seen.add(index);
    if (entry.type === STREAM) found.set(entry.name, entry);
    open.push(entry.left, entry.right);
  }
  return found;
}
