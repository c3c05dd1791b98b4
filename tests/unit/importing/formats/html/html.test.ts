import { describe, expect, test } from 'vitest';
import { readHtml } from '../../../../../lib/importing/formats/html/read';
import type { ImportedDocument } from '../../../../../lib/importing/formats/document';

const page = (body: string) => readHtml(`<!DOCTYPE html><html><head><title>题_某网</title></head><body>${body}</body></html>`);
const lines = (body: string) => page(body).text.split('\n');
/** What is said of each line, by its words. */
const marks = ({ text, marks: all }: ImportedDocument) => Object.fromEntries(all.map(({ from, to, ...mark }) => [text.slice(from, to), mark]));
const styled = ({ text, styles }: ImportedDocument) => styles.map(({ from, to, ...style }) => [text.slice(from, to), style]);

describe('lines', () => {
  test.each([
    ['blocks, however they nest', '<div>一<div>二<p>三</p></div>四</div>', ['一', '二', '三', '四']],
    ['breaks', '一<br>二<br/><br>三', ['一', '二', '三']],
    ['a heading is one line', '<h1>某市<br>案例</h1>', ['某市案例']],
    ['a line break of the source between Han is nothing', '<p>中文\n换行 与 word\nword</p>', ['中文换行 与 word word']],
    ['white space collapses', '<p>  a   b\t c </p>', ['a b c']],
    ['entities', '<p>&lt;标签&gt; &amp; &ldquo;引号&rdquo; &#x4E00;&nbsp;</p>', ['<标签> & “引号” 一\u00A0']],
    ['words in pieces', '<p><span>网</span><span>格</span><b>化</b></p>', ['网格化']],
    ['invisible characters', '<p>网\u200B格\uFEFF</p>', ['网格']],
    ['definition lists', '<dl><dt>词</dt><dd>义</dd></dl>', ['词', '义']],
    ['boxes of a form', '<p><input type="checkbox" checked>是 <input type="checkbox">否<input type="text" value="x"></p>', ['☑是 ☐否']],
  ])('%s', (_, html, expected) => expect(lines(html)).toEqual(expected));
});

test('a page that is XML closes its marks where it says so', () => {
  const { text, metadata } = readHtml('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="a.js"/></head><body><p><a id="x"/>渠<b/>旧</p><div/><p>漏<br/>水</p></body></html>');
  expect([text, metadata]).toEqual(['渠旧\n漏\n水', {}]);
});

test('headings, bold and larger paragraphs, centred ones', () => {
  const document = page('<h2>二级</h2><p><strong>一、背景</strong></p><section style="font-size:20px">大字</section><p align="center">居中</p><center>也居中</center><p>正文正文正文正文正文，<b>一半</b></p>');
  expect(marks(document)).toEqual({ 二级: { heading: 2 }, '一、背景': { bold: true }, 大字: { bold: true }, 居中: { centred: true }, 也居中: { centred: true } });
  expect(styled(document)).toEqual([['一、背景', { bold: true }], ['一半', { bold: true }]]);
});

test('a wrapper that is bold by its tag and not by its style, as some clipboards have it', () => {
  expect(styled(page('<b style="font-weight:normal"><p>文<span style="font-weight:700">粗</span></p></b>'))).toEqual([['粗', { bold: true }]]);
});

describe('page furniture', () => {
  const chrome = (body: string) => Object.entries(marks(page(body))).filter(([, mark]) => mark.chrome).map(([text]) => text);
  test('is marked where the page says what it is', () => {
    expect(chrome('<header>某网</header><nav><a href="/">首页</a></nav><h1>题</h1><p>文</p><aside>推荐</aside><div role="navigation">上一篇</div><footer>版权</footer>')).toEqual(['某网', '首页', '推荐', '上一篇', '版权']);
  });
  test('around an article that holds most of the text, but not its title', () => {
    expect(chrome(`<div>登录</div><h1>题</h1><article><header>时间</header><p>${'正文'.repeat(20)}</p></article><div>热门</div>`)).toEqual(['登录', '热门']);
  });
  test('an article that holds little of the text says nothing', () => {
    expect(chrome(`<article><p>推荐</p></article><div>${'正文'.repeat(20)}</div>`)).toEqual([]);
  });
});

