import { describe, expect, test } from 'vitest';
import { readDocument } from '../../../../../lib/importing/read-format';
import { outline } from '../../../../../lib/text/outline/outline';
import { makePdf, pdfLines, type PdfText } from '../../../../support/make-pdf';

const read = (pages: readonly (readonly PdfText[])[], drawn = '') => readDocument({ bytes: makePdf({ pages: pages.map((texts) => texts), drawn }), fileName: 'a.pdf' });
const text = async (pages: readonly (readonly PdfText[])[], drawn = '') => (await read(pages, drawn)).text.split('\n');
/** A line of that many letters, which fills the width of the tests' column of 30. */
const full = (letters: number, start = '水') => (start + '站边的老人每天都要走很远的山路去挑水吃因此镇里决定把这件事情办好办实'.repeat(3)).slice(0, letters);

describe('lines become paragraphs', () => {
  test('by the indent of the first and the short end of the last; Chinese goes on without a space', async () => {
    const lines = pdfLines([`  ${full(28)}`, full(30), '办完了。', `  ${full(28, '第')}`, '也办完了。']);
    expect(await text([lines])).toEqual([`${full(28)}${full(30)}办完了。`, `${full(28, '第')}也办完了。`]);
  });

  test('by a larger gap, where nothing is indented', async () => {
    const lines = [...pdfLines([full(30), full(30)]), ...pdfLines([full(30, '另'), '完。'], { y: 160 })];
    expect(await text([lines])).toEqual([full(30) + full(30), `${full(30, '另')}完。`]);
  });

  test('Latin words go on with a space, divided ones without their hyphen', async () => {
    const lines = pdfLines(['The village has built its water sta-', 'tion and every one of the house-', 'holds is connected']);
    expect(await text([lines])).toEqual(['The village has built its water station and every one of the households is connected']);
  });

  test('numbers begin a paragraph behind a full line that ends a sentence, and not in the middle of one', async () => {
    const lines = pdfLines([`1. ${full(28)}。`, `2. ${full(26)}共计`, '1.5亿元', '3. 第三件事']);
    expect(await text([lines])).toEqual([`1. ${full(28)}。`, `2. ${full(26)}共计1.5亿元`, '3. 第三件事']);
  });

  test('who signs and when stand on the right, each for itself', async () => {
    const lines = [...pdfLines([full(30), '特此通知。']), { text: '镇办公室', x: 429, y: 160 }, { text: '2024年5月', x: 429, y: 180 }];
    expect((await text([lines])).slice(-2)).toEqual(['镇办公室', '2024年5月']);
  });

  test('a paragraph goes on over the end of a page, and what belongs to the pages is told once', async () => {
    const foot = (page: number): PdfText[] => [{ text: '青石镇饮水改造', x: 200, y: 40, size: 9 }, { text: `- ${page} -`, x: 290, y: 810, size: 9 }];
    const pages = [
      [...foot(1), ...pdfLines([`  ${full(28)}`, full(30)])],
      [...foot(2), ...pdfLines(['接着办完了。', `  ${full(28, '再')}`, full(30)])],
      [...foot(3), ...pdfLines(['又办完了。'])],
    ];
    const found = await read(pages);
    expect(found.text.split('\n')).toEqual(['青石镇饮水改造', `${full(28)}${full(30)}接着办完了。`, `${full(28, '再')}${full(30)}又办完了。`]);
    expect(found.marks.filter(({ chrome }) => chrome)).toHaveLength(1);
    expect(found.losses).toEqual([{ code: 'page_furniture', count: 5, at: expect.any(Array) as number[], texts: [] }]);
    expect(outline(found).stripped).toEqual(['青石镇饮水改造']);
  });

  test('notes at the foot of a page stand behind the paragraph that goes on over its end', async () => {
    const pages = [
      [...pdfLines([`  ${full(28)}`, full(30)]), { text: '1. 按年末户籍计。', x: 117, y: 780, size: 9 }],
      [...pdfLines(['接着办完了。', `  ${full(28, '再')}`, '又办完了。'])],
    ];
    expect(await text(pages)).toEqual([`${full(28)}${full(30)}接着办完了。`, '1. 按年末户籍计。', `${full(28, '再')}又办完了。`]);
  });

  test.each(['3', '— 3 —', '第 3 页 共 9 页', '3/9', 'Page 3 of 9'])('%s at the foot of the only page is its number', async (number) => {
    expect(await text([[...pdfLines([`  ${full(28)}`, '办完了。']), { text: number, x: 290, y: 800, size: 9 }]])).toEqual([`${full(28)}办完了。`]);
  });
});

