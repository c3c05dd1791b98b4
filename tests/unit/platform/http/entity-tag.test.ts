import { expect, test } from 'vitest';
import { namesTag } from '@/lib/platform/http/entity-tag';

test.each([
  ['"a"', '"a"', true],
  ['W/"a"', '"a"', true],
  ['"a"', 'W/"a"', true],
  ['"b", W/"a"', 'W/"a"', true],
  ['*', '"a"', true],
  ['"ab"', '"a"', false],
  ['a', '"a"', false],
  ['', '"a"', false],
])('If-None-Match %s and the tag %s', (header, etag, expected) => {
  expect(namesTag(header, etag)).toBe(expected);
});

test('a client that has nothing is sent everything', () => {
  expect([undefined, null].map((header) => namesTag(header, '"a"'))).toEqual([false, false]);
});
