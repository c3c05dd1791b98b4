import { createHash } from 'node:crypto';
import { newArticle, type NewArticle } from '../domains/articles/schema';
import { check } from '../text/checks/checks';
import { newCollection } from '../domains/collections/schema';
import { DomainError, invalid, unreadable } from '../platform/errors';
import { fromZod } from '../i18n/findings';
import { finding } from '../platform/findings';
import { LIMITS } from '../platform/limits';
import { chinaGazetteer } from '../text/metadata/china';
import { proposeFacets } from '../text/metadata/facets';
import { outline } from '../text/outline/outline';
import { printed } from '../text/outline/surface';
import type { Outline } from '../text/outline/types';
import { isBlank } from '../platform/characters';
import { cut, inOneLine, storable } from '../platform/plain-text';
import { articleFromCase } from './article-from-case';
import { findBeside } from './beside';
import { BodyCutter } from './bodies/body';
import type { DocumentFormat, ImportedDocument } from './formats/document';
import { outlineOfRows } from './plan/outline-of-rows';
import { placeholder } from './placeholders';
import { applyPlan, misfits, type ImportOptions, type Plan } from './plan/plan';
import { readDocument } from './read-format';
import type { IncomingFile, Prepared, Reader, Reading, Unpacked } from './document-reader';
import { movedRow, repairedDocument, repairText } from './plan/repaired';
import { rowsOf } from './plan/rows';
import { shownImages, shownTables } from './shown';
import { contentsOf } from './unpack';

/** Reads in the thread that asks. */
export const localDocumentReader: Reader = {
  read,
  prepare,
  async unpack({ bytes, fileName }) {
    const contents = await contentsOf(bytes, fileName);
    if (!contents) return null;
    const unpacked: Unpacked = { entries: [], pictures: [] };
    for (const name of contents.documents) unpacked.entries.push(await contents.document(name));
    for (const name of contents.pictures) {
      const picture = await contents.picture(name);
      if (picture) unpacked.pictures.push({ name, bytes: picture });
    }
    return unpacked;
  },
};

/** The same text is the same document, whatever its encoding, spacing and width of characters. */
function textHash(text: string): string {
  return createHash('sha256').update(text.normalize('NFKC').replace(/\s+/g, '')).digest('hex');
}

/** Formats whose title says more than the name of their file. */
const TITLED: ReadonlySet<DocumentFormat> = new Set(['html', 'mht', 'eml', 'epub']);

/** What a document is called that has no name that shows. */
const NAMELESS = 'document';

/** A text that shows something; else none. */
function given(text: string | undefined): string | undefined {
  return text === undefined || isBlank(text) ? undefined : text;
}

async function open(file: IncomingFile): Promise<ImportedDocument> {
  if (file.bytes.byteLength > LIMITS.import.bytes) throw new DomainError('too_large');
  const document = findBeside(await readDocument(file), file.beside);
  if (isBlank(document.text)) throw unreadable('empty');
  return document;
}

async function read(file: IncomingFile): Promise<Reading> {
  const document = await open(file);
  const { format, text, marks, losses, images } = document;
  if (text.length > LIMITS.import.preview) throw unreadable('too_complex');
  const found = outline(document);
  const findings = check(text);
  return {
    format,
    hash: textHash(text),
    text,
    marks,
    outline: found,
    losses,
    findings: { items: findings.slice(0, LIMITS.import.findings), more: Math.max(0, findings.length - LIMITS.import.findings) },
    proposals: found.cases.slice(0, LIMITS.import.cases).map((_, index) => proposeFacets(found, chinaGazetteer(), index)),
    pictures: [...new Set(images.flatMap(({ beside }) => beside ?? []))].slice(0, LIMITS.import.pictures),
    tables: shownTables(document),
    images: shownImages(document),
  };
}

async function prepare(file: IncomingFile, options: ImportOptions): Promise<Prepared> {
  const original = await open(file);
  const hash = textHash(original.text);
  if (options.hash !== undefined && options.hash !== hash) throw invalid([finding(['hash'], 'plan_mismatch')]);
  const { document, found } = planned(original, options.plan);
  const numbers = chosen(found, options);
  const body = new BodyCutter(document, found, (number) => {
    const picture = document.images[number];
    return picture?.bytes || picture?.beside ? placeholder(number, picture) : null;
  });
  const name = (TITLED.has(document.format) ? given(document.metadata.title) : undefined) ?? file.fileName;
  const stem = given(cut(storable(name, ' ').replace(/\.[^.]*$/, '').replace(/\s+/g, ' ').trim(), LIMITS.title)) ?? NAMELESS;
  const isCollected = numbers.length > 1;
  const articles = numbers.map((number) => {
    const input = articleFromCase(found.cases[number]!, body, { text: document.text, lead: found.cases.length === 1 ? found.lead : undefined });
    const { case: _, ...facets } = options.facets.find((one) => one.case === number) ?? { case: number };
    const title = (isCollected ? undefined : options.title) || given(input.title) || stem;
    return parsed({ ...input, ...facets, title, ...(options.category ? { category: options.category } : {}) }, number);
  });
  return {
    hash,
    outline: printed(found),
    losses: document.losses,
    articles,
    collection: isCollected ? collectionOf(found, options.title, stem) : null,
    pictures: document.images,
  };
}

/** The document and its outline as the plan has them. */
function planned(document: ImportedDocument, plan: Plan | undefined): { document: ImportedDocument; found: Outline } {
  const found = outline(document);
  if (!plan || plan.cuts.length + plan.edits.length + plan.repairs.length === 0) return { document, found };
  const own = rowsOf(found, document.text);
  const wrong = misfits(plan, own, document.text);
  if (wrong.length > 0) throw invalid(wrong.slice(0, 100).map(({ path, code }) => finding(['plan', ...path], code)));
  const repaired = repairText(document.text, plan.repairs);
  const rows = applyPlan(own, plan, document.text).map((row) => movedRow(row, repaired.move));
  return { document: repairedDocument(document, repaired), found: outlineOfRows(repaired.text, rows, found.at.wrapped) };
}

/** The numbers of the cases that are wanted. */
function chosen({ cases }: Outline, { without, facets }: ImportOptions): number[] {
  if (cases.length > LIMITS.import.cases) throw unreadable('too_complex');
  const unknown = [
    ...without.flatMap((number, index) => (number < cases.length ? [] : [finding(['without', index], 'unknown_case')])),
    ...facets.flatMap((one, index) => (one.case < cases.length ? [] : [finding(['facets', index, 'case'], 'unknown_case')])),
  ];
  if (unknown.length > 0) throw invalid(unknown);
  const numbers = cases.map((_, number) => number).filter((number) => !without.includes(number));
  if (numbers.length === 0) throw invalid([finding(['without'], 'nothing_chosen')]);
  return numbers;
}

function parsed(input: unknown, number: number): NewArticle {
  const result = newArticle.safeParse(input);
  if (!result.success) throw invalid(fromZod(result.error).map((one) => ({ ...one, path: `/cases/${number}${one.path}` })));
  return result.data;
}

function collectionOf({ title, byline, lead }: Outline, wanted: string | undefined, stem: string): { title: string; lead: string } {
  const input = { title: wanted || given(cut(inOneLine(title), LIMITS.title)) || stem, lead: cut([byline, lead].filter(Boolean).join('\n'), LIMITS.lead) };
  const result = newCollection.safeParse({ ...input, articleIds: [] });
  if (!result.success) throw invalid(fromZod(result.error));
  return { title: result.data.title, lead: result.data.lead };
}
