import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { outline } from '../../../../../lib/text/outline/outline';
import { readDocument } from '../../../../../lib/importing/read-format';
import { contentsOf } from '../../../../../lib/importing/unpack';
import { attached, html, message, multipart, picture, quoted, text, type Part } from './make-message';

const HEAD = { From: '=?GBK?B?wO7LxA==?= <li@example.cn>', To: 'a@example.cn', Date: 'Fri, 5 May 2023 23:30:00 +0000 (UTC)', Subject: `=?utf-8?B?${Buffer.from('转发：Re: 青石镇渠水案例').toString('base64')}?=` };
const BODY = '一、背景\n\n渠旧，年年漏水，下游的田浇不上，几个组为水吵过多次架。\n\n二、做法\n\n村里按田亩出工，每周清淤一次，水到哪组由哪组的人看。\n\n李四';
const mail = ({ headers, body }: Part, more: Record<string, string> = {}) => message({ ...HEAD, ...more, ...headers }, body as string);
const read = (bytes: Uint8Array, fileName = 'a.eml') => readDocument({ bytes, fileName });
const names = async (bytes: Uint8Array) => (await contentsOf(bytes, 'a.eml'))?.documents;

describe('a mail', () => {
  it('has its subject for a title, and its sender and day for a byline', async () => {
    const document = await read(mail({ headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: BODY }));
    expect(document).toMatchObject({ format: 'eml', authored: true, named: '青石镇渠水案例', metadata: { title: '青石镇渠水案例', author: '李四', date: '2023年5月6日' } });
    const { title, cases } = outline(document);
    expect([title, cases[0]?.byline, cases[0]?.sections.map(({ heading }) => heading)]).toEqual(['青石镇渠水案例', '报送人：李四\n报送时间：2023年5月6日', ['背景', '做法']]);
    expect(document.text.endsWith('\n李四')).toBe(true);
  });

  it('that says its subject itself says it once', async () => {
    const { text: found } = await read(mail({ headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: `青石镇渠水案例\n\n${BODY}` }));
    expect(found.match(/青石镇渠水案例/g)).toHaveLength(1);
  });

  it('shows of alternatives the page, with the pictures in it, and those that are attached at its end', async () => {
    const related = multipart('related', [html('<h1>水</h1><p>渠<img src="cid:a%40b" alt="图"></p>'), picture({ 'Content-ID': '<a@b>' })]);
    const alternative = multipart('alternative', [text('水\n渠'), related as Part]);
    const { text: found, images, losses } = await read(mail(multipart('mixed', [alternative, picture({ 'Content-Disposition': 'attachment; filename="C:\\Users\\li\\b.png"' }, Buffer.from('b'))])));
    expect(found.split('\n').slice(-3)).toEqual(['水', '渠图', '\uFFFC']);
    expect(images.map(({ bytes, name }) => [bytes?.byteLength, name])).toEqual([[8, 'cid:a%40b'], [1, 'b.png']]);
    expect(losses).toEqual([]);
  });

  it('shows all that stands in it one behind the other', async () => {
    const { text: found } = await read(mail(multipart('mixed', [text('前文。'), picture({ 'Content-Disposition': 'inline' }), html('<p>后文。</p>')])));
    expect(found.split('\n').slice(-3)).toEqual(['前文。', '后文。', '\uFFFC']);
  });

  it.each([
    ['GBK in base64', 'gbk', 'base64', 'zPrR18DuxKPU88jV'],
    ['GB18030, quoted', 'gb18030', 'quoted-printable', quoted(Buffer.from('1tDOxLC4wP0=', 'base64'))],
    ['UTF-8 that calls itself GBK', 'gbk', 'base64', Buffer.from('中文案例').toString('base64')],
    ['Big5', 'big5', 'base64', 'rteo0g=='],
    ['no charset', 'x-unknown', 'base64', '1tDOxLC4wP0='],
  ])('is read in its charset: %s', async (what, charset, encoding, body) => {
    const { text: found } = await read(mail({ headers: { 'Content-Type': `text/plain; charset=${charset}`, 'Content-Transfer-Encoding': encoding }, body }));
    const last = found.split('\n').at(-1);
    expect(last).toBe(what === 'Big5' ? '案例' : what === 'GBK in base64' ? new TextDecoder('gbk').decode(Buffer.from(body, 'base64')) : '中文案例');
  });

  it.each([
    ['of which no part begins', { 'Content-Type': 'multipart/mixed; boundary="another"' }],
    ['without a boundary', { 'Content-Type': 'multipart/alternative;' }],
    ['of a kind that there is not', { 'Content-Type': 'text; charset=utf-8' }],
  ])('is read also where it is one %s', async (_, headers) => {
    const { text: found } = await read(mail({ headers: headers as Record<string, string>, body: '渠旧。\r\n还漏。' }));
    expect(found.split('\n').slice(-2)).toEqual(['渠旧。', '还漏。']);
  });

  it('joins lines that were broken to be joined', async () => {
    const { text: found } = await read(mail({ headers: { 'Content-Type': 'text/plain; charset=utf-8; format=flowed; delsp=yes' }, body: '渠水 \r\n长流。\r\n' }));
    expect(found).toContain('渠水长流。');
  });

  it('with a subject whose words were cut inside of a character', async () => {
    const gbk = Buffer.from('d6d0cec4b0b8c0fd', 'hex');
    const Subject = `=?gb2312?B?${gbk.subarray(0, 3).toString('base64')}?=\r\n =?gb2312?B?${gbk.subarray(3).toString('base64')}?=`;
    expect((await read(mail({ headers: { 'Content-Type': 'text/plain' }, body: 'a' }, { Subject }))).named).toBe('中文案例');
  });

  it('with headers of bytes of an old charset', async () => {
    const bytes = Buffer.concat([Buffer.from('To: a@b.cn\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\nSubject: '), Buffer.from('d6d0cec4b0b8c0fd', 'hex'), Buffer.from('\r\n\r\nabc')]);
    expect((await read(bytes)).named).toBe('中文案例');
  });
});