test('what is hidden is told; what only waits for its script is shown', () => {
  const { text, losses } = page('<div id="js_content" style="visibility:hidden;opacity:0"><p>正文</p></div><p style="display: none">藏一</p><p hidden>藏二</p><span style="mso-hide:all">藏三</span>');
  expect(text).toBe('正文');
  expect(losses).toMatchObject([{ code: 'hidden_text', count: 3, texts: ['藏一', '藏二', '藏三'] }]);
});

describe('lists', () => {
  test('numbers are text, bullets are not; items nest', () => {
    const document = page('<ol start="3"><li>甲<ul><li>乙</li></ul></li><li value="7"><p>丙</p></li></ol>');
    expect(document.text).toBe('3. 甲\n乙\n7. 丙');
    expect(marks(document)).toEqual({ '3. 甲': { item: 1 }, 乙: { item: 2 }, '7. 丙': { item: 1 } });
    expect(document.blocks).toMatchObject([{ type: 'list', ordered: true, from: 0, to: 11, blocks: [{ type: 'item', number: 3, prefix: 3, blocks: [{ type: 'list', ordered: false }] }, { number: 7 }] }]);
  });
  test('of Word, as it puts them on the clipboard and into saved pages', () => {
    const item = (level: number, mark: string, text: string, [open, close]: [string, string]) =>
      `<p class="MsoListParagraph" style="text-indent:-21pt;mso-list:l0 level${level} lfo1">${open}<span style="mso-list:Ignore">${mark}<span style="font:7pt">&nbsp;&nbsp;</span></span>${close}${text}</p>`;
    const clip: [string, string] = ['<!--[if !supportLists]-->', '<!--[endif]-->'];
    const saved: [string, string] = ['<![if !supportLists]>', '<![endif]>'];
    const document = page(item(1, '一、', '总则', clip) + item(1, '1.', '细则', saved) + item(1, '·', '甲', clip) + item(2, 'o', '乙', saved) + item(1, '§', '丙', clip) + '<p class="MsoNormal">后<o:p></o:p></p>');
    expect(document.text).toBe('一、总则\n1. 细则\n甲\n乙\n丙\n后');
    expect(document.blocks).toMatchObject([
      { type: 'list', ordered: true, blocks: [{ type: 'item', number: 1, prefix: 3 }] },
      { type: 'list', ordered: false, blocks: [{ blocks: [{ type: 'list', blocks: [{ type: 'item' }] }] }, { type: 'item' }] },
    ]);
  });
});

describe('tables', () => {
  test('of data keep rows, spans and heads', () => {
    const { text, blocks } = page('<table><caption>表1</caption><thead><tr><td>项</td><td colspan="2">数</td></tr></thead><tr><td rowspan="2">甲<br>乙</td><td>1</td><td>2</td></tr><tr><td>3</td><td><ul><li>4</li></ul></td></tr></table>');
    expect(text).toBe('表1\n项\t数\n甲 乙\t1\t2\n3\t• 4');
    expect(blocks).toMatchObject([{ type: 'table', caption: { from: 0, to: 2 }, rows: [{ cells: [{ header: true }, { header: true, colspan: 2 }] }, { cells: [{ rowspan: 2, lines: [{}, {}] }, {}, {}] }, { cells: [{}, {}] }] }]);
  });
  test.each([
    ['one column', '<table><tr><td>一</td></tr><tr><td>二</td></tr></table>'],
    ['a role that says so', '<table role="presentation"><tr><td>一</td><td>二</td></tr></table>'],
    ['headings inside', '<table><tr><td><h2>一</h2></td><td>二</td></tr></table>'],
    ['tables inside', '<table><tr><td>一</td><td><table><tr><td>二</td></tr></table></td></tr></table>'],
  ])('for the layout are unfolded: %s', (_, html) => {
    const { text, blocks } = page(html);
    expect([text, blocks]).toEqual(['一\n二', []]);
  });
});

