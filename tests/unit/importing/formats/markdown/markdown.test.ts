import { describe, expect, test } from 'vitest';
import type { ImportedDocument } from '../../../../../lib/importing/formats/document';
import { readMarkdown } from '../../../../../lib/importing/formats/markdown/read';

const marks = ({ text, marks: all }: ImportedDocument) => Object.fromEntries(all.map(({ from, to, ...mark }) => [text.slice(from, to), mark]));
const styled = ({ text, styles }: ImportedDocument) => styles.map(({ from, to, ...style }) => [text.slice(from, to), style]);

test('what it prints, without its marks', () => {
  const document = readMarkdown('# 某案例\n\n**“横班”**制度与 [链接](https://example.org)，\n换行。\n\n## 一、背景\n\n**小标题**\n\n1) 甲\n3) 乙\n   - 丙 *斜*\n\n> 引\n\n| 项 | 数 |\n|---|---|\n| 甲 | **1** |\n');
  expect(document.text).toBe('某案例\n“横班”制度与 链接，换行。\n一、背景\n小标题\n1) 甲\n3) 乙\n丙 斜\n引\n项\t数\n甲\t1');
  expect(marks(document)).toEqual({
    '“横班”制度与 链接，换行。': { boldTo: 8 },
    某案例: { heading: 1 }, '一、背景': { heading: 2 }, 小标题: { bold: true }, '1) 甲': { item: 1 }, '3) 乙': { item: 1 }, '丙 斜': { item: 2 },
    '项\t数': { fixed: true }, '甲\t1': { fixed: true },
  });
  expect(styled(document)).toEqual([['“横班”', { bold: true }], ['链接', { href: 'https://example.org' }], ['小标题', { bold: true }], ['斜', { italic: true }], ['1', { bold: true }]]);
  expect(document.blocks).toMatchObject([
    { type: 'list', ordered: true, blocks: [{ number: 1, prefix: 3 }, { number: 3, blocks: [{ type: 'list', ordered: false }] }] },
    { type: 'quote' }, { type: 'table', rows: [{ cells: [{ header: true }, { header: true }] }, { cells: [{ header: false }, {}] }] },
  ]);
});

describe('front matter', () => {
  test('becomes metadata; its title opens a text without one', () => {
    const document = readMarkdown('---\ntitle: 某案例\nTags: [甲, 乙]\nyear: 2023\ndate: 2023-05-06\nnested: {a: 1}\n---\n## 一、背景\n');
    expect(document.metadata).toEqual({ title: '某案例', tags: '甲、乙', year: '2023', date: '2023-05-06' });
    expect([document.text, document.marks[0]]).toEqual(['某案例\n一、背景', { from: 0, to: 3, heading: 1, centred: true }]);
  });
  test('does not repeat a title', () => {
    expect(readMarkdown('---\ntitle: 甲\n---\n# 乙\n').text).toBe('乙');
  });
  test.each([
    ['a rule and text', '---\n只是文字\n---\n', '只是文字'],
    ['aliases that multiply', `---\na: &a [x,x]\n${'bcdefghij'.split('').map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[i]}`).join()}]`).join('\n')}\n---\n文`, 'a:'],
  ])('%s is none', (_, source, start) => {
    const { text, metadata } = readMarkdown(source);
    expect(metadata).toEqual({});
    expect(text.startsWith(start)).toBe(true);
  });
});

test('notes, pictures, code and tasks keep their words and their places', () => {
  const document = readMarkdown('文[^a]与![现场](a.png)。\n\n![图](b.png)\n\n```js\nlet a  = 1\n```\n\n- [x] 完成\n\n[^a]: 注一\n\n    注二 **粗**\n');
  expect(document.text).toBe('文[a]与现场。\n图\njs\nlet a  = 1\n[x] 完成\n[a] 注一 注二 粗');
  expect(document.objects.map(({ type, from, to }) => [type, document.text.slice(from, to)])).toEqual([['note', '[a]'], ['image', '现场'], ['image', '图']]);
  expect(document.notes.map(({ label, at, lines }) => [label, document.text.slice(at.from, at.to), lines.map(({ from, to }) => document.text.slice(from, to))])).toEqual([['a', '[a] 注一 注二 粗', ['注一', '注二 粗']]]);
  expect(document.images).toEqual([{ bytes: null, name: 'a.png', alt: '现场' }, { bytes: null, name: 'b.png', alt: '图' }]);
  expect(marks(document)).toMatchObject({ 图: { fixed: true }, 'let a  = 1': { fixed: true } });
  expect(document.losses.map(({ code }) => code)).toEqual(['linked_image', 'code', 'task']);
});

