import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { fodt, odt, read, type OdtParts } from './office-files';

const HEADING = '<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"/>';
const linesOf = async (parts: OdtParts) => (await read(odt(parts), 'a.odt')).text.split('\n');

test('a text in a ZIP file and one in one XML file are the same', async () => {
  const parts: OdtParts = {
    meta: '<dc:title>水站的案例</dc:title>',
    styles: `${HEADING}<style:style style:name="Title" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style><style:style style:name="Subtitle" style:family="paragraph"/>`,
    automatic: '<style:style style:name="T1" style:family="text"><style:text-properties style:font-weight-asian="bold"/></style:style><style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>',
    body: '<text:p text:style-name="P1">水站</text:p><text:h text:style-name="Heading_20_1" text:outline-level="1">背景</text:h><text:p>过去 \n  吃水<text:span text:style-name="T1">靠挑</text:span><text:s text:c="2"/>，<text:tab/>见<text:a xlink:href="https://example.org/">网站</text:a><text:line-break/>第二行</text:p>',
  };
  for (const document of [await read(odt(parts), 'a.odt'), await read(fodt(parts), 'a.fodt'), await read(fodt(parts), 'a.xml')]) {
    const { format, text, marks, styles, metadata } = document;
    expect(text.split('\n')).toEqual(['水站', '背景', '过去 吃水靠挑  ，\t见网站', '第二行']);
    expect(marks).toEqual([{ from: 0, to: 2, heading: 1, centred: true }, { from: 3, to: 5, heading: 2 }]);
    expect(styles.map(({ from, to, bold, href }) => [text.slice(from, to), bold, href])).toEqual([['靠挑', true, undefined], ['网站', undefined, 'https://example.org/']]);
    expect([format, metadata.title]).toEqual(['odt', '水站的案例']);
  }
});

test('numbers of lists and of headings are as they are printed', async () => {
  const level = (number: number, format: string, attributes: string) => `<text:list-level-style-number text:level="${number}" style:num-format="${format}" ${attributes}/>`;
  const styles = `${HEADING}<style:style style:name="Bare" style:family="paragraph" style:list-style-name=""/><text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/><text:outline-level-style text:level="2" style:num-format=""/></text:outline-style>` +
    `<text:list-style style:name="L">${level(1, '1', 'style:num-suffix="."')}${level(2, '1', 'loext:num-list-format="%1%-%2%" text:display-levels="2"')}</text:list-style><text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>`;
  const list = (attributes: string, ...items: string[]) => `<text:list ${attributes}>${items.map((item) => `<text:list-item>${item}</text:list-item>`).join('')}</text:list>`;
  const p = (text: string) => `<text:p>${text}</text:p>`;
  const h = (text: string, attributes = '', depth = 1) => `<text:h text:outline-level="${depth}" ${attributes}>${text}</text:h>`;
  const body = h('背景') + h('节', '', 2) + list('text:style-name="L"', p('修渠') + list('', p('清淤')), p('装表') + p('后来')) + h('做法') + h('附', 'text:style-name="Bare"') + h('首', 'text:is-list-header="true"') +
    list('text:style-name="L" text:continue-numbering="true"', p('公开')) + list('text:style-name="L"', p('重来')) + list('text:style-name="B"', p('圆点')) + `<text:list text:style-name="L"><text:list-item text:start-value="7">${p('第七')}</text:list-item></text:list>` + list('text:style-name="Outline"', h('成效'));
  expect(await linesOf({ styles, body })).toEqual(['一、背景', '节', '1. 修渠', '1-1 清淤', '2. 装表', '后来', '二、做法', '附', '首', '3. 公开', '1. 重来', '圆点', '7. 第七', '三、成效']);
});

