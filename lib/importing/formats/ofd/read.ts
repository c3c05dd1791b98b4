import { unreadable } from '../../../platform/errors';
import { LIMITS } from '../../../platform/limits';
import type { Archive } from '../archive/archive';
import { DocumentBuilder } from '../builder';
import type { ImportedDocument } from '../document';
import { textOf, type XmlElement } from '../docx/xml';
import type { Bookmark, PagePicture, PositionedPage } from '../pages/page';
import { FEWEST_LETTERS, isUnreadable, measure, readPages } from '../pages/read';
import { linksOf, ObjectReader, type ShownPicture } from './objects';
import { below, child, children, MILLIMETRE, numbers, OfdPackage, readResources, words, type Resources } from './package';

/** What encrypted packages hold (GM/T 0099). */
const ENCRYPTED = /(?:^|\/)(?:Encryptions\.xml|decryptseed\.dat)$/i;
/** A page whose size nobody tells: A4, in millimetres. */
const A4 = [0, 0, 210, 297];
const PICTURE = /\.(?:png|jpe?g|gif|webp|bmp|tiff?)$/i;

/** One of the documents of a package; most hold one. */
interface Body {
  root: XmlElement;
  name: string;
  resources: Resources;
  templates: Map<string, XmlElement>;
}

/**
 * Reads an OFD file, the Chinese standard of documents for print (GB/T 33190): a ZIP of XML that says where each letter
 * stands. Pages, templates and drawings are read; seals, annotations and attachments are told.
 * @throws DomainError unreadable_document: password, damaged, scanned, unmapped_text, too_complex
 */
export async function readOfd(archive: Archive): Promise<ImportedDocument> {
  if (archive.names.some((name) => ENCRYPTED.test(name))) throw unreadable('password');
  const pack = new OfdPackage(archive);
  const main = await pack.need('OFD.xml');
  const builder = new DocumentBuilder('ofd');
  const pages: PositionedPage[] = [];
  const bookmarks: Bookmark[] = [];
  for (const entry of below(main, 'DocBody')) {
    const info = child(entry, 'DocInfo');
    for (const name of ['Title', 'Author', 'Subject', 'CreationDate']) builder.metadata(name, words(info, name));
    const body = await openBody(pack, pack.resolve('', words(entry, 'DocRoot')));
    await tellSeals(pack, words(entry, 'Signatures'), builder);
    await readBody(pack, body, { builder, pages, bookmarks });
  }
  if (pages.length === 0) throw unreadable('damaged');
  const said = measure(pages);
  if (said.letters < FEWEST_LETTERS * pages.length && pages.some(({ pictures }) => pictures.length > 0)) throw unreadable('scanned');
  if (isUnreadable(said)) throw unreadable('unmapped_text');
  readPages(builder, pages, bookmarks);
  const read = builder.finish();
  const { title } = read.metadata;
  return { ...read, ...(title ? { named: title } : {}), authored: true };
}

async function openBody(pack: OfdPackage, name: string): Promise<Body> {
  const root = await pack.need(name);
  const common = child(root, 'CommonData');
  const resources: Resources = { fonts: new Map(), pictures: new Map(), drawings: new Map() };
  for (const kind of ['PublicRes', 'DocumentRes']) for (const one of children(common, kind)) await readResources(pack, pack.resolve(name, textOf(one)), resources);
  const templates = new Map<string, XmlElement>();
  for (const { attributes } of children(common, 'TemplatePage')) {
    const template = attributes.ID && attributes.BaseLoc ? await pack.xml(pack.resolve(name, attributes.BaseLoc)) : null;
    if (template) templates.set(attributes.ID!, template);
  }
  return { root, name, resources, templates };
}

interface Into {
  builder: DocumentBuilder;
  pages: PositionedPage[];
  bookmarks: Bookmark[];
}