test('HTML inside is read as HTML, and runs nowhere', () => {
  const document = readMarkdown('<div align="center"><b>居中</b></div>\n\n<table><tr><td>一</td><td>二</td></tr></table>\n\n<script>x()</script>\n\n文<br>行<u>线</u>\n');
  expect(document.text).toBe('居中\n一\t二\n文\n行线');
  expect(marks(document)).toMatchObject({ 居中: { centred: true, bold: true } });
  expect(document.blocks).toMatchObject([{ type: 'table' }]);
});

test('what begins to hide words and never ends hides none', () => {
  const hiding = ['<!-- ', '<script>', '<STYLE type="a">', '<?php ', '<![CDATA[', '<!DOCTYPE ', '<title>', '<textarea>', '- <!-- ', '> <script>', '<div><!-- ', '<div><iframe>', '<div><select>', '<!-- 一 --> <!-- '];
  for (const opening of hiding) {
    const { text } = readMarkdown(`甲\n\n${opening}乙\n丙\n\n## 丁\n\n戊`);
    expect(text.split(/[^甲乙丙丁戊]+/).join(''), opening).toBe('甲乙丙丁戊');
  }
  expect(readMarkdown('甲\n\n<div><!-- 乙\n\n丙 -->').text).toContain('乙');
  expect(readMarkdown('甲\n\n<!-- 乙 -->\n\n`<!--`\n\n丙').text).toBe('甲\n<!--\n丙');
});

test('what the parser would take minutes for is read as text', () => {
  const marks = Array.from({ length: 600 }, (_, i) => '`'.repeat(i + 1)).join('文');
  expect([readMarkdown(marks).text, readMarkdown(marks).losses[0]?.code]).toEqual([marks, 'markdown_too_large']);
  for (const part of ['甲\n\n', '**甲** ', '[甲](a)', '|甲|乙']) expect(readMarkdown(part.repeat(61_000 / 2)).losses[0]?.code, part).toBe('markdown_too_large');
  expect(readMarkdown(`|甲|\n|-|\n${'|乙|\n'.repeat(4_000)}`).losses[0]?.code).toBe('markdown_too_large');
  const long = readMarkdown(`${'- 项\n'.repeat(6_000)}`);
  expect([long.text.split('\n').length, long.losses[0]?.code]).toEqual([6_000, 'markdown_too_large']);
  const tangled = readMarkdown(`${'['.repeat(5_000)}文`);
  expect([tangled.text, tangled.losses[0]?.code]).toEqual([`${'['.repeat(5_000)}文`, 'deep_nesting']);
});

test('what the parser would read in the square of its length is text, word for word', () => {
  for (const source of ['甲\n===\n\n'.repeat(5_000), '> 甲\n\n'.repeat(5_000), Array.from({ length: 5_000 }, (_, i) => `[^${i}]: 甲[^${i + 1}]\n\n乙\n\n`).join('')]) {
    const { text, losses } = readMarkdown(source);
    expect([text.split('\n').filter(Boolean), losses.map(({ code }) => code)]).toEqual([source.split('\n').filter(Boolean), ['markdown_too_large']]);
  }
});

test('a collection of two hundred cases with lists, quotations, footnotes and underlined headings is none of that', () => {
  const one = (i: number) => `案例${i}\n===\n\n背景\n---\n\n> 引文。\n\n缺水[^${i}]。\n\n- 一\n- 二\n  续\n\n1. 甲\n\n   乙\n\n**做法**见 [网页](http://a.b/${i})。\n\n[^${i}]: 注。\n\n`;
  const { losses, notes, blocks } = readMarkdown(Array.from({ length: 200 }, (_, i) => one(i)).join(''));
  expect([losses, notes.length, blocks.length]).toEqual([[], 200, 600]);
});