describe('documents attached to a mail', () => {
  const docx = attached('附件/..\\..\\渠水案例.docx', strToU8('PK'));

  it('are documents of their own, and its text is one where it is more than a line', async () => {
    expect(await names(mail(multipart('mixed', [text('请查收。'), docx, attached('渠水案例.docx', strToU8('PK2'))])))).toEqual(['渠水案例.docx', '渠水案例 (2).docx']);
    const bytes = mail(multipart('mixed', [text(BODY), docx]));
    expect(await names(bytes)).toEqual(['青石镇渠水案例.eml', '渠水案例.docx']);
    expect((await read(bytes)).losses).toMatchObject([{ code: 'attachment', count: 1, texts: ['渠水案例.docx'] }]);
    const found = (await contentsOf(bytes, 'a.eml'))!;
    expect(await found.document('渠水案例.docx')).toMatchObject({ bytes: Buffer.from('PK') });
  });

  it('are none where nothing but pictures, cards and signatures is attached', async () => {
    expect(await names(mail(multipart('mixed', [text(BODY), picture({ 'Content-Disposition': 'attachment; filename=a.png' }), multipart('alternative', [text('a'), { headers: { 'Content-Type': 'text/x-amp-html' }, body: 'x' }]), attached('a.ics', strToU8('x'), 'text/calendar'), attached('s.p7s', strToU8('x'), 'application/pkcs7-signature')])))).toBeUndefined();
  });

  it('may be mail again', async () => {
    const inner = mail({ headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: BODY });
    const bytes = mail(multipart('mixed', [text('转。'), { headers: { 'Content-Type': 'message/rfc822' }, body: inner.toString() }]));
    expect(await names(bytes)).toEqual(['2.eml']);
    expect((await read((await (await contentsOf(bytes, 'a.eml'))!.document('2.eml') as { bytes: Uint8Array }).bytes)).named).toBe('青石镇渠水案例');
  });
});

describe('what looks like mail', () => {
  it.each([
    ['主题: 渠水\n作者: 李四\n\n正文。'], ['Title: a\nDate: b\n\n正文。'], ['From: a\nTo: b\n\n一封信。'], ['背景：渠旧。\n\n做法：清淤。'],
  ])('and is none stays a text: %j', async (words) => expect((await read(strToU8(words), 'a.txt')).format).toBe('text'));
});
