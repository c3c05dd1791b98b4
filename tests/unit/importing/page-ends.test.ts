import { describe, expect, it } from 'vitest';
import { toPlainText } from '@/lib/content/text';
import type { Body } from '@/lib/content/schema';
import { EMPTY_PLAN, outlineWithPlan } from '@/lib/importing/plan/plan';
import { readText } from '@/lib/importing/formats/text/read';
import { outline } from '@/lib/text/outline/outline';
import { printed } from '@/lib/text/outline/surface';
import { articlesOf } from './articles';

const SENTENCES = '镇里的水渠年久失修，沿线四个村的群众反映强烈，镇党委把护渠列为当年的第一件实事，组织党员逐段排查，登记病险段落，列出清单，逐项销号，把责任落实到每一个人，每周公布进度，接受群众监督，年底统一评议。';
/** Paragraphs that are told apart by their first words. */
const PARAGRAPHS = ['东村：', '西村：', '南村：', '北村：', '上村：', '下村：', '新村：', '老村：', '河村：'].map((name) => name + SENTENCES);
const WIDTH = 36;

/** A paragraph as a page sets it: so many characters a line, no mark at the start of one. */
function wrap(paragraph: string, indent: string): string[] {
  const lines: string[] = [];
  for (let rest = indent + paragraph; rest.length > 0; ) {
    const length = /[，。：]/.test(rest.charAt(WIDTH)) ? WIDTH - 1 : WIDTH;
    lines.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
  return lines;
}

const linesOf = (indent: string) => ['青石镇护渠案例', ...['一、背景', '二、做法', '三、成效'].flatMap((heading, section) => [heading, ...PARAGRAPHS.slice(section * 3, section * 3 + 3).flatMap((one) => wrap(one, indent))])];
/** What a page ends and the next one begins with stands behind so many lines. */
const paged = (lines: string[], length: number, chrome: (page: number) => string[]) => lines.flatMap((line, i) => ((i + 1) % length === 0 && i + 1 < lines.length ? [line, ...chrome((i + 1) / length)] : [line])).join('\n');

const CHROME: [string, (page: number) => string[]][] = [
  ['a page number', (page) => [`— ${page} —`]],
  ['a page number between blank lines', (page) => ['', `- ${page} -`, '']],
  ['a number and a header', (page) => [`第 ${page} 页`, '青石镇案例选编']],
  ['a header and a number', (page) => ['青石镇案例选编', `— ${page} —`]],
  ['a header alone', () => ['青石镇基层治理案例选编']],
  ['a header that ends with the number', (page) => [`青石镇基层治理案例选编 · ${page + 11}`]],
  ['a bare number', (page) => [String(page)]],
];

function sectionsOf(text: string): string[] {
  return articlesOf(readText(text)).articles.flatMap(({ sections }) => sections.map(({ number, heading, body }) => `${number}、${heading}\n${toPlainText(body as Body)}`));
}
const WHOLE = ['一、背景', '二、做法', '三、成效'].map((heading, section) => [heading, ...PARAGRAPHS.slice(section * 3, section * 3 + 3)].join('\n'));

describe('pages of hard-wrapped lines', () => {
  describe.each([['indented', '　　'], ['not indented', '']])('with paragraphs that are %s', (_, indent) => {
    it.each(CHROME)('%s is stripped, and paragraphs go on over it, wherever pages end', (__, chrome) => {
      for (const length of [5, 6, 7, 8]) {
        const text = paged(linesOf(indent), length, chrome);
        expect(sectionsOf(text), `pages of ${length} lines`).toEqual(WHOLE);
        const marks = text.split('\n').filter((line) => line.trim() !== '' && !linesOf(indent).includes(line)).map((line) => line.trim());
        const { stripped, cases } = outline(text);
        expect(stripped).toEqual(marks);
        expect(printed(outlineWithPlan(text, EMPTY_PLAN))).toEqual(printed(outline(text)));
        expect(cases[0]!.sections.map(({ number, heading, text: words }) => `${number}、${heading}\n${words}`)).toEqual(WHOLE);
      }
    });
  });

  it('paragraphs that happen to end with a full line stay apart where the next one is indented', () => {
    const even = SENTENCES.slice(0, 2 * WIDTH - 2).replace(/.$/, '堤');
    const lines = ['青石镇护渠案例', '一、背景', ...wrap(even, '　　'), '— 1 —', ...wrap(SENTENCES, '　　'), '二、做法', ...wrap(SENTENCES, '　　'), ...wrap(SENTENCES, '　　'), ...wrap(SENTENCES, '　　')];
    expect(sectionsOf(lines.join('\n'))[0]).toBe(`一、背景\n${even}\n${SENTENCES}`);
  });

  it('no heading, no item and nothing behind a full stop goes on', () => {
    const [one, two, three, four] = PARAGRAPHS;
    const open = (paragraph = '') => wrap(paragraph, '').slice(0, 2);
    const item = '（1）登记用水，逐户上门，一户一册，长期保存。';
    const lines = ['青石镇护渠案例', '一、背景', ...open(one), '— 1 —', '二、做法', ...open(two), '— 2 —', item, ...wrap(three!, ''), '— 3 —', ...wrap(four!, '')];
    expect(sectionsOf(lines.join('\n'))).toEqual([`一、背景\n${open(one).join('')}`, `二、做法\n${open(two).join('')}\n${item}\n${three}\n${four}`]);
  });

  it('numbers above their headings are no page numbers', () => {
    const lines = ['青石镇护渠案例', ...['背景', '做法', '成效', '启示'].flatMap((heading, i) => [`0${i + 1}`, heading, ...wrap(SENTENCES, '　　'), ...wrap(SENTENCES, '　　')])];
    const { cases, stripped } = outline(lines.join('\n'));
    expect(cases[0]!.sections.map(({ number, heading }) => [number, heading])).toEqual([['01', '背景'], ['02', '做法'], ['03', '成效'], ['04', '启示']]);
    expect(stripped).toEqual([]);
  });
});

it('a lead goes on over the end of a page', () => {
  const text = ['青石镇护渠案例', ...wrap(SENTENCES, '').slice(0, 2), '— 1 —', ...wrap(SENTENCES, '').slice(2), '一、背景', ...wrap(PARAGRAPHS[0]!, ''), '二、做法', ...wrap(PARAGRAPHS[1]!, '')].join('\n');
  expect(articlesOf(readText(text)).articles[0]!.lead).toBe(SENTENCES);
});

describe('pages of paragraphs that are whole lines', () => {
  const first = SENTENCES.slice(0, 60);
  const rest = SENTENCES.slice(60);

  it('a paragraph goes on behind a page number where nothing ended', () => {
    const text = ['青石镇护渠案例', '一、背景', SENTENCES, first, '— 12 —', rest, '二、做法', SENTENCES].join('\n');
    expect(sectionsOf(text)[0]).toBe(`一、背景\n${SENTENCES}\n${SENTENCES}`);
  });

  it.each([
    ['a short line', '村里的做法', '— 12 —', rest],
    ['the end of a sentence in quotation marks', `${first}说：“好。”`, '— 12 —', rest],
    ['a colon', `${first}如下：`, '— 12 —', rest],
    ['a number', first, '— 12 —', `1.${rest}`],
    ['chrome that is of no page', first, '本文由某某网原创，转载请联系授权。', rest],
  ])('but not over %s', (_, above, chrome, below) => {
    const text = ['青石镇护渠案例', '一、背景', PARAGRAPHS[0], above, chrome, below, '二、做法', PARAGRAPHS[1]].join('\n');
    const lines = sectionsOf(text).join('\n').split('\n');
    // What stood above the chrome ends a line, whatever stands below it.
    expect(lines.filter((line) => line.startsWith(above.slice(0, 5))).map((line) => line.endsWith(above.slice(-5)))).toEqual([true]);
  });
});