describe('columns', () => {
  test('are read one after the other, below the title across them', async () => {
    const column = (x: number, start: string) => Array.from({ length: 7 }, (_, index) => ({ text: full(index === 6 ? 8 : 18, `${start}${index}`), x, y: 120 + index * 20 }));
    const lines = [{ text: '青石镇饮水改造案例', x: 200, y: 70, size: 20 }, ...column(60, '左'), ...column(310, '右')];
    const found = (await text([lines])).join('');
    expect(found.startsWith('青石镇饮水改造案例')).toBe(true);
    expect([...found.matchAll(/[左右]\d/g)].map(([one]) => one)).toEqual([...Array(7).keys()].map((index) => `左${index}`).concat([...Array(7).keys()].map((index) => `右${index}`)));
  });
});

test('columns of a last page that is almost empty are those of the pages before', async () => {
  const column = (x: number, start: string, count: number) => Array.from({ length: count }, (_, index) => ({ text: full(index === count - 1 ? 8 : 18, `${start}${index}`), x, y: 120 + index * 20 }));
  const found = (await text([[...column(60, '左', 7), ...column(310, '右', 7)], [...column(60, '前', 2), ...column(310, '后', 2)]])).join('');
  expect([...found.matchAll(/[前后]\d/g)].map(([one]) => one)).toEqual(['前0', '前1', '后0', '后1']);
});

describe('tables', () => {
  const cells = [['村名', '户数'], ['青石村', '402'], ['白鹭村', '315']].flatMap(([one, other], row) => [{ text: one!, x: 80, y: 120 + row * 24 }, { text: other!, x: 220, y: 120 + row * 24 }]);
  const line = (x0: number, y0: number, x1: number, y1: number) => `${x0} ${842 - y0} m ${x1} ${842 - y1} l S\n`;
  const across = [104, 128, 152, 176].map((y) => line(72, y, 360, y)).join('');

  test('are what borders make them, each cell of a row parted by a tab', async () => {
    const found = await read([[...pdfLines([full(30)], { y: 80 }), ...cells]], across + [72, 212, 360].map((x) => line(x, 104, x, 176)).join(''));
    expect(found.text.split('\n').slice(1)).toEqual(['村名\t户数', '青石村\t402', '白鹭村\t315']);
    const [block] = found.blocks;
    expect(block?.type === 'table' && block.rows.map(({ cells: row }) => row.length)).toEqual([2, 2, 2]);
  });

  test('cells without a border between them are one', async () => {
    const found = await read([cells.filter(({ text: word }) => word !== '户数')], across + line(72, 104, 72, 176) + line(360, 104, 360, 176) + line(212, 128, 212, 176));
    const [block] = found.blocks;
    expect(block?.type === 'table' && block.rows.map(({ cells: row }) => row.map(({ colspan }) => colspan))).toEqual([[2], [1, 1], [1, 1]]);
  });

  test('of three lines without borders at their sides have a head', async () => {
    const found = await read([cells], [104, 128, 176].map((y) => line(72, y, 360, y)).join(''));
    const [block] = found.blocks;
    expect(block?.type === 'table' && block.rows.map(({ cells: row }) => row[0]!.header)).toEqual([true, false, false]);
    expect(found.text).toBe('村名\t户数\n青石村\t402\n白鹭村\t315');
  });

  test('go on over the end of a page, and their head is there once', async () => {
    const page = () => cells.map((one) => ({ ...one }));
    const found = await read([page(), page()], across + [72, 212, 360].map((x) => line(x, 104, x, 176)).join(''));
    expect(found.blocks).toHaveLength(1);
    expect(found.text.split('\n').filter((one) => one === '村名\t户数')).toHaveLength(1);
  });
});

