import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { localDocumentReader } from '../../../lib/importing/local-document-reader';
import { readDocument } from '../../../lib/importing/read-format';
import { contentsOf } from '../../../lib/importing/unpack';
import { LIMITS } from '../../../lib/platform/limits';
import { makeEpub } from './formats/epub/make-epub';
import { attached, html, message, multipart, text } from './formats/mail/make-message';
import { ghost, wxr } from './formats/site-export/make-exports';

const refusal = (reason: string) => ({ code: 'unreadable_document', details: { reason } });
const sent = (headers: Record<string, string>, body: string) => message({ To: 'a@b.cn', ...headers }, body);
const deep = (levels: number) => Array.from({ length: levels }, (_, i) => `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}\r\n`).join('');

describe('mail', () => {
  const read = (bytes: Uint8Array) => readDocument({ bytes, fileName: 'a.eml' });
  test.each([
    ['10,000 multiparts in one another', Buffer.from(`To: a@b.cn\r\nMIME-Version: 1.0\r\n${deep(10_000)}`), 'too_complex'],
    ['more parts than may be', sent(multipart('mixed', []).headers, '--=_mixed\r\n\r\na\r\n'.repeat(LIMITS.message.parts + 1)), 'too_complex'],
    ['headers of a megabyte', sent({ 'Content-Type': 'text/plain', Subject: 'a'.repeat(LIMITS.message.headers * 4) }, 'a'), 'too_complex'],
    ['a page of 50,000 levels', sent({ 'Content-Type': 'text/html' }, '<div>'.repeat(50_000)), 'too_deep'],
  ])('of %s is refused', async (_, bytes, reason) => {
    await expect(read(bytes)).rejects.toMatchObject(refusal(reason));
    await expect(contentsOf(bytes, 'a.eml').then(async (found) => found ?? (await read(bytes)))).rejects.toMatchObject(refusal(reason));
  });

  test('cut off anywhere, and of garbage, is read as far as it goes or refused', async () => {
    const { headers, body } = multipart('mixed', [html('<p>渠旧。'), attached('a.docx', strToU8('PK')), text('完。')]);
    const bytes = sent(headers, (body as string).replace('=_mixed--', '=_mixed--\u0000\ud800'));
    for (let end = 40; end < bytes.length; end += 23) {
      await read(bytes.subarray(0, end)).then(({ format }) => expect(['eml', 'text']).toContain(format), (error: unknown) => expect(error).toMatchObject({ code: 'unreadable_document' }));
    }
  });

  test('gives no name that leads anywhere', async () => {
    const names = ['../../etc/passwd', 'C:\\a\\b.docx', '/x/y.pdf', '..', '.hidden', 'a\u0000b.txt', '\ud83d.md', '__proto__', ''];
    const { headers, body } = multipart('mixed', [text('见附件。'), ...names.map((name) => ({ headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': `attachment; filename*=utf-8''${encodeURIComponent(name.toWellFormed())}` }, body: strToU8('x') }))]);
    const { entries } = (await localDocumentReader.unpack({ bytes: sent(headers, body as string), fileName: 'a.eml' }))!;
    expect(entries.map(({ name }) => name)).toEqual(['passwd', 'b.docx', 'y.pdf', '5', 'ab.txt', '\ufffd.md', '__proto__', '10']);
  });
});

describe('an export of a website', () => {
  test.each([
    ['entities that multiply', wxr([{}], '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'), 'xml_doctype'],
    ['an entity from a file', wxr([{ title: '&a;' }], '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), 'xml_doctype'],
    ['50,000 levels', wxr([{ more: '<a>'.repeat(50_000) + '</a>'.repeat(50_000) }]), 'too_deep'],
    ['an end too early', wxr([{}, {}]).subarray(0, 900), 'damaged'],
    ['no article', wxr([{ type: 'attachment' }]), 'empty'],
    ['more articles than may be', wxr(Array.from({ length: LIMITS.archive.entries + 1 }, () => ({}))), 'archive_entries'],
  ])('of WordPress with %s is refused', async (_, bytes, reason) => {
    await expect(contentsOf(bytes, 'a.xml')).rejects.toMatchObject(refusal(reason));
  });

  test('of WordPress with an article of more codes than may be tells that one', async () => {
    const contents = (await contentsOf(wxr([{ title: '甲', content: '[caption id="a"]'.repeat(LIMITS.markup.parts + 1) }, { title: '乙' }]), 'a.xml'))!;
    const found = await Promise.all(contents.documents.map((name) => contents.document(name)));
    expect(found.map((one) => ('problem' in one ? one.problem.details.reason : one.name))).toEqual(['too_complex', '乙.html']);
  });

  test('of Ghost with what poisons prototypes, and of 50,000 levels, is read for what it holds', async () => {
    const levels = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const lexical = JSON.stringify(`{"root":${'{"children":['.repeat(5_000)}${']}'.repeat(5_000)}}`);
    const source = `{"db":[{"__proto__":{"polluted":1},"data":{"__proto__":{"polluted":1},"deep":${levels},"posts":[{"id":1,"title":"渠","status":"published","html":"<p>旧。","__proto__":{"status":"draft"}},{"id":2,"title":"深","status":"published","lexical":${lexical}},{"id":3,"title":{"a":1},"status":7,"html":[]}]}}]}`;
    const contents = (await contentsOf(strToU8(source), 'a.json'))!;
    const found = await Promise.all(contents.documents.map((name) => contents.document(name)));
    expect(found.map((one) => ('problem' in one ? `${one.name}: ${one.problem.details.reason}` : one.name))).toEqual(['渠.html', '深.html: too_deep', '3.html']);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('holds nothing that runs, no NUL and no half of a character', async () => {
    const { text: found, styles } = await readDocument({ bytes: ghost([{ id: 1, title: '渠\u0000<script>\ud800', html: '<script>x()</script><p onclick="x()">旧\u0000。<a href="javascript:x()">链</a>' }]), fileName: 'a.json' });
    expect([found, styles]).toEqual(['渠<script>\ufffd\n旧。链', []]);
  });
});

describe('a book', () => {
  const read = (bytes: Uint8Array) => readDocument({ bytes, fileName: 'a.epub' });
  const page = { path: 'a.xhtml', body: '<p>渠旧。</p>' };
  test.each([
    ['a name that leads out of it', zipSync({ 'META-INF/container.xml': strToU8('<container/>'), '../a.xhtml': strToU8('x') }), 'archive_names'],
    ['a page that is a bomb', makeEpub([page], { files: { 'OEBPS/a.xhtml': new Uint8Array(LIMITS.archive.entry - 1) } }), 'archive_size'],
    ['entities in its package', makeEpub([page], { opf: '<!DOCTYPE p [<!ENTITY a "b">]><package>&a;</package>' }), 'xml_doctype'],
    ['50,000 levels in its package', makeEpub([page], { opf: '<p>'.repeat(50_000) + '</p>'.repeat(50_000) }), 'too_deep'],
    ['more elements than may be, over all its pages', makeEpub(Array.from({ length: 5 }, (_, i) => ({ path: `${i}.xhtml`, body: '<b></b>'.repeat(LIMITS.markup.block / 5 + 1) }))), 'too_complex'],
  ])('with %s is refused', async (_, bytes, reason) => {
    await expect(read(bytes)).rejects.toMatchObject(refusal(reason));
  });

  test('whose pages name the same page again and again is read once for each', async () => {
    const opf = `<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine>${'<itemref idref="a"/>'.repeat(3)}</spine></package>`;
    expect((await read(makeEpub([page], { opf }))).text).toBe('渠旧。');
  });
});
