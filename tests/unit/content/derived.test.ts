import { describe, expect, test } from 'vitest';
import { blockquote, bold, bulletList, cell, doc, heading, orderedList, paragraph, paragraphs, table, words } from '@/lib/content/build';
import { tableOfContents } from '@/lib/content/contents';
import { bodySchema } from '@/lib/content/schema';
import { toPlainText } from '@/lib/content/text';
import { UnknownBodyVersion, upgradeBody } from '@/lib/content/upgrade';

describe('toPlainText', () => {
  test('a line for each block, markers for lists, tabs between cells', () => {
    const body = doc([
      heading(2, '做法', '一'),
      paragraph('第一行\n第二行'),
      paragraph(''),
      bulletList(['甲', [paragraph('乙'), paragraph('乙二'), orderedList(['丙', '丁'], 9)]]),
      blockquote('引一\n引二'),
      table([['项目', '分值'], ['考勤\n纪律']], { caption: '表一' }),
      { type: 'table', attrs: { id: 'x' }, content: [{ type: 'tableRow', content: [cell('a', { colspan: 2 }), cell('b')] }] },
    ]);
    expect(toPlainText(body)).toBe(
      '一、做法\n第一行\n第二行\n- 甲\n- 乙\n  乙二\n  9. 丙\n  10. 丁\n引一\n引二\n表一\n项目\t分值\n考勤 纪律\t\na\t\tb',
    );
    expect(toPlainText(doc([]))).toBe('');
  });
});

describe('tableOfContents', () => {
  test('headings in order with number and level; blank ones are left out', () => {
    const body = doc([
      paragraph('x'),
      heading(2, '甲', '一', 'a'),
      heading(4, [{ type: 'text', text: '粗', marks: [bold] }, { type: 'hardBreak' }, { type: 'text', text: '体 ' }], undefined, 'b'),
      heading(3, ' ', undefined, 'c'),
      heading(3, '', '二', 'd'),
    ]);
    expect(tableOfContents(body)).toStrictEqual([
      { id: 'a', level: 2, number: '一', text: '甲' },
      { id: 'b', level: 4, text: '粗 体' },
      { id: 'd', level: 3, number: '二', text: '' },
    ]);
  });
});

describe('upgradeBody', () => {
  test('version 1 is returned as it is', () => {
    const stored: unknown = JSON.parse(JSON.stringify(doc([paragraph('甲')])));
    expect(upgradeBody(stored)).toBe(stored);
  });

  test.each([
    ['a later version', { type: 'doc', schemaVersion: 2, content: [] }, 'schemaVersion 2'],
    ['version 0', { type: 'doc', schemaVersion: 0, content: [] }, 'schemaVersion 0'],
    ['no version', { type: 'doc', content: [] }, 'no document'],
    ['a version in words', { type: 'doc', schemaVersion: '1', content: [] }, 'schemaVersion "1"'],
    ['no content', { type: 'doc', schemaVersion: 1 }, 'no document'],
    ['null', null, 'no document'],
    ['a text', 'doc', 'no document'],
  ])('%s is a clear error', (_, stored, words) => {
    expect(() => upgradeBody(stored)).toThrow(UnknownBodyVersion);
    expect(() => upgradeBody(stored)).toThrow(words);
  });
});

describe('build', () => {
  test('line breaks become breaks or paragraphs, nothing is cut, nothing is empty', () => {
    expect(words('')).toEqual([]);
    expect(words('a\r\n\nb\r', [bold])).toEqual([
      { type: 'text', text: 'a', marks: [bold] },
      { type: 'hardBreak', marks: [bold] },
      { type: 'hardBreak', marks: [bold] },
      { type: 'text', text: 'b', marks: [bold] },
      { type: 'hardBreak', marks: [bold] },
    ]);
    expect(paragraphs(' a \n \n\nb').map((node) => node.content)).toEqual([[{ type: 'text', text: ' a ' }], [{ type: 'text', text: 'b' }]]);
    expect(paragraph('', 'a')).toStrictEqual({ type: 'paragraph', attrs: { id: 'a' } });
  });

  test('whatever is built from empty words is valid', () => {
    const body = doc([
      paragraph(''), heading(2, '', ''), bulletList(['', []]), orderedList(['']), blockquote(''), blockquote([]), table([[]]), table([['a'], [], ['b', 'c']]),
    ]);
    expect(bodySchema.parse(body)).toEqual(body);
  });
});
