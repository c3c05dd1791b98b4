import { describe, expect, it } from 'vitest';
import { outline } from '../../../../../lib/text/outline/outline';
import { readDocument } from '../../../../../lib/importing/read-format';
import { contentsOf } from '../../../../../lib/importing/unpack';
import { LIMITS } from '../../../../../lib/platform/limits';
import { makeEpub, xhtml } from './make-epub';

const read = (bytes: Uint8Array) => readDocument({ bytes, fileName: 'a.epub' });
const chapter = (name: string, body = '') => `<h1>${name}</h1><p>这一章讲${name}，渠水年年漏，下游的田浇不上。</p>${body}`;
const encryption = (algorithm: string, path: string) => `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="${algorithm}"/><enc:CipherData><enc:CipherReference URI="${path}"/></enc:CipherData></enc:EncryptedData></encryption>`;

describe('a book', () => {
  it('is one document: its chapters in their order, its title and author before them', async () => {
    const bytes = makeEpub([{ path: 'text/b.xhtml', body: chapter('背景') }, { path: 'text/a.xhtml', body: chapter('做法', '<h2>分段</h2><p>每组一段。</p>') }]);
    const document = await read(bytes);
    expect(document).toMatchObject({ format: 'epub', authored: true, named: '渠水三年', metadata: { title: '渠水三年', author: '冉启华', date: '2023-05-06' } });
    const { title, cases, stripped } = outline(document);
    expect([title, cases[0]?.byline, stripped]).toEqual(['渠水三年', '作者：冉启华', []]);
    expect(cases[0]?.sections.map(({ heading, children }) => [heading, ...children.map((child) => child.heading)])).toEqual([['背景'], ['做法', '分段']]);
    expect(await contentsOf(bytes, 'a.epub')).toBeNull();
  });

  it('says its title once', async () => {
    const { text } = await read(makeEpub([{ path: 'a.xhtml', body: `<h1>渠水 三年</h1>${chapter('背景')}` }]));
    expect(text.match(/渠水/g)).toHaveLength(2);
  });

  it('has what is around its text marked: cover, contents, imprint', async () => {
    const links = ['背景', '做法', '成效'].map((name, i) => `<p><a href="${i}.xhtml">${name}</a></p>`).join('');
    const pages = [
      { path: 'cover.xhtml', body: '<p>封面</p>', guide: 'cover' }, { path: 'nav.xhtml', body: `<nav epub:type="toc"><h1>目录</h1>${links}</nav>`, properties: 'nav' },
      { path: 'toc.xhtml', body: `<p>目录</p>${links}` }, { path: 'c.xhtml', body: '<section epub:type="copyright-page"><p>版权所有</p></section>', guide: 'copyright-page' },
      { path: '0.xhtml', body: chapter('背景', '<aside><p>旁白。</p></aside>') }, { path: '1.xhtml', body: chapter('做法') },
    ];
    const { stripped, cases } = outline(await read(makeEpub(pages)));
    expect(stripped.join('\n').split('\n')).toEqual(expect.arrayContaining(['封面', '目录', '版权所有']));
    expect(cases[0]?.sections.map(({ heading, text }) => [heading, text.includes('旁白')])).toEqual([['背景', true], ['做法', false]]);
  });

  it('has its pictures, in drawings too, wherever its pages lie', async () => {
    const body = chapter('背景', '<p><img src="../img/a%20b.png" alt="渠首"/></p><svg viewBox="0 0 1 1"><image xlink:href="../img/c.png"/></svg><p><img src="../../../x.png"/><img src="https://a.cn/b.png"/></p>');
    const { images, losses } = await read(makeEpub([{ path: 'text/a.xhtml', body }], { files: { 'OEBPS/img/a b.png': 'aa', 'OEBPS/img/c.png': 'c' } }));
    expect(images.map(({ bytes, alt }) => [bytes?.byteLength, alt])).toEqual([[2, '渠首'], [1, ''], [undefined, ''], [undefined, '']]);
    expect(losses.map(({ code, count }) => [code, count])).toEqual([['linked_image', 2]]);
  });

  it('has its notes, of all pages, also where they stand on one of their own', async () => {
    const mark = (href: string, label: string) => `<sup><a epub:type="noteref" href="${href}">${label}</a></sup>`;
    const pages = [
      { path: 'a.xhtml', body: chapter('背景', `<p>渠旧${mark('#n1', '1')}。</p><aside epub:type="footnote" id="n1"><p>修于五八年。</p></aside>`) },
      { path: 'b.xhtml', body: chapter('做法', `<p>清淤${mark('notes.xhtml#n1', '2')}。</p>`) },
      { path: 'notes.xhtml', body: '<p id="n1">每周一次。</p>', linear: 'no' },
    ];
    const { notes, objects, text } = await read(makeEpub(pages));
    expect(notes.map(({ label, lines }) => [label, ...lines.map(({ from, to }) => text.slice(from, to))])).toEqual([['1', '修于五八年。'], ['2', '每周一次。']]);
    expect(objects.map((one) => one.type === 'note' && one.note)).toEqual([0, 1]);
  });
});

describe('a book that cannot be read says why', () => {
  const pages = [{ path: 'a.xhtml', body: chapter('背景') }];
  it.each([
    ['protected', makeEpub(pages, { files: { 'META-INF/encryption.xml': encryption('http://www.w3.org/2001/04/xmlenc#aes128-cbc', 'OEBPS/a.xhtml') } })],
    ['damaged', makeEpub(pages, { files: { 'META-INF/container.xml': '<container><rootfiles/></container>' } })],
    ['damaged', makeEpub(pages, { files: { 'META-INF/container.xml': '<container' } })],
    ['empty', makeEpub([])],
    ['damaged', makeEpub(pages, { opf: '<package><manifest><item id="x" href="none.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="x"/></spine></package>' })],
    ['xml_doctype', makeEpub(pages, { opf: '<!DOCTYPE package [<!ENTITY a "b">]><package/>' })],
    ['too_deep', makeEpub([{ path: 'a.xhtml', body: '<div>'.repeat(5_000) }])],
    ['archive_size', makeEpub(pages, { files: { 'OEBPS/a.xhtml': xhtml('<p>甲</p>'.repeat(LIMITS.archive.entry / 10)) } })],
  ])('%s', async (reason, bytes) => {
    await expect(read(bytes)).rejects.toMatchObject({ code: 'unreadable_document', details: { reason } });
  });

  it('but not where its fonts alone are disguised, or a picture is too large', async () => {
    const files = { 'META-INF/encryption.xml': encryption('http://www.idpf.org/2008/embedding', 'OEBPS/f.otf'), 'OEBPS/b.png': new Uint8Array(LIMITS.picture.bytes + 1) };
    const { text, images } = await read(makeEpub([{ path: 'a.xhtml', body: chapter('背景', '<p><img src="b.png"/></p>') }], { files }));
    expect([text.includes('渠水年年漏'), images[0]?.bytes]).toEqual([true, null]);
  });
});
