import { type Found, rule } from '../rule';

const ITEM = /^[ \t\u3000]*(\d{1,2})([、.．])(?=[ \t]*[^\d\s])/gm;

/** 1. 2、 3. in one list: the marks that differ from the first one's. Lists are runs of rising numbers, text may stand between. */
export const listMarks = rule({
  id: 'list-marks',
  find(text) {
    const found: Found[] = [];
    let last = 0;
    let mark = '';
    for (const match of text.matchAll(ITEM)) {
      const value = Number(match[1]);
      const own = match[2] ?? '';
      if (value !== last + 1 || value === 1) mark = own;
      else if (kindOf(own) !== kindOf(mark)) {
        const to = match.index + match[0].length;
        found.push({ from: to - 1, to, suggestion: mark, certainty: 'likely' });
      }
      last = value;
    }
    return found;
  },
});

function kindOf(mark: string): string {
  return mark === '．' ? '.' : mark;
}
