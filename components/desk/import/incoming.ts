/** A file that was dropped, chosen or pasted. */
export interface Incoming {
  name: string;
  file: Blob;
}

/** Files that one drop may bring; more are for the command line. */
export const MOST_FILES = 300;

const LITTER = /(^|\/)(__MACOSX\/|\.|~\$|Thumbs\.db$|desktop\.ini$)/i;
const ZIP = /\.zip$/i;

/** The files of a drop, those in folders too. Must be called before the event is over: the browser then forgets them. */
export function dropped(transfer: DataTransfer): Promise<Incoming[]> {
  const entries = [...transfer.items].filter(({ kind }) => kind === 'file').map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = [...transfer.files];
  return Promise.all(entries.map((entry, index) => (entry ? filesOf(entry) : Promise.resolve(plain[index] ? [{ name: plain[index].name, file: plain[index] }] : [])))).then((all) => all.flat());
}

async function filesOf(entry: FileSystemEntry): Promise<Incoming[]> {
  if (LITTER.test(entry.fullPath.slice(1))) return [];
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ name: entry.fullPath.replace(/^\//, ''), file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: Incoming[] = [];
  // A reader gives a hundred at a time, and then none.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0 || found.length > MOST_FILES) return found;
    for (const child of part) found.push(...(await filesOf(child)));
  }
}

/** The files of a field, with their folders where a folder was chosen. */
export function chosen(list: FileList): Incoming[] {
  return [...list].map((file) => ({ name: file.webkitRelativePath || file.name, file })).filter(({ name }) => !LITTER.test(name));
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
 * A file, or what is in it where it is a ZIP, so that each document has a line of its own.
 * @throws Error for a ZIP that cannot be opened or that unpacks to more than `most` bytes
 */
export async function unpacked(incoming: Incoming, most: number): Promise<Incoming[]> {
  if (!ZIP.test(incoming.name)) return [incoming];
  const { unzipSync } = await import('fflate');
  let total = 0;
  const files = unzipSync(new Uint8Array(await incoming.file.arrayBuffer()), {
    filter: ({ name, originalSize }) => {
      if (name.endsWith('/') || LITTER.test(name)) return false;
      total += originalSize;
      if (total > most) throw new Error('too large');
      return true;
    },
  });
  return Object.entries(files).map(([name, bytes]) => ({ name: chineseName(name), file: new Blob([bytes as BlobPart]) }));
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
