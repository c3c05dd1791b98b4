import { strToU8 } from 'fflate';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../../../../lib/importing/read-format';
import { makeOfd, type OfdText } from './make-ofd';

const read = (made: Parameters<typeof makeOfd>[0]) => readDocument({ bytes: makeOfd(made), fileName: 'a.ofd' });
const refusal = (reason: string) => ({ code: 'unreadable_document', details: { reason } });
/** Two lines of one paragraph, 35 letters of 4 mm wide, and a second paragraph. */
const PARAGRAPHS: OfdText[] = [
  { text: '全镇共有十二个行政村，过去吃水靠挑，旱季缺水严重，群众反映强烈。镇', x: 28, y: 68 },
  { text: '党委把饮水安全作为民生实事来抓。', x: 20, y: 76 },
  { text: '办完了。', x: 28, y: 84 },
];
const TEXT = '全镇共有十二个行政村，过去吃水靠挑，旱季缺水严重，群众反映强烈。镇党委把饮水安全作为民生实事来抓。\n办完了。';

describe('an OFD file', () => {
  test('is read by where its letters stand, with its title and its bold lines', async () => {
    const title = { text: '青石镇饮水改造案例', x: 70, y: 40, size: 8 };
    const found = await read({ pages: [[title, { text: '一、背景', x: 28, y: 56, bold: true }, ...PARAGRAPHS]], title: '水站' });
    expect(found.text).toBe(`青石镇饮水改造案例\n一、背景\n${TEXT}`);
    expect(found.metadata).toEqual({ title: '水站' });
    expect(found.marks.map(({ from, heading, bold }) => [found.text.slice(from, from + 2), heading, bold])).toEqual([['青石', 1, undefined], ['一、', undefined, true]]);
  });

  test.each([
    ['each step written', 'DeltaX="4 4 4"'],
    ['steps that repeat', 'DeltaX="g 3 4"'],
    ['too few of them', 'DeltaX="4"'],
    ['none at all', ''],
  ])('has letters with %s', async (_, steps) => {
    expect((await read({ pages: [[{ text: '水站案例', x: 20, y: 40, steps }, { text: '第二', x: 36, y: 40 }]] })).text).toBe('水站案例第二');
  });

  test('has transformed objects, vertical writing, and blocks in blocks', async () => {
    const scaled = { text: '水站案例', x: 20, y: 40, size: 2, more: 'CTM="2 0 0 2 0 0"' };
    expect((await read({ pages: [[scaled, { text: '第二', x: 36, y: 42 }]] })).text).toBe('水站案例第二');
    expect((await read({ pages: [[{ text: '右边一行', x: 100, y: 40, steps: 'DeltaY="g 3 4"' }, { text: '左边一行', x: 92, y: 40, steps: 'DeltaY="g 3 4"' }]] })).text.replace(/\s/g, '')).toBe('右边一行左边一行');
    const block = '<ofd:PageBlock ID="8"><ofd:PageBlock ID="9"><ofd:TextObject ID="10" Boundary="20 50 100 5" Font="1" Size="4"><ofd:TextCode X="0" Y="4">里面</ofd:TextCode></ofd:TextObject></ofd:PageBlock></ofd:PageBlock>';
    expect((await read({ pages: [[]], drawn: block })).text).toBe('里面');
  });

  test('has tables by their borders', async () => {
    const line = (data: string, index: number) => `<ofd:PathObject ID="${200 + index}" Boundary="0 0 210 297"><ofd:AbbreviatedData>${data}</ofd:AbbreviatedData></ofd:PathObject>`;
    const borders = ['M 20 30 L 100 30', 'M 20 40 L 100 40', 'M 20 50 L 100 50', 'M 20 30 L 20 50', 'M 60 30 L 60 50', 'M 100 30 L 100 50'].map(line).join('');
    const found = await read({ pages: [[{ text: '村名', x: 22, y: 37 }, { text: '户数', x: 62, y: 37 }, { text: '青石', x: 22, y: 47 }, { text: '402', x: 62, y: 47, steps: 'DeltaX="g 2 2"' }]], drawn: borders });
    expect([found.text, found.blocks.map(({ type }) => type)]).toEqual(['村名\t户数\n青石\t402', ['table']]);
  });

  test('has pictures where they stand, and templates below its pages', async () => {
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#393' } }).png().toBuffer();
    const image = '<ofd:ImageObject ID="5" Boundary="20 90 60 40" CTM="60 0 0 40 0 0" ResourceID="9"/>';
    const found = await read({ pages: [PARAGRAPHS], drawn: image, files: { 'Doc_0/Res/one.png': picture } });
    expect(found.text).toBe(`${TEXT}\n\uFFFC`);
    expect(Buffer.from(found.images[0]!.bytes!).equals(picture)).toBe(true);
  });

  test('tells its seals, annotations and attachments', async () => {
    const namespace = 'xmlns:ofd="http://www.ofdspec.org/2016"';
    const found = await read({
      pages: [PARAGRAPHS],
      document: '<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations><ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>',
      files: {
        'Doc_0/Signs/Signatures.xml': `<ofd:Signatures ${namespace}><ofd:Signature ID="1" Type="Seal" BaseLoc="/Doc_0/Signs/Sign_0/Signature.xml"/></ofd:Signatures>`,
        'Doc_0/Annots/Annotations.xml': `<ofd:Annotations ${namespace}><ofd:Page PageID="1"><ofd:FileLoc>Page_0.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>`,
        'Doc_0/Annots/Page_0.xml': `<ofd:PageAnnot ${namespace}><ofd:Annot ID="3" Type="Watermark"><ofd:Appearance Boundary="0 0 100 10"><ofd:TextObject Font="1" Size="4" Boundary="0 0 9 9"><ofd:TextCode>内部资料</ofd:TextCode></ofd:TextObject></ofd:Appearance></ofd:Annot><ofd:Annot ID="4" Type="Link"><ofd:Appearance Boundary="28 80 20 5"/><ofd:Actions><ofd:Action Event="CLICK"><ofd:URI URI="https://a.example/b"/></ofd:Action></ofd:Actions></ofd:Annot></ofd:PageAnnot>`,
        'Doc_0/Attachs/Attachments.xml': `<ofd:Attachments ${namespace}><ofd:Attachment ID="1" Name="表格.xlsx"/></ofd:Attachments>`,
      },
    });
    expect(found.losses.map(({ code, texts }) => [code, texts])).toEqual([['seal', []], ['annotation', ['内部资料']], ['embedded', ['表格.xlsx']]]);
    expect(found.styles.map(({ from, to, href }) => [found.text.slice(from, to), href])).toEqual([['办完了。', 'https://a.example/b']]);
  });
});

