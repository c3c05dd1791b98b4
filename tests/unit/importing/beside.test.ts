import { strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import { pictureBeside } from '../../../lib/importing/beside';
import { importOptions } from '../../../lib/importing/plan/plan';
import { localDocumentReader } from '../../../lib/importing/local-document-reader';

const PICTURES = ['图.png', 'a/图.png', 'a/images/b c.jpg', 'a/页.files/image001.png', 'a/x%20y.png', 'a/q#1.png', 'A/b.png', 'a/图 1.png', 'a/Café.png', 'a/zu\u0308rich.jpg'.normalize('NFC')];
const found = (address: string, path = 'a/页.html') => pictureBeside(path, address, new Set(PICTURES));

test.each([
  ['图.png', 'a/图.png'],
  ['./图.png', 'a/图.png'],
  ['../图.png', '图.png'],
  ['.//images/./b c.jpg', 'a/images/b c.jpg'],
  ['images/b%20c.jpg', 'a/images/b c.jpg'],
  ['images\\b c.jpg', 'a/images/b c.jpg'],
  ['images/../图.png', 'a/图.png'],
  ['图.png?v=2#top', 'a/图.png'],
  [' 图.png\n', 'a/图.png'],
  ['页.files/image001.png', 'a/页.files/image001.png'],
  ['%E9%A1%B5.files/image001.png', 'a/页.files/image001.png'],
  ['%D2%B3.files/image001.png', 'a/页.files/image001.png'],
  ['图%201.png', 'a/图 1.png'],
  ['x%20y.png', 'a/x%20y.png'],
  ['q#1.png', 'a/q#1.png'],
  ['../A/b.png', 'A/b.png'],
  ['B.PNG', 'A/b.png'],
  ['图.PNG', 'a/图.png'],
  ['Cafe\u0301.PNG', 'a/Café.png'],
  ['Caf%C3%A9.png', 'a/Café.png'],
  ['ZU\u0308RICH.jpg', 'a/zürich.jpg'],
  ['Z%C3%BCrich.jpg', 'a/zürich.jpg'],
])('%s of a page in a folder is %s', (address, path) => {
  expect(found(address)).toBe(path);
});

test.each([
  [''], ['不在.png'], ['../../图.png'], ['../../../../etc/passwd'], ['../../a/图.png'], ['%2e%2e/%2e%2e/图.png'], ['/图.png'], ['\\图.png'], ['//host/图.png'], ['C:\\图.png'],
  ['file:///图.png'], ['https://example.org/图.png'], ['data:image/png;base64,AAAA'], ['%zz图.png'], ['%'], [`${'./'.repeat(600)}图.png`],
])('%s is none of them', (address) => {
  expect(found(address)).toBeNull();
});

const bytes = (text: string) => strToU8(text);
const file = (fileName: string, text: string, path = `a/${fileName}`) => ({ fileName, bytes: bytes(text), beside: { path, pictures: PICTURES } });
const PAGE = '<html><h1>记</h1><h2>一、背景</h2><p>缺水。<img src="图.png" alt="井"></p><p><img src="无.png" alt="无"></p><p><img src="../图.png"><img data-src="https://cdn.example/1" src="images/b%20c.jpg"></p></html>';

test('pictures of a page that lie beside it get their places, and the others stay a loss', async () => {
  const { pictures, losses, text } = await localDocumentReader.read(file('页.html', PAGE));
  expect(pictures).toEqual(['a/图.png', '图.png', 'a/images/b c.jpg']);
  expect(losses).toEqual([{ code: 'linked_image', count: 1, at: [text.indexOf('无')], texts: ['无.png'] }]);
  const prepared = await localDocumentReader.prepare(file('页.html', PAGE), importOptions.parse({}));
  expect(prepared.pictures.map(({ bytes: own, beside }) => [own, beside])).toEqual([[null, 'a/图.png'], [null, undefined], [null, '图.png'], [null, 'a/images/b c.jpg']]);
  const blocks = prepared.articles[0]!.sections[0]!.body.content;
  expect(blocks.filter(({ type }) => type === 'image')).toHaveLength(3);
});

test('those of a Markdown file too; where all are found nothing is lost', async () => {
  const { pictures, losses } = await localDocumentReader.read(file('文.md', '# 记\n\n## 一、背景\n\n缺水。\n\n![井](图.png)\n\n![渠][1]\n\n[1]: <images/b c.jpg>\n'));
  expect([pictures, losses]).toEqual([['a/图.png', 'a/images/b c.jpg'], []]);
});

test('a file that came alone has none', async () => {
  const { pictures, losses } = await localDocumentReader.read({ fileName: '页.html', bytes: bytes(PAGE) });
  expect([pictures, losses.map(({ count }) => count)]).toEqual([[], [4]]);
});
