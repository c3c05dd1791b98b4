import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../lib/importing/formats/text/decode';
import { localDocumentReader } from '../../../lib/importing/local-document-reader';
import { readDocument } from '../../../lib/importing/read-format';
import { flatOpc, fodt, odt, word2003 } from './formats/office/office-files';

const CHINESE = '某镇推进网格化治理的案例。\n一、背景\n老旧小区多，问题突出。\n';
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const big = (text: string) => Buffer.from(text, 'utf16le').swap16();
/** 中文案例：背景与做法 as GBK writes it. */
const GBK = Buffer.from('d6d0cec4b0b8c0fda3bab1b3beb0d3ebd7f6b7a8', 'hex');
const BIG5 = Buffer.from('aed7a8d2', 'hex');

describe('the encoding of a text', () => {
  test.each([
    ['UTF-8', Buffer.from(CHINESE), 'utf-8', CHINESE],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${CHINESE}`), 'utf-8', CHINESE],
    ['UTF-16, marked', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(CHINESE)]), 'utf-16le', CHINESE],
    ['UTF-16, the other order, marked', Buffer.concat([Buffer.from([0xfe, 0xff]), big(CHINESE)]), 'utf-16be', CHINESE],
    ['UTF-16 without a mark', utf16(CHINESE), 'utf-16le', CHINESE],
    ['UTF-16, the other order, without a mark', big(CHINESE), 'utf-16be', CHINESE],
    ['UTF-16 of Han alone', utf16('某镇推进网格化治理'), 'utf-16le', '某镇推进网格化治理'],
    ['GBK', GBK, 'gb18030', '中文案例：背景与做法'],
    ['ASCII', Buffer.from('plain text'), 'utf-8', 'plain text'],
    ['nothing', Buffer.alloc(0), 'utf-8', ''],
  ])('%s', (_, bytes, encoding, text) => expect(decodeText(bytes)).toEqual({ text, encoding }));

  test('a damaged place does not make another encoding of UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from(CHINESE), Buffer.from([0xe4, 0xb8]), Buffer.from(CHINESE)]);
    expect(decodeText(bytes)).toEqual({ text: `${CHINESE}\uFFFD${CHINESE}`, encoding: 'utf-8' });
  });

  test('a page declares its own, unless the bytes say that it is wrong', async () => {
    const page = (charset: string, words: Buffer) => Buffer.concat([Buffer.from(`<html><head><meta charset="${charset}"></head><body><p>`), words, Buffer.from('</p></body></html>')]);
    const read = async (bytes: Uint8Array) => (await readDocument({ bytes, fileName: 'a.html' })).text;
    expect(await read(page('big5', BIG5))).toBe('案例');
    expect(await read(page('gb2312', GBK))).toBe('中文案例：背景与做法');
    expect(await read(page('gb2312', Buffer.from(CHINESE.trim().split('\n')[0]!)))).toBe('某镇推进网格化治理的案例。');
    expect(await read(page('no-such-charset', GBK))).toBe('中文案例：背景与做法');
  });
});

describe('the format, by content', () => {
  const format = async (name: string, content: string | Uint8Array) => (await readDocument({ bytes: typeof content === 'string' ? strToU8(content) : content, fileName: name })).format;
  const docx = zipSync({ 'word/document.xml': strToU8('<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>') });
  test.each([
    ['a.txt', '一、背景', 'text'], ['a', '一、背景', 'text'], ['a.md', '# 题', 'markdown'], ['a.MARKDOWN', '# 题', 'markdown'], ['a.txt', '# 题', 'text'],
    ['a.txt', '<!DOCTYPE html><html><body>文</body></html>', 'html'], ['a.doc', '<html xmlns:o="x"><body>文</body></html>', 'html'], ['a.html', '<p>文</p>', 'html'],
    ['paste', '<div><p>文</p></div>', 'html'], ['a.txt', '<p>不是网页</p>', 'text'], ['a.html', '没有标签', 'text'], ['a.xhtml', '<?xml version="1.0"?><html><body>文</body></html>', 'html'],
    ['a.doc', '{\\rtf1\\ansi text}', 'rtf'], ['a.docx', '\n{\\rtf1 text}', 'rtf'], ['a.wps', docx, 'docx'], ['a.docx', odt({ body: '' }), 'odt'], ['a.doc', fodt({ body: '' }), 'odt'],
    ['a.doc', word2003(''), 'word_xml'], ['a.doc', flatOpc('<w:p/>'), 'docx'], ['a.wps', readFileSync(path.join(import.meta.dirname, 'formats/office/water.doc')), 'doc'],
    ['a.doc', docx, 'docx'], ['a.txt', docx, 'docx'], ['a.txt', 'PK 开头的普通文字', 'text'],
    ['a.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(CHINESE)]), 'text'], ['a.txt', GBK, 'text'],
  ])('%s: %s', async (name, content, expected) => expect(await format(name, content)).toBe(expected));
});

describe('what is no document is named', () => {
  const ole = (stream: string) => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), utf16(stream), Buffer.alloc(512)]);
  const zip = (...names: string[]) => zipSync(Object.fromEntries(names.map((name) => [name, strToU8('<x/>')])));
  test.each([
    ['a.docx', strToU8('这不是压缩包'), 'damaged'],
    ['a.docx', zip('a.txt'), 'damaged'],
    ['a.doc', ole('WordDocument'), 'damaged'],
    ['a.docx', ole('WordDocument'), 'damaged'],
    ['a.docx', ole('EncryptedPackage'), 'password'],
    ['a.xls', ole('Workbook'), 'other_office'],
    ['a.xlsx', zip('[Content_Types].xml', 'xl/workbook.xml'), 'other_office'],
    ['a.odt', zip('mimetype', 'content.xml'), 'other_office'],
    ['a.pdf', strToU8('%PDF-1.7\n%âãÏÓ'), 'pdf'],
    ['a.txt', strToU8('%PDF-1.7\n%âãÏÓ'), 'pdf'],
    ['a.txt', Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000000000500010d0a2db40000000049454e44ae426082', 'hex'), 'picture'],
    ['a.html', strToU8('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'picture'],
    ['a.mht', strToU8('MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x'), 'web_archive'],
    ['a.bin', Uint8Array.from({ length: 4_000 }, (_, i) => (i * 7_919) % 251), 'not_a_document'],
    ['a.txt', new Uint8Array(), 'empty_file'],
    ['a.txt', strToU8(' \u3000\u200b'), 'empty'],
    ['a.zip', zip('a.txt'), 'archive'],
    ['a.txt', zip('a.txt'), 'archive'],
    ['a.gz', gzipSync(strToU8('一'.repeat(400) + Math.sqrt(2))), 'other_archive'],
    ['a.rar', Buffer.concat([Buffer.from('526172211a070100', 'hex'), Buffer.alloc(200)]), 'other_archive'],
    ['a.7z', Buffer.concat([Buffer.from('377abcaf271c0004', 'hex'), Buffer.alloc(200)]), 'other_archive'],
  ])('%s: %s', async (fileName, bytes, reason) => {
    await expect(localDocumentReader.read({ bytes, fileName })).rejects.toMatchObject({ code: 'unreadable_document', details: { reason } });
  });
});

describe('the source of something else', () => {
  const reason = async (name: string, text: string) => readDocument({ bytes: strToU8(text), fileName: name }).then(({ format }) => format, (error: { details: { reason: string } }) => error.details.reason);
  test.each([
    ['a.xml', '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel/></rss>', 'xml'], ['a.txt', '<?xml version="1.0"?><pkg:package/>', 'xml'], ['a.xml', '<items><item>水站</item></items>', 'xml'], ['feed', '<feed xmlns="http://www.w3.org/2005/Atom"></feed>', 'xml'],
    ['a.json', '{"title": "水站"}', 'data'], ['a.txt', '[{"title": "水站"}, {"title": "渡口"}]', 'data'], ['a.jsonl', '{"a": 1}\n{"a": 2}', 'data'], ['a.txt', '{"a": 1}\n{"a": 2}', 'data'],
    ['a.csv', '村名,户数\n青石,40\n', 'data'], ['a.txt', '村名,户数,水站\n青石,40,1\n白鹭,35,2\n红枫,20,1\n', 'data'],
    ['a.tex', '水站', 'tex'], ['a.txt', '% 水站\n\\documentclass{ctexart}\n\\begin{document}水站\\end{document}', 'tex'],
  ])('is refused by name: %s %j', async (name, text, expected) => expect(await reason(name, text)).toBe(expected));

  test.each([
    ['a.txt', '{草稿}水站的经验\n一、背景\n过去靠人挑水。'], ['a.txt', '[1] 水站是谁的\n[2] 水费怎么收'], ['a.txt', '水站,渡口,书屋\n三件小事,件件办成\n群众满意'], ['a.txt', '<水站>的故事\n一、背景\n过去靠人挑水。'], ['a.txt', 'JSON 里的水站\n{"a": 1}'],
  ])('is told from a text: %s %j', async (name, text) => expect(await reason(name, text)).toBe('text'));
});
