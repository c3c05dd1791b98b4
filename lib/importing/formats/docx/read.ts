import { isDomainError } from '../../../platform/errors';
import type { Archive } from '../archive/archive';
import { DocumentBuilder } from '../builder';
import type { ImportedDocument } from '../document';
import { shownOf } from '../mime/page';
import { readMessage } from '../mime/parts';
import { decodeText } from '../text/decode';
import { chartTable, diagramList } from './graphics';
import { Numbering } from './numbering';
import { openPackage, type DocxPackage, type Relation } from './package';
import { Story, type StoryContext } from './story';
import { Styles } from './styles';
import { descendants, elements, readElements, readRoot, textOf, type XmlElement } from './xml';

/** Words that a running header holds beside its text: page numbers. */
const PAGE_NUMBERS = /第|页|共|[\d\s\-—–/|.]/g;

/** The words of a part by paragraphs, for what has no place in the text. */
function plainText(element: XmlElement): string {
  return [...descendants(element, 'w:p')].map((paragraph) => [...descendants(paragraph, 'w:t')].map(textOf).join('')).filter(Boolean).join('\n');
}

async function comments(pack: DocxPackage): Promise<Map<string, string>> {
  const root = await pack.part('comments');
  return new Map(elements(root).map((comment) => [comment.attributes['w:id'] ?? '', plainText(comment)]));
}

interface Note {
  element: XmlElement;
  relations: ReadonlyMap<string, Relation>;
}

/** The notes of a kind by the key that their marks in the text have. */
async function notes(pack: DocxPackage, type: 'footnotes' | 'endnotes'): Promise<[string, Note][]> {
  const reference = type === 'footnotes' ? 'w:footnoteReference' : 'w:endnoteReference';
  const part = [...pack.relations.values()].find((relation) => relation.type === type)?.target;
  if (part === undefined) return [];
  const relations = await pack.relationsOf(part);
  return elements(await pack.part(type))
    .filter(({ attributes }) => attributes['w:type'] === undefined || attributes['w:type'] === 'normal')
    .map((element) => [`${reference} ${element.attributes['w:id'] ?? ''}`, { element, relations }]);
}

/** The root of a part that the text can do without. */
function readable(bytes: Uint8Array): XmlElement | null {
  try {
    return readRoot(bytes);
  } catch (error) {
    if (isDomainError(error)) return null;
    throw error;
  }
}

/** Charts and diagrams by their relationships, as far as their data can be read. */
async function drawings(pack: DocxPackage): Promise<Map<string, readonly XmlElement[]>> {
  const found = new Map<string, readonly XmlElement[]>();
  for (const [id, { type, target, external }] of pack.relations) {
    if (external || (type !== 'chart' && type !== 'diagramData')) continue;
    const bytes = await pack.bytes(target);
    const root = bytes && readable(bytes);
    if (!root) continue;
    const list = type === 'diagramData' ? diagramList(root) : null;
    found.set(id, type === 'chart' ? chartTable(root) : list ? [list] : []);
  }
  return found;
}

const HTML = /^\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype html|!--|html|head|body|div|p|table|h[1-6])\b/i;
const CHARSET = /<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w-]{2,40})/i;

/** Parts in HTML that stand in the text (altChunk), by their relationships. */
async function chunks(pack: DocxPackage, builder: DocumentBuilder): Promise<Map<string, () => void>> {
  const found = new Map<string, () => void>();
  for (const [id, { type, target, external }] of pack.relations) {
    const bytes = type === 'aFChunk' && !external ? await pack.bytes(target) : null;
    const page = bytes && (await htmlOf(bytes));
    if (page === null) continue;
    const { readHtmlInto } = await import('../html/read');
    found.set(id, () => readHtmlInto(builder, page.html, page.pictureOf));
  }
  return found;
}

/** The HTML of a part: of one that is HTML, or of a page saved with its pictures (MHT); null where it is neither. */
async function htmlOf(bytes: Uint8Array): Promise<{ html: string; pictureOf?: (address: string) => Uint8Array | null } | null> {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4_096));
  const text = decodeText(bytes, CHARSET.exec(head)?.[1]).text;
  if (HTML.test(text)) return { html: text };
  if (!/^mime-version:|^content-type:\s*multipart/im.test(head)) return null;
  const message = await readMessage(bytes, (raw) => decodeText(raw).text).catch((error: unknown) => {
    // What is too much of a part is a loss, and not the end of the document.
    if (isDomainError(error)) return null;
    throw error;
  });
  const shown = message && shownOf(message.parts);
  return shown && { html: decodeText(shown.parts[0].bytes, shown.parts[0].charset).text, pictureOf: shown.resource };
}

