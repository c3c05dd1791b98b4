import { describe, expect, it } from 'vitest';
import { localDocumentReader } from '../../../../../lib/importing/local-document-reader';
import { readDocument } from '../../../../../lib/importing/read-format';
import { html, message, multipart, picture, quoted } from './make-message';

const GBK = Buffer.from('d6d0cec4b0b8c0fda3bab1b3beb0d3ebd7f6b7a8', 'hex');
const saved = (headers: Record<string, string>, parts: Parameters<typeof multipart>[1]) => {
  const { headers: own, body } = multipart('related', parts);
  return message({ ...headers, ...own }, body as string);
};
const read = (bytes: Uint8Array, fileName = 'a.mht') => readDocument({ bytes, fileName });
const PAGE = '<html><head><title>青石镇渠水案例</title></head><body><h1>青石镇渠水案例</h1><h2>一、背景</h2><p>渠旧。</p>';

describe('a page saved by a browser', () => {
  const location = 'https://news.example/a/1.html';
  const bytes = saved({ From: '<Saved by Blink>', 'Snapshot-Content-Location': location, Subject: 'x' }, [
    { ...html(`${PAGE}<p><img src="blank.gif" data-src="../img/a.png" alt="渠首"><img data-src="gone.png" src="https://cdn.example/b%20c.png"><img src="cid:p1@mhtml.blink"><img src="none.png"></p></body></html>`), headers: { 'Content-Type': 'text/html; charset="utf-8"', 'Content-Location': location } },
    picture({ 'Content-Location': 'https://news.example/img/a.png' }),
    picture({ 'Content-Location': 'https://cdn.example/b c.png' }, Buffer.from('bb')),
    picture({ 'Content-ID': '<p1@mhtml.blink>' }, Buffer.from('cc')),
    { ...html('<p>广告</p>'), headers: { 'Content-Type': 'text/html', 'Content-ID': '<frame-1@mhtml.blink>', 'Content-Location': 'https://ad.example/' } },
  ]);

  it('shows the pictures that came with it, and tells those that did not', async () => {
    const { format, text, images, losses } = await read(bytes);
    expect([format, text.includes('广告')]).toEqual(['mht', false]);
    expect(images.map((image) => image.bytes && Buffer.from(image.bytes).toString('latin1'))).toEqual(['\x89PNG\r\n\x1a\n', 'bb', 'cc', null]);
    expect(losses.map(({ code, texts }) => [code, ...texts])).toEqual([['linked_image', 'none.png']]);
  });

  it('is called by its title', async () => {
    const { articles } = await localDocumentReader.prepare({ bytes, fileName: '1.mhtml' }, { without: [], facets: [] } as never);
    expect(articles.map(({ title, sections }) => [title, sections?.map(({ heading }) => heading)])).toEqual([['青石镇渠水案例', ['背景']]]);
  });
});

describe('a page saved by Word', () => {
  const source = Buffer.concat([Buffer.from('<html><body><p class=MsoNormal align=center><b>'), GBK, Buffer.from('</b></p><p class=MsoListParagraph style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">1.</span>a</p><p class=MsoNormal><img src="a.files/image001.png" alt="C:\\Users\\li\\a.png"></p></body></html>')]);
  const bytes = (encoding: 'base64' | 'quoted-printable') => {
    const page = { 'Content-Location': 'file:///C:/3C1F/a.htm', 'Content-Type': 'text/html; charset="gb2312"' };
    return saved({}, [
      encoding === 'base64' ? { headers: page, body: source } : { headers: { ...page, 'Content-Transfer-Encoding': encoding }, body: quoted(source) },
      picture({ 'Content-Location': 'file:///C:/3C1F/a.files/image001.png' }),
    ]);
  };

  it.each(['base64', 'quoted-printable'] as const)('in its charset, with its lists and pictures: %s', async (encoding) => {
    const { text, blocks, images, losses, authored } = await read(bytes(encoding), 'a.doc');
    expect(text).toBe('中文案例：背景与做法\n1. a\n\uFFFC');
    expect([blocks.map(({ type }) => type), images[0]?.bytes?.byteLength, losses, authored]).toEqual([['list'], 8, [], true]);
  });

  it('holds no path of the machine that it was saved on', async () => {
    const page = '<html><body><p>渠<img src="file:///C:/Users/li/a.png" alt="file:///C:/Users/li/a.png"><img src="b.png"></p></body></html>';
    const document = await read(saved({}, [html(page), picture({ 'Content-Location': 'file:///C:/Users/li/b.png' })]));
    expect(JSON.stringify(document)).not.toMatch(/Users|file:/);
  });
});

it('by a wiki, which gives it an id and calls each alike, is a page', async () => {
  const { format, metadata, text } = await read(saved({ 'Message-ID': '<1@wiki>', Subject: 'Exported From Wiki' }, [html(`${PAGE}</body></html>`)]), 'a.doc');
  expect([format, metadata.title, text.includes('Wiki')]).toEqual(['mht', '青石镇渠水案例', false]);
});

it('of a spreadsheet is refused by name', async () => {
  await expect(read(saved({ 'X-Document-Type': 'Workbook' }, [html('<table><tr><td>1')]))).rejects.toMatchObject({ details: { reason: 'other_office' } });
});

it('of a page without text is empty, and of a message without a page too', async () => {
  await expect(read(saved({}, [picture({})]))).rejects.toMatchObject({ details: { reason: 'empty' } });
});
