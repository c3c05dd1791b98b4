import { createCipheriv } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { DomainError } from '../../../lib/platform/errors';
import { openArchive } from '../../../lib/importing/formats/archive/archive';
import { readDocument } from '../../../lib/importing/read-format';
import { contentsOf } from '../../../lib/importing/unpack';
import { LIMITS } from '../../../lib/platform/limits';
import { makeDocx, p } from './formats/docx/make-docx';

const MB = 1024 * 1024;
const entries = async (bytes: Uint8Array, name = 'a.zip') => {
  const found: { name: string; text?: string; reason?: string | undefined }[] = [];
  const contents = await contentsOf(bytes, name);
  for (const document of contents?.documents ?? []) {
    const entry = await contents!.document(document);
    found.push('problem' in entry ? { name: entry.name, reason: entry.problem.details.reason } : { name: entry.name, text: new TextDecoder().decode(entry.bytes) });
  }
  return found;
};
const refusal = (reason: string) => ({ code: 'unreadable_document', details: { reason } });

/** Changes bytes at all places where a signature stands. */
function patched(zip: Uint8Array, signature: number, change: (view: DataView, at: number) => void): Uint8Array {
  const copy = zip.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at + 4 <= copy.length; at++) if (view.getUint32(at, true) === signature) change(view, at);
  return copy;
}
/** The archive of one file, named by a digit, as one of several files that all have the same bytes. */
function overlapping(zip: Uint8Array, count: number): Uint8Array {
  const end = zip.length - 22;
  const start = new DataView(zip.buffer).getUint32(end + 16, true);
  const directory = Array.from({ length: count }, (_, i) => {
    const entry = zip.slice(start, end);
    entry[46] = 0x31 + i;
    return entry;
  });
  const tail = zip.slice(end);
  const view = new DataView(tail.buffer);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, (end - start) * count, true);
  return Buffer.concat([zip.subarray(0, start), ...directory, tail]);
}
/** An archive in which each of these files has the same bytes, packed for itself. */
function packedAlike(names: string[], file: Uint8Array): Uint8Array {
  const packed = deflateRawSync(file, { level: 1 });
  const bytes = zipSync(Object.fromEntries(names.map((name) => [name, packed])), { level: 0 });
  const deflated = patched(bytes, LOCAL, (view, at) => {
    view.setUint16(at + 8, 8, true);
    view.setUint32(at + 22, file.length, true);
  });
  return patched(deflated, CENTRAL, (view, at) => {
    view.setUint16(at + 10, 8, true);
    view.setUint32(at + 16, crc32(file), true);
    view.setUint32(at + 24, file.length, true);
  });
}
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;

/** The archive with another size declared for the file of this name. */
function patchedSize(zip: Uint8Array, name: string, size: number): Uint8Array {
  return patched(zip, CENTRAL, (view, at) => {
    const own = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)));
    if (own === name) view.setUint32(at + 24, size, true);
  });
}