/** Headers and footers belong to the pages: they are left out, and what they say is told. */
async function tellPageFurniture(pack: DocxPackage, builder: DocumentBuilder): Promise<void> {
  const told = new Set<string>();
  for (const { type, target, external } of pack.relations.values()) {
    if (external || (type !== 'header' && type !== 'footer')) continue;
    const bytes = await pack.bytes(target);
    const words = bytes ? plainText(readRoot(bytes)) : '';
    if (words.replace(PAGE_NUMBERS, '') === '' || told.has(words)) continue;
    told.add(words);
    builder.loss('page_furniture', words);
  }
}

/** The pictures that the text shows; one that several places show is read once. */
async function loadImages(pack: DocxPackage, document: ImportedDocument): Promise<void> {
  const known = new Map<string, Uint8Array | null>();
  const external = new Set([...pack.relations.values()].filter((relation) => relation.external).map(({ target }) => target));
  for (const image of document.images) {
    // What stands in the text in another format has brought its own.
    if (image.bytes || external.has(image.name)) continue;
    if (!known.has(image.name)) known.set(image.name, await pack.bytes(image.name));
    image.bytes = known.get(image.name) ?? null;
  }
}

async function readProperties(archive: Archive, builder: DocumentBuilder): Promise<void> {
  const bytes = await archive.read('docProps/core.xml');
  if (!bytes) return;
  for (const property of elements(readRoot(bytes))) builder.metadata(property.name.slice(property.name.indexOf(':') + 1), textOf(property));
}

/**
 * Reads a DOCX file: what Word and WPS print, in reading order, with automatic numbers as text. Tracked changes count
 * as accepted. Footnotes and endnotes stand at the end. What an article cannot hold is in `losses`.
 * @throws DomainError unreadable_document
 */
export async function readDocx(archive: Archive): Promise<ImportedDocument> {
  const pack = await openPackage(archive);
  const builder = new DocumentBuilder('docx');
  await readProperties(archive, builder);
  const noted = new Map([...(await notes(pack, 'footnotes')), ...(await notes(pack, 'endnotes'))]);
  const used = new Map<string, number>();
  const context: StoryContext = {
    builder,
    styles: new Styles(await pack.part('styles')),
    numbering: new Numbering(await pack.part('numbering')),
    relations: pack.relations,
    comments: await comments(pack),
    drawn: await drawings(pack),
    chunks: await chunks(pack, builder),
    titles: new Set(),
    noteLabel: (key) => {
      const note = used.get(key) ?? used.size;
      used.set(key, note);
      return { note, label: String(note + 1) };
    },
  };
  const story = new Story(context);
  readElements(pack.main, (_, parent) => parent === 'w:body', (element) => story.block(element));
  story.end();

  // A note may refer to another one, which then joins the end of the line.
  for (const [key, note] of used) writeNote(context, noted.get(key), note);
  for (const [key, { element }] of noted) if (!used.has(key)) builder.loss('unused_note', plainText(element));
  await tellPageFurniture(pack, builder);
  const document = builder.finish();
  await loadImages(pack, document);
  const { title } = document.metadata;
  return { ...document, ...(title ? { named: title } : {}), authored: true, marks: belowTitles(document.marks, context.titles) };
}

/** Headings stand a level below the lines in the style of titles, as below the first heading of a page. */
function belowTitles(marks: ImportedDocument['marks'], titles: ReadonlySet<number>): ImportedDocument['marks'] {
  if (titles.size === 0) return marks;
  return marks.map((mark) => (mark.heading === undefined || titles.has(mark.from) ? mark : { ...mark, heading: mark.heading + 1 }));
}

/** The words of a note at the end of the text, in one line behind its mark. */
function writeNote(context: StoryContext, note: Note | undefined, number: number): void {
  const { builder } = context;
  const label = String(number + 1);
  const from = builder.position;
  builder.say(`[${label}] `);
  const lines = note ? new Story({ ...context, relations: note.relations }).cell(elements(note.element)) : [];
  builder.endLine({ fixed: true });
  builder.note(number, label, from, lines);
}