async function readBody(pack: OfdPackage, body: Body, { builder, pages, bookmarks }: Into): Promise<void> {
  const { root, name } = body;
  const annotations = await annotationsOf(pack, pack.resolve(name, words(root, 'Annotations')));
  const usual = numbers(words(child(child(root, 'CommonData'), 'PageArea'), 'PhysicalBox'));
  const numbered = new Map<string, number>();
  let left: number = LIMITS.pages.letters - pages.reduce((sum, { glyphs }) => sum + glyphs.length, 0);
  for (const { attributes } of children(child(root, 'Pages'), 'Page')) {
    if (pages.length >= LIMITS.pages.count) throw unreadable('too_complex');
    const file = pack.resolve(name, attributes.BaseLoc ?? '');
    const page = await pack.xml(file);
    if (!page) {
      builder.loss('damaged_page');
      continue;
    }
    for (const one of children(page, 'PageRes')) await readResources(pack, pack.resolve(file, textOf(one)), body.resources);
    const reader = new ObjectReader(body.resources, left);
    for (const one of children(page, 'Template')) {
      const template = body.templates.get(one.attributes.TemplateID ?? '');
      if (template) reader.read(template);
    }
    reader.read(page);
    const { glyphs, rules, pictures } = reader.drawn;
    left -= glyphs.length;
    const own = numbers(words(child(page, 'Area'), 'PhysicalBox'));
    const [, , width = 0, height = 0] = own.length === 4 ? own : usual.length === 4 ? usual : A4;
    numbered.set(attributes.ID ?? '', pages.length);
    const noted = annotations.get(attributes.ID ?? '') ?? [];
    tellAnnotations(noted, builder);
    pages.push({ width: width * MILLIMETRE, height: height * MILLIMETRE, glyphs, rules, pictures: await picturesOf(pack, pictures), links: linksOf(noted) });
  }
  const outlines = child(root, 'Outlines');
  if (outlines) listed(outlines, 1, numbered, bookmarks);
  for (const one of await attachments(pack, pack.resolve(name, words(root, 'Attachments')))) builder.loss('embedded', one);
}

async function picturesOf(pack: OfdPackage, shown: readonly ShownPicture[]): Promise<PagePicture[]> {
  const found: PagePicture[] = [];
  for (const { file, ...box } of shown) {
    const bytes = file !== undefined && PICTURE.test(file) ? await pack.bytes(file) : null;
    found.push({ ...box, image: { bytes, name: file?.slice(file.lastIndexOf('/') + 1) ?? '', alt: '' } });
  }
  return found;
}

/** Seals are pictures with a signature, which an article cannot keep. */
async function tellSeals(pack: OfdPackage, name: string, builder: DocumentBuilder): Promise<void> {
  const root = name === '' ? null : await pack.xml(pack.resolve('', name));
  if (root) for (const { attributes } of below(root, 'Signature')) if (attributes.Type !== 'Sign') builder.loss('seal');
}

/** What is noted on pages, by their numbers. */
async function annotationsOf(pack: OfdPackage, name: string): Promise<Map<string, XmlElement[]>> {
  const found = new Map<string, XmlElement[]>();
  const root = await pack.xml(name);
  for (const page of root ? below(root, 'Page') : []) {
    const file = await pack.xml(pack.resolve(name, words(page, 'FileLoc')));
    if (file) found.set(page.attributes.PageID ?? '', [...below(file, 'Annot')]);
  }
  return found;
}

function tellAnnotations(annotations: readonly XmlElement[], builder: DocumentBuilder): void {
  for (const annotation of annotations) {
    if (annotation.attributes.Type === 'Link') continue;
    const said = [...below(annotation, 'TextCode')].map((code) => textOf(code).trim()).join('');
    builder.loss(annotation.attributes.Type === 'Stamp' ? 'seal' : 'annotation', said);
  }
}

async function attachments(pack: OfdPackage, name: string): Promise<string[]> {
  const root = await pack.xml(name);
  return root ? [...below(root, 'Attachment')].map(({ attributes }) => attributes.Name ?? '') : [];
}

function listed(parent: XmlElement, level: number, pages: ReadonlyMap<string, number>, into: Bookmark[]): void {
  if (level > LIMITS.import.levels) return;
  for (const one of children(parent, 'OutlineElem')) {
    const [target] = below(child(one, 'Actions') ?? { name: '', attributes: {}, children: [] }, 'Dest');
    into.push({ title: one.attributes.Title ?? '', level, page: pages.get(target?.attributes.PageID ?? '') ?? null });
    listed(one, level + 1, pages, into);
  }
}
