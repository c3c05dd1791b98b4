import { describe, expect, test } from 'vitest';
import { cell, doc, footnote, table } from '@/lib/content/build';
import { renderHtml } from '@/lib/content/html';
import { bodySchema } from '@/lib/content/schema';

type Cells = Parameters<typeof cell>[];
const html = (...rows: Cells[]) => renderHtml(bodySchema.parse(doc([{ type: 'table', attrs: { id: 't' }, content: rows.map((cells) => ({ type: 'tableRow', content: cells.map((one) => cell(...one)) })) }])));
const head = (text: string, spans?: Parameters<typeof cell>[1]): Parameters<typeof cell> => [text, spans, 'tableHeader'];
const headOf = (shown: string) => /<thead>(.*)<\/thead>/.exec(shown)?.[1]?.match(/<tr>/g)?.length ?? 0;

describe('the head of a table, which each sheet of paper repeats', () => {
  test('is all rows of headers from the top', () => {
    expect(headOf(html([head('甲'), head('乙')], [['1'], ['2']]))).toBe(1);
    expect(headOf(html([head('网格', { rowspan: 2 }), head('上半年', { colspan: 2 })], [head('一月'), head('二月')], [['一'], ['1'], ['2']]))).toBe(2);
    expect(headOf(html([['甲'], ['乙']], [['1'], ['2']]))).toBe(0);
  });

  test('ends before a row that a cell of it would be cut off from', () => {
    expect(headOf(html([head('甲', { rowspan: 2 }), head('乙')], [['2']], [['3'], ['4']]))).toBe(0);
    expect(headOf(html([head('甲', { colspan: 2 })], [head('乙', { rowspan: 2 }), head('丙')], [['4']]))).toBe(1);
  });

  test('is nothing where there is nothing below it', () => {
    expect(headOf(html([head('甲'), head('乙')], [head('丙'), head('丁')]))).toBe(0);
  });
});

describe('a column of amounts', () => {
  /** The classes of the cells of the second column, the header first. */
  const column = (...texts: string[]) => [...html([head('类别'), head('数目')], ...texts.map((text, index): Cells => [[String(index)], [text]])).matchAll(/<\/t[dh]><t[dh]([^>]*)>/g)].map((match) => match[1]!.includes('class="numeric"'));

  test.each([
    ['12', '1,234.5', '-3'],
    ['40.5%', '−12%', '+3.2％'],
    ['¥300', '1.2万元', '—'],
    ['3人', '约40人', ''],
    ['41.2', '31（上报9）', '7.5'],
  ])('%s, %s, %s', (...texts) => expect(column(...texts)).toEqual([true, true, true, true]));

  test.each([
    ['2021年', '2022年', '2023年'],
    ['2024-02-01', '2024-02-02', '2024-02-03'],
    ['三十', '派出所', '12'],
    ['—', '', '…'],
    ['3日内', '第3条', '12号'],
  ])('not %s, %s, %s', (...texts) => expect(column(...texts)).toEqual([false, false, false, false]));

  test('is none where its cells name the rows, nor is a cell over several columns', () => {
    expect(html([head('序号'), head('事项')], [['1'], ['甲']], [['2'], ['乙']])).not.toContain('numeric');
    const shown = html([head('甲'), head('合计', { colspan: 2 })], [['一'], ['1'], ['2']]);
    expect(shown.match(/class="numeric"/g)).toHaveLength(2);
    expect(shown).toContain('<th scope="col" colspan="2">');
  });

  test('is told without its notes, and through cells from above', () => {
    const noted = renderHtml(bodySchema.parse(doc([table([['甲', [{ type: 'text', text: '12' }, footnote('估算')]]], { header: false })])));
    expect(noted).toContain('<td class="numeric"><p>12\u2060<sup');
    expect(html([['甲', { rowspan: 2 }], ['乙'], ['5']], [['丙'], ['6']])).toMatch(/<td class="numeric"><p>5.*<td class="numeric"><p>6/);
  });
});

describe('a table says how wide it is', () => {
  const box = (...rows: Cells[]) => /<div class="([^"]*)"/.exec(html(...rows))?.[1];
  const row = (columns: number, text: string): Cells => Array.from({ length: columns }, () => [text]);

  test('by its columns: it scrolls, and is set smaller on paper', () => {
    expect([4, 5].map((columns) => box(row(columns, '字')))).toEqual(['table', 'table wide']);
    expect(box([['甲', { colspan: 5 }]])).toBe('table wide');
  });

  test('by its words: a sheet of paper is turned for it, and if need be it is set as small as can be read', () => {
    expect([8, 9].map((columns) => box(row(columns, '每格有很多字，要折成几行')))).toEqual(['table wide', 'table wide turned']);
    expect([12, 30].map((columns) => box(row(columns, '1,234')))).toEqual(['table wide', 'table wide turned dense']);
    expect(box(row(12, '12'), row(12, '一二三四五六'))).toBe('table wide turned');
    expect(box(row(13, '一二三四五六'), [['注', { colspan: 13 }]])).toBe('table wide turned');
    expect(box(row(14, '一二三四五六'))).toBe('table wide turned dense');
  });
});
