import { describe, expect, test } from 'vitest';
import { outline } from '../../../../../lib/text/outline/outline';
import { lines, p, r, read } from './make-docx';

const cell = (inner: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${inner}</w:tc>`;
const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;
const style = (id: string, name: string, more = '') => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`;
const styled = (id: string, text: string) => p(text, `<w:pStyle w:val="${id}"/>`);
const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const code = (text: string) => `${mark('begin')}<w:r><w:instrText>${text}</w:instrText></w:r>`;
const LONG = '镇里的水渠年久失修，沿线四个村的群众反映强烈，镇党委把护渠列为当年的第一件实事，组织党员逐段排查。';

describe('styles as Word and WPS write them', () => {
  // WPS numbers its styles; their names are those of Word.
  const styles =
    style('1', 'Normal') + style('2', 'heading 1', '<w:basedOn w:val="1"/>') + style('3', 'heading 2', '<w:basedOn w:val="1"/>') +
    style('8', 'Title', '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>') + style('20', '单位标题', '<w:basedOn w:val="3"/>') + style('21', '单位正文', '<w:basedOn w:val="20"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>');

  test('numbered ids, and styles of its own that are based on them', async () => {
    const { marks } = await read({ body: styled('2', '甲') + styled('3', '乙') + styled('20', '丙') + styled('21', '丁') + styled('1', '戊'), styles });
    expect(marks.map(({ from, heading }) => [from, heading])).toEqual([[0, 1], [2, 2], [4, 2]]);
  });

  test('headings stand a level below the lines in the style of titles, so the title is one line', async () => {
    const document = await read({ body: styled('8', '一渠清水润万家') + styled('2', '守渠护水的人们') + p(LONG) + styled('3', '第一村') + p(LONG) + styled('2', '四村联动') + p(LONG), styles });
    expect(document.marks.map(({ heading, centred }) => [heading, centred])).toEqual([[1, true], [2, undefined], [3, undefined], [2, undefined]]);
    const { title, stripped, cases } = outline(document);
    expect([title, stripped]).toEqual(['一渠清水润万家', []]);
    expect(cases[0]!.sections.map(({ heading, children }) => [heading, ...children.map((child) => child.heading)])).toEqual([['守渠护水的人们', '第一村'], ['四村联动']]);
  });
});

describe('contents lists', () => {
  const entry = (text: string) => `${r(text)}<w:r><w:tab/></w:r>${r('1')}`;

  test('a field over paragraphs is one to its end, and what stands behind its end in the line is not', async () => {
    const body =
      `<w:p>${code('TOC \\o "1-3"')}${mark('separate')}${entry('一、背景')}</w:p><w:p>${entry('二、做法')}</w:p>` +
      `<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>${mark('end')}${r('一、背景')}</w:p>${p(LONG)}`;
    const { marks } = await read({ body });
    expect(marks.map(({ chrome, heading }) => [chrome, heading])).toEqual([[true, undefined], [true, undefined], [undefined, 1]]);
  });

  test('one whose end is lost ends at the first heading', async () => {
    const body = `<w:p>${code('TOC \\o "1-3"')}${mark('separate')}${entry('一、背景')}</w:p>${p('一、背景', '<w:outlineLvl w:val="0"/>')}${p(LONG)}`;
    expect((await read({ body })).marks.map(({ chrome, heading }) => [chrome, heading])).toEqual([[true, undefined], [undefined, 1]]);
  });
});

describe('tracked changes', () => {
  test('in tables: words, rows and cells', async () => {
    const gone = '<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>';
    const body =
      `<w:tbl>${row(cell(`<w:p>${r('甲')}${gone}<w:ins>${r('新')}</w:ins></w:p>`), cell(p('乙')))}` +
      `<w:tr><w:trPr><w:ins/></w:trPr>${cell(p('加'))}${cell(p('行'))}</w:tr><w:tr><w:trPr><w:del/></w:trPr>${cell(p('减'))}${cell(p('行'))}</w:tr>` +
      `${row(cell(p('丙'), '<w:cellDel/>'), cell(p('丁')), cell(p('戊'), '<w:cellIns/>'))}</w:tbl>`;
    const { text, losses } = await read({ body });
    expect(text).toBe('甲新\t乙\n加\t行\n丁\t戊');
    expect(losses).toMatchObject([{ code: 'deleted_text', texts: ['减行', '旧', '丙'] }]);
  });

  test('whole paragraphs that were moved stand at their new place alone', async () => {
    const moved = (kind: string) => `<w:${kind}RangeStart w:id="1" w:name="m"/><w:p><w:pPr><w:rPr><w:${kind}/></w:rPr></w:pPr><w:${kind}>${r('移的段')}</w:${kind}></w:p><w:${kind}RangeEnd w:id="1"/>`;
    expect(await lines({ body: moved('moveFrom') + p('中') + moved('moveTo') })).toEqual(['中', '移的段']);
  });

  test('a text box that was deleted is told once', async () => {
    const box = `<w:txbxContent><w:p><w:r><w:delText>框里</w:delText></w:r></w:p></w:txbxContent>`;
    const both = `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`;
    const { text, losses } = await read({ body: `<w:p><w:del><w:r>${both}</w:r></w:del>${r('段')}</w:p>` });
    expect(text).toBe('段');
    expect(losses).toMatchObject([{ code: 'deleted_text', texts: ['框里'] }]);
  });
});

describe('what is set apart only in looks', () => {
  test('an initial in a frame begins its paragraph', async () => {
    expect(await lines({ body: `${p('村', '<w:framePr w:dropCap="drop" w:lines="2"/>')}${p('里的水渠修好了。')}` })).toEqual(['村里的水渠修好了。']);
  });

  test('marks that print nothing part no word', async () => {
    expect(await lines({ body: p('水\u00AD渠\u200B修\u2060好\uFEFF了') })).toEqual(['水渠修好了']);
  });

  test('readings above words, in both of their forms: the words stay, the readings are told', async () => {
    const ruby = '<w:r><w:ruby><w:rt><w:r><w:t>qú</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>渠</w:t></w:r></w:rubyBase></w:ruby></w:r>';
    const { text, losses } = await read({ body: `<w:p>${ruby}${code('EQ \\* jc2 \\* "Font:宋体" \\* hps10 \\o\\ad(\\s\\up 9(shuǐ),水)')}${mark('end')}${r('清')}</w:p>` });
    expect(text).toBe('渠水清');
    expect(losses).toMatchObject([{ code: 'ruby', count: 2, texts: ['qú', 'shuǐ'] }]);
  });
});

test('a vertical merge that goes on over a page, with words repeated in it', async () => {
  const body = `<w:tbl>${row(cell(p('甲'), '<w:vMerge w:val="restart"/>'), cell(p('1')))}${row(cell('<w:p><w:r><w:lastRenderedPageBreak/></w:r></w:p>', '<w:vMerge w:val="continue"/>'), cell(p('2')))}${row(cell(p('甲（续）'), '<w:vMerge/>'), cell(p('3')))}</w:tbl>`;
  const { text, blocks } = await read({ body });
  const words = blocks.flatMap((block) => (block.type === 'table' ? block.rows.map(({ cells }) => cells.map((one) => [one.rowspan, ...one.lines.map(({ from, to }) => text.slice(from, to))])) : []));
  expect(words).toEqual([[[3, '甲', '甲（续）'], [1, '1']], [[1, '2']], [[1, '3']]]);
});
