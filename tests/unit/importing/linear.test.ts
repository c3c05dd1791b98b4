import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { isDomainError } from '../../../lib/platform/errors';
import { LIMITS } from '../../../lib/platform/limits';
import { readDocument } from '../../../lib/importing/read-format';
import { odt, rtf, word2003 } from './formats/office/office-files';
import { stepsOf } from './steps';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const times = (count: number, of: (index: number) => string) => Array.from({ length: count }, (_, index) => of(index)).join('');
const declared = (count: number) => times(count, (index) => ` xmlns:a${index}="u"`);
const docx = (body: string, root = '') => zipSync({ 'word/document.xml': strToU8(`<w:document ${W}${root}><w:body>${body}</w:body></w:document>`) });
const markdown = (block: string | ((index: number) => string)) => (size: number) => {
  const of = typeof block === 'string' ? () => block : block;
  return { fileName: 'a.md', bytes: strToU8(times(Math.floor(size / of(1_000).length), of)) };
};
const html = (piece: string, before = '') => (size: number) => ({ fileName: 'a.html', bytes: strToU8(`<!doctype html>${before}${piece.repeat(Math.floor(size / piece.length))}`) });

/** Documents of about so many characters, in which something of each reader is nested, repeated or referred to without end. */
const HOSTILE: Record<string, (size: number) => { fileName: string; bytes: Uint8Array }> = {
  'DOCX: prefixes on the root and on every paragraph': (size) => ({ fileName: 'a.docx', bytes: docx(times(size / 25, () => '<w:p xmlns:b="u"><w:r><w:t>一</w:t></w:r></w:p>'), declared(size / 6)) }),
  'DOCX: other prefixes on every paragraph': (size) => ({ fileName: 'a.docx', bytes: docx(times(size / 100, (index) => `<w:p xmlns:b${index}="u"><w:r><w:t>一</w:t></w:r></w:p>`)) }),
  'DOCX: attributes': (size) => ({ fileName: 'a.docx', bytes: docx(`<w:p${times(size / 10, (index) => ` a${index}=""`)}/><w:p><w:r><w:t>一</w:t></w:r></w:p>`) }),
  'DOCX: runs of one paragraph': (size) => ({ fileName: 'a.docx', bytes: docx(`<w:p>${'<w:r><w:t>一</w:t></w:r>'.repeat(size / 25)}</w:p>`) }),
  'RTF: groups': (size) => ({ fileName: 'a.rtf', bytes: strToU8(rtf('{\\b a}'.repeat(size / 6))) }),
  'RTF: groups in one another': (size) => ({ fileName: 'a.rtf', bytes: strToU8(rtf('{{{{{{{{a\\par}}}}}}}}'.repeat(size / 21))) }),
  'RTF: numbers of their own': (size) => ({ fileName: 'a.rtf', bytes: strToU8(rtf(times(size / 25, (index) => `{\\listtext ${index}.\\tab}a\\par `))) }),
  'RTF: rows without an end': (size) => ({ fileName: 'a.rtf', bytes: strToU8(rtf(`\\pard\\intbl ${'a\\cell '.repeat(size / 7)}`)) }),
  'RTF: notes in notes': (size) => ({ fileName: 'a.rtf', bytes: strToU8(rtf(`${'{\\footnote a'.repeat(300)}${'\\par a'.repeat(size / 6)}`)) }),
  'ODT: lists that go on': (size) => ({ fileName: 'a.odt', bytes: odt({ body: times(size / 90, (index) => `<text:list xml:id="l${index}" text:continue-list="l${index - 1}" text:style-name="L"><text:list-item><text:p>一</text:p></text:list-item></text:list>`) }) }),
  'ODT: spans': (size) => ({ fileName: 'a.odt', bytes: odt({ body: `<text:p>${'<text:span text:style-name="T">一</text:span>'.repeat(size / 40)}</text:p>` }) }),
  'ODT: cells that go on below': (size) => ({ fileName: 'a.odt', bytes: odt({ body: `<table:table>${'<table:table-row><table:table-cell table:number-rows-spanned="9999" table:number-columns-repeated="50"/></table:table-row>'.repeat(size / 110)}</table:table>` }) }),
  'Word 2003: notes': (size) => ({ fileName: 'a.xml', bytes: strToU8(word2003('<w:p><w:r><w:footnote><w:p><w:r><w:t>一</w:t></w:r></w:p></w:footnote></w:r></w:p>'.repeat(size / 90))) }),
  'Markdown: underlined headings': markdown('甲\n===\n\n'),
  'Markdown: underlined headings without a blank line': markdown('甲\n---\n'),
  'Markdown: footnotes that refer to the next': markdown((index) => `[^${index}]: 甲[^${index + 1}]\n\n`),
  'Markdown: the same without a blank line': markdown((index) => `[^${index}]: 甲[^${index + 1}]\n`),
  'Markdown: footnotes inside of one another': markdown((index) => `[^${index}]: [^a${index}]: 甲\n\n`),
  'Markdown: footnotes and paragraphs': markdown((index) => `[^${index}]: 甲\n\n乙\n\n`),
  'Markdown: quotations': markdown('> 甲\n\n'),
  'Markdown: quotations that go on without their marks': markdown('> 甲\n乙\n'),
  'Markdown: quotations and headings': markdown('> 甲\n# 乙\n'),
  'Markdown: quotations in items': markdown('- > 甲\n'),
  'Markdown: items and paragraphs': markdown('- 甲\n\n乙\n\n'),
  'Markdown: items and paragraphs that are almost indented enough': markdown('1. 甲\n\n  乙\n\n'),
  'Markdown: items that are headings, and paragraphs': markdown('- # 甲\n乙\n'),
  'Markdown: items that are tables, and paragraphs': markdown('- a\n  -\n  乙\n丙\n'),
  'Markdown: items of two kinds': markdown('- 甲\n* 乙\n'),
  'Markdown: footnotes and items': markdown((index) => `[^${index}]: 甲\n- 乙\n`),
  'Markdown: items behind tabs': markdown('-\t甲\n\n\t> 乙\n\n'),
  'Markdown: code in items': markdown('-     甲\n乙\n'),
  'Markdown: fences in items': markdown('- ```\n乙\n'),
  'Markdown: pages in items': markdown('- <div>\n乙\n'),
  'Markdown: definitions and who refers to them': markdown((index) => `[a${index}]: x\n\n[a${index}]\n\n`),
  'Markdown: lines of one paragraph': markdown('a b\n'),
  'Markdown: code in one paragraph': markdown('a b `c` '),
  'Markdown: addresses in one paragraph': markdown('www.a.b c '),
  'Markdown: marks that are escaped': markdown('a\\* '),
  'Markdown: addresses in brackets': markdown('[a](b)\n\n'),
  'Markdown: front matter that is none': (size) => ({ fileName: 'a.md', bytes: strToU8(`---\n${'a: b\n'.repeat(size / 5)}---\n甲`) }),
  'HTML: links that are repaired out of one another': html('<a href=x><b><div>字'),
  'HTML: marks that go on in every paragraph': html('<b><p>字'),
  'HTML: marks that are repaired in tables': html('字<tr><b>', '<table>'),
  'HTML: script positions in one another': html('<b>字</b>', '<sup>'.repeat(300)),
  'HTML: headers without a title': html('<header>字</header>', '<div>'.repeat(300)),
  'HTML: tables in one another': html('<p>字', '<table><tr><td>一<td>'.repeat(90)),
};

