import { describe, expect, test } from 'vitest';
import { image } from '../../../../lib/content/build';
import type { Block, Body } from '../../../../lib/content/schema';
import { captionWord } from '../../../../lib/importing/bodies/caption-line';
import { readDocument } from '../../../../lib/importing/read-format';
import { outline } from '../../../../lib/text/outline/outline';
import { articlesOf } from '../articles';
import { makeDocx, p, relation } from '../formats/docx/make-docx';

const stored = (number: number) => image({ asset: String(number).padStart(64, '0'), width: 3, height: 2 });
const lineOf = (block: Block): string => {
  if (block.type === 'image') return `[${block.attrs.caption ?? ''}]`;
  if (block.type === 'table') return `{${block.attrs.caption ?? ''}}`;
  return JSON.stringify('content' in block ? block.content : '').match(/(?<="text":")[^"]+/g)?.join('') ?? '';
};

/** The bodies, a line a block: pictures as [caption], tables as {caption}; and the headings that the outline found. */
async function blocksOf(bytes: Uint8Array | string, fileName: string) {
  const document = await readDocument({ bytes: Buffer.from(bytes), fileName });
  const found = outline(document);
  const { articles } = articlesOf(document, stored);
  return {
    title: found.title,
    headings: found.cases.flatMap(({ sections }) => sections.map(({ heading }) => heading)),
    lead: articles[0]!.lead,
    blocks: articles.flatMap(({ sections }) => sections.flatMap(({ body }) => (body as Body).content.map(lineOf))),
    text: document.text,
  };
}

const TABLE = '<table border="1"><tr><th>村</th><th>户</th></tr><tr><td>东</td><td>9</td></tr></table>';
const page = (body: string) => `<html><body><h1>某镇案例</h1><h2>一、背景</h2><p>从前没有路，也没有灯。</p>${body}<h2>二、做法</h2><p>修了路。</p></body></html>`;
const html = async (body: string) => {
  const { blocks, headings } = await blocksOf(page(body), 'a.html');
  expect(headings).toEqual(['背景', '做法']);
  expect(blocks[0]).toBe('从前没有路，也没有灯。');
  expect(blocks.at(-1)).toBe('修了路。');
  return blocks.slice(1, -1);
};
const IMG = '<p><img src="a.png"></p>';

describe('a caption goes with its picture or table', () => {
  test.each([
    ['below a picture', `${IMG}<p align="center">图1 整治后的河道</p><p>后来的事。</p>`, ['[图1 整治后的河道]', '后来的事。']],
    ['glued, in Chinese numerals, in brackets', `${IMG}<p>图一：河道</p>${IMG}<p>图1-2河道</p>${IMG}<p>（图3 河道）</p>`, ['[图一：河道]', '[图1-2河道]', '[（图3 河道）]']],
    ['one for each of several', `${IMG}<p>图1 甲</p>${IMG}<p>图2 乙</p>`, ['[图1 甲]', '[图2 乙]']],
    ['above each of several', `<p>图1 甲</p>${IMG}<p>图2 乙</p>${IMG}`, ['[图1 甲]', '[图2 乙]']],
    ['of two pictures in a line the last has it', `<p><img src="a.png"> <img src="b.png"></p><p>图1 前后</p>`, ['[]', '[图1 前后]']],
    ['in the line of its picture', '<p><img src="a.png">图1 河道</p>', ['[图1 河道]']],
    ['of a figure', '<figure><img src="a.png"><figcaption>村口的路</figcaption></figure>', ['[村口的路]']],
    ['of a figure, above', '<figure><figcaption>村口的路</figcaption><img src="a.png"></figure>', ['[村口的路]']],
    ['above a table', `<p>表1 各村户数</p>${TABLE}<p>后来的事。</p>`, ['{表1 各村户数}', '后来的事。']],
    ['below a table that has none above', `${TABLE}<p>表 3.1 各村户数</p><p>后来的事。</p>`, ['{表 3.1 各村户数}', '后来的事。']],
    ['between two tables it is that of the second', `<p>表1 甲</p>${TABLE}<p>表2 乙</p>${TABLE}`, ['{表1 甲}', '{表2 乙}']],
    ['between two tables it is that of the first, where the last is below', `${TABLE}<p>表1 甲</p>${TABLE}<p>表2 乙</p>`, ['{表1 甲}', '{表2 乙}']],
    ['in the cells of a table', '<table border="1"><tr><td><img src="a.png"><p>图1 甲</p></td><td><img src="b.png"><p>图2 乙</p></td></tr><tr><td>东</td><td>西</td></tr></table>', ['{}']],
  ])('%s', async (_, body, expected) => expect(await html(body)).toEqual(expected));

  test('in a cell it is the picture’s own', async () => {
    const document = await readDocument({ fileName: 'a.html', bytes: Buffer.from(page('<table border="1"><tr><td><img src="a.png"><p>图1 甲</p></td><td>乙</td></tr><tr><td>东</td><td>西</td></tr></table>')) });
    const [table] = articlesOf(document, stored).articles.flatMap(({ sections }) => sections.flatMap(({ body }) => (body as Body).content)).filter(({ type }) => type === 'table');
    expect(table).toMatchObject({ content: [{ content: [{ content: [{ type: 'image', attrs: { caption: '图1 甲' } }] }, { content: [{ type: 'paragraph' }] }] }, {}] });
  });
});

