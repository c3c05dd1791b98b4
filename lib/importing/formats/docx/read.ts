import { isDomainError } from '../../../platform/errors';
import { LIMITS } from '../../../platform/limits';
import { openArchive, type Archive } from '../archive/archive';
import { isZip } from '../archive/zip-signature';
import { DocumentBuilder } from '../builder';
import type { DocumentFormat, ImportedDocument } from '../document';
import { shownOf } from '../mime/page';
import { readMessage } from '../mime/parts';
import { decodeText } from '../text/decode';
import { readText } from '../text/read';
import { chartTable, diagramList } from './graphics';
import { Numbering } from './numbering';
import { openPackage, type DocxPackage, type Relation } from './package';
import { Story, type StoryContext } from './story';
import { Styles } from './styles';
import { descendants, elements, textOf, type XmlElement } from './xml';

/** How deep documents may lie in one another. */
const DEEPEST = 3;
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
async function readable(pack: DocxPackage, name: string): Promise<XmlElement | undefined> {
  try {
    return await pack.root(name);
  } catch (error) {
    if (isDomainError(error)) return undefined;
    throw error;
  }
}

/** Charts and diagrams by their relationships, as far as their data can be read. */
async function drawings(pack: DocxPackage): Promise<Map<string, readonly XmlElement[]>> {
  const found = new Map<string, readonly XmlElement[]>();
  for (const [id, { type, target, external }] of pack.relations) {
    if (external || (type !== 'chart' && type !== 'diagramData')) continue;
    const root = await readable(pack, target);
    if (!root) continue;
    const list = type === 'diagramData' ? diagramList(root) : null;
    found.set(id, type === 'chart' ? chartTable(root) : list ? [list] : []);
  }
  return found;
}

const HTML = /^\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype html|!--|html|head|body|div|p|table|h[1-6])\b/i;
const CHARSET = /<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w-]{2,40})/i;

/** What documents inside a document may still take. */
interface Room {
  /** How deep they may lie in one another. */
  depth: number;
  /** Bytes that all of them may unpack to. */
  bytes: number;
}

/** Parts in other formats that stand in the text (altChunk), by their relationships; what nobody reads is told with its kind and size. */
async function chunks(pack: DocxPackage, builder: DocumentBuilder, room: Room): Promise<Map<string, () => void>> {
  const found = new Map<string, () => void>();
  for (const [id, { type, target, external }] of pack.relations) {
    const bytes = type === 'aFChunk' && !external ? await pack.bytes(target) : null;
    if (!bytes) continue;
    const page = await htmlOf(bytes);
    const { readHtmlInto } = await import('../html/read');
    const document = page === null ? await documentIn(bytes, target, room) : null;
    const lose = () => builder.loss('embedded', `${/\.(\w{1,5})$/.exec(target)?.[1]?.toUpperCase() ?? ''} (${Math.ceil(bytes.byteLength / 1024)} KB)`);
    const say = page !== null ? () => readHtmlInto(builder, page.html, page.pictureOf) : document ? () => builder.include(document) : lose;
    // Once: a thousand places that name one part would make a thousand of it.
    found.set(id, () => {
      found.set(id, lose);
      say();
    });
  }
  return found;
}

/** A part that is a document of its own; null for one that cannot be read, or for which there is no room. A format more has its reader here. */
async function documentIn(bytes: Uint8Array, name: string, room: Room): Promise<ImportedDocument | null> {
  if (/\.txt$/i.test(name)) return readText(decodeText(bytes, undefined).text);
  if (!isZip(bytes) || room.depth === 0) return null;
  try {
    const archive = await openArchive(bytes);
    const declared = archive.names.reduce((sum, one) => sum + (archive.size(one) ?? Infinity), 0);
    if (declared > room.bytes) return null;
    room.bytes -= declared;
    return await readPackage(await openPackage(archive), 'docx', { depth: room.depth - 1, bytes: room.bytes });
  } catch (error) {
    if (isDomainError(error)) return null;
    throw error;
  }
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
    const root = await pack.root(target);
    const words = root ? plainText(root) : '';
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

/**
 * Reads a DOCX file: what Word and WPS print, in reading order, with automatic numbers as text. Tracked changes count
 * as accepted. Footnotes and endnotes stand at the end. What an article cannot hold is in `losses`.
 * @throws DomainError unreadable_document
 */
export async function readDocx(archive: Archive): Promise<ImportedDocument> {
  return readPackage(await openPackage(archive), 'docx');
}

/** Reads the parts of a document as `readDocx` does, whatever file they come from. */
export async function readPackage(pack: DocxPackage, format: DocumentFormat, room: Room = { depth: DEEPEST, bytes: LIMITS.archive.total }): Promise<ImportedDocument> {
  const builder = new DocumentBuilder(format);
  for (const property of elements(pack.properties)) builder.metadata(property.name.slice(property.name.indexOf(':') + 1), textOf(property));
  const noted = new Map([...(await notes(pack, 'footnotes')), ...(await notes(pack, 'endnotes'))]);
  const used = new Map<string, number>();
  const context: StoryContext = {
    builder,
    styles: new Styles(await pack.part('styles')),
    numbering: new Numbering(await pack.part('numbering')),
    relations: pack.relations,
    comments: await comments(pack),
    drawn: await drawings(pack),
    chunks: await chunks(pack, builder, room),
    titles: new Set(),
    noteLabel: (key) => {
      const note = used.get(key) ?? used.size;
      used.set(key, note);
      return { note, label: String(note + 1) };
    },
  };
  const story = new Story(context);
  pack.body((element) => story.block(element));
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