/**
 * Of Markdown, a document may take so many steps whatever its length: about a second. Looking at one label is the lightest
 * of what the budget counts, 32 to a move.
 */
const BUDGET = 32 * LIMITS.markup.moves;
const SIZE = 12_000;

async function steps(document: { fileName: string; bytes: Uint8Array }): Promise<number> {
  return stepsOf(() =>
    readDocument(document).catch((error: unknown) => {
      if (!isDomainError(error) || !error.details.reason) throw error;
    }),
  );
}

test.each(Object.entries(HOSTILE))('%s: four times as much takes at the most six times the steps, or is refused', async (_, of) => {
  // What is loaded or made only once is no step of either.
  await steps(of(1_000));
  const [small, large] = [await steps(of(SIZE)), await steps(of(4 * SIZE))];
  expect(small).toBeGreaterThan(0);
  if (of(1).fileName === 'a.md' && large <= BUDGET) return;
  expect(large).toBeLessThanOrEqual(6 * small);
}, 60_000);

test('what goes through all that was before, at every step, is seen', async () => {
  const copying = (size: number) => stepsOf(async () => {
    let map = new Map<number, number>();
    for (let index = 0; index < size; index += 1) map = new Map([...map, [index, index]]);
    return Promise.resolve(map);
  });
  expect((await copying(2_000)) / (await copying(500))).toBeGreaterThan(10);
});
