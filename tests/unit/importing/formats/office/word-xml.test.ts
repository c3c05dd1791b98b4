import { expect, test } from 'vitest';
import { flatOpc, read, word2003 } from './office-files';

const p = (text: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;

test('the XML of Word 2003 is read with its styles, lists, notes, links, changes and pictures', async () => {
  const head = '<o:DocumentProperties><o:Title>水站的案例</o:Title></o:DocumentProperties><w:lists><w:listDef w:listDefId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="39"/><w:suff w:val="Nothing"/><w:lvlText w:val="%1、"/></w:lvl></w:listDef><w:list w:ilfo="5"><w:ilst w:val="3"/></w:list></w:lists>' +
    '<w:styles><w:style w:type="paragraph" w:default="on" w:styleId="a"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>';
  const body = `<wx:sub-section>${p('背景', '<w:pStyle w:val="1"/>')}</wx:sub-section><w:p><w:r><w:t>吃水</w:t></w:r><w:r><w:footnote><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>据镇志。</w:t></w:r></w:p></w:footnote></w:r><aml:annotation w:type="Word.Insertion"><aml:content><w:r><w:t>靠挑</w:t></w:r></aml:content></aml:annotation><aml:annotation w:type="Word.Deletion"><aml:content><w:r><w:delText>删去</w:delText></w:r></aml:content></aml:annotation><w:hlink w:dest="https://example.org/"><w:r><w:t>网站</w:t></w:r></w:hlink><w:r><aml:annotation w:type="Word.Comment"><aml:content>${p('核对')}</aml:content></aml:annotation></w:r></w:p>` +
    `${p('修渠', '<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="5"/></w:listPr>')}${p('装表', '<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="5"/></w:listPr>')}<w:p><w:r><w:pict><w:binData w:name="wordml://1.png">iVBORw0KGgo=</w:binData><v:shape alt="水站外景"><v:imagedata src="wordml://1.png"/></v:shape></w:pict></w:r></w:p>` +
    `<w:tbl><w:tr><w:tc><w:tcPr><w:vmerge w:val="restart"/></w:tcPr>${p('甲')}</w:tc><w:tc>${p('乙')}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vmerge/></w:tcPr><w:p/></w:tc><w:tc>${p('丙')}</w:tc></w:tr></w:tbl><w:sectPr><w:hdr w:type="odd">${p('内部资料')}</w:hdr></w:sectPr>`;
  const { format, text, marks, images, losses, styles, blocks, metadata } = await read(word2003(body, head), 'a.doc');
  expect(text.split('\n')).toEqual(['背景', '吃水[1]靠挑网站', '一、修渠', '二、装表', '水站外景', '甲\t乙', '\t丙', '[1] 据镇志。']);
  expect([format, metadata.title, marks[0]?.heading, styles[0]?.href, images[0]?.bytes?.length]).toEqual(['word_xml', '水站的案例', 1, 'https://example.org/', 8]);
  expect(blocks).toMatchObject([{ type: 'table', rows: [{ cells: [{ rowspan: 2 }, {}] }, { cells: [{}] }] }]);
  expect(losses.map(({ code, texts }) => [code, ...texts])).toEqual([['deleted_text', '删去'], ['comment', '核对'], ['page_furniture', '内部资料']]);
});

test('names of styles as LibreOffice writes them', async () => {
  const styles = '<w:styles><w:style w:type="paragraph" w:styleId="Heading_20_1"><w:name w:val="Heading_20_1"/></w:style></w:styles>';
  const { marks } = await read(word2003(`${p('背景', '<w:pStyle w:val="Heading_20_1"/>')}${p('缘起', '<w:pStyle w:val="Heading_20_2"/>')}`, styles), 'a.xml');
  expect(marks.map(({ heading }) => heading)).toEqual([1, 2]);
});

test('a package in one XML file is the DOCX that it stands for', async () => {
  const relation = '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/a.png"/>';
  const picture = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" descr="水站 &amp; &quot;井&quot;"/><a:graphic><pic:pic><pic:blipFill><a:blip r:embed="r1"/></pic:blipFill></pic:pic></a:graphic></wp:inline></w:drawing></w:r></w:p>';
  const { format, text, marks, images } = await read(flatOpc(`${p('背景', '<w:outlineLvl w:val="0"/>')}${p('1 &lt; 2')}${picture}`, relation), 'a.xml');
  expect([format, text, marks[0]?.heading]).toEqual(['docx', '背景\n1 < 2\n水站 & "井"', 1]);
  expect(Buffer.from(images[0]?.bytes ?? []).toString('hex')).toBe('89504e470d0a1a0a');
});

test('other XML, damaged XML and entities are refused', async () => {
  const reason = (text: string) => read(text, 'a.xml').then(() => null, (error: { details: { reason: string } }) => error.details.reason);
  expect(await reason('<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part pkg:name="/xl/workbook.xml"><pkg:xmlData><x/></pkg:xmlData></pkg:part></pkg:package>')).toBe('xml');
  expect(await reason(word2003('<w:p>'))).toBe('damaged');
  expect(await reason(word2003('<w:p/>').replace('<w:wordDocument', '<!DOCTYPE w [<!ENTITY a "a">]><w:wordDocument'))).toMatch(/xml/);
});
