import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bulletList, doc, heading, image, paragraph, table } from '@/lib/content/build';
import { diffArticles, type ComparedArticle, type ComparedSection } from '@/lib/content/compare/article';
import { diffBodies, isUnchanged, type NodeDiff } from '@/lib/content/compare/diff';
import type { Run } from '@/lib/content/compare/words';
import { bodySchema, type Body } from '@/lib/content/schema';
import { anyBody } from '../arbitrary';
import { edited, edits, wordsIn } from './edits';

const said = (runs: readonly Run[] = []) => runs.map(({ change, text, note }) => `${{ same: '', added: '+', removed: '-' }[change]}${note ? `（${text}）` : text}`).join('|');
const told = ({ change, moved, restyled, runs, parts }: NodeDiff): unknown => {
  const head = `${change}${moved ? ` ${moved}` : ''}${restyled ? ' restyled' : ''}`;
  return parts ? [runs ? `${head} ${said(runs)}` : head, ...parts.map(told)] : `${head} ${said(runs)}`;
};
const diff = (before: Body, after: Body) => diffBodies(before, after).map(told);
const lines = (...words: string[]): Body => doc(words.map((word) => paragraph(word, word[0])));

describe('blocks', () => {
  it('that came, went, stayed and changed', () => {
    expect(diff(lines('甲一', '乙二', '丙三'), lines('甲一', '丙四', '丁五'))).toEqual(['same 甲一', 'removed -乙二', 'changed 丙|-三|+四', 'added +丁五']);
  });

  it('that moved are told as moved, once, also when words in them changed', () => {
    expect(diff(lines('a', 'b', 'c', 'd'), lines('d', 'a', 'b', 'c'))).toEqual(['same up d', 'same a', 'same b', 'same c']);
    expect(diff(lines('a', 'b', 'c'), lines('b', 'c', 'a 加词'))).toEqual(['same b', 'same c', 'changed down a|+ 加词']);
  });

  it('that were cut and pasted, and so have other ids, are the same by their words', () => {
    expect(diff(doc([paragraph('甲', 'x'), paragraph('乙', 'y')]), doc([paragraph('乙', 'z'), paragraph('甲', 'x')])).sort()).toEqual(['same up 乙', 'same 甲']);
  });

  it('of another form, level or with another link are told', () => {
    const at = (level: 2 | 3) => doc([{ ...heading(level, '小标题'), attrs: { id: 'h', level } }]);
    expect(diff(at(2), at(3))).toEqual(['changed restyled 小标题']);
    expect(diff(doc([paragraph('字', 'p')]), doc([{ ...heading(2, '字'), attrs: { id: 'p', level: 2 } }]))).toEqual(['changed restyled 字']);
    const linked = doc([{ type: 'paragraph', attrs: { id: 'p' }, content: [{ type: 'text', text: '字', marks: [{ type: 'bold' }] }] }]);
    expect(diff(doc([paragraph('字', 'p')]), linked)).toEqual(['changed restyled 字']);
  });
});

describe('what stands in blocks', () => {
  it('lists by item', () => {
    const list = (...items: string[]) => {
      const made = bulletList(items.map((item) => [paragraph(item, `p${item[0]}`)]), 'l');
      return doc([{ ...made, content: made.content.map((item, at) => ({ ...item, attrs: { id: `i${items[at]![0]}` } })) }]);
    };
    expect(diff(list('甲', '乙'), list('甲', '乙二', '丙'))).toEqual([['changed', ['same', 'same 甲'], ['changed', 'changed 乙|+二'], ['added', 'added +丙']]]);
  });

  it('tables by cell, also where a row or a column came', () => {
    const cell = (id: string, text: string) => ({ type: 'tableCell' as const, content: [paragraph(text, id)] });
    const grid = (...rows: [string, string][][]) => bodySchema.parse({ type: 'doc', schemaVersion: 1, content: [{ type: 'table', attrs: { id: 't' }, content: rows.map((row) => ({ type: 'tableRow', content: row.map(([id, text]) => cell(id, text)) })) }] });
    const before = grid([['a', '考勤'], ['b', '十分']], [['c', '迟到'], ['d', '五分']]);
    const same = (text: string) => ['same', `same ${text}`];
    expect(diff(before, grid([['a', '考勤'], ['b', '二十分']], [['c', '迟到'], ['d', '五分']]))).toEqual([
      ['changed', ['changed', same('考勤'), ['changed', 'changed -十分|+二十分']], ['same', same('迟到'), same('五分')]],
    ]);
    expect(diff(before, grid([['a', '考勤'], ['x', '新列'], ['b', '十分']], [['c', '迟到'], ['y', '值'], ['d', '五分']]))).toEqual([
      ['changed', ['changed', same('考勤'), ['added', 'added +新列'], same('十分')], ['changed', same('迟到'), ['added', 'added +值'], same('五分')]],
    ]);
  });

  it('a table by its caption, a picture and a note by their words', () => {
    const captioned = (caption: string) => doc([table([[[{ type: 'text', text: '格' }]]], { caption, id: 't' })].map((block) => JSON.parse(JSON.stringify(block).replace(/"id":"(?!t")[^"]*"/g, '"id":"c"')) as typeof block));
    expect(diff(captioned('表一'), captioned('表二'))).toEqual([['changed 表|-一|+二', ['same', ['same', 'same 格']]]]);
    const shown = (alt: string, asset = '0f') => doc([image({ asset: asset.repeat(32), width: 8, height: 6 }, { alt, id: 'i' })]);
    expect(diff(shown('公示栏'), shown('公告栏'))[0]).toMatch(/^changed .*公示.*公告/);
    expect(diff(shown('公示栏'), shown('公示栏', 'f0'))).toEqual(['changed restyled 公示栏']);
    const noted = (words: string) => bodySchema.parse(doc([{ type: 'paragraph', attrs: { id: 'p' }, content: [{ type: 'text', text: '见办法' }, { type: 'footnote', attrs: { id: 'n' }, content: [{ type: 'text', text: words }] }] }]));
    expect(diff(noted('第三条'), noted('第四条'))).toEqual(['changed 见办法|-（第三）|+（第四）|（条）']);
  });
});