describe('an OFD file that cannot be read is refused by name', () => {
  test.each([
    ['an encrypted one', { pages: [PARAGRAPHS], files: { 'Encryptions.xml': '<x/>' } }, 'password'],
    ['one without its document', { pages: [PARAGRAPHS], files: { 'OFD.xml': '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>no.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>' } }, 'damaged'],
    ['one without pages', { pages: [] }, 'damaged'],
    ['one that is no XML', { pages: [PARAGRAPHS], files: { 'Doc_0/Document.xml': 'no' } }, 'damaged'],
    ['entities', { pages: [PARAGRAPHS], files: { 'Doc_0/Document.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a/>' } }, 'xml_doctype'],
    ['pictures of pages', { pages: [[]], drawn: '<ofd:ImageObject ID="5" Boundary="0 0 210 297" ResourceID="9"/>' }, 'scanned'],
    ['a drawing that shows itself', { pages: [[]], drawn: '<ofd:CompositeObject ID="5" Boundary="0 0 9 9" ResourceID="7"/>', files: { 'Doc_0/PublicRes.xml': '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CompositeGraphicUnit ID="7"><ofd:Content><ofd:CompositeObject ResourceID="7"/><ofd:CompositeObject ResourceID="7"/></ofd:Content></ofd:CompositeGraphicUnit></ofd:Res>' } }, 'too_complex'],
  ])('%s', async (_, made, reason) => {
    await expect(read(made as Parameters<typeof makeOfd>[0])).rejects.toMatchObject(refusal(reason));
  });

  test('one whose first page is damaged is read, and that is told', async () => {
    const found = await read({ pages: [PARAGRAPHS, PARAGRAPHS], document: '<ofd:x/>', files: { 'Doc_0/Document.xml': '<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Pages><ofd:Page ID="1" BaseLoc="no.xml"/><ofd:Page ID="2" BaseLoc="Pages/Page_1/Content.xml"/></ofd:Pages></ofd:Document>' } });
    expect([found.text, found.losses.map(({ code, count }) => [code, count])]).toEqual([TEXT, [['damaged_page', 1]]]);
  });

  test('a bomb', async () => {
    const bytes = makeOfd({ pages: [PARAGRAPHS], files: { 'Doc_0/Pages/Page_0/Content.xml': strToU8(`<a>${' '.repeat(2_000_000)}</a>`) } });
    await expect(readDocument({ bytes, fileName: 'a.ofd' })).rejects.toMatchObject(refusal('archive_size'));
  });
});
