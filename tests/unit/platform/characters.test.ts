import { describe, expect, test } from 'vitest';
import { droppedControls, isBlank, isStorable, withoutControls } from '@/lib/platform/characters';
import { multiLine, singleLine, storable } from '@/lib/platform/plain-text';

describe('text that shows nothing', () => {
  const BLANKS: [string, string][] = [
    ['nothing', ''],
    ['spaces of every width', ' \t\n\r\u00a0\u1680\u2000\u200a\u2028\u202f\u205f\u3000'],
    ['zero-width space', '\u200b'],
    ['zero-width joiners and the byte order mark', '\u200c\u200d\u2060\ufeff'],
    ['Hangul fillers', '\u115f\u1160\u3164\uffa0'],
    ['braille blank', '\u2800'],
    ['lone variation selectors', '\ufe0f\ufe00\u180b\u{e0100}'],
    ['directions and isolates', '\u061c\u200e\u200f\u202a\u202e\u202c\u2066\u2069'],
    ['soft hyphen, grapheme joiner, Khmer vowels that are not seen', '\u00ad\u034f\u17b4\u17b5'],
    ['combining marks with nothing to stand on', '\u0301\u20dd\u0903'],
    ['tags', '\u{e0001}\u{e0041}'],
    ['invisible operators and notes', '\u2061\u2064\u{1d173}\u{1d159}'],
    ['controls, unassigned for good', '\u0000\u0007\u0085\ufdd0\uffff\u{1ffff}'],
    ['a stand-in for an object', '\ufffc'],
  ];
  test.each(BLANKS)('%s', (_name, blank) => {
    expect(isBlank(blank)).toBe(true);
    expect(isBlank(`${blank}字`)).toBe(false);
  });

  test.each(['字', 'a', '1', '。', '-', 'é', 'e\u0301', '❤\ufe0f', '\u{1f1e8}', '\u{20000}', '한', '⠁', '\ue000', '\ud800'])('%s shows', (text) => {
    expect(isBlank(text)).toBe(false);
  });

  test.each(BLANKS)('%s is an empty line, and refused where one is required', (_name, blank) => {
    expect(singleLine(20).parse(blank.replace(/[\n\r\u2028]/g, ''))).toBe('');
    expect(multiLine(20).parse(blank)).toBe('');
    expect(singleLine(20, 1).safeParse(blank.replace(/[\n\r\u2028]/g, '')).error?.issues.map(({ code }) => code)).toEqual(['too_small']);
    expect(multiLine(20, 1).safeParse(blank).error?.issues.map(({ code }) => code)).toEqual(['too_small']);
  });
});

describe('controls', () => {
  const EVERY = Array.from({ length: 0xa0 }, (_, code) => code).filter((code) => (code < 0x20 || code > 0x7e) && ![0x09, 0x0a, 0x0d].includes(code)).map((code) => String.fromCharCode(code));

  test('none is stored, and none joins two words that a break has parted', () => {
    for (const control of [...EVERY, '\ufffe', '\ufdd0', '\u{10ffff}']) {
      const isBreak = ['\v', '\f', '\u0085'].includes(control);
      expect(isStorable(control), JSON.stringify(control)).toBe(false);
      expect(withoutControls(`一${control}二`, '\n'), JSON.stringify(control)).toBe(isBreak ? '一\n二' : '一二');
      expect(droppedControls(`一${control}二`), JSON.stringify(control)).toBe(isBreak ? 0 : 1);
      expect(singleLine(9).parse(`一${control}二`), JSON.stringify(control)).toBe(isBreak ? '一 二' : '一二');
      expect(multiLine(9).parse(`一${control}二`), JSON.stringify(control)).toBe(isBreak ? '一\n二' : '一二');
    }
  });

  test('tab, line feed, carriage return and whatever is text stay', () => {
    const text = '\t一\r\n二\u200b\u202e\u2028\ud83d\ude00\ufffd';
    expect(withoutControls(text, '\n')).toBe(text);
    expect(isStorable(text)).toBe(true);
  });

  test('a document’s halves of characters are told apart from its controls', () => {
    expect(storable('一\ud800\u0007二\v三')).toBe('一\ufffd二\n三');
  });
});
