import { expect, test } from 'vitest';
import { localDocumentReader } from '@/lib/importing/local-document-reader';
import { importOptions } from '@/lib/importing/plan/plan';
import { readDocument } from '@/lib/importing/read-format';

const read = (fileName: string, text: string) => readDocument({ bytes: new TextEncoder().encode(text), fileName });

test.each([
  ['a.txt', '第一行\v第二行\f第三行\u0085第四行', '第一行\n第二行\n第三行\n第四行'],
  ['a.md', '第一段\n\nfirst\vsecond\fthird', '第一段\nfirst second third'],
  ['a.html', '<p>first\vsecond\fthird\u0085fourth</p>', 'first second third fourth'],
])('%s: soft breaks and the ends of pages join no words', async (name, source, text) => {
  const document = await read(name, source);
  expect(document.text).toBe(text);
  expect(document.losses).toEqual([]);
});

test.each([
  ['a.txt', '一\u0000二\u0007三\u0080四\ufffe', '一二三四', 4],
  ['a.md', '一\u0001二\u0007三', '一二三', 2],
  ['a.html', '<p>一\u0001二</p><p>三\u0080四</p>', '一二\n三四', 2],
])('%s: other controls go, and it is told', async (name, source, text, count) => {
  const document = await read(name, source);
  expect(document.text).toBe(text);
  expect(document.losses).toMatchObject([{ code: 'control', count }]);
});

test('a title of a page that shows nothing, or a file without a name, leaves a collection a name of its own', async () => {
  const cases = ['一', '二'].map((n) => `<h2>案例${n} ${n}村修路</h2><h3>一、背景</h3><p>路坏了三年。</p><h3>二、做法</h3><p>分段包干。</p>`).join('');
  const prepare = (fileName: string, title: string) => localDocumentReader.prepare({ fileName, bytes: new TextEncoder().encode(`<html><head><title>${title}</title></head><body>${cases}</body></html>`) }, importOptions.parse({}));
  expect((await prepare('护渠.html', '\u200b')).collection?.title).toBe('护渠');
  expect((await prepare('\u3164.html', '\u2800')).collection?.title).toBe('document');
});

test('a title of the front matter is its heading’s, however its characters are composed', async () => {
  const document = await read('a.md', '---\ntitle: Cafe\u0301\n---\n\n# Café\n\n# 二\n\n字');
  expect(document.text).toBe('Café\n二\n字');
});
