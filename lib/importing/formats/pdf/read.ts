import type { PDFDocumentProxy, PDFPageProxy } from 'unpdf/pdfjs';
import { isDomainError, unreadable } from '../../../platform/errors';
import { LIMITS } from '../../../platform/limits';
import { DocumentBuilder } from '../builder';
import type { ImportedDocument } from '../document';
import { matrixOf, IDENTITY } from '../pages/matrix';
import type { Bookmark, PagePicture, PositionedPage } from '../pages/page';
import { FEWEST_LETTERS, isUnreadable, measure, readPages } from '../pages/read';
import { openPdf, refusal, type OpenPdf } from './library';
import { PageReader, type PaintedPicture, type PdfFont } from './operators';
import { pictureFile, type PictureFile } from './pictures';
import { measureStreams, type Streams } from './streams';

/** Pictures of all pages are decoded up to so many pixels together; above that none is. */
const MOST_PIXELS = LIMITS.picture.pixels;
/** Pictures smaller than that, in points, are dots and lines. */
const SMALLEST = 12;
const MOST_BOOKMARKS = 5_000;

/**
 * Reads a PDF with a text layer: what is printed, in reading order. Bookmarks are headings, links are links, pictures come
 * along where they can be taken out whole. What an article cannot hold is in `losses`.
 * @throws DomainError unreadable_document: password, damaged, scanned (pictures of pages and no text), unmapped_text (fonts
 *   that do not say what they draw), too_complex
 */
export async function readPdf(bytes: Uint8Array): Promise<ImportedDocument> {
  const streams = measureStreams(bytes);
  const pdf = await openPdf(bytes, streams.pixels <= MOST_PIXELS ? MOST_PIXELS : 0);
  try {
    return await readOpen(pdf, streams);
  } catch (error) {
    throw refusal(error);
  } finally {
    await pdf.close();
  }
}

async function readOpen(pdf: OpenPdf, streams: Streams): Promise<ImportedDocument> {
  const { document } = pdf;
  if (document.numPages > LIMITS.pages.count) throw unreadable('too_complex');
  const builder = new DocumentBuilder('pdf');
  await readProperties(document, builder);
  const pages: PositionedPage[] = [];
  let left: number = LIMITS.pages.letters;
  let failed = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await readPage(pdf, number, left);
    if (!page) {
      failed += 1;
      continue;
    }
    left -= page.glyphs.length;
    if (left <= 0) throw unreadable('too_complex');
    pages.push(page);
  }
  if (pages.length === 0) throw unreadable('damaged');
  for (let count = 0; count < failed; count += 1) builder.loss('damaged_page');
  const said = measure(pages);
  if (said.letters < FEWEST_LETTERS * pages.length && streams.pictures > 0) throw unreadable('scanned');
  if (isUnreadable(said)) throw unreadable('unmapped_text');
  const shown = pages.reduce((sum, { pictures }) => sum + pictures.length, 0);
  readPages(builder, pages, await bookmarksOf(document));
  // Where pictures are not taken out, their number is told.
  if (shown === 0) for (let count = 0; count < streams.pictures; count += 1) builder.loss('page_picture');
  const read = builder.finish();
  const { title } = read.metadata;
  return { ...read, ...(title ? { named: title } : {}), authored: true };
}

/** A page, or null for one that is damaged. */
async function readPage(pdf: OpenPdf, number: number, most: number): Promise<PositionedPage | null> {
  try {
    const page = await pdf.document.getPage(number);
    const drawn = await drawnPage(pdf, page, most);
    forgetPictures(page);
    page.cleanup();
    return drawn;
  } catch (error) {
    if (isDomainError(error)) throw error;
    return null;
  }
}

/** The library closes the pictures of a browser, which these are not. */
function forgetPictures(page: PDFPageProxy): void {
  for (const objects of [page.objs, page.commonObjs]) for (const [, data] of objects as Iterable<[string, { bitmap?: unknown } | null]>) if (data?.bitmap) data.bitmap = null;
}

