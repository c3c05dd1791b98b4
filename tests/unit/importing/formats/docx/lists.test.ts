import { describe, expect, test } from 'vitest';
import { renderHtml } from '../../../../../lib/content/html';
import type { Body } from '../../../../../lib/content/schema';
import { toPlainText } from '../../../../../lib/content/text';
import { countedNumber } from '../../../../../lib/importing/formats/counted-number';
import { articlesOf } from '../../articles';
import { num, p, read } from './make-docx';

const level = (index: number, format: string, text: string) => `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
const abstract = (id: number, ...levels: string[]) => `<w:abstractNum w:abstractNumId="${id}">${levels.join('')}</w:abstractNum>`;
const instance = (id: number, of: number, start?: number) =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${start === undefined ? '' : `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="${start}"/></w:lvlOverride>`}</w:num>`;

const OFFICIAL = 1;
const PLAIN = 2;
const BULLETS = 3;
const FROM_FIVE = 4;
const SIGNS = 5;
const NUMBERING =
  abstract(1, level(0, 'chineseCounting', '%1、'), level(1, 'chineseCounting', '（%2）'), level(2, 'decimal', '%3.')) +
  abstract(2, level(0, 'decimal', '%1.'), level(1, 'decimal', '%2）'), level(2, 'lowerLetter', '%3)')) +
  abstract(3, level(0, 'bullet', '·'), level(1, 'bullet', 'o')) +
  abstract(5, level(0, 'decimalEnclosedCircle', '%1')) +
  instance(OFFICIAL, 1) + instance(PLAIN, 2) + instance(BULLETS, 3) + instance(FROM_FIVE, 2, 5) + instance(SIGNS, 5);

const LONG = '镇里的水渠年久失修，沿线四个村的群众反映强烈，镇党委把护渠列为当年的第一件实事，组织党员逐段排查。';
/** A case whose practice holds the given paragraphs, all its headings numbered by Word. */
const practice = (body: string) => read({ body: p('一渠清水') + p('背景', num(OFFICIAL)) + p(LONG) + p('做法', num(OFFICIAL)) + p(LONG) + body + p('成效', num(OFFICIAL)) + p(LONG), numbering: NUMBERING });
const sectionOf = async (body: string) => {
  const { articles } = articlesOf(await practice(body));
  expect(articles[0]?.sections.map(({ number, heading }) => [number, heading])).toEqual([['一', '背景'], ['二', '做法'], ['三', '成效']]);
  return articles[0]!.sections[1]!.body as Body;
};
/** The blocks behind the first paragraph, without ids, which are random. */
const html = async (body: string) => renderHtml(await sectionOf(body)).replace(/ id="[^"]*"/g, '').replace(`<p>${LONG}</p>`, '');

