import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyPlan, EMPTY_PLAN, importPlan, misfits, outlineWithPlan, type Edit, type Plan } from '@/lib/importing/plan/plan';
import { outlineOfRows } from '@/lib/importing/plan/outline-of-rows';
import { rowsOf } from '@/lib/importing/plan/rows';
import { outline } from '@/lib/text/outline/outline';
import { printed } from '@/lib/text/outline/surface';
import type { OutlineSection } from '@/lib/text/outline/types';
import { anyDocument } from '../../text/outline/documents';
import { labelledDocuments } from '../../text/outline/labels';
import { coverage, partsOf } from '../../text/outline/spans';

const rows = (text: string) => rowsOf(outline(text), text);

/** Words that lie in no part of the outline, or in two. */
function lost(text: string, plan: Plan): string[] {
  const covered = coverage(text, partsOf(outlineWithPlan(text, plan)));
  return [...text.matchAll(/[\p{Script=Han}\p{L}\p{N}]/gu)].filter(({ index }) => covered[index] !== 1).map(({ 0: character, index }) => `${character} at ${index}: ${covered[index]}`);
}

const change = fc.oneof(
  fc.record({ as: fc.constant('heading' as const), level: fc.integer({ min: 1, max: 9 }), kind: fc.option(fc.constantFrom('PRACTICE' as const, 'OUTCOME' as const), { nil: undefined }) }),
  fc.record({ as: fc.constantFrom('title' as const, 'case' as const, 'byline' as const, 'intro' as const, 'text' as const, 'tail' as const, 'stripped' as const) }),
);
/** A document and any changes to some of its rows. */
const planned = fc.tuple(anyDocument, fc.array(fc.tuple(fc.nat(), change), { maxLength: 12 }), fc.array(fc.nat(), { maxLength: 4 })).map(([text, changes, cutsAt]): { text: string; plan: Plan } => {
  const cuts = cutsAt.map((at) => (text.length > 0 ? at % text.length : 0));
  const starts = applyPlan(rows(text), { ...EMPTY_PLAN, cuts }, text).map(({ from }) => from);
  const edits = changes.flatMap(([at, one]): Edit[] => (starts.length > 0 ? [{ at: starts[at % starts.length]!, ...one } as Edit] : []));
  return { text, plan: { cuts, edits, repairs: [] } };
});

describe('a plan', () => {
  it('that is empty changes nothing in any document', () => {
    fc.assert(fc.property(anyDocument, (text) => void expect(printed(outlineWithPlan(text, EMPTY_PLAN))).toEqual(printed(outline(text)))), { numRuns: 500 });
  });

  it.each(labelledDocuments().map(({ label, text }) => [label.id, text]))('that is empty changes nothing in document %s', (_, text) => {
    expect(printed(outlineWithPlan(text, EMPTY_PLAN))).toEqual(printed(outline(text)));
  });

  it('loses no character and doubles none, whatever it says', () => {
    fc.assert(fc.property(planned, ({ text, plan }) => void expect(lost(text, plan)).toEqual([])), { numRuns: 800 });
  });

  it('leaves levels that count down from their parents', () => {
    const check = (sections: readonly OutlineSection[], level: number): void => {
      for (const section of sections) {
        expect(section.level).toBe(level);
        check(section.children, level + 1);
      }
    };
    fc.assert(fc.property(planned, ({ text, plan }) => outlineWithPlan(text, plan).cases.forEach(({ sections }) => check(sections, 1))), { numRuns: 200 });
  });

  it('is linear: a hundred thousand rows with twenty thousand changes', () => {
    const text = Array.from({ length: 100_000 }, (_, line) => `第${line}行，田边的水渠修好了。`).join('\n');
    const all = rows(text);
    const edits = all.slice(0, 20_000).map(({ from }): Edit => ({ at: from, as: 'heading', level: 2 }));
    const planned = outlineOfRows(text, applyPlan(all, { ...EMPTY_PLAN, edits }, text), false);
    expect(planned.cases[0]?.sections.length).toBeGreaterThan(10_000);
  }, 20_000);
});

const TEXT = ['柳湾村修渠记', '柳湾村有三百户人家，渠道年久失修。', '一、背景', '去年大旱，下游无水可用。', '二、主要做法', '（一）先登记', '逐户登记用水量，张榜公布。', '（二）再轮灌', '按登记的次序轮流放水。', '三、成效', '今年没有一户断水。', '加入收藏 打印本页'].join('\n');
const at = (words: string) => TEXT.indexOf(words);
const withEdits = (edits: Edit[], cuts: number[] = []) => outlineWithPlan(TEXT, { ...EMPTY_PLAN, edits, cuts });
const headings = (sections: readonly OutlineSection[]): string[] => sections.flatMap(({ level, number, heading, children }) => [`${level} ${number ?? '-'} ${heading}`, ...headings(children)]);

