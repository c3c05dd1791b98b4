import { sendForm, type NamedFile, type Problem } from '@/components/shell/api';
import { isLitter, isPictureName, isSystemFile, mayShowPictures } from '@/lib/importing/formats/archive/file-names';
import { LIMITS } from '@/lib/platform/limits';

/** A file that was dropped, chosen or pasted. */
export interface Incoming extends NamedFile {
  /** The pictures that came in with it, which it may show. */
  beside?: readonly NamedFile[];
  /** Why it is left out of what it came in. */
  leftOut?: Problem;
}

/** Documents that the page takes at once; more are for the command line. */
export const MOST_FILES = 300;
/** Files of a dropped folder that are looked at: pages bring many that are no documents. */
const MOST_FOUND = 3_000;

const ZIP = /\.zip$/i;
/** Mail, and exports of websites: what is in them, the server says. */
const SEVERAL = /\.(?:eml|xml|wxr|json)$/i;

/** The files of a drop, those in folders too. Must be called before the event is over: the browser then forgets them. */
export function dropped(transfer: DataTransfer): Promise<Incoming[]> {
  const entries = [...transfer.items].filter(({ kind }) => kind === 'file').map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = [...transfer.files];
  return Promise.all(entries.map((entry, index) => (entry ? filesOf(entry) : Promise.resolve(plain[index] ? [{ name: plain[index].name, file: plain[index] }] : [])))).then((all) => all.flat());
}

async function filesOf(entry: FileSystemEntry): Promise<Incoming[]> {
  if (isSystemFile(entry.fullPath.slice(1))) return [];
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ name: entry.fullPath.replace(/^\//, ''), file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: Incoming[] = [];
  // A reader gives a hundred at a time, and then none.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0 || found.length > MOST_FOUND) return found;
    for (const child of part) found.push(...(await filesOf(child)));
  }
}

/** The files of a field, with their folders where a folder was chosen. */
export function chosen(list: FileList): Incoming[] {
  return [...list].map((file) => ({ name: file.webkitRelativePath || file.name, file })).filter(({ name }) => !isSystemFile(name));
}

/** What was pasted: files, else HTML, else text; null for nothing. */
export function pasted(transfer: DataTransfer, name: string): Incoming[] {
  if (transfer.files.length > 0) return [...transfer.files].map((file) => ({ name: file.name, file }));
  const html = transfer.getData('text/html');
  if (html.trim()) return [{ name: `${name}.html`, file: new Blob([html], { type: 'text/html' }) }];
  const text = transfer.getData('text/plain');
  return text.trim() ? [{ name: `${name}.txt`, file: new Blob([text], { type: 'text/plain' }) }] : [];
}

/**
 * A file, or what is in it where it is a ZIP, a mail with documents attached or the export of a website, so that each document
 * has a line of its own.
 * @throws Error for a ZIP that cannot be opened or that unpacks to more than `most` bytes
 */
export async function unpacked(incoming: Incoming, most: number): Promise<Incoming[]> {
  if (SEVERAL.test(incoming.name) && incoming.file.size <= LIMITS.import.bytes) return contents(incoming);
  if (!ZIP.test(incoming.name)) return [incoming];
  const { unzipSync } = await import('fflate');
  let total = 0;
  const files = unzipSync(new Uint8Array(await incoming.file.arrayBuffer()), {
    filter: ({ name, originalSize }) => {
      if (name.endsWith('/') || isSystemFile(name)) return false;
      total += originalSize;
      if (total > most) throw new Error('too large');
      return true;
    },
  });
  return Object.entries(files).map(([name, bytes]) => ({ name: chineseName(name), file: new Blob([bytes as BlobPart]) }));
}

/** What the server finds in a file; the file itself where that is one document, or is none: its preview tells. */
async function contents(incoming: Incoming): Promise<Incoming[]> {
  const outcome = await sendForm<{ name: string; base64?: string; problem?: Problem }[] | null>('/api/import/contents', incoming);
  if (!outcome.ok || outcome.data === null) return [incoming];
  return outcome.data.map(({ name, base64 = '', problem }) => ({ name, file: new Blob([bytesOf(base64)]), ...(problem ? { leftOut: problem } : {}) }));
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/**
 * The documents among files that came in together, each with the pictures that it may show; what a page keeps beside itself is
 * no document. Where there is nothing else, it is taken for what it is, and its reader is told.
 */
export function documentsAmong(files: readonly Incoming[]): Incoming[] {
  const documents = files.filter(({ name }) => !isLitter(name));
  if (documents.length === 0) return [...files];
  const beside = files.filter(({ name }) => isPictureName(name) && name.length <= LIMITS.import.path).slice(0, LIMITS.archive.entries);
  return documents.map((one) => (beside.length > 0 && mayShowPictures(one.name) ? { ...one, beside } : one));
}

/**
 * Of the pictures beside a document those that it shows, as far as they may be sent with it.
 * @param paths that its preview has told
 */
export function picturesOf({ file, beside = [] }: Incoming, paths: readonly string[]): NamedFile[] {
  const shown = new Set(paths);
  let left = LIMITS.import.bytes - file.size;
  return beside.filter(({ name, file: picture }) => {
    if (!shown.has(name) || picture.size > left) return false;
    left -= picture.size;
    return true;
  });
}

/** Names of old archives are in the encoding of the machine that made them, which here means Chinese Windows. */
function chineseName(name: string): string {
  const codes = [...name].map((character) => character.codePointAt(0) ?? 0);
  if (!codes.some((code) => code > 0x7f) || codes.some((code) => code > 0xff)) return name;
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(Uint8Array.from(codes));
  } catch {
    return name;
  }
}