describe('lists that Word numbers are lists of the body', () => {
  test.each([
    ['numbers, on from where they begin', p('甲；', num(FROM_FIVE)) + p('乙。', num(FROM_FIVE)), '<ol start="5"><li><p>甲；</p></li><li><p>乙。</p></li></ol>'],
    ['levels', p('甲；', num(PLAIN)) + p('乙；', num(PLAIN, 1)) + p('丙；', num(PLAIN, 1)) + p('丁。', num(PLAIN)), '<ol><li><p>甲；</p><ol><li><p>乙；</p></li><li><p>丙；</p></li></ol></li><li><p>丁。</p></li></ol>'],
    ['bullets below numbers', p('甲；', num(PLAIN)) + p('乙；', num(BULLETS, 1)) + p('丙。', num(PLAIN)), '<ol><li><p>甲；</p><ul><li><p>乙；</p></li></ul></li><li><p>丙。</p></li></ol>'],
    ['numbers below bullets, and both at one level', p('甲', num(BULLETS)) + p('乙；', num(PLAIN, 1)) + p('丙', num(BULLETS)) + p('丁。', num(FROM_FIVE)), '<ul><li><p>甲</p><ol><li><p>乙；</p></li></ol></li><li><p>丙</p></li></ul><ol start="5"><li><p>丁。</p></li></ol>'],
    ['a paragraph between two items: the number goes on', p('甲；', num(PLAIN)) + p('说明在此。') + p('乙。', num(PLAIN)), '<ol><li><p>甲；</p></li></ol><p>说明在此。</p><ol start="2"><li><p>乙。</p></li></ol>'],
    ['what no list can count stays as it is printed', p('甲；', num(SIGNS)) + p('乙。', num(SIGNS)), '<p>① 甲；</p><p>② 乙。</p>'],
    ['and in its item, where it stands in one', p('甲；', num(PLAIN)) + p('乙；', num(PLAIN, 2)) + p('丙。', num(PLAIN)), '<ol><li><p>甲；</p><p>a)乙；</p></li><li><p>丙。</p></li></ol>'],
    ['a break in an item', `<w:p><w:pPr>${num(PLAIN)}</w:pPr><w:r><w:t>甲</w:t><w:br/><w:t>再甲；</w:t></w:r></w:p>${p('乙。', num(PLAIN))}`, '<ol><li><p>甲</p><p>再甲；</p></li><li><p>乙。</p></li></ol>'],
  ])('%s', async (_, body, expected) => expect(await html(body)).toBe(expected));

  test('the text of an article prints their numbers again', async () => {
    const body = p('甲；', num(FROM_FIVE)) + p('乙；', num(FROM_FIVE)) + p('丙。', num(SIGNS));
    expect(toPlainText(await sectionOf(body))).toBe([LONG, '5. 甲；', '6. 乙；', '① 丙。'].join('\n'));
    expect((await practice(body)).text).toContain('\n5. 甲；\n6. 乙；\n① 丙。\n');
  });

  test('in a cell they are words of the cell', async () => {
    const cell = (inner: string) => `<w:tc>${inner}</w:tc>`;
    const body = `<w:tbl><w:tr>${cell(p('甲', num(PLAIN)) + p('乙', num(PLAIN)))}${cell(p('丙', num(BULLETS)))}</w:tr></w:tbl>`;
    expect(await html(body)).toContain('<td><p>1. 甲</p><p>2. 乙</p></td><td><p>• 丙</p></td>');
  });
});

describe('headings that Word numbers stay headings', () => {
  test('short lines with paragraphs below them, at each level, and those with their text in the line', async () => {
    const { articles } = articlesOf(
      await practice(p('建机制', num(OFFICIAL, 1)) + p(LONG) + p('明职责', num(OFFICIAL, 2)) + p(LONG) + p('抓考核', num(OFFICIAL, 2)) + p(LONG) + p(`强保障。${LONG}`, num(OFFICIAL, 1))),
    );
    const blocks = (articles[0]!.sections[1]!.body as Body).content;
    expect(blocks.flatMap((one) => (one.type === 'heading' ? [[one.attrs.level, one.attrs.number, one.content?.map((node) => (node.type === 'text' ? node.text : ''))]] : []))).toEqual([
      [2, '（一）', ['建机制']], [3, '1', ['明职责']], [3, '2', ['抓考核']], [2, '（二）', ['强保障']],
    ]);
    expect(blocks.map(({ type }) => type)).not.toContain('orderedList');
  });

  test('a heading by its style is in no list, whatever numbers it', async () => {
    const { blocks, marks } = await read({ body: p('背景', `${num(PLAIN)}<w:outlineLvl w:val="0"/>`) + p('做法', `${num(BULLETS)}<w:outlineLvl w:val="0"/>`) + p('项', num(PLAIN)), numbering: NUMBERING });
    expect(blocks).toMatchObject([{ type: 'list', ordered: true, blocks: [{ type: 'item', number: 2 }] }]);
    expect(marks.map(({ heading, item }) => [heading, item])).toEqual([[1, undefined], [1, undefined]]);
  });
});

test.each([['1.', 1], ['12、', 12], ['（3）', 3], ['4)', 4], ['５．', 5], ['06', 6], ['一、', null], ['①', null], ['a)', null], ['1.1', null], ['第1条', null], ['[1]', null], ['IV.', null]])('the label %s counts %s', (label, number) => {
  expect(countedNumber(label)).toBe(number);
});
