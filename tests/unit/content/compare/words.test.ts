import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffWords, Effort, type Piece, type Run } from '@/lib/content/compare/words';

const told = (runs: Run[]) => runs.map(({ change, text, note }) => `${{ same: '', added: '+', removed: '-' }[change]}${note ? '注：' : ''}${text}`);
const diff = (before: string, after: string) => told(diffWords([{ text: before }], [{ text: after }], new Effort()));
const side = (runs: readonly Run[], which: 'added' | 'removed') => runs.flatMap(({ change, text, note }) => (change === 'same' || change === which ? [`${note ? '注' : ''}${text}`] : [])).join('');

describe('differences by words', () => {
  it.each([
    ['一句话里换一个词', '村里每周开一次例会。', '村里每月开一次例会。', ['村里', '-每周', '+每月', '开一次例会。']],
    ['后面加一句', '路灯亮了。', '路灯亮了。大家都高兴。', ['路灯亮了。', '+大家都高兴。']],
    ['前面去一句', '先摸底。再分工。', '再分工。', ['-先摸底。', '再分工。']],
    ['没有改', '一样', '一样', ['一样']],
    ['从无到有', '', '新的', ['+新的']],
    ['从有到无', '旧的', '', ['-旧的']],
  ])('%s', (_what, before, after, expected) => expect(diff(before, after)).toEqual(expected));

  it('a comma that stayed by chance does not tear a new sentence to shreds', () => {
    expect(diff('甲组负责摸底调查，乙组承担分工协调', '本季度重新划分网格，干部包片入户走访')).toHaveLength(2);
  });

  it('the words of a note are its own', () => {
    const before: Piece[] = [{ text: '见办法' }, { text: '第三条', note: true }, { text: '。' }];
    const after: Piece[] = [{ text: '见办法' }, { text: '第四条', note: true }, { text: '。' }];
    expect(told(diffWords(before, after, new Effort()))).toEqual(['见办法', '-注：第三', '+注：第四', '注：条', '。']);
  });

  const text = fc.array(fc.constantFrom('村里', '每周', '例会', '，', '。', 'a', ' ', '\n', '𠮷', '分工'), { maxLength: 30 }).map((words) => words.join(''));
  const line = fc.array(fc.record({ text, note: fc.option(fc.constant(true as const), { nil: undefined }) }).map(({ text: words, note }): Piece => (note ? { text: words, note } : { text: words })), { maxLength: 4 });
  const words = (pieces: readonly Piece[]) => pieces.flatMap(({ text: own, note }) => [...own].map((letter) => `${note ? '注' : ''}${letter}`)).sort().join('');
  const letters = (runs: readonly Run[], which: 'added' | 'removed') => words(runs.filter(({ change }) => change === 'same' || change === which));

  it('what is gone and what stayed are the old text, what came and what stayed the new one', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const runs = diffWords([{ text: before }], [{ text: after }], new Effort());
        expect([side(runs, 'removed'), side(runs, 'added')]).toEqual([before, after]);
      }),
    );
    fc.assert(
      fc.property(line, line, (before, after) => {
        const runs = diffWords(before, after, new Effort());
        expect([letters(runs, 'removed'), letters(runs, 'added')]).toEqual([words(before), words(after)]);
      }),
    );
  });

  it('a text of 60,000 characters of which no word stayed takes bounded work, and nothing of it is lost', () => {
    const long = (first: number) => Array.from({ length: 30_000 }, (_, at) => String.fromCodePoint(first + ((at * 7919) % 3_000)) + (at % 40 === 0 ? '。' : '')).join('');
    const effort = new Effort();
    const [before, after] = [long(0x4e00), long(0x6e00)];
    for (let time = 0; time < 4; time += 1) {
      const runs = diffWords([{ text: before }], [{ text: after }], effort);
      expect(side(runs, 'removed')).toBe(before);
      expect(side(runs, 'added')).toBe(after);
    }
    expect(effort.changes).toBeLessThan(1_500);
  });

  it('a text without a stop, and one of nothing but stops, are compared too', () => {
    const one = '字'.repeat(100_000);
    expect(diff(one, `${one}尾`).join('').endsWith('尾')).toBe(true);
    expect(side(diffWords([{ text: '。'.repeat(50_000) }], [{ text: '，'.repeat(50_000) }], new Effort()), 'added')).toBe('，'.repeat(50_000));
  });
});
