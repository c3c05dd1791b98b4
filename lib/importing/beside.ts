import { LIMITS } from '../platform/limits';
import { fileNameForm, mayShowPictures } from './formats/archive/file-names';
import { relativePath } from './formats/archive/relative-path';
import { lossText, MOST_PLACES, MOST_TEXTS } from './formats/builder';
import type { ImportedDocument, ImportedImage, Loss } from './formats/document';

/** The pictures that lie beside a document in its folder or archive: all paths begin in the same place. */
export interface Beside {
  /** The document's own. */
  path: string;
  pictures: readonly string[];
}

/** An address that says where else it leads: `https:`, `//host`, `/root`, `C:\`, `data:`. */
const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]*:|[\\/])/i;

/**
 * Where an address in a document leads among the pictures beside it.
 * @param path the document's own
 * @param address relative, as the document has it: percent-encoded or not, with query or fragment, `\` for `/`
 * @returns the path of the picture, whose case and composition of characters may be others; null where there is none, or where the address leads out of the folder of all
 */
export function pictureBeside(path: string, address: string, pictures: ReadonlySet<string>): string | null {
  const plain = address.trim();
  if (plain === '' || plain.length > LIMITS.import.path || path.length > LIMITS.import.path || ELSEWHERE.test(plain)) return null;
  const bare = plain.replace(/[?#].*$/s, '');
  // A file may be called a%20b.png or a#b.png; what an address means by that comes second.
  for (const form of [plain, ...decoded(bare)]) {
    const meant = relativePath(path, form);
    const found = meant.outside ? undefined : named(meant.path, pictures);
    if (found !== undefined) return found;
  }
  return null;
}

/** For each set of names, every name by its form; of several with one form the first. */
const forms = new WeakMap<ReadonlySet<string>, ReadonlyMap<string, string>>();

/** The name among these that a path means: the very one, else one that a file system might take for it. */
function named(path: string, names: ReadonlySet<string>): string | undefined {
  if (names.has(path)) return path;
  const known = forms.get(names) ?? new Map([...names].reverse().map((name) => [fileNameForm(name), name]));
  forms.set(names, known);
  return known.get(fileNameForm(path));
}

/** What an address means once its `%` are read: in UTF-8, and as old Chinese programs wrote it. */
function decoded(address: string): string[] {
  if (!address.includes('%')) return [address];
  // An address with characters of its own is in UTF-8.
  if (/[^\u0000-\u007f]/.test(address)) return [uriDecoded(address)];
  const bytes = Buffer.from(address.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))), 'latin1');
  return ['utf-8', 'gb18030'].flatMap((encoding) => {
    try {
      return [new TextDecoder(encoding, { fatal: true }).decode(bytes)];
    } catch {
      return [];
    }
  });
}

function uriDecoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/**
 * Finds for each picture to which a web page or a Markdown file only points where it lies beside the document
 * (`image.beside`); what is not found stays among the losses.
 */
export function findBeside(document: ImportedDocument, beside: Beside | undefined): ImportedDocument {
  const { images, losses } = document;
  if (!beside || beside.pictures.length === 0 || !mayShowPictures(`.${document.format}`)) return document;
  const names = new Set(beside.pictures);
  for (const image of images) {
    if (image.bytes) continue;
    const found = [image.name, image.otherwise ?? ''].map((address) => pictureBeside(beside.path, address, names)).find((one) => one !== null);
    if (found) image.beside = found;
  }
  if (!images.some((image) => image.beside)) return document;
  return { ...document, losses: losses.flatMap((loss) => (loss.code === 'linked_image' ? stillLinked(document) : [loss])) };
}

/** The loss of the pictures that lie elsewhere, as it is when some have been found. */
function stillLinked({ images, objects }: ImportedDocument): Loss[] {
  const isLinked = ({ bytes, beside }: ImportedImage) => !bytes && !beside;
  const linked = images.filter(isLinked);
  if (linked.length === 0) return [];
  const at = objects.flatMap((one) => (one.type === 'image' && isLinked(images[one.image]!) ? [one.from] : []));
  const texts = linked.map(({ name }) => lossText(name.slice(0, LIMITS.import.path))).filter(Boolean);
  return [{ code: 'linked_image', count: linked.length, at: at.slice(0, MOST_PLACES), texts: texts.slice(0, MOST_TEXTS) }];
}
