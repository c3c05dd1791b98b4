import { Document, FootnoteReferenceRun, ImageRun, Packer, Paragraph, Table, TableCell, TableRow, TextRun, HeadingLevel } from 'docx';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../../../../lib/importing/read-format';
import { lines, p, r, read, relation } from './make-docx';

const cell = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${text ? p(text) : '<w:p/>'}</w:tc>`;
const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;
const field = (code: string, result: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

test('a document that a library of its own writes: headings, marks, a table, a picture, a note', async () => {
  const document = new Document({
    footnotes: { 1: { children: [new Paragraph('注的话')] } },
    sections: [{
      children: [
        new Paragraph({ text: '某村积分制案例', heading: HeadingLevel.HEADING_1 }),
        new Paragraph({ children: [new TextRun('一句'), new TextRun({ text: '重点', bold: true }), new TextRun({ text: '斜', italics: true }), new FootnoteReferenceRun(1)] }),
        new Table({ rows: [new TableRow({ children: [new TableCell({ columnSpan: 2, children: [new Paragraph('表头')] })] }), new TableRow({ children: [new TableCell({ children: [new Paragraph('左')] }), new TableCell({ children: [new Paragraph('右')] })] })] }),
        new Paragraph({ children: [new ImageRun({ type: 'png', data: PIXEL, transformation: { width: 9, height: 9 }, altText: { name: 'n', title: 't', description: '现场' } })] }),
      ],
    }],
  });
  const read = await readDocument({ bytes: await Packer.toBuffer(document), fileName: '案例.docx' });
  expect(read.text.replace(/\[1\] +/, '[1] ')).toBe('某村积分制案例\n一句重点斜[1]\n表头\n左\t右\n现场\n[1] 注的话');
  expect(read.marks.map(({ from: _, to: __, ...mark }) => mark)).toEqual([{ heading: 1 }, { fixed: true }, { fixed: true }, { fixed: true }, { fixed: true }]);
  expect(read.styles.map(({ from, to, ...style }) => [read.text.slice(from, to), style])).toEqual([['重点', { bold: true }], ['斜', { italic: true }]]);
  expect(read.blocks).toMatchObject([{ type: 'table', rows: [{ cells: [{ colspan: 2 }] }, { cells: [{ colspan: 1 }, { colspan: 1 }] }] }]);
  expect(read.images).toMatchObject([{ alt: '现场' }]);
  expect(Buffer.from(read.images[0]!.bytes!).equals(PIXEL)).toBe(true);
  expect(read.objects.map(({ type, from, to }) => [type, read.text.slice(from, to)])).toEqual([['note', '[1]'], ['image', '现场']]);
  expect(read.notes.map(({ label, lines }) => [label, lines.map(({ from, to }) => read.text.slice(from, to).trim())])).toEqual([['1', ['注的话']]]);
});

describe('styles', () => {
  const style = (id: string, name: string, more = '') => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`;
  const styles = [
    style('a', '标题 2'), style('b', '章标题'), style('c', '一级条标题', '<w:basedOn w:val="b"/>'), style('d', '二级标题'),
    style('e', '我的标题', '<w:basedOn w:val="c"/>'), style('f', '正文缩进', '<w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>'),
    style('g', 'toc 1'), style('h', '题注'), style('i', 'Title'), style('j', '圈子', '<w:basedOn w:val="k"/>'), style('k', '圈', '<w:basedOn w:val="j"/>'),
    style('l', 'Subtitle', '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'), style('m', '公文二级标题'), style('n', '表标题 1'),
  ].join('');
  const mark = async (pPr: string, rPr = '') => {
    const { marks } = await read({ body: `<w:p><w:pPr>${pPr}</w:pPr>${r('文字', rPr)}</w:p>`, styles });
    return Object.fromEntries(Object.entries(marks[0] ?? {}).filter(([name]) => name !== 'from' && name !== 'to'));
  };
  test.each([
    ['a Chinese heading style', '<w:pStyle w:val="a"/>', { heading: 2 }],
    ['the styles of standards', '<w:pStyle w:val="b"/>', { heading: 1 }],
    ['a clause of theirs', '<w:pStyle w:val="c"/>', { heading: 2 }],
    ['二级标题', '<w:pStyle w:val="d"/>', { heading: 2 }],
    ['a style of its own, by what it is based on', '<w:pStyle w:val="e"/>', { heading: 2 }],
    ['body text based on a heading', '<w:pStyle w:val="f"/>', {}],
    ['a contents list', '<w:pStyle w:val="g"/>', { chrome: true }],
    ['a caption', '<w:pStyle w:val="h"/>', { fixed: true }],
    ['the title', '<w:pStyle w:val="i"/>', { heading: 1, centred: true }],
    ['the second title, which is no section', '<w:pStyle w:val="l"/>', { centred: true }],
    ['a name with words of its own around', '<w:pStyle w:val="m"/>', { heading: 2 }],
    ['names that only speak of headings', '<w:pStyle w:val="n"/>', {}],
    ['a style that the file does not have, by its id', '<w:pStyle w:val="Heading3"/>', { heading: 3 }],
    ['an id that says nothing', '<w:pStyle w:val="3"/>', {}],
    ['styles in a circle', '<w:pStyle w:val="j"/>', {}],
    ['an outline level of the paragraph', '<w:outlineLvl w:val="2"/>', { heading: 3 }],
    ['a centred line', '<w:jc w:val="center"/>', { centred: true }],
  ])('%s', async (_, pPr, expected) => expect(await mark(pPr)).toEqual(expected));
  test('bold, and a face for headings, but not where bold is switched off', async () => {
    expect(await mark('', '<w:b/>')).toEqual({ bold: true });
    expect(await mark('', '<w:rFonts w:eastAsia="黑体"/>')).toEqual({ bold: true });
    expect(await mark('', '<w:b w:val="0"/>')).toEqual({});
  });
});

