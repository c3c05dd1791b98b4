import { describe, expect, test } from 'vitest';
import { formatNumber } from '../../../../../lib/importing/formats/docx/number-formats';
import { lines, num, p, read } from './make-docx';

const level = (index: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
const abstract = (id: number, ...levels: string[]) => `<w:abstractNum w:abstractNumId="${id}">${levels.join('')}</w:abstractNum>`;
const instance = (id: number, of: number, overrides = '') => `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${overrides}</w:num>`;

const CHINESE = abstract(
  0,
  level(0, 'chineseCountingThousand', '%1、', '<w:suff w:val="nothing"/>'),
  level(1, 'chineseCounting', '（%2）', '<w:suff w:val="nothing"/>'),
  level(2, 'decimal', '%3.'),
);

describe('automatic numbers stand in the text', () => {
  test('filled up to the length of a pattern of digits, but never to one that no number has', async () => {
    const custom = (format: string) => `<w:lvl w:ilvl="0"><w:start w:val="7"/><w:numFmt w:val="custom" w:format="${format}"/><w:lvlText w:val="${'%1'.repeat(100)}"/></w:lvl>`;
    const numbered = (format: string) => lines({ body: p('甲', num(1)), numbering: abstract(0, custom(format)) + instance(1, 0) });
    expect(await numbered('001, 002, 003, ...')).toEqual([`${'007'.repeat(100)} 甲`]);
    expect(await numbered(`${'0'.repeat(20_000)}1,`)).toEqual([`${'7'.repeat(100)} 甲`]);
  });

  test('levels count on and start anew below a higher one', async () => {
    const body = [['总则', 0], ['目的', 1], ['范围', 1], ['细目', 2], ['做法', 0], ['步骤', 1], ['细目', 2]].map(([text, at]) => p(String(text), num(1, Number(at)))).join('');
    expect(await lines({ body, numbering: CHINESE + instance(1, 0) })).toEqual([
      '一、总则', '（一）目的', '（二）范围', '1. 细目', '二、做法', '（一）步骤', '1. 细目',
    ]);
  });

  test('a higher number in a lower one, in plain digits where the level is legal', async () => {
    const numbering = abstract(0, level(0, 'chineseCounting', '第%1章'), level(1, 'decimal', '%1.%2', '<w:isLgl/>'), level(2, 'decimal', '%1.%2.%3')) + instance(1, 0);
    const body = p('甲', num(1)) + p('乙', num(1, 1)) + p('丙', num(1, 2)) + p('丁', num(1)) + p('戊', num(1, 2));
    expect(await lines({ body, numbering })).toEqual(['第一章 甲', '1.1 乙', '一.1.1 丙', '第二章 丁', '二.1.1 戊']);
  });

  test('a legal level prints its own number in plain digits too', async () => {
    const numbering = abstract(0, level(0, 'chineseCounting', '第%1章'), level(1, 'chineseCounting', '%1.%2', '<w:isLgl/>')) + instance(1, 0);
    expect(await lines({ body: p('甲', num(1)) + p('乙', num(1, 1)), numbering })).toEqual(['第一章 甲', '1.1 乙']);
  });

  test('instances of one list share their count; a start of its own counts once', async () => {
    const numbering = CHINESE + instance(1, 0) + instance(2, 0) + instance(3, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>');
    const body = p('甲', num(1)) + p('乙', num(2)) + p('丙', num(3)) + p('丁', num(3)) + p('戊', num(1));
    expect(await lines({ body, numbering })).toEqual(['一、甲', '二、乙', '一、丙', '二、丁', '三、戊']);
  });

  test('a level that never starts anew, and one that does only below the first', async () => {
    const numbering = abstract(0, level(0, 'decimal', '%1、'), level(1, 'decimal', '(%2)', '<w:lvlRestart w:val="0"/>'), level(2, 'lowerLetter', '%3)', '<w:lvlRestart w:val="1"/>')) + instance(1, 0);
    const body = [0, 1, 2, 1, 2, 0, 1, 2].map((at) => p('文', num(1, at))).join('');
    expect(await lines({ body, numbering })).toEqual(['1、文', '(1)文', 'a)文', '(2)文', 'b)文', '2、文', '(3)文', 'a)文']);
  });

  test('numbers that come from a style, its level by the level that names it, and none where a paragraph says so', async () => {
    const styles =
      `<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>` +
      `<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>`;
    const numbering = abstract(0, level(0, 'decimal', '%1', '<w:pStyle w:val="1"/>'), level(1, 'decimal', '%1.%2', '<w:pStyle w:val="2"/>')) + instance(1, 0);
    const style = (id: string, more = '') => `<w:pStyle w:val="${id}"/>${more}`;
    const body = p('甲', style('1')) + p('乙', style('2')) + p('丙', style('2')) + p('丁', style('1', '<w:numPr><w:numId w:val="0"/></w:numPr>'));
    const { text, marks } = await read({ body, styles, numbering });
    expect(text.split('\n')).toEqual(['1 甲', '1.1 乙', '1.2 丙', '丁']);
    expect(marks.map(({ heading }) => heading)).toEqual([1, 2, 2, 1]);
  });

  test('bullets are items of nested lists and no text', async () => {
    const numbering = abstract(0, level(0, 'bullet', ''), level(1, 'bullet', 'o')) + instance(1, 0);
    const { text, marks, blocks } = await read({ body: p('甲', num(1)) + p('乙', num(1, 1)) + p('丙', num(1)) + p('后'), numbering });
    expect(text).toBe('甲\n乙\n丙\n后');
    expect(marks.map(({ item }) => item)).toEqual([1, 2, 1]);
    expect(blocks).toMatchObject([{ type: 'list', from: 0, to: 5, blocks: [{ type: 'item', blocks: [{ type: 'list' }] }, { type: 'item' }] }]);
  });

  test('an empty paragraph is counted and not shown; a format that is not known is told', async () => {
    const numbering = abstract(0, level(0, 'hebrew1', '%1.')) + instance(1, 0);
    const { text, losses } = await read({ body: p('甲', num(1)) + p('', num(1)) + p('乙', num(1)), numbering });
    expect(text).toBe('1. 甲\n3. 乙');
    expect(losses).toMatchObject([{ code: 'number_format', count: 2, texts: ['hebrew1', 'hebrew1'] }]);
  });
});

test.each([
  ['decimalEnclosedCircle', 1, '①'], ['decimalEnclosedCircle', 20, '⑳'], ['decimalEnclosedCircleChinese', 21, '㉑'], ['decimalEnclosedCircle', 36, '㊱'],
  ['decimalFullWidth', 12, '１２'], ['decimalZero', 7, '07'], ['001, 002, 003, ...', 7, '007'], ['decimalEnclosedParen', 3, '⑶'], ['decimalEnclosedFullstop', 2, '⒉'],
  ['chineseCounting', 10, '十'], ['chineseCounting', 12, '十二'], ['chineseCounting', 20, '二十'], ['chineseCounting', 101, '一〇一'],
  ['chineseCountingThousand', 11, '十一'], ['chineseCountingThousand', 105, '一百零五'], ['chineseCountingThousand', 1010, '一千零一十'], ['chineseCountingThousand', 110, '一百一十'],
  ['ideographDigital', 10, '一〇'], ['japaneseCounting', 100, '百'], ['japaneseCounting', 215, '二百十五'],
  ['ideographLegalTraditional', 1, '壹'], ['ideographLegalTraditional', 11, '壹拾壹'], ['chineseLegalSimplified', 23, '贰拾叁'],
  ['ideographTraditional', 1, '甲'], ['ideographTraditional', 11, '11'], ['ideographZodiac', 12, '亥'], ['ideographZodiacTraditional', 13, '丙子'],
  ['upperRoman', 49, 'XLIX'], ['lowerRoman', 4, 'iv'], ['upperLetter', 27, 'AA'], ['lowerLetter', 26, 'z'], ['numberInDash', 3, '-3-'], ['ordinal', 12, '12th'], ['ordinal', 22, '22nd'],
  ['none', 5, ''],
])('%s of %i is %s', (format, value, printed) => {
  expect(formatNumber(value, format)).toBe(printed);
});