async function drawnPage(pdf: OpenPdf, page: PDFPageProxy, most: number): Promise<PositionedPage> {
  const view = page.getViewport({ scale: 1 });
  const list = await page.getOperatorList();
  const fonts = new Map<string, PdfFont>();
  const font = (id: string): PdfFont => {
    const known = fonts.get(id) ?? (page.commonObjs.has(id) ? (page.commonObjs.get(id) as PdfFont) : {});
    fonts.set(id, known);
    return known;
  };
  const reader = new PageReader(matrixOf(view.transform) ?? IDENTITY, pdf.operators, font, most);
  list.fnArray.forEach((operator, index) => reader.draw(operator, (list.argsArray[index] as unknown[] | null) ?? []));
  const { glyphs, rules, pictures } = reader.drawn;
  return { width: view.width, height: view.height, glyphs, rules, pictures: await picturesOf(pdf, page, pictures), links: await linksOf(page, view.transform) };
}

/** The pictures of a page that are large enough to show something; `bytes` is null for one that cannot be taken out. */
async function picturesOf(pdf: OpenPdf, page: PDFPageProxy, painted: readonly PaintedPicture[]): Promise<PagePicture[]> {
  const found: PagePicture[] = [];
  for (const { source, ...box } of painted) {
    if (box.x1 - box.x0 < SMALLEST || box.y1 - box.y0 < SMALLEST) continue;
    const file = found.length < LIMITS.import.pictures ? await fileOf(pdf, page, source) : null;
    found.push({ ...box, image: { bytes: file?.bytes ?? null, name: `p${page.pageNumber}-${found.length + 1}.${file?.type ?? 'png'}`, alt: '' } });
  }
  return found;
}

async function fileOf({ pictures }: OpenPdf, page: PDFPageProxy, source: unknown): Promise<PictureFile | null> {
  if (typeof source !== 'string') return pictureFile(source);
  const known = pictures.get(source);
  if (known !== undefined) return known;
  const file = pictureFile(await objectOf(page, source));
  pictures.set(source, file);
  return file;
}

function objectOf(page: PDFPageProxy, id: string): Promise<unknown> {
  const objects = id.startsWith('g_') ? page.commonObjs : page.objs;
  return new Promise((resolve) => {
    objects.get(id, resolve);
  });
}

async function linksOf(page: PDFPageProxy, transform: number[]): Promise<PositionedPage['links']> {
  const [a = 1, b = 0, c = 0, d = -1, e = 0, f = 0] = transform;
  const annotations = (await page.getAnnotations()) as { subtype?: string; url?: string; unsafeUrl?: string; rect?: number[] }[];
  return annotations.slice(0, LIMITS.pages.links).flatMap(({ subtype, url, rect }) => {
    if (subtype !== 'Link' || !url || !rect || !/^(?:https?|mailto):/i.test(url)) return [];
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = rect;
    const xs = [a * x0 + c * y0 + e, a * x1 + c * y1 + e];
    const ys = [b * x0 + d * y0 + f, b * x1 + d * y1 + f];
    return [{ x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys), href: url }];
  });
}

async function readProperties(document: PDFDocumentProxy, builder: DocumentBuilder): Promise<void> {
  const { info } = await document.getMetadata().catch(() => ({ info: {} }));
  for (const [name, value] of Object.entries(info as Record<string, unknown>)) {
    // Programs write what they were given for a title, often the name of a file on somebody's machine.
    if (typeof value !== 'string' || !['Title', 'Author', 'Subject', 'Keywords', 'CreationDate'].includes(name)) continue;
    if (name === 'Title' && /^(?:Microsoft Word|WPS|untitled|无标题|文档\d*|.*\.(?:docx?|wps|pdf|html?|txt)$)/i.test(value.trim())) continue;
    builder.metadata(name, value);
  }
}

interface Listed {
  title: string;
  dest: string | unknown[] | null;
  items: Listed[];
}

async function bookmarksOf(document: PDFDocumentProxy): Promise<Bookmark[]> {
  const found: Bookmark[] = [];
  const outline = ((await document.getOutline().catch(() => null)) ?? []) as unknown as Listed[];
  const walk = async (items: readonly Listed[], level: number): Promise<void> => {
    for (const { title, dest, items: below } of items) {
      if (found.length >= MOST_BOOKMARKS || level > LIMITS.import.levels) return;
      found.push({ title, level, page: await pageOf(document, dest) });
      await walk(below, level + 1);
    }
  };
  await walk(outline, 1);
  return found;
}

async function pageOf(document: PDFDocumentProxy, destination: string | unknown[] | null): Promise<number | null> {
  try {
    const explicit = typeof destination === 'string' ? await document.getDestination(destination) : destination;
    const [page] = (explicit ?? []) as unknown[];
    return typeof page === 'number' ? page : page ? await document.getPageIndex(page as never) : null;
  } catch {
    return null;
  }
}
