import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockquote, bold, bulletList, cell, doc, footnote, heading, image, italic, link, orderedList, paragraph, table } from '@/lib/content/build';
import { toMarkdown } from '@/lib/content/markdown';
import { bodySchema, type Block, type Body, type Inline } from '@/lib/content/schema';
import { toPlainText } from '@/lib/content/text';
import { markdownBody } from '@/lib/importing/markdown-body';
import { anyBody } from './arbitrary';
import { everyNode } from './every-node';

const HASH = '0f'.repeat(32);
const ADDRESS = /^\/media\/([0-9a-f]{64})(?:-\d+)?\.webp$/;

/** What `toMarkdown` writes, read again; its pictures are in the store. */
function readAgain(body: Body): Body {
  const read = markdownBody(toMarkdown(body), ({ name, alt, caption = '' }) => {
    const asset = ADDRESS.exec(name)?.[1];
    return asset ? image({ asset, width: 1200, height: 800 }, { alt, caption }) : null;
  });
  return bodySchema.parse(read.body);
}

/** Plain text as it is compared: without white space and without markers of items, since items that say nothing are not read. */
function wordsOf(body: Body): string {
  return toPlainText(body).replace(/^\s*(?:(?:-|\d+\.)(?:\s+|$))+/gm, '').replace(/\s/g, '');
}

/** A body without characters that no document's reader keeps: those that no script has, and marks that stand on nothing. */
function readable(body: Body): Body {
  const kept = (text: string) => text.replace(/[^\p{L}\p{N}\p{P}\p{S}\s]|\uFFFC/gu, '字');
  return JSON.parse(JSON.stringify(body), (key, value: unknown) => (key === 'text' ? kept(String(value)) : value)) as Body;
}

const text = (value: string, ...marks: NonNullable<Extract<Inline, { type: 'text' }>['marks']>): Inline => ({ type: 'text', text: value, ...(marks.length > 0 ? { marks } : {}) });

describe('what is written', () => {
  test.each<[string, Block[], string]>([
    ['headings below a section of ##, their number as printed', [heading(2, '做法', '一'), heading(4, '步骤', '2'), heading(3, '', '（三）')], '### 一、做法\n\n##### 2. 步骤\n\n#### （三）\n'],
    ['nothing for what is blank', [paragraph(''), paragraph('\u3000'), heading(2, ''), paragraph([footnote('')])], ''],
    ['bold beside Chinese punctuation', [paragraph([text('“横班”', bold), text('制度')])], '**“横班”**制度\n'],
    ['one link around a bold word', [paragraph([text('前', link('/a')), text('中', link('/a'), bold), text('后', link('/a'))])], '[前**中**后](/a)\n'],
    ['white space outside of marks', [paragraph([text('粗 ', bold), text('体')])], '**粗** 体\n'],
    ['breaks inside of a line only', [paragraph([{ type: 'hardBreak' }, text('甲', bold), { type: 'hardBreak', marks: [bold] }, text('乙', bold), { type: 'hardBreak' }])], '**甲\\\n乙**\n'],
    ['text that looks like markup as text', [paragraph('# *a* [b](c) <i> | `d` ~~e~~ [^1] ![f](g)'), paragraph('1. 甲'), paragraph('- 乙'), paragraph('> 丙'), paragraph('---')], '\\# \\*a\\* \\[b]\\(c) \\<i> | \\`d\\` \\~\\~e\\~\\~ \\[^1] !\\[f]\\(g)\n\n1\\. 甲\n\n\\- 乙\n\n\\> 丙\n\n\\---\n'],
    ['lists, and two that follow each other apart', [bulletList(['甲', [paragraph('乙'), orderedList(['丙'], 3)]]), bulletList(['丁'])], '- 甲\n- 乙\n\n  3. 丙\n\n* 丁\n'],
    ['quotes', [blockquote('一\n二')], '> 一\n>\n> 二\n'],
    ['a picture with its caption', [image({ asset: HASH, width: 9, height: 9 }, { alt: '[公示栏]', caption: '图 "一"' })], `![\\[公示栏\\]](/media/${HASH}-9.webp "图 \\"一\\"")\n`],
    ['notes at the end', [paragraph([text('甲'), footnote('注甲'), text('乙'), footnote([text('注'), { type: 'hardBreak' }, text('乙', italic)])])], '甲[^1]乙[^2]\n\n[^1]: 注甲\n\n[^2]: 注\\\n    *乙*\n'],
    ['a table with a header, its caption above it', [table([['项目', 'a|b'], ['考\n勤', '']], { caption: '表一' })], '表一\n\n| 项目 | a\\|b |\n| - | - |\n| 考<br>勤 | |\n'],
    ['an empty header where a table has none', [table([['甲']], { header: false })], '| |\n| - |\n| 甲 |\n'],
    [
      'empty cells for merged ones, and what stands in a cell in one line',
      [
        {
          type: 'table',
          attrs: { id: 't' },
          content: [
            { type: 'tableRow', content: [cell('甲', { colspan: 2 }, 'tableHeader'), cell('乙', { rowspan: 3 }, 'tableHeader')] },
            { type: 'tableRow', content: [cell([bulletList(['丙', '丁'])], { rowspan: 2, colspan: 2 })] },
            { type: 'tableRow' },
          ],
        },
      ],
      '| 甲 | | 乙 |\n| - | - | - |\n| - 丙<br>- 丁 | | |\n| | | |\n',
    ],
  ])('%s', (_, blocks, expected) => expect(toMarkdown(bodySchema.parse(doc(blocks)))).toBe(expected));

  test('pictures stand behind another address where that is wanted', () => {
    expect(toMarkdown(doc([image({ asset: HASH, width: 9, height: 9 })]), { media: 'pictures/' })).toBe(`![](pictures/${HASH}-9.webp)\n`);
  });
});