test('links, pictures, code, quotes', () => {
  const document = page('<p><a href="https://example.org/?a=1&amp;b=2">链</a><a href="#here">锚</a><a href="JavaScript:x()">坏</a></p><p><img data-src="late.jpg" src="wait.gif" alt=" 现场 "><img src="p.gif" width="1" height="1"></p><img src="data:image/png;base64,iVBORw=="><pre>a  b\n  c</pre><blockquote>引</blockquote>');
  expect(document.text).toBe('链锚坏\n现场\n\uFFFC\na  b\n  c\n引');
  expect(styled(document)).toEqual([['链', { href: 'https://example.org/?a=1&b=2' }]]);
  expect(document.images.map(({ name, alt, bytes }) => [name, alt, bytes?.length])).toEqual([['late.jpg', '现场', undefined], ['data:', '', 4]]);
  expect(marks(document)).toMatchObject({ 现场: { fixed: true }, '\uFFFC': { fixed: true }, 'a  b': { fixed: true } });
  expect(document.blocks.map(({ type, from, to }) => [type, document.text.slice(from, to)])).toEqual([['code', 'a  b\n  c'], ['quote', '引']]);
});

test.each([
  ['Word', '<p>文<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>。</p><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> 注</p></div>'],
  ['Markdown tools', '<p>文<sup><a href="#fn:1">1</a></sup>。</p><ol><li id="fn:1"><p>注 <a href="#fnref:1">↩</a></p></li></ol>'],
])('footnotes as %s writes them', (_, html) => {
  const { text, objects, notes } = page(html);
  expect(text).toBe('文[1]。\n[1] 注');
  expect(objects).toEqual([{ from: 1, to: 4, type: 'note', note: 0 }]);
  expect(notes).toEqual([{ label: '1', at: { from: 6, to: 11 }, lines: [{ from: 10, to: 11 }] }]);
});

describe('lists of Word’s clipboard', () => {
  const paragraph = (level: number, mark: string, words: string) => `<p class=MsoListParagraph style='mso-list:l0 level${level} lfo1'><![if !supportLists]><span><span style='mso-list:Ignore'>${mark}<span>&nbsp;&nbsp; </span></span></span><![endif]>${words}</p>`;
  const blocks = (html: string) => {
    const { blocks: all, text } = readHtml(html);
    const tree = (some: ImportedDocument['blocks']): unknown[] => some.map((one) => (one.type === 'list' ? [one.ordered, ...tree(one.blocks)] : one.type === 'item' ? [text.slice(one.from, one.to).split('\n')[0], ...tree(one.blocks)] : one.type));
    return tree(all);
  };

  test('stay lists: numbers, and letters and bullets below them', () => {
    const html = `<html><body><p class=MsoNormal>三步走。</p>${paragraph(1, '1.', '先摸底')}${paragraph(2, 'a.', '入户')}${paragraph(2, 'b.', '登记')}${paragraph(1, '2.', '再分类')}${paragraph(2, '·', '按户')}<p class=MsoNormal>以上。</p></body></html>`;
    expect(blocks(html)).toEqual([[true, ['1. 先摸底', [false, ['a. 入户'], ['b. 登记']]], ['2. 再分类', [false, ['按户']]]]]);
    expect(readHtml(html).authored).toBe(true);
  });

  test('numbers that no list prints stay words', () => {
    expect(blocks(`<html><body>${paragraph(1, '一、', '背景')}${paragraph(2, '（一）', '水源')}</body></html>`)).toEqual([]);
  });
});