describe('what is printed', () => {
  test('tracked changes as if they were accepted, and the words that they take away', async () => {
    const body =
      `<w:p>${r('留')}<w:ins>${r('进')}</w:ins><w:del><w:r><w:delText>出</w:delText></w:r></w:del><w:moveFrom>${r('移')}</w:moveFrom></w:p>` +
      `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${r('前半')}</w:p>${p('后半')}<w:p><w:moveTo>${r('移')}</w:moveTo></w:p>`;
    const { text, losses } = await read({ body });
    expect(text).toBe('留进\n前半后半\n移');
    expect(losses).toEqual([{ code: 'deleted_text', count: 1, at: [0], texts: ['出'] }]);
  });

  test('a text box once, of its two forms, behind the paragraph that it hangs on', async () => {
    const box = `<w:txbxContent>${p('框里')}</w:txbxContent>`;
    const body = `<w:p>${r('前')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>${box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>${box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>${r('后')}</w:p>${p('下一段')}`;
    expect(await lines({ body })).toEqual(['前后', '框里', '下一段']);
  });

  test('the results of fields; a contents list is page furniture, and its links are none', async () => {
    const body =
      `<w:p>${field('TOC \\o "1-3"', `${r('第一章')}<w:r><w:tab/></w:r>${field('PAGEREF x', r('3'))}`)}</w:p>` +
      `<w:p>${r('见')}${field('HYPERLINK "https://example.org/x"', r('网页'))}${field('EQ \\o\\ac(○,3)', '').replace(/<w:r><w:fldChar w:fldCharType="separate"\/><\/w:r>/, '')}</w:p>`;
    const { text, marks, styles } = await read({ body });
    expect(text).toBe('第一章\t3\n见网页③');
    expect(marks).toEqual([{ from: 0, to: 5, chrome: true }]);
    expect(styles).toEqual([{ from: 7, to: 9, href: 'https://example.org/x' }]);
  });

  test('links, tabs, breaks, signs of symbol faces, formulas and hyphens', async () => {
    const body =
      `<w:p><w:hyperlink r:id="web">${r('外')}</w:hyperlink><w:hyperlink w:anchor="here">${r('内')}</w:hyperlink>${r('a')}<w:r><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>c</w:t></w:r></w:p>` +
      `<w:p>${r('上行')}<w:r><w:br/></w:r>${r('下行')}<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Symbol" w:char="F061"/></w:r></w:p>` +
      '<w:p><m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath></w:p>';
    const { text, styles, losses } = await read({ body, relations: relation('web', 'hyperlink', 'https://example.org/', true) });
    expect(text).toBe('外内a\tb-c\n上行\n下行✓α\n(a+b)/2');
    expect(styles).toEqual([{ from: 0, to: 1, href: 'https://example.org/' }]);
    expect(losses.map(({ code }) => code)).toEqual(['formula']);
  });

  test('a note begins with its words, without the space behind its mark', async () => {
    const note = `<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>${r(' ')}${r('　按年末户籍计。')}</w:p></w:footnote>`;
    const { text, notes } = await read({ body: `<w:p>${r('九个村')}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>`, footnotes: note });
    expect(text).toBe('九个村[1]\n[1] 按年末户籍计。');
    expect(notes.map(({ lines: at }) => at.map(({ from, to }) => text.slice(from, to)))).toEqual([['按年末户籍计。']]);
  });

  test('the end of a page or column cuts no paragraph, unless a number follows it', async () => {
    const page = '<w:r><w:br w:type="page"/></w:r>';
    const body =
      `<w:p>${r('村里的水渠')}${page}<w:r><w:lastRenderedPageBreak/><w:t>修好了，</w:t><w:br w:type="column"/><w:t>没有一户断水。</w:t></w:r></w:p>` +
      `<w:p>${page}${r('二、做法')}</w:p><w:p>${page}</w:p><w:p>${r('编制说明')}${page}${r('三、成效')}</w:p>`;
    expect(await lines({ body })).toEqual(['村里的水渠修好了，没有一户断水。', '二、做法', '编制说明', '三、成效']);
  });

  test('what has no place in an article is told: hidden words, comments, headers, pictures that lie elsewhere', async () => {
    const blip = (attribute: string) => `<w:drawing><wp:inline><wp:docPr id="1" name="n" descr="图"/><a:graphic><pic:pic><pic:blipFill><a:blip ${attribute}/></pic:blipFill></pic:pic></a:graphic></wp:inline></w:drawing>`;
    const { text, losses, images } = await read({
      body: `<w:p>${r('见')}${r('藏', '<w:vanish/>')}<w:r><w:commentReference w:id="4"/></w:r></w:p><w:p><w:r>${blip('r:link="far"')}</w:r></w:p><w:p><w:r>${blip('r:embed="none"')}</w:r></w:p>`,
      comments: `<w:comment w:id="4">${p('批注的话')}</w:comment>`,
      header: p('某市文件 第 1 页'),
      relations: relation('far', 'image', 'https://example.org/a.png', true),
    });
    expect(text).toBe('见\n图');
    expect(images).toEqual([{ bytes: null, name: 'https://example.org/a.png', alt: '图' }]);
    expect(losses.map(({ code, texts }) => [code, ...texts])).toEqual([
      ['hidden_text', '藏'], ['comment', '批注的话'], ['linked_image', 'https://example.org/a.png'], ['image_missing', '图'], ['page_furniture', '某市文件 第 1 页'],
    ]);
  });
});