test('tables have their merged cells and heads', async () => {
  const cell = (text: string, attributes = '') => `<table:table-cell ${attributes}><text:p>${text}</text:p></table:table-cell>`;
  const body = `<table:table><table:table-column table:number-columns-repeated="3"/><table:table-header-rows><table:table-row>${cell('村')}${cell('户数', 'table:number-columns-spanned="2"')}<table:covered-table-cell/></table:table-row></table:table-header-rows>` +
    `<table:table-row>${cell('青石', 'table:number-rows-spanned="2"')}${cell('40')}${cell('35')}</table:table-row><table:table-row><table:covered-table-cell/><table:table-cell table:number-columns-repeated="2"/></table:table-row></table:table>`;
  const { text, blocks } = await read(odt({ body }), 'a.odt');
  expect(text.split('\n')).toEqual(['村\t户数', '青石\t40\t35']);
  expect(blocks).toMatchObject([{ type: 'table', rows: [{ cells: [{ header: true }, { colspan: 2, header: true }] }, { cells: [{ rowspan: 2 }, {}, {}] }, { cells: [{ lines: [] }, { lines: [] }] }] }]);
});

test('notes, pictures with their words, text boxes, indexes, comments and changes are kept or told', async () => {
  const picture = (inner: string) => `<draw:frame><draw:image xlink:href="Pictures/a.png"/>${inner}</draw:frame>`;
  const body = '<text:tracked-changes><text:changed-region xml:id="c1"><text:deletion><office:change-info><dc:creator>某人</dc:creator></office:change-info><text:p>删去的话</text:p></text:deletion></text:changed-region><text:changed-region xml:id="c2"><text:deletion/></text:changed-region></text:tracked-changes>' +
    '<text:table-of-content><text:index-body><text:p>背景 1</text:p></text:index-body></text:table-of-content>' +
    `<text:p>吃水<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>据镇志。</text:p></text:note-body></text:note>靠<text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>也删<text:change-end text:change-id="c2"/>挑<office:annotation><dc:creator>某人</dc:creator><text:p>核对</text:p></office:annotation>。</text:p>` +
    `<text:p>${picture('<svg:title>t</svg:title><svg:desc>水站外景</svg:desc>')}<draw:frame><draw:text-box><text:p>框里的话</text:p></draw:text-box></draw:frame><draw:g><draw:custom-shape><text:p>形里的话</text:p></draw:custom-shape></draw:g></text:p>`;
  const hidden = '<text:section text:display="none"><text:p>藏起来的话</text:p></text:section><text:section><text:p>节里的话</text:p></text:section>';
  const master = '<style:master-page style:name="Standard"><style:header><text:p>内部资料</text:p></style:header></style:master-page>';
  const { text, images, losses, marks } = await read(odt({ body: body + hidden, master, files: { 'Pictures/a.png': strToU8('png') } }), 'a.odt');
  expect(text.split('\n')).toEqual(['背景 1', '吃水[1]靠挑。', '水站外景', '框里的话', '形里的话', '节里的话', '[1] 据镇志。']);
  expect(marks[0]).toMatchObject({ from: 0, chrome: true });
  expect(images.map(({ alt, bytes }) => [alt, bytes?.length])).toEqual([['水站外景', 3]]);
  expect(losses.map(({ code, texts }) => [code, ...texts])).toEqual([['deleted_text', '删去的话', '也删'], ['comment', '核对'], ['text_box'], ['hidden_text', '藏起来的话'], ['page_furniture', '内部资料']]);
});

test('one with a password, one without its text, and what is no text', async () => {
  const reason = (bytes: Uint8Array, name = 'a.odt') => read(bytes, name).then(() => null, (error: { details: { reason: string } }) => error.details.reason);
  const encrypted = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>';
  expect(await reason(odt({ body: '<text:p>一</text:p>', manifest: encrypted }))).toBe('password');
  expect(await reason(odt({ body: '<text:p>' }))).toBe('damaged');
  expect(await reason(zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'), 'content.xml': strToU8('<x/>') }))).toBe('other_office');
  const entity = '<!DOCTYPE d [<!ENTITY a "aaaa">]>';
  expect(await reason(zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.text'), 'content.xml': strToU8(`${entity}<x>&a;</x>`) }))).toBe('xml_doctype');
  expect(await reason(strToU8(fodt({ body: '<text:p>&a;</text:p>' }).replace('<office:document ', `${entity}<office:document `)), 'a.fodt')).toBe('xml');
});