describe('letters', () => {
  test('a bold line and a larger one are marked, the largest of the first page is the title', async () => {
    const lines = [{ text: '青石镇饮水改造案例', x: 190, y: 70, size: 22 }, { text: '一、背景', x: 117, y: 110, bold: true }, ...pdfLines([full(30), '办完了。'], { y: 140 }), { text: '二、做法', x: 117, y: 200, size: 15 }, ...pdfLines([full(30), '办完了。'], { y: 230 })];
    const found = await read([lines]);
    const marked = found.marks.map(({ from, to, heading, bold }) => `${found.text.slice(from, to)} ${heading ?? ''}${bold ? 'bold' : ''}`);
    expect(marked).toEqual(['青石镇饮水改造案例 1', '一、背景 bold', '二、做法 bold']);
    const { title, cases } = outline(found);
    expect([title, ...cases[0]!.sections.map(({ heading }) => heading)]).toEqual(['青石镇饮水改造案例', '背景', '做法']);
  });

  test('radicals, ligatures and doubled letters are what somebody typed', async () => {
    const lines = [{ text: '⼯作⻓期 eﬀect', x: 72, y: 100 }, { text: '背景', x: 72, y: 140 }, { text: '背景', x: 72.4, y: 140 }];
    const found = await read([lines]);
    expect(found.text).toBe('工作长期 effect\n背景');
    expect(found.marks.map(({ bold }) => bold)).toEqual([true]);
  });

  test('spaces between all Chinese characters are a program’s, one among others is an author’s', async () => {
    expect(await text([pdfLines(['水 站 边 的 老 人 每 天 都 要 走 路'])])).toEqual(['水站边的老人每天都要走路']);
    expect(await text([pdfLines(['水站边的老人 每天都要走路'])])).toEqual(['水站边的老人 每天都要走路']);
  });

  test('raised digits are marks of notes behind Chinese, and exponents behind letters', async () => {
    const lines = [{ text: '护林员四十八名', x: 72, y: 100 }, { text: '1', x: 156, y: 95, size: 7 }, { text: '面积为12m', x: 72, y: 130 }, { text: '2', x: 126, y: 125, size: 7 }, { text: '参与率高[', x: 72, y: 160 }, { text: '3', x: 126, y: 155, size: 7 }, { text: ']', x: 130, y: 155, size: 7 }];
    expect(await text([lines])).toEqual(['护林员四十八名[1]', '面积为12m²', '参与率高[3]']);
  });

  test('a watermark across the page, and what nobody can see, are told and no part of the text', async () => {
    const lines = [...pdfLines([full(30), '办完了。']), { text: '内部资料', x: 200, y: 400, size: 40, matrix: '0.7 0.7 -0.7 0.7' }, { text: '看不见', x: 117, y: 300, before: '3 Tr' }, { text: '在纸外', x: 900, y: 300, before: '0 Tr' }];
    const found = await read([lines]);
    expect(found.text).toBe(`${full(30)}办完了。`);
    expect(found.losses.map(({ code, texts }) => [code, texts])).toEqual([['hidden_text', ['看不见在纸外']], ['turned_text', ['内部资料']]]);
  });

  test('a turned page is read upright', async () => {
    const lines = [full(30), '办完了。'].map((line, index) => ({ text: line, x: 100 + index * 20, y: 601, matrix: '0 1 -1 0' }));
    expect(await text([lines])).toEqual([`${full(30)}办完了。`]);
  });

  test('letters placed below one another are vertical lines, from the right', async () => {
    const column = (words: string, x: number) => [...words].map((letter, index) => ({ text: letter, x, y: 100 + index * 12 }));
    expect((await text([[...column('渡口在镇的东头船老大姓周︐', 300), ...column('撑了三十年的船︒', 276)]])).join('')).toBe('渡口在镇的东头船老大姓周，撑了三十年的船。');
  });

  test('items behind bullets are a list', async () => {
    const found = await read([pdfLines(['• 定人', '• 定岗', '• 定责', '办完了'])]);
    expect(found.text).toBe('定人\n定岗\n定责\n办完了');
    expect(found.blocks.map((block) => [block.type, 'blocks' in block && block.blocks.length])).toEqual([['list', 3]]);
  });
});
