import { describe, expect, test } from 'vitest';
import { outline } from '../../../../../lib/text/outline/outline';
import { articlesOf, hanIn, textsIn } from '../../articles';
import { p, read } from './make-docx';

const LONG = '镇里的水渠年久失修，沿线四个村的群众反映强烈，镇党委把护渠列为当年的第一件实事，组织党员逐段排查。';
const cell = (...texts: string[]) => `<w:tc>${texts.map((text) => p(text)).join('')}</w:tc>`;
const table = (...rows: string[]) => `<w:tbl>${rows.map((row) => `<w:tr>${row}</w:tr>`).join('')}</w:tbl>`;
const CASE = ['一、背景', LONG, '二、做法', LONG, '三、成效', LONG];
const FORM = [cell('案例名称') + cell('一渠清水润万家'), cell('申报单位') + cell('青石镇人民政府') + cell('联系人：') + cell('柳青')];

describe('a form with a case in one of its cells', () => {
  test('is read as text: lines with their labels, the sections of the case, and a table of what stands below', async () => {
    const body = p('典型案例申报表') + table(...FORM, cell('案例正文') + cell(...CASE), cell('县级意见') + cell('同意推荐'), cell('市级意见') + cell(''));
    const document = await read({ body });
    expect(document.text.split('\n').slice(0, 6)).toEqual(['典型案例申报表', '案例名称：一渠清水润万家', '申报单位：青石镇人民政府', '联系人：柳青', '案例正文', '一、背景']);
    expect(document.blocks).toMatchObject([{ type: 'table', rows: [{ cells: [{}, {}] }, { cells: [{}, {}] }] }]);
    const { title, cases } = outline(document);
    expect(title).toBe('一渠清水润万家');
    expect(cases[0]!.byline).toBe('典型案例申报表\n申报单位：青石镇人民政府\n联系人：柳青');
    expect(cases[0]!.sections.flatMap(({ children }) => children.map(({ number, heading }) => [number, heading]))).toEqual([['一', '背景'], ['二', '做法'], ['三', '成效']]);
  });

  test('also where the cell goes over the whole row, and its headings have a style', async () => {
    const heading = (text: string) => p(text, '<w:outlineLvl w:val="0"/>');
    const whole = `<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${heading('背景') + p(LONG) + heading('做法') + p(LONG) + p(LONG)}</w:tc>`;
    const { cases } = outline(await read({ body: table(FORM[0]!, whole) }));
    expect(cases[0]!.title).toBe('一渠清水润万家');
    expect(cases[0]!.sections.map(({ heading: words }) => words)).toEqual(['背景', '做法']);
  });

  test('loses no word', async () => {
    const document = await read({ body: table(...FORM, cell('案例正文') + cell(...CASE)) });
    const { articles, stripped, outside } = articlesOf(document);
    const kept = [...textsIn(articles.map(({ title, lead, sections }) => ({ title, lead, sections }))), ...stripped, ...outside];
    expect(hanIn(kept)).toEqual(hanIn(['案例名称', '一渠清水润万家', '申报单位', '青石镇人民政府', '联系人', '柳青', '案例正文', ...CASE]));
  });
});

describe('what stays a table', () => {
  test.each([
    ['a form without a case', table(...FORM)],
    ['measures with their texts', table(cell('建队伍') + cell(LONG, LONG, LONG, LONG), cell('立规矩') + cell(LONG, LONG))],
    ['lists of several lines in cells', table(cell('措施') + cell('1. 登记用水', '2. 轮流放水', '3. 张榜公布', '4. 年底评议'), cell('成效') + cell('好'))],
    ['three columns, whatever is in them', table(cell('甲') + cell('乙') + cell(...CASE), cell('丙') + cell('丁') + cell('戊'))],
    ['cells that are merged from above', `<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>${p('甲')}</w:tc>${cell(...CASE)}</w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>${cell('乙')}</w:tr></w:tbl>`],
  ])('%s', async (_, body) => {
    const { blocks, text } = await read({ body });
    expect(blocks).toMatchObject([{ type: 'table', from: 0, to: text.length }]);
  });
});
