import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fill } from '@/lib/i18n/fill';
import { balanced, isolated } from '@/lib/platform/direction';

/** How many isolates are open behind a text, and whether one was closed that it had not opened (UAX 9, BD9). */
function isolatesOf(text: string): { open: number; closedTooMany: boolean } {
  let open = 0;
  let closedTooMany = false;
  for (const character of text) {
    if ('\u2066\u2067\u2068'.includes(character)) open += 1;
    if (character === '\u2069') open -= 1;
    closedTooMany ||= open < 0;
  }
  return { open, closedTooMany };
}

const typed = fc.array(fc.constantFrom('字', 'a', '\u2066', '\u2067', '\u2068', '\u2069', '\u202e', '\u202c', 'א'), { maxLength: 20 }).map((all) => all.join(''));

test('a balanced text closes what it opens and nothing else, and loses no word', () => {
  fc.assert(
    fc.property(typed, (text) => {
      expect(isolatesOf(balanced(text))).toEqual({ open: 0, closedTooMany: false });
      expect(balanced(text).replace(/[\u2066-\u2069]/g, '')).toBe(text.replace(/[\u2066-\u2069]/g, ''));
      expect(balanced(balanced(text))).toBe(balanced(text));
    }),
  );
});

test('a text that could turn what follows is isolated, any other is as it was', () => {
  expect(isolated('柳湾村的路灯 (2016) é 🙂')).toBe('柳湾村的路灯 (2016) é 🙂');
  expect(isolated('\u202eabc')).toBe('\u2068\u202eabc\u2069');
  expect(isolated('שלום')).toBe('\u2068שלום\u2069');
  expect(isolated('a\u2069\u202eb')).toBe('\u2068a\u202eb\u2069');
  expect(isolated('a\u2067b')).toBe('\u2068a\u2067b\u2069\u2069');
});

test('a name in a sentence is isolated', () => {
  expect(fill('已邀请 {name}。', { name: '\u202eabc' })).toBe('已邀请 \u2068\u202eabc\u2069。');
  expect(fill('共 {count} 篇，{name}', { count: 3, name: '甲' })).toBe('共 3 篇，甲');
});