describe('an archive', () => {
  test('gives its documents, without what systems leave in folders', async () => {
    const zip = zipSync({
      '案例/一.txt': strToU8('甲'), '案例/二.md': strToU8('乙'), '__MACOSX/案例/._一.txt': strToU8('x'), '案例/.DS_Store': strToU8('x'),
      '案例/Thumbs.db': strToU8('x'), '案例/~$三.docx': strToU8('x'), '案例/图.png': strToU8('x'), '空/': new Uint8Array(),
    });
    expect(await entries(zip)).toEqual([{ name: '案例/一.txt', text: '甲' }, { name: '案例/二.md', text: '乙' }]);
  });

  test('in names of Chinese Windows, and with its slashes', async () => {
    const zip = zipSync({ 'AAAAA.txt': strToU8('甲') });
    const gbk = Buffer.from('b0b85cc0fd', 'hex');
    const named = (view: DataView, at: number, header: number) => gbk.forEach((byte, i) => view.setUint8(at + header + i, byte));
    const renamed = patched(patched(zip, LOCAL, (view, at) => named(view, at, 30)), CENTRAL, (view, at) => named(view, at, 46));
    expect(await entries(renamed)).toEqual([{ name: '案/例.txt', text: '甲' }]);
  });

  test('a file that is none is told, a DOCX too', async () => {
    expect(await contentsOf(strToU8('甲'), '一.txt')).toBeNull();
    expect(await contentsOf(makeDocx({ body: p('甲') }), '一.docx')).toBeNull();
  });

  test('gives the pictures that its pages may show, and none where every document holds its own', async () => {
    const files = { 'a/页.html': strToU8('<p>甲'), 'a/图.PNG': strToU8('png'), 'b.svg': strToU8('<svg/>'), '__MACOSX/a/._图.png': strToU8('x'), 'c.css': strToU8('x') };
    const contents = (await contentsOf(zipSync(files), 'a.zip'))!;
    expect([contents.documents, contents.pictures]).toEqual([['a/页.html'], ['a/图.PNG']]);
    expect(new TextDecoder().decode((await contents.picture('a/图.PNG'))!)).toBe('png');
    expect(await contents.picture('c.css')).toBeNull();
    const documents = await contentsOf(zipSync({ 'a.docx': makeDocx({ body: p('甲') }), 'b.png': strToU8('png') }), 'a.zip');
    expect([documents!.documents, documents!.pictures]).toEqual([['a.docx'], []]);
  });

  test('pictures that are too large, or damaged, are not there; the documents are', async () => {
    const large = new Uint8Array(LIMITS.picture.bytes + 1);
    const contents = (await contentsOf(patchedSize(zipSync({ 'a.html': strToU8('<p>甲'), 'b.png': large, 'c.png': strToU8('c'.repeat(99)) }), 'c.png', 98), 'a.zip'))!;
    expect(contents.pictures).toEqual(['c.png']);
    expect(await contents.picture('c.png')).toBeNull();
    expect(new TextDecoder().decode((await contents.document('a.html') as { bytes: Uint8Array }).bytes)).toBe('<p>甲');
  });

  test('an archive inside is the problem of that entry; the others go on', async () => {
    expect(await entries(zipSync({ 'a.zip': zipSync({ 'b.txt': strToU8('乙') }), 'c.txt': strToU8('丙') }))).toEqual([
      { name: 'a.zip', reason: 'archive_nested' }, { name: 'c.txt', text: '丙' },
    ]);
  });

  test('an entry with a password, and one that is damaged, likewise', async () => {
    const zip = zipSync({ 'a.txt': strToU8('甲'.repeat(1_000)), 'b.txt': strToU8('乙') });
    let first = true;
    const locked = patched(zip, CENTRAL, (view, at) => {
      if (first) view.setUint16(at + 8, view.getUint16(at + 8, true) | 1, true);
      first = false;
    });
    expect(await entries(locked)).toEqual([{ name: 'a.txt', reason: 'password' }, { name: 'b.txt', text: '乙' }]);
    const broken = zip.slice();
    broken.fill(0xff, 36, 46);
    expect(await entries(broken)).toEqual([{ name: 'a.txt', reason: 'damaged' }, { name: 'b.txt', text: '乙' }]);
  });

  test.each([
    ['../../etc/passwd'], ['a/../../b.txt'], ['/etc/passwd'], ['C:\\windows\\a.txt'], ['..\\a.txt'],
  ])('with the path %s is refused', async (name) => {
    await expect(entries(zipSync({ [name]: strToU8('x'), 'a.txt': strToU8('甲') }))).rejects.toMatchObject(refusal('archive_names'));
  });

  test('of 5,000 entries is refused before one of them is read', async () => {
    const many = zipSync(Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`${i}.txt`, strToU8('x')])), { level: 0 });
    await expect(entries(many)).rejects.toMatchObject(refusal('archive_entries'));
  });

  test('that ends too early, at any place, is damaged', async () => {
    const zip = zipSync({ 'a.txt': strToU8('甲'.repeat(99)), 'b.txt': strToU8('乙') });
    for (let end = 4; end < zip.length; end += 7) await expect(entries(zip.subarray(0, end))).rejects.toMatchObject(refusal('damaged'));
  });

  test('without documents is empty', async () => {
    await expect(entries(zipSync({ '.DS_Store': strToU8('x') }))).rejects.toMatchObject(refusal('empty'));
  });
});

describe('a bomb', () => {
  const bomb = zipSync({ 'a.txt': new Uint8Array(LIMITS.archive.entry + 1) }, { level: 9 });

  test('is unpacked to the limit and no further', async () => {
    await expect(entries(bomb)).rejects.toMatchObject(refusal('archive_size'));
  });

  test('that lies about its size is found while it is unpacked', async () => {
    const lying = (size: number) => patched(patched(bomb, LOCAL, (view, at) => view.setUint32(at + 22, size, true)), CENTRAL, (view, at) => view.setUint32(at + 24, size, true));
    for (const size of [10, 1_000]) {
      expect(await entries(lying(size)).then((found) => found.map(({ reason }) => reason), (error: { details: { reason: string } }) => [error.details.reason])).toEqual(['damaged']);
    }
  });

  test('of entries that share their bytes is refused before one of them is unpacked', async () => {
    const bytes = overlapping(zipSync({ '1.txt': strToU8('甲'.repeat(9_000)) }, { level: 1 }), 9);
    await expect(openArchive(bytes)).rejects.toMatchObject(refusal('archive_size'));
    await expect(entries(bytes)).rejects.toMatchObject(refusal('archive_size'));
  });

  test('of documents that are too large together is refused before one of them is unpacked', async () => {
    const file = new Uint8Array(LIMITS.archive.entry - 1);
    // So much of it cannot be packed that its ratio is a usual one.
    file.set(createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(MB)));
    const bytes = packedAlike(['1.txt', '2.txt', '3.txt', '4.txt'], file);
    await expect(contentsOf(bytes, 'a.zip')).rejects.toMatchObject(refusal('archive_size'));
    // And where they are read one by one, as the parts of a DOCX are, what they declare counts, read or damaged.
    bytes.fill(0xff, 40, 60);
    const archive = await openArchive(bytes);
    const outcomes: unknown[] = [];
    for (const name of archive.names) outcomes.push(await archive.read(name).then((read) => read?.length, (error: DomainError) => error.details.reason));
    expect(outcomes).toEqual(['damaged', file.length, file.length, 'archive_size']);
  });

  test('in a document is refused too', async () => {
    const body = `<w:p><w:r><w:t>${'一'.repeat(LIMITS.archive.entry / 3)}</w:t></w:r></w:p>`;
    await expect(readDocument({ bytes: makeDocx({ body }), fileName: 'a.docx' })).rejects.toMatchObject(refusal('archive_size'));
  });
});