describe('tables', () => {
  test('merged cells, in both directions', async () => {
    const { text, blocks } = await read({
      body: `<w:tbl>${row(cell('甲', '<w:vMerge w:val="restart"/>'), cell('乙', '<w:gridSpan w:val="2"/>'))}${row(cell('', '<w:vMerge/>'), cell('丙'), cell('丁'))}${row(cell('', '<w:vMerge/>'), cell('戊'), cell('己'))}</w:tbl>`,
    });
    expect(text).toBe('甲\t乙\n\t丙\t丁\n\t戊\t己');
    expect(blocks).toMatchObject([{ type: 'table', rows: [{ cells: [{ rowspan: 3, colspan: 1 }, { colspan: 2 }] }, { cells: [{}, {}] }, { cells: [{}, {}] }] }]);
  });

  test('a frame of one column is no table; a table in a cell becomes words of the cell; a deleted row is gone, and told', async () => {
    const inner = `<w:tbl>${row(cell('内一'), cell('内二'))}</w:tbl>`;
    const deleted = `<w:tr><w:trPr><w:del/></w:trPr>${cell('删')}${cell('删')}</w:tr>`;
    const { text, blocks, losses } = await read({ body: `<w:tbl>${row(cell('框'))}${row(cell('里'))}</w:tbl><w:tbl>${row(`<w:tc>${inner}${p('外')}</w:tc>`, cell('右'))}${deleted}</w:tbl>` });
    expect(text).toBe('框\n里\n内一 内二 外\t右');
    expect(blocks).toHaveLength(1);
    expect(losses).toMatchObject([{ code: 'deleted_text', texts: ['删删'] }, { code: 'nested_table' }]);
  });
});

test('names of the standard under other prefixes, as other programs write them, and the strict standard', async () => {
  const { zipSync, strToU8 } = await import('fflate');
  for (const namespace of ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'http://purl.oclc.org/ooxml/wordprocessingml/main']) {
    const xml = `<ns0:document xmlns:ns0="${namespace}"><ns0:body><ns0:p><ns0:pPr><ns0:outlineLvl ns0:val="0"/></ns0:pPr><ns0:r><ns0:t>文</ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>`;
    const { text, marks } = await readDocument({ bytes: zipSync({ 'word/document.xml': strToU8(xml) }), fileName: 'a.docx' });
    expect([text, marks]).toEqual(['文', [{ from: 0, to: 1, heading: 1 }]]);
  }
});
