import { expect, test } from 'vitest';
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
