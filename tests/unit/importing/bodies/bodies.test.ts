import { describe, expect, test } from 'vitest';
import { image } from '../../../../lib/content/build';
import { renderHtml } from '../../../../lib/content/html';
import type { Body } from '../../../../lib/content/schema';
import { readHtml } from '../../../../lib/importing/formats/html/read';
import { readMarkdown } from '../../../../lib/importing/formats/markdown/read';
import { readText } from '../../../../lib/importing/formats/text/read';
import { articlesOf, blocksOf } from '../articles';

const START = '<h1>某镇案例</h1><h2>一、背景</h2>';
const page = (body: string) => readHtml(`<html><body>${START}${body}</body></html>`);
const html = (body: string) => articlesOf(page(body)).articles.flatMap(({ sections }) => sections.map((section) => renderHtml(section.body as Body))).join('');
/** Without ids, which are random. */
const shape = (body: string) => html(body).replace(/ id="[^"]*"/g, '').replace(/<div class="table"[^>]*>(.*?)<\/div>/gs, '$1');

describe('what stands in a section keeps its form', () => {
  test.each([
    ['marks and links', '<p>一<b>二<i>三</i></b><a href="https://example.org/">四</a></p>', '<p>一<strong>二<em>三</em></strong><a href="https://example.org/" rel="noopener nofollow">四</a></p>'],
    ['no link that a body may not hold', '<p><a href="page.html">一</a><a href="ftp://x.example/">二</a></p>', '<p>一二</p>'],
    ['lists', '<ul><li>甲<ol><li>乙</li><li>丙</li></ol></li><li>丁</li></ul>', '<ul><li><p>甲</p><ol><li><p>乙</p></li><li><p>丙</p></li></ol></li><li><p>丁</p></li></ul>'],
    ['numbers that are not in order', '<ol start="3"><li>甲</li><li>乙</li><li value="9">丙</li></ol>', '<ol start="3"><li><p>甲</p></li><li><p>乙</p></li></ol><ol start="9"><li><p>丙</p></li></ol>'],
    ['quotes', '<blockquote><p>甲</p><ul><li>乙</li></ul></blockquote>', '<blockquote><p>甲</p><ul><li><p>乙</p></li></ul></blockquote>'],
    ['code', '<pre>a\n  b</pre>', '<p>a<br>  b</p>'],
    ['tables', '<table><caption>表1</caption><tr><th>甲</th><th>乙</th></tr><tr><td>丙<br>丁</td><td></td></tr></table>', '<table><caption>表1</caption><thead><tr><th scope="col">甲</th><th scope="col">乙</th></tr></thead><tbody><tr><td><p>丙</p><p>丁</p></td><td></td></tr></tbody></table>'],
    ['a table whose spans do not fit', '<table border="1"><tr><td rowspan="9">甲</td><td colspan="3">乙</td></tr><tr><td>丙</td></tr></table>', '<table><tbody><tr><td rowspan="2"><p>甲</p></td><td colspan="3"><p>乙</p></td></tr><tr><td><p>丙</p></td><td></td><td></td></tr></tbody></table>'],
    ['paragraphs around them', '<p>前</p><ul><li>甲</li></ul><p>后</p>', '<p>前</p><ul><li><p>甲</p></li></ul><p>后</p>'],
  ])('%s', (_, body, expected) => {
    const found = shape(body).replace(/<th( scope="col")?><p>(.*?)<\/p><\/th>/g, '<th$1>$2</th>');
    expect(found).toBe(expected);
  });

  test('more columns than a body holds, and lists that are nested too deep, keep their words', () => {
    const wide = `<table><tr><th>头</th>${Array.from({ length: 40 }, (_, i) => `<td>${i}</td>`).join('')}</tr></table>`;
    expect(html(wide)).toBe(`<p>头\t${Array.from({ length: 40 }, (_, i) => i).join('\t')}</p>`);
    const deep = `${'<ul><li>'.repeat(12)}底${'</li></ul>'.repeat(12)}`;
    expect(html(deep)).toContain('底');
  });

  test('a note stands at its mark, and its words nowhere else', () => {
    const document = page('<p>文<sup><a href="#fn1">1</a></sup>，再<a href="#fn1">1</a></p><p>后</p><div id="fn1">注的话</div>');
    const [first, ...rest] = blocksOf(document);
    expect(first).toMatchObject({ content: [{ text: '文' }, { type: 'footnote', content: [{ text: '注的话' }] }, { text: '，再[1]' }] });
    expect(rest).toMatchObject([{ content: [{ text: '后' }] }]);
  });

  test('a picture of the store stands below its line; one that is not there leaves its words', () => {
    const stored = image({ asset: 'a'.repeat(64), width: 3, height: 2 }, { alt: '现场' });
    const document = page('<p>看<img src="a.png" alt="现场">图</p><p><img src="b.png" alt="远处"></p><p><img src="c.png"></p>');
    expect(blocksOf(document, (number) => (number === 0 ? stored : null))).toMatchObject([
      { type: 'paragraph', content: [{ text: '看图' }] }, { type: 'image', attrs: { alt: '现场' } }, { type: 'paragraph', content: [{ text: '远处' }] },
    ]);
  });
});

