import { isDomainError, unreadable } from '../../../platform/errors';
import { LIMITS } from '../../../platform/limits';
import type { Archive } from '../archive/archive';
import { DocumentBuilder } from '../builder';
import type { ImportedDocument } from '../document';
import { Flow } from '../html/flow';
import { Notes } from '../html/notes';
import { PageFrame } from '../html/page-frame';
import { withBoxes, withLarge } from '../html/page';
import { PageReader } from '../html/read';
import { textContent } from '../html/tree';
import { decodeText } from '../text/decode';
import { readPackage, type BookPackage } from './package';
import { Pages } from './pages';

/**
 * Reads an EPUB as one document: its pages in the order of its spine, with their pictures. Its title, where no heading says it,
 * and who wrote it stand first; covers, contents lists and imprints are marked as what is around the text.
 * @throws DomainError unreadable_document: protected, damaged, empty, too_complex, too_deep, archive_size
 */
export async function readEpub(archive: Archive): Promise<ImportedDocument> {
  const book = await readPackage(archive);
  const pages = new Pages(book.spine);
  let found = 0;
  for (const item of book.spine) {
    const bytes = await archive.read(item.path);
    if (!bytes) continue;
    found += 1;
    const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1_024));
    pages.add(item, decodeText(bytes, DECLARED.exec(head)?.[1]).text);
  }
  if (found === 0) throw unreadable('damaged');
  const whole = pages.whole();
  const pictures = await picturesOf(archive, pages.pictures);
  const isSaid = pages.headings.some((heading) => plain(textContent(heading)) === plain(book.title));
  const builder = new DocumentBuilder('epub');
  if (book.title && !isSaid) {
    builder.say(book.title);
    builder.endLine({ heading: 1, centred: true });
  }
  for (const line of bylineOf(book)) {
    builder.say(line);
    builder.endLine();
  }
  builder.metadata('title', book.title);
  builder.metadata('author', book.authors.join('、'));
  builder.metadata('date', book.date);
  const flow = new Flow(builder, (address) => pictures.get(address) ?? null);
  const reader = new PageReader(flow, new Notes(whole), new PageFrame(null));
  reader.element(whole);
  reader.closeWordLists(-1);
  const document = builder.finish();
  return { ...document, authored: true, ...(book.title ? { named: book.title } : {}), marks: withBoxes(withLarge(document, flow), reader.boxes.found) };
}

const DECLARED = /<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([\w-]{2,40})/i;
const plain = (words: string) => words.normalize('NFKC').replace(/\s+/g, '');

function bylineOf({ title, authors }: BookPackage): string[] {
  if (authors.length === 0) return [];
  const names = authors.join('、');
  return [/\p{Script=Han}/u.test(title + names) ? `作者：${names}` : names];
}

/** The pictures that the pages show; one that is too large, or cannot be unpacked, is not there. */
async function picturesOf(archive: Archive, paths: ReadonlySet<string>): Promise<Map<string, Uint8Array>> {
  const pictures = new Map<string, Uint8Array>();
  for (const path of paths) {
    if (pictures.size >= LIMITS.import.pictures) break;
    if ((archive.size(path) ?? Infinity) > LIMITS.picture.bytes) continue;
    const bytes = await archive.read(path).catch((error: unknown) => {
      if (!isDomainError(error)) throw error;
      return null;
    });
    if (bytes) pictures.set(path, bytes);
  }
  return pictures;
}
