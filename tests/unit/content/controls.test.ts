import { expect, test } from 'vitest';
import { bold, link, paragraphs, words } from '@/lib/content/build';
import { renderHtml } from '@/lib/content/html';
import { bodySchema, isEmptyBody } from '@/lib/content/schema';
import { toPlainText } from '@/lib/content/text';
import { textToBody } from '@/components/desk/body/body-text';
import { EMPTY_BODY } from '@/lib/content/schema';
import { bodyOf, lineOf } from './findings';

const parsed = (...line: unknown[]) => bodySchema.parse(bodyOf(lineOf(...line)));
const lineIn = (body: ReturnType<typeof parsed>) => (body.content[0] as { content?: unknown[] }).content;

test('a soft break, a page’s end and NEL in a body are breaks with the marks of their text', () => {
  expect(lineIn(parsed({ type: 'text', text: '一\v二\f\u0085三', marks: [bold] }))).toEqual([
    { type: 'text', text: '一', marks: [bold] },
    { type: 'hardBreak', marks: [bold] },
    { type: 'text', text: '二', marks: [bold] },
    { type: 'hardBreak', marks: [bold] },
    { type: 'hardBreak', marks: [bold] },
    { type: 'text', text: '三', marks: [bold] },
  ]);
});

test('other controls go, and with them a text of nothing else', () => {
  expect(lineIn(parsed({ type: 'text', text: 'a\u0000\u0001b\u0080' }, { type: 'text', text: '\u0007', marks: [bold] }, { type: 'text', text: 'c\ufffe' }))).toEqual([{ type: 'text', text: 'abc' }]);
  expect(lineIn(parsed({ type: 'text', text: '\u0000' }))).toBeUndefined();
});

test('what is typed with soft breaks keeps them as breaks', () => {
  expect(toPlainText(bodySchema.parse(textToBody('一\v二\f三', EMPTY_BODY)))).toBe('一\n二\n三');
  expect(words('一\v二').map(({ type }) => type)).toEqual(['text', 'hardBreak', 'text']);
  expect(paragraphs('一\f\u200b\v二')).toHaveLength(2);
});

test('a link of which nothing shows is none', () => {
  const to = link('/a');
  expect(renderHtml(parsed({ type: 'text', text: '\u200b', marks: [to, bold] }, { type: 'text', text: '字' }))).not.toContain('<a');
  // Between words of the same link a blank belongs to it.
  expect(renderHtml(parsed({ type: 'text', text: '甲', marks: [to] }, { type: 'text', text: ' ', marks: [to, bold] }, { type: 'text', text: '乙', marks: [to] }))).toMatch(/<a[^>]*>甲<strong> <\/strong>乙<\/a>/);
});

test('a body of marks and fillers alone is empty', () => {
  expect(isEmptyBody(parsed({ type: 'text', text: '\u3164\u2800\u0301\ufe0f' }))).toBe(true);
});