describe('what an editor does', () => {
  it('begins with the outline as it was found', () => {
    expect(headings(outline(TEXT).cases[0]!.sections)).toEqual(['1 一 背景', '1 二 主要做法', '2 （一） 先登记', '2 （二） 再轮灌', '1 三 成效']);
  });

  it('promotes and demotes headings', () => {
    expect(headings(withEdits([{ at: at('（一）'), as: 'heading', level: 1 }]).cases[0]!.sections)).toContain('1 （一） 先登记');
    expect(headings(withEdits([{ at: at('三、'), as: 'heading', level: 2 }]).cases[0]!.sections)).toContain('2 三 成效');
  });

  it('merges a heading into the text above, marks and all, and makes a line a heading with its number', () => {
    const merged = withEdits([{ at: at('（一）'), as: 'text' }]);
    expect(merged.cases[0]!.sections[1]).toMatchObject({ heading: '主要做法', text: '（一）先登记\n逐户登记用水量，张榜公布。', children: [{ heading: '再轮灌' }] });
    const back = withEdits([{ at: at('去年'), as: 'heading', level: 2 }]);
    expect(headings(back.cases[0]!.sections)).toContain('2 - 去年大旱，下游无水可用');
  });

  it('cuts a line in two, so that its beginning is a heading', () => {
    const cut = at('下游无水');
    const split = withEdits([{ at: at('去年'), as: 'heading', level: 2 }], [cut]);
    expect(split.cases[0]!.sections[0]!.children).toMatchObject([{ heading: '去年大旱', text: '下游无水可用。' }]);
    expect(withEdits([], [cut]).cases[0]!.sections[0]!.text).toBe('去年大旱，下游无水可用。');
  });

  it('changes a kind and keeps all others', () => {
    const changed = withEdits([{ at: at('三、'), as: 'heading', level: 1, kind: 'INSIGHT' }]).cases[0]!.sections;
    expect(changed.map(({ kind }) => kind)).toEqual(['BACKGROUND', 'PRACTICE', 'INSIGHT']);
    expect(changed[2]!.kindConfidence).toBe(1);
  });

  it('drops a line and rescues one', () => {
    expect(outline(TEXT).stripped).toEqual(['加入收藏 打印本页']);
    const swapped = withEdits([{ at: at('加入收藏'), as: 'text' }, { at: at('今年没有'), as: 'stripped' }]);
    expect(swapped.stripped).toEqual(['今年没有一户断水。']);
    expect(swapped.cases[0]!.sections[2]!.text).toBe('加入收藏 打印本页');
  });

  it('begins cases: what stands before the first becomes a case of its own where it has sections', () => {
    const { title, cases } = withEdits([{ at: at('三、'), as: 'case' }]);
    expect([title, ...cases.map((one) => one.title)]).toEqual(['', '柳湾村修渠记', '三、成效']);
    const collected = withEdits([{ at: at('柳湾村有'), as: 'intro' }, { at: at('一、'), as: 'case' }, { at: at('二、'), as: 'case' }, { at: at('三、'), as: 'case' }]);
    expect([collected.title, collected.lead, collected.cases.length]).toEqual(['柳湾村修渠记', '柳湾村有三百户人家，渠道年久失修。', 3]);
  });

  it('makes one article of a document with one case in it', () => {
    const one = withEdits([{ at: at('一、'), as: 'case' }]);
    expect([one.title, one.cases.length, one.cases[0]!.lead]).toEqual(['柳湾村修渠记', 1, '柳湾村有三百户人家，渠道年久失修。\n一、背景\n去年大旱，下游无水可用。']);
  });
});

describe('what fits no document', () => {
  const found = (plan: Partial<Plan>) => misfits({ ...EMPTY_PLAN, ...plan }, rows(TEXT), TEXT).map(({ path, code }) => `${path.join('/')} ${code}`);

  it('is told with its place, and changes nothing', () => {
    expect(found({ edits: [{ at: 1, as: 'text' }, { at: at('一、'), as: 'text' }, { at: at('一、'), as: 'tail' }] })).toEqual(['edits/0/at plan_mismatch', 'edits/2/at plan_overlap']);
    expect(found({ cuts: [at('湾村修'), 10_000] })).toEqual(['cuts/1 plan_mismatch']);
    expect(found({ repairs: [{ from: 5, to: 5, text: '' }, { from: 0, to: 2, text: '' }, { from: 1, to: 3, text: '' }, { from: 4, to: 10_000, text: '' }] })).toEqual(['repairs/2 plan_overlap', 'repairs/3 plan_mismatch', 'repairs/0 plan_mismatch']);
    expect(printed(withEdits([{ at: 1, as: 'stripped' }]))).toEqual(printed(outline(TEXT)));
  });

  it.each([
    ['an unknown role', { edits: [{ at: 0, as: 'nothing' }] }],
    ['a heading without level', { edits: [{ at: 0, as: 'heading' }] }],
    ['a level that is none', { edits: [{ at: 0, as: 'heading', level: 0 }] }],
    ['half a number', { cuts: [0.5] }],
    ['what is below zero', { cuts: [-1] }],
    ['more than all', { cuts: [2 ** 40] }],
    ['a repair with a NUL', { repairs: [{ from: 0, to: 1, text: '\0' }] }],
    ['a repair with half a character', { repairs: [{ from: 0, to: 1, text: '\ud800' }] }],
    ['a repair of two lines', { repairs: [{ from: 0, to: 1, text: 'a\nb' }] }],
    ['another field', { more: 1 }],
  ])('%s is no plan', (_, plan) => {
    expect(importPlan.safeParse(plan).success).toBe(false);
  });
});
