import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newArticle } from '../../../../lib/domains/articles/schema';
import type { Block, Body } from '../../../../lib/content/schema';
import { toPlainText } from '../../../../lib/content/text';
import { articleFromCase } from '../../../../lib/importing/article-from-case';
import { BodyCutter } from '../../../../lib/importing/bodies/body';
import type { ImportedDocument } from '../../../../lib/importing/formats/document';
import { applyPlan, EMPTY_PLAN, outlineWithPlan, type Edit } from '../../../../lib/importing/plan/plan';
import { readDocument } from '../../../../lib/importing/read-format';
import { repairedDocument, repairText } from '../../../../lib/importing/plan/repaired';
import { rowsOf } from '../../../../lib/importing/plan/rows';
import { outline } from '../../../../lib/text/outline/outline';
import { makeDocx, num, p } from '../formats/docx/make-docx';

const LONG = '镇里的水渠年久失修，沿线四个村的群众反映强烈，镇党委把护渠列为当年的第一件实事，组织党员逐段排查。';
const level = (index: number, format: string, text: string) => `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
const NUMBERING = `<w:abstractNum w:abstractNumId="1">${level(0, 'decimal', '%1.')}${level(1, 'bullet', '·')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`;

/** One case in each format: four numbered items, the second with two of its own. */
const DOCUMENTS: [string, string, Uint8Array][] = [
  ['HTML', 'a.html', Buffer.from(`<html><body><h1>一渠清水</h1><h2>一、背景</h2><p>${LONG}</p><h2>二、做法</h2><p>${LONG}</p><ol><li>登记用水；</li><li>轮流放水；<ul><li>上游先放；</li><li>下游后放；</li></ul></li><li>张榜公布；</li><li>年底评议。</li></ol><p>以上四条。</p></body></html>`)],
  ['Markdown', 'a.md', Buffer.from(`# 一渠清水\n\n## 一、背景\n\n${LONG}\n\n## 二、做法\n\n${LONG}\n\n1. 登记用水；\n2. 轮流放水；\n   - 上游先放；\n   - 下游后放；\n3. 张榜公布；\n4. 年底评议。\n\n以上四条。\n`)],
  ['DOCX', 'a.docx', makeDocx({ body: p('一渠清水') + p('一、背景') + p(LONG) + p('二、做法') + p(LONG) + p('登记用水；', num(1)) + p('轮流放水；', num(1)) + p('上游先放；', num(1, 1)) + p('下游后放；', num(1, 1)) + p('张榜公布；', num(1)) + p('年底评议。', num(1)) + p('以上四条。'), numbering: NUMBERING })],
];

function bodiesOf(document: ImportedDocument, edits: Edit[]): Body[] {
  const found = outlineWithPlan(document, { ...EMPTY_PLAN, edits });
  const cutter = new BodyCutter(document, found, () => null);
  return found.cases.flatMap((one) => newArticle.parse(articleFromCase(one, cutter, { text: document.text, lead: found.lead })).sections.map(({ body }) => body as Body));
}

/** 1[登记用水 轮流放水(…)] for a list that begins at 1, # for a heading. */
function shape(block: Block): string {
  const items = (list: Extract<Block, { type: 'bulletList' | 'orderedList' }>) => list.content.map(({ content }) => content.map(shape).join('')).join(' ');
  switch (block.type) {
    case 'orderedList':
      return `${block.attrs.start ?? 1}[${items(block)}]`;
    case 'bulletList':
      return `(${items(block)})`;
    case 'heading':
      return `#${block.attrs.number ?? ''} ${block.content?.map((node) => (node.type === 'text' ? node.text : '')).join('') ?? ''}`;
    default:
      return block.type === 'paragraph' ? (block.content ?? []).map((node) => (node.type === 'text' ? node.text : '')).join('') : block.type;
  }
}
const practice = (document: ImportedDocument, edits: Edit[]) => bodiesOf(document, edits)[1]!.content.slice(1).map(shape);
const WHOLE = ['1[登记用水； 轮流放水；(上游先放； 下游后放；) 张榜公布； 年底评议。]', '以上四条。'];

describe.each(DOCUMENTS)('a list of %s that an editor takes apart', (_, fileName, bytes) => {
  const opened = () => readDocument({ bytes, fileName });
  const rowAt = (document: ImportedDocument, words: string) => rowsOf(outline(document), document.text).find(({ from, to }) => document.text.slice(from, to).includes(words))!.from;

  test('an item becomes a heading with its number; the others keep theirs, and its own list its form', async () => {
    const document = await opened();
    expect(practice(document, [])).toEqual(WHOLE);
    const edits: Edit[] = [{ at: rowAt(document, '轮流放水'), as: 'heading', level: 2 }];
    expect(practice(document, edits)).toEqual(['1[登记用水；]', '#2 轮流放水', '(上游先放； 下游后放；)', '3[张榜公布； 年底评议。]', '以上四条。']);
  });

  test('and text again: the list is whole', async () => {
    const document = await opened();
    expect(practice(document, [{ at: rowAt(document, '轮流放水'), as: 'text' }])).toEqual(WHOLE);
  });

  test('an item is dropped: its number is missing, and nothing else', async () => {
    const document = await opened();
    expect(practice(document, [{ at: rowAt(document, '张榜公布'), as: 'stripped' }])).toEqual(['1[登记用水； 轮流放水；(上游先放； 下游后放；)]', '4[年底评议。]', '以上四条。']);
  });

  test('a number that is corrected is the one that is printed', async () => {
    const document = await opened();
    const at = rowAt(document, '张榜公布');
    const repaired = repairedDocument(document, repairText(document.text, [{ from: at, to: at + 1, text: '7' }]));
    expect(practice(repaired, [])).toEqual(['1[登记用水； 轮流放水；(上游先放； 下游后放；)]', '7[张榜公布；]', '4[年底评议。]', '以上四条。']);
  });

  test('whatever lines become headings, text again or chrome: every word and number is printed once', async () => {
    const document = await opened();
    const rows = rowsOf(outline(document), document.text).filter(({ from }) => from > document.text.indexOf('二、做法'));
    const change = fc.constantFrom('heading' as const, 'text' as const, 'stripped' as const, 'none' as const);
    fc.assert(
      fc.property(fc.array(change, { minLength: rows.length, maxLength: rows.length }), (changes) => {
        const edits = rows.flatMap(({ from }, index): Edit[] => {
          const as = changes[index]!;
          return as === 'none' ? [] : as === 'heading' ? [{ at: from, as, level: 2 }] : [{ at: from, as }];
        });
        const kept = applyPlan(rows, { ...EMPTY_PLAN, edits }, document.text).filter(({ role }) => role !== 'stripped');
        const expected = kept.map(({ from, to }) => document.text.slice(from, to)).join('');
        const section = bodiesOf(document, edits)[1]!;
        expect(words(toPlainText(section))).toBe(words(expected));
      }),
      { numRuns: 100 },
    );
  });
});

/** Letters and digits in reading order. */
const words = (text: string) => (text.match(/[\p{L}\p{N}]/gu) ?? []).join('');