describe('XML', () => {
  const read = (xml: string) =>
    readDocument({ bytes: zipSync({ 'word/document.xml': strToU8(xml) }, { level: 0 }), fileName: 'a.docx' });
  const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const nested = (name: string, depth: number) => `<w:document ${W}><w:body>${`<${name}>`.repeat(depth)}${`</${name}>`.repeat(depth)}</w:body></w:document>`;
  test.each([
    ['entities that multiply', `<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document ${W}><w:body>&b;</w:body></w:document>`, 'xml_doctype'],
    ['an entity from a file', `<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document ${W}><w:body>&a;</w:body></w:document>`, 'xml_doctype'],
    ['an entity that nobody declared', `<w:document ${W}><w:body>&a;</w:body></w:document>`, 'damaged'],
    ['50,000 levels', nested('w:sdt', 50_000), 'too_deep'],
    ['50,000 levels outside of the body', nested('w:x', 50_000).replace('<w:body>', '').replace('</w:body>', ''), 'too_deep'],
    ['a paragraph of half a million runs', `<w:document ${W}><w:body><w:p>${'<w:r/>'.repeat(500_000)}</w:p></w:body></w:document>`, 'too_complex'],
    ['an end too early', `<w:document ${W}><w:body><w:p>`, 'damaged'],
    ['nothing of the kind', 'no xml', 'damaged'],
  ])('%s', async (_, xml, reason) => {
    await expect(read(xml)).rejects.toMatchObject(refusal(reason));
  });

  test('a prefix means what its nearest declaration says, and behind that what it meant before', async () => {
    const x = W.replace('xmlns:w', 'xmlns:x');
    const none = 'xmlns:w="http://schemas.openxmlformats.org/markup-compatibility/2006"';
    const xml = `<w:document ${W}><w:body><w:p><w:r><w:t>一</w:t></w:r></w:p><x:p ${x}><w:r ${none}><w:t>无</w:t></w:r><x:r><x:t>二</x:t></x:r></x:p><w:p><w:r><w:t>三</w:t></w:r><x:r><x:t>无</x:t></x:r></w:p></w:body></w:document>`;
    expect((await read(xml)).text).toBe('一\n二\n三');
  });

  test('attributes beyond number are refused', async () => {
    const attributes = Array.from({ length: 1_000 }, (_, i) => ` a${i}=""`).join('');
    await expect(read(`<w:document ${W}><w:body>${`<w:p${attributes}/>`.repeat(LIMITS.markup.attributes / 1_000)}</w:body></w:document>`)).rejects.toMatchObject(refusal('too_complex'));
  });

  test('entities of XML itself, and characters by number, are text', async () => {
    expect((await read(`<w:document ${W}><w:body><w:p><w:r><w:t>&lt;a&gt; &amp; &#x4E00;</w:t></w:r></w:p></w:body></w:document>`)).text).toBe('<a> & 一');
  });
});

describe('HTML', () => {
  const read = (html: string) => readDocument({ bytes: strToU8(html), fileName: 'a.html' });
  test('50,000 levels, and elements that multiply as browsers repair them, are refused', async () => {
    await expect(read(`<html>${'<div>'.repeat(50_000)}文`)).rejects.toMatchObject(refusal('too_deep'));
    // Each link is repaired out of the one before, with all that it holds: few elements are open at once, but the tree is deep.
    await expect(read(`<html>${'<a href=x><b><div>字'.repeat(5_500)}`)).rejects.toMatchObject(refusal('too_deep'));
    await expect(read(`<html>${'<div><b></div>'.repeat(10)}${'<a><div>字'.repeat(350)}${'</a></div>'.repeat(350)}`)).resolves.toMatchObject({ format: 'html' });
    const marks = Array.from({ length: 300 }, (_, i) => `<b class="${i}">`).join('');
    await expect(read(`<html><p>${marks}${'<p>一'.repeat(50_000)}`)).rejects.toMatchObject(refusal('too_complex'));
  });

  test('nothing that runs comes through', async () => {
    const { text, styles, images } = await read(
      '<html><body onload="x()"><script>a()</script><style>b{}</style><p onclick="c()">文<a href="javascript:d()">链</a><iframe srcdoc="<script>e()</script>">f</iframe></p><svg><script>g()</script></svg><math><mtext></mtext></math><noscript><p>h</p></noscript><template><p>i</p></template></body></html>',
    );
    expect([text, styles, images]).toEqual(['文链', [], []]);
  });
});
