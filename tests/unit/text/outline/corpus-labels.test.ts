import { describe, expect, it } from 'vitest';
import { squeeze, wordsOnly } from '../../../outline-corpus/compare';
import { HALVES, readLabelled, type LabelledDocument, type LabelledSection } from '../../../outline-corpus/label';
import { documentText, ownWords } from './document-text';

const halves = Object.entries(HALVES).map(([half, folder]) => ({ half, documents: readLabelled(folder) }));
const documents = halves.flatMap((one) => one.documents);

/** Number, heading and beginning of a section; where it has no text of its own, what comes next. */
function wordsFrom(section: LabelledSection, next: LabelledSection | undefined): string {
  const begins = section.startsWith !== '' ? section.startsWith : `${next?.number ?? ''}${next?.heading ?? ''}`;
  return wordsOnly(`${section.number}${section.heading}${begins}`);
}

describe.each(documents)('label $label.id', (document) => {
  const { label } = document;
  const all = wordsOnly(documentText(document));

  it('has headings and beginnings that stand in the document, in its order', () => {
    const words = ownWords(document);
    let from = 0;
    for (const { sections } of label.cases) {
      for (const [i, section] of sections.entries()) {
        const wanted = wordsFrom(section, sections[i + 1]);
        const at = words.indexOf(wanted, from);
        expect(at, wanted).toBeGreaterThanOrEqual(0);
        from = at + wordsOnly(section.number + section.heading).length;
      }
    }
  });

  it('opens at level 1 and goes one level down at a time', () => {
    for (const { sections } of label.cases) {
      expect(sections.map(({ level }, i) => level - (sections[i - 1]?.level ?? 0)).filter((step) => step > 1)).toEqual([]);
    }
  });

  it('gives a deeper section the kind of its top section', () => {
    for (const { sections } of label.cases) {
      let top = '';
      for (const { level, kind } of sections) {
        if (level === 1) top = kind;
        expect(kind).toBe(top);
      }
    }
  });

  it('names chrome, traps, leads, tails and mistakes that stand in the document', () => {
    const typos = label.typos.map((typo) => typo.replace(/ \(.*$/, ''));
    const starts = label.cases.flatMap(({ lead, tail, bodyStartsWith }) => [lead, tail, bodyStartsWith]);
    const named = [label.title, label.lead, ...starts, ...label.noise, ...label.notHeadings].filter((text) => text !== undefined);
    for (const text of named) expect(all, text).toContain(wordsOnly(text));
    for (const typo of typos) expect(squeeze(documentText(document))).toContain(squeeze(typo));
  });

  it('does not call a labelled heading a trap, or its own text page chrome', () => {
    const traps = label.notHeadings.map(wordsOnly);
    for (const { number, heading } of label.cases.flatMap(({ sections }) => sections)) {
      expect(traps).not.toContain(wordsOnly(number + heading));
    }
    for (const { sections } of label.cases) {
      const own = sections.map((section, i) => wordsFrom(section, sections[i + 1])).join('\n');
      for (const line of label.noise.map(wordsOnly).filter((line) => line.length > 4 && line !== wordsOnly(label.title))) expect(own, line).not.toContain(line);
    }
  });
});

/** What stands before a heading on its line. */
function prefixOf(text: string, { heading, style }: LabelledSection): string {
  const line = text.split('\n').find((one) => one.includes(heading) && (style === 'inparagraph' || one.indexOf(heading) < 16)) ?? '';
  return line.slice(0, line.indexOf(heading)).split(/[。！？]/).at(-1)?.trim() ?? '';
}

/** The shapes of a document: how headings are numbered and written, how cases are marked, and its tags. */
function shapesOf(document: LabelledDocument): Set<string> {
  const text = documentText(document);
  const { label } = document;
  const shapes = new Set(label.tags);
  const sections = label.cases.flatMap((one) => one.sections);
  for (const section of sections) {
    shapes.add(section.style);
    if (section.style === 'bare' && /^\p{Script=Han}{4}$/u.test(section.heading)) shapes.add('four characters');
    if ((section.inlinePoints?.length ?? 0) > 1) shapes.add('一是…二是… inside a paragraph');
    const prefix = prefixOf(text, section);
    for (const [shape, pattern] of NUMBERS) if (pattern.test(prefix) || pattern.test(section.number)) shapes.add(shape);
  }
  for (const { marker = '' } of label.cases) for (const [shape, pattern] of MARKERS) if (pattern.test(marker)) shapes.add(shape);
  if (sections.length === 0) shapes.add('no heading');
  if (text.length >= 6000) shapes.add('6,000 characters');
  return shapes;
}

const NUMBERS: [string, RegExp][] = [
  ['一、', /^[一二三四五六七八九十]、$/],
  ['一.', /^[一二三四五六七八九十][.．]$/],
  ['（一）', /^（[一二三四五六七八九十]）$/],
  ['(一)', /^\([一二三四五六七八九十]\)$/],
  ['1.', /^\d\.$/],
  ['1、', /^\d、$/],
  ['1．', /^\d．$/],
  ['（1）', /^[（(]\d[）)]$/],
  ['①', /^[①-⑩]$/],
  ['第一部分', /^第.部分$/],
  ['壹、', /^[壹貳贰參叁]、$/],
  ['1.1', /^\d\.\d$/],
  ['1.1.1', /^\d\.\d\.\d$/],
  ['01', /^0\d$/],
  ['Part.1', /^Part\.\d$/],
  ['【', /^【$/],
  ['◆', /^◆$/],
  ['▶', /^▶$/],
  ['——', /^——$/],
  ['unclosed bracket', /^[（(][一二三四]$/],
  ['l for 1', /^l$/],
];

const MARKERS: [string, RegExp][] = [
  ['【…】一', /^【.+】[一二三四五]$/],
  ['篇一', /^篇[一二三]$/],
  ['第1篇', /^第\d篇$/],
  ['案例一', /^[案個]例?案?一$/],
];

const STYLES = ['num', 'bracket', 'bare', 'md', 'mdstrong', 'html', 'htmlstrong', 'runin', 'symbol', 'dash', 'split', 'inparagraph', 'enum'];
const CHROME = ['slogan', 'date-line', 'share-words', 'prev-next', 'related', 'paging', 'running-header', 'page-numbers', 'qr', 'anti-copy', 'cookie', 'nav-footer', 'js-junk', 'print-close', 'account-chrome'];
const TRAPS = ['一是…二是… inside a paragraph', 'line-start-figures', 'hotline', 'list-items', 'contents-list', 'captions', 'references'];
const MISTAKES = ['repeated-number', 'unclosed bracket', 'l for 1', 'missing-number'];
const FORMATS = ['page-frame', 'word-paste', 'wechat-paste', 'layout-table', 'front-matter', 'md-table', 'footnotes', 'nested-list', 'code'];
const TEXTS = ['no heading', 'form-lines', 'poetic', 'speech', 'tail', 'short', '6,000 characters', 'hard-wrap', 'long-headings', 'run-in-top', 'odd-separators', 'bold-run-in', 'setext', 'short-lines', 'dialogue', 'attachments', 'signature', 'table-rows', 'collection-with-contents', 'collection-no-contents'];
const names = (table: [string, RegExp][]) => table.map(([name]) => name);

describe.each(halves)('the half $half', ({ half, documents: own }) => {
  const shapes = own.map(shapesOf);
  const having = (shape: string) => shapes.filter((set) => set.has(shape)).length;

  it('has documents enough, the labels of which say so', () => {
    expect(own.length).toBeGreaterThanOrEqual(24);
    expect(own.filter(({ label }) => !label.id.startsWith(`${half}-`))).toEqual([]);
    expect(own.filter(({ label }) => label.typos.length > 0).length).toBeGreaterThanOrEqual(own.length / 3);
  });

  it.each([...names(NUMBERS), ...names(MARKERS), ...STYLES, ...CHROME, ...TRAPS, ...MISTAKES, ...FORMATS, ...TEXTS])('has the shape %s', (shape) => {
    expect(having(shape)).toBeGreaterThanOrEqual(1);
  });

  it.each([['traditional', 2], ['half-width', 3]])('has %s characters in %i documents or more', (shape, count) => {
    expect(having(shape)).toBeGreaterThanOrEqual(count);
  });
});