describe('what is written is read again', () => {
  test('with its form, as far as Markdown has it', () => {
    const paragraphOf = (...content: object[]) => ({ type: 'paragraph', content });
    const cellOf = (type: string, ...words: string[]) => ({ type, content: words.map((word) => (word ? paragraphOf({ text: word }) : { type: 'paragraph' })) });
    expect(readAgain(bodySchema.parse(everyNode)).content).toMatchObject([
      { type: 'heading', attrs: { level: 2 }, content: [{ text: '一、基本做法' }] },
      { type: 'heading', attrs: { level: 3 }, content: [{ text: '步骤' }] },
      { type: 'heading', attrs: { level: 4 }, content: [{ text: '（二）' }] },
      paragraphOf(
        { text: '见' },
        { text: '办法', marks: [{ type: 'link', attrs: { href: 'https://example.org/a?b=1&c' } }, bold, italic] },
        { type: 'footnote', content: [{ text: '注甲 ' }, { text: '注乙', marks: [bold] }] },
      ),
      paragraphOf({ text: '第二行' }),
      { type: 'image', attrs: { asset: HASH, alt: '公示栏', caption: '图一 积分' } },
      { type: 'image', attrs: { asset: 'f0'.repeat(32) } },
      { type: 'bulletList', content: [{ content: [paragraphOf({ text: '甲项' }), { type: 'orderedList', attrs: { start: 3 }, content: [{ content: [paragraphOf({ text: '丙项' })] }] }] }] },
      { type: 'orderedList', content: [{ content: [paragraphOf({ text: '丁项' })] }] },
      { type: 'blockquote', content: [paragraphOf({ text: '引文' })] },
      paragraphOf({ text: '表一 评分' }),
      {
        type: 'table',
        content: [
          { content: [cellOf('tableHeader', '项目'), cellOf('tableHeader', ''), cellOf('tableHeader', '分值')] },
          { content: [cellOf('tableCell', '考勤'), cellOf('tableCell', '迟到'), cellOf('tableCell', '十分')] },
          { content: [cellOf('tableCell', ''), cellOf('tableCell', '早退', '旷工'), cellOf('tableCell', '')] },
        ],
      },
    ]);
  });

  test('any body, with the same words', () => {
    fc.assert(
      fc.property(anyBody, (input) => {
        const body = bodySchema.parse(readable(input));
        expect(wordsOf(readAgain(body))).toBe(wordsOf(body));
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});