describe('any two bodies', () => {
  const runsOf = ({ runs = [], parts = [] }: NodeDiff): Run[] => [...runs, ...parts.flatMap(runsOf)];

  it('a body compared with itself has not changed; with none, all came or went', () => {
    fc.assert(
      fc.property(anyBody, (input) => {
        const body = bodySchema.parse(input);
        expect(isUnchanged(diffBodies(body, body))).toBe(true);
        expect(diffBodies(doc([]), body).every(({ change }) => change === 'added')).toBe(true);
        expect(diffBodies(body, doc([])).every(({ change }) => change === 'removed')).toBe(true);
      }),
      { numRuns: 60 },
    );
  }, 30_000);

  it('every word that somebody wrote is told as come, and every one that is gone as gone; no key stands twice', () => {
    fc.assert(
      fc.property(anyBody, edits, edits, (input, first, second) => {
        const before = edited(bodySchema.parse(input), first, 'x');
        const after = edited(before, second, 'y');
        const diffs = diffBodies(before, after);
        const runs = diffs.flatMap(runsOf);
        const text = (which: Run['change']) => runs.flatMap((run) => (run.change === 'same' || run.change === which ? [run.text] : [])).join('\n');
        for (const word of wordsIn(after)) expect(text('added')).toContain(word.slice(1, -1));
        for (const word of wordsIn(before)) expect(text('removed')).toContain(word.slice(1, -1));
        const keys = diffs.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it('of hostile size are compared: 5,000 blocks turned about, 60,000 characters written anew in many', () => {
    const many = Array.from({ length: 4_900 }, (_, at) => paragraph(`第${at}段`, `p${at}`));
    expect(diffBodies(doc(many), doc([...many].reverse()))).toHaveLength(4_900);
    const other = (first: number) => doc(Array.from({ length: 600 }, (_, at) => paragraph(Array.from({ length: 100 }, (_each, no) => String.fromCodePoint(first + ((at * 100 + no) % 4_000))).join(''), `p${at}`)));
    expect(diffBodies(other(0x4e00), other(0x6000)).every(({ change }) => change === 'changed')).toBe(true);
  }, 60_000);
});

describe('two states of an article', () => {
  const section = (id: string, more: Partial<ComparedSection> = {}): ComparedSection => ({ id, kind: 'OTHER', number: '', heading: id, body: doc([paragraph('文', `${id}p`)]), ...more });
  const article = (more: Partial<ComparedArticle> = {}): ComparedArticle => ({ title: '题', lead: '导语', organisation: '', region: '', field: '', year: '', sections: [section('甲'), section('乙'), section('丙')], ...more });

  it('the same', () => expect(diffArticles(article(), article())).toMatchObject({ isSame: true, fields: [] }));

  it('fields, and sections that came, went, moved, were renamed or are of another kind', () => {
    const after = article({ year: '2024', title: '新题', sections: [section('丙'), section('甲', { heading: '甲组', kind: 'PRACTICE' }), section('丁')] });
    const { fields, sections, isSame } = diffArticles(article(), after);
    expect(isSame).toBe(false);
    expect(fields.map(({ field, runs }) => `${field} ${said(runs)}`)).toEqual(['title +新|题', 'year +2024']);
    expect(sections.map(({ id, change, moved, heading: name, kind }) => [id, change, moved, said(name), kind.before === kind.after])).toEqual([
      ['丙', 'same', 'up', '丙', true],
      ['甲', 'changed', null, '甲|+组', false],
      ['乙', 'removed', null, '-乙', false],
      ['丁', 'added', null, '+丁', false],
    ]);
  });
});