test('headings inside a section are headings of its body, with their numbers', () => {
  const { articles } = articlesOf(readMarkdown('# 某镇案例\n\n## 一、做法\n\n### （一）建*网格*\n\n文。\n\n## 二、成效\n\n好。\n'));
  expect(articles[0]).toMatchObject({
    title: '某镇案例',
    sections: [
      { heading: '做法', number: '一', kind: 'PRACTICE', body: { content: [{ type: 'heading', attrs: { level: 2, number: expect.stringContaining('一') as string }, content: [{ text: '建' }, { text: '网格', marks: [{ type: 'italic' }] }] }, { type: 'paragraph' }] } },
      { heading: '成效', number: '二', kind: 'OUTCOME' },
    ],
  });
});

test('a lead is text; a table in it opens a section', () => {
  const { articles } = articlesOf(readHtml('<html><body><h1>某镇案例</h1><p>某镇地处山区，下辖十二个村，近年来推进网格化治理，成效明显。</p><table><tr><th>村</th><th>户</th></tr><tr><td>东</td><td>9</td></tr></table><h2>一、背景</h2><p>文。</p><h2>二、做法</h2><p>文。</p></body></html>'));
  expect(articles[0]!.lead).toMatch(/^某镇地处山区/);
  expect(articles[0]!.lead).not.toContain('村\t户');
  expect(articles[0]!.sections[0]).toMatchObject({ heading: '', body: { content: [{ type: 'table' }] } });
});

test('a lead with a note stays the lead: the mark stays in it, and the words of the note at the end', () => {
  const { articles } = articlesOf(readMarkdown('# 某镇案例\n\n某镇有一万人[^1]，近年来推进网格化治理，成效明显。\n\n## 一、背景\n\n文。\n\n## 二、做法\n\n文。\n\n[^1]: 按年末户籍计。\n'));
  expect(articles[0]!.lead).toBe('某镇有一万人[1]，近年来推进网格化治理，成效明显。');
  expect(articles[0]!.sections.at(-1)).toMatchObject({ body: { content: [{ content: [{ text: '文。' }] }, { content: [{ text: '[1] 按年末户籍计。' }] }] } });
});

test('lines that a page layout broke are one paragraph', () => {
  const wrapped = Array<string>(12).fill('这一行在页面上正好排满而且没有句号结尾于是换到下一行').join('\n');
  const blocks = blocksOf(readText(`某镇案例\n${wrapped}。`));
  expect(blocks).toMatchObject([{ type: 'paragraph', content: [{ text: `${wrapped.replaceAll('\n', '')}。` }] }]);
});
