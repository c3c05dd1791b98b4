import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOneLine } from '../../../lib/platform/plain-text';

const pieces = fc.array(fc.constantFrom('一', 'a', ' ', '\n', '\t', '\r', '\u3000', '\u00a0', '。'), { maxLength: 30 }).map((all) => all.join(''));

test('a text in one line has a space where a line break with its blanks was, and is else as before', () => {
  fc.assert(
    fc.property(pieces, (text) => {
      expect(inOneLine(text)).toBe(text.replace(/\s*\n\s*/g, ' '));
    }),
  );
});

test('a million blanks without a line break are as they were', () => {
  const blanks = `一${' '.repeat(1_000_000)}二`;
  expect(inOneLine(blanks)).toBe(blanks);
});