describe('what is no caption stays text', () => {
  test.each([
    ['a sentence about the picture', `${IMG}<p>图1显示，整治以后水清了。</p>`, ['[]', '图1显示，整治以后水清了。']],
    ['prose with the number of a table', `<p>表1中的户数按年末计。</p>${TABLE}`, ['表1中的户数按年末计。', '{}']],
    ['a caption that stands beside nothing', '<p>先是一段话。</p><p>图1 整治后的河道</p><p>再是一段话。</p>', ['先是一段话。', '图1 整治后的河道', '再是一段话。']],
    ['a year', `${IMG}<p>图2023年的水</p>`, ['[]', '图2023年的水']],
    ['what holds a link', `${IMG}<p>图1 河道，<a href="https://example.org/">来源</a></p>`, ['[]', '图1 河道，来源']],
  ])('%s', async (_, body, expected) => expect(await html(body)).toEqual(expected));

  test.each([
    ['图1 整治后的河道', 'figure'], ['图１　整治后的河道', 'figure'], ['图A-1 流程', 'figure'], ['Fig. 2 The river', 'figure'], ['Figure 1-2: River', 'figure'], ['▲图3 村民议事', 'figure'], ['图1为村民议事现场', 'figure'],
    ['表1', 'table'], ['表 3.1 户数', 'table'], ['续表2', 'table'], ['Table 2.1 Households', 'table'], ['图表1 户数', 'table'], ['表1（续）', 'table'], ['表一 户数', 'table'],
    ['图书馆', null], ['图', null], ['表彰先进', null], ['图1所示为河道。', null], ['表1为近三年的户数，其中东村最多。', null], ['Table 1 shows the households.', null], ['图12345', null], [`图1 ${'长'.repeat(120)}`, null],
  ])('%s', (line, word) => expect(captionWord(line)).toBe(word));
});

const DRAWN = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="n"/><a:graphic><pic:pic><pic:blipFill><a:blip r:embed="x"/></pic:blipFill></pic:pic></a:graphic></wp:inline></w:drawing></w:r></w:p>';
const CELLS = '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>村</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>户</w:t></w:r></w:p></w:tc></w:tr></w:tbl>';
const styled = (style: string, text: string) => `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
const STYLES = '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="caption"/></w:style><w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/></w:style>';

test('Word: by its caption style or its words, and no heading though it is in the style of one; 单位 stays between', async () => {
  const body = [p('某镇案例'), styled('h1', '一、背景'), p('从前没有路。'), DRAWN, styled('a', '村口的路'), p('后来修了。'), DRAWN, styled('h1', '图2 修好的路'), p('再后来。'), p('表1 户数'), p('单位：户'), CELLS, styled('h1', '二、做法'), p('修了路。')].join('');
  const bytes = makeDocx({ body, styles: STYLES, relations: relation('x', 'image', 'media/a.png'), files: { 'word/media/a.png': Buffer.from('picture') } });
  const { headings, blocks } = await blocksOf(bytes, 'a.docx');
  expect(headings).toEqual(['背景', '做法']);
  expect(blocks).toEqual(['从前没有路。', '[村口的路]', '后来修了。', '[图2 修好的路]', '再后来。', '表1 户数', '单位：户', '{}', '修了路。']);
});

test('Markdown: a picture and a table with theirs', async () => {
  const { blocks } = await blocksOf('# 某镇案例\n\n## 一、背景\n\n从前没有路。\n\n![](a.png)\n\n图1 村口的路\n\n表1 户数\n\n| 村 | 户 |\n|---|---|\n| 东 | 9 |\n\n## 二、做法\n\n修了路。\n', 'a.md');
  expect(blocks).toEqual(['从前没有路。', '[图1 村口的路]', '{表1 户数}', '修了路。']);
});

test('one at the head of a document is not its title, and one in the lead stays with its table', async () => {
  const first = await blocksOf(`<html><body><p>图1 村口的路</p><p><img src="a.png"></p><h1>某镇修路案例</h1><h2>一、背景</h2><p>从前没有路。</p><h2>二、做法</h2><p>修了路。</p></body></html>`, 'a.html');
  expect(first.title).toBe('某镇修路案例');
  const lead = await blocksOf(`<html><body><h1>某镇案例</h1><p>某镇地处山区，下辖十二个村，近年来推进网格化治理，成效明显。</p><p>表1 户数</p>${TABLE}<h2>一、背景</h2><p>文。</p><h2>二、做法</h2><p>文。</p></body></html>`, 'a.html');
  expect(lead.lead).not.toContain('表1');
  expect(lead.blocks[0]).toBe('{表1 户数}');
});

test('a picture that is not in the store leaves its caption as words, and the text keeps all of it', async () => {
  const document = await readDocument({ fileName: 'a.html', bytes: Buffer.from(page(`${IMG}<p>图1 河道</p>`)) });
  expect(document.text).toContain('\n图1 河道\n');
  const blocks = articlesOf(document).articles.flatMap(({ sections }) => sections.flatMap(({ body }) => (body as Body).content.map(lineOf)));
  expect(blocks).toContain('图1 河道');
});
