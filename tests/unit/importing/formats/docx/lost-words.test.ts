import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '@/lib/platform/limits';
import { outline } from '@/lib/text/outline/outline';
import { html as page, message, multipart, picture } from '../mail/make-message';
import { makeDocx, num, p, r, read, relation, type Parts } from './make-docx';

const DRAWN = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"';
const drawing = (inner: string) => `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="9" name="图示 9"/><a:graphic><a:graphicData>${inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
const part = (type: string, target: string, text: string): Pick<Parts, 'relations' | 'files'> => ({ relations: relation('x', type, target), files: { [`word/${target}`]: strToU8(text) } });
const losses = (document: Awaited<ReturnType<typeof read>>) => document.losses.map(({ code, texts }) => [code, ...texts]);

describe('SmartArt', () => {
  const point = (id: number, text: string, type = '') => `<dgm:pt modelId="${id}"${type && ` type="${type}"`}><dgm:t><a:p><a:r><a:t>${text}</a:t></a:r></a:p></dgm:t></dgm:pt>`;
  const hangs = (from: number, to: number, order: number) => `<dgm:cxn modelId="${from}${to}" srcId="${from}" destId="${to}" srcOrd="${order}"/>`;
  const body = p('流程如下图。') + drawing(`<dgm:relIds ${DRAWN} r:dm="x"/>`) + p('以上。');
  const data = (inner: string) => part('diagramData', 'diagrams/data1.xml', `<dgm:dataModel ${DRAWN}>${inner}</dgm:dataModel>`);

  it('is a list, each word below the one that it hangs from, in the order of the drawing', async () => {
    const points = `${point(0, '', 'doc')}${point(1, '点单')}${point(2, '派单')}${point(3, '群众点')}${point(4, '装饰', 'pres')}`;
    const document = await read({ body, ...data(`<dgm:ptLst>${points}</dgm:ptLst><dgm:cxnLst>${hangs(0, 2, 1)}${hangs(0, 1, 0)}${hangs(1, 3, 0)}</dgm:cxnLst>`) });
    expect(document.text).toBe('流程如下图。\n点单\n群众点\n派单\n以上。');
    expect(document.marks.map(({ item }) => item)).toEqual([1, 2, 1]);
    expect(losses(document)).toEqual([['diagram']]);
  });

  it('needs no connections, survives circles, and may be damaged', async () => {
    expect((await read({ body, ...data(`<dgm:ptLst>${point(1, '点单')}${point(2, '派单')}</dgm:ptLst>`) })).text).toBe('流程如下图。\n点单\n派单\n以上。');
    expect((await read({ body, ...data(`<dgm:ptLst>${point(1, '甲')}${point(2, '乙')}</dgm:ptLst><dgm:cxnLst>${hangs(1, 2, 0)}${hangs(2, 1, 0)}</dgm:cxnLst>`) })).text).toBe('流程如下图。\n甲\n乙\n以上。');
    expect((await read({ body, ...part('diagramData', 'diagrams/data1.xml', '<dgm:dataModel') })).text).toBe('流程如下图。\n以上。');
  });
});

it('reads a chart as its title and a table of its figures', async () => {
  const points = (...values: string[]) => values.map((value, i) => `<c:pt idx="${i}"><c:v>${value}</c:v></c:pt>`).join('');
  const series = (name: string, ...values: string[]) =>
    `<c:ser><c:tx><c:strRef><c:strCache>${points(name)}</c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache>${points('一月', '二月')}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache>${points(...values)}</c:numCache></c:numRef></c:val></c:ser>`;
  const chart = `<c:chartSpace ${DRAWN}><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>投诉件数</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart>${series('来信', '5', '3')}${series('来访', '8', '2')}</c:barChart></c:plotArea></c:chart></c:chartSpace>`;
  const document = await read({ body: p('见图。') + drawing(`<c:chart ${DRAWN} r:id="x"/>`), ...part('chart', 'charts/chart1.xml', chart) });
  expect(document.text).toBe('见图。\n投诉件数\n\t来信\t来访\n一月\t5\t8\n二月\t3\t2');
  expect(document.blocks.map(({ type }) => type)).toEqual(['table']);
});

describe('a part in another format', () => {
  const body = p('一、背景') + p('河道多年淤积，雨季年年漫水。') + '<w:altChunk r:id="x"/>' + p('三、成效') + p('当年没有再漫水，两岸安稳。');
  const html = '<html><body><p>二、做法</p><p>每周清淤一次，由沿河各组轮流。</p></body></html>';

  it.each([
    ['HTML', html],
    ['a saved page', `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(html).toString('base64')}\r\n--b--`],
    ['a saved page, quoted', `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${[...Buffer.from(html)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')}\r\n--b--`],
  ])('is read where it stands: %s', async (_, text) => {
    const document = await read({ body, ...part('aFChunk', 'part1.html', text) });
    expect(outline(document).cases[0]?.sections.map(({ number, heading }) => `${number} ${heading}`)).toEqual(['一 背景', '二 做法', '三 成效']);
    expect(document.losses).toEqual([]);
  });

  it('has its pictures with it, where it is a saved page or holds them itself', async () => {
    const image = (source: string) => `<p><img src="${source}" alt="渠首"></p>`;
    const { headers, body: parts } = multipart('related', [page(image('cid:a') + image('data:image/png;base64,YmI=')), picture({ 'Content-ID': '<a>' })]);
    const document = await read({ body, ...part('aFChunk', 'part1.mht', Buffer.from(message(headers, parts as string)).toString()) });
    expect(document.images.map(({ bytes }) => bytes?.byteLength)).toEqual([8, 2]);
    expect(document.losses).toEqual([]);
  });

  it('is a loss where it is too much to be taken apart', async () => {
    const parts = '--=_mixed\r\n\r\na\r\n'.repeat(LIMITS.message.parts + 1);
    expect(losses(await read({ body, ...part('aFChunk', 'part1.mht', Buffer.from(message(multipart('mixed', []).headers, parts)).toString()) }))).toEqual([['embedded', expect.stringMatching(/^MHT /)]]);
  });

  it('is a loss where nobody can read it, with its kind and size', async () => {
    expect(losses(await read({ body, ...part('aFChunk', 'part1.rtf', `{\\rtf1 ${'x'.repeat(3_000)}}`) }))).toEqual([['embedded', 'RTF (3 KB)']]);
    expect(losses(await read({ body, ...part('aFChunk', 'part1.docx', 'PK\u0003\u0004 broken') }))).toEqual([['embedded', 'DOCX (1 KB)']]);
  });

  const inside = Buffer.from('inner picture');
  const drawn = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="n"/><a:graphic><pic:pic><pic:blipFill><a:blip r:embed="i"/></pic:blipFill></pic:pic></a:graphic></wp:inline></w:drawing></w:r></w:p>';
  const inner = (more = '') =>
    makeDocx({
      body: p('二、做法') + `<w:p>${r('每周清淤一次')}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>` + p('各组轮流', num(1)) + `<w:tbl><w:tr><w:tc>${p('组')}</w:tc><w:tc>${p('户')}</w:tc></w:tr></w:tbl>` + drawn + more,
      footnotes: `<w:footnote w:id="1">${p('汛期加倍。')}</w:footnote>`,
      numbering: '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
      relations: relation('i', 'image', 'media/a.png'),
      files: { 'word/media/a.png': inside },
    });
  const whole = (chunk: Uint8Array) => read({ body, relations: relation('x', 'aFChunk', 'part1.docx') + relation('i', 'image', 'media/a.png'), files: { 'word/part1.docx': chunk, 'word/media/a.png': Buffer.from('outer picture') } });

  it('is read with its lists, tables, notes and its own pictures where it is a Word file', async () => {
    const document = await whole(inner());
    expect(document.text.split('\n')).toEqual(['一、背景', '河道多年淤积，雨季年年漫水。', '二、做法', '每周清淤一次[1]', '1. 各组轮流', '组\t户', '\uFFFC', '[1] 汛期加倍。', '三、成效', '当年没有再漫水，两岸安稳。']);
    const wordsIn = ({ from, to }: { from: number; to: number }) => document.text.slice(from, to);
    expect(document.blocks.map((block) => [block.type, wordsIn(block)])).toEqual([['list', '1. 各组轮流'], ['table', '组\t户']]);
    expect(document.objects.map((one) => [one.type, wordsIn(one)])).toEqual([['image', '\uFFFC']]);
    expect(document.images.map(({ bytes }) => Buffer.from(bytes!).toString())).toEqual(['inner picture']);
    expect(document.losses).toEqual([]);
  });

  it('is read in one another, but not for ever', async () => {
    let chunk = inner();
    for (let depth = 0; depth < 6; depth++) chunk = makeDocx({ body: p(`第${depth}层`) + '<w:altChunk r:id="x"/>', relations: relation('x', 'aFChunk', 'part1.docx'), files: { 'word/part1.docx': chunk } });
    const document = await whole(chunk);
    expect(document.text.split('\n').filter((line) => line.startsWith('第'))).toEqual(['第5层', '第4层', '第3层']);
    expect(document.losses).toMatchObject([{ code: 'embedded', count: 1 }]);
  });

  it('is said once, however often it is named', async () => {
    const document = await read({ body: '<w:altChunk r:id="x"/>'.repeat(3), ...part('aFChunk', 'part1.html', html) });
    expect(document.text.split('\n')).toEqual(['二、做法', '每周清淤一次，由沿河各组轮流。']);
    expect(document.losses).toMatchObject([{ code: 'embedded', count: 2 }]);
  });

  it('is text where it is text', async () => {
    expect((await read({ body, ...part('aFChunk', 'part1.txt', '二、做法\n每周清淤一次。') })).text.split('\n').slice(2, 4)).toEqual(['二、做法', '每周清淤一次。']);
  });
});

it('leaves out the prompts of controls that nobody filled in, and says so', async () => {
  const control = (content: string) => `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
  const cell = (text: string) => `<w:tc>${p(text)}</w:tc>`;
  const table = `<w:tbl><w:tr>${cell('姓名')}${control(cell('单击此处'))}${cell('电话')}</w:tr></w:tbl>`;
  const filled = `<w:sdt><w:sdtPr/><w:sdtContent>${p('山路难走。')}</w:sdtContent></w:sdt>`;
  const document = await read({ body: control(p('单击此处输入文字。')) + filled + `<w:p>${r('日期：')}${control(r('选择日期'))}</w:p>` + table });
  expect(document.text).toBe('山路难走。\n日期：\n姓名\t\t电话');
  expect(losses(document)).toEqual([['placeholder', '单击此处输入文字。', '选择日期']]);
});
