import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { cutSentence, setKind, toggleCase, withRepairs, type Editing } from '@/lib/importing/plan/edits';
import { outlineOfRows } from '@/lib/importing/plan/outline-of-rows';
import { placed } from '@/lib/importing/plan/placed';
import { applyPlan, EMPTY_PLAN, misfits, type Plan } from '@/lib/importing/plan/plan';
import { headingRows, keepRows, restoreRows, shiftRows, stripRows, textRows, titleRows } from '@/lib/importing/plan/range-edits';
import { RowShapes } from '@/lib/importing/plan/row-shapes';
import { rowsOf } from '@/lib/importing/plan/rows';
import { outline } from '@/lib/text/outline/outline';
import type { OutlineSection } from '@/lib/text/outline/types';
import { caseText } from '../../../support/case-texts';
import { anyDocument } from '../../text/outline/documents';
import { coverage, partsOf } from '../../text/outline/spans';

const base = (text: string) => rowsOf(outline(text), text);
const editing = (text: string, plan: Plan): Editing => ({ rows: applyPlan(base(text), plan, text), plan });
const outlineOf = (text: string, plan: Plan) => outlineOfRows(text, applyPlan(base(text), plan, text), outline(text).at.wrapped);

/** Steps as an editor takes them, each on some rows of the document as it then is: a range, or all that are like its first. */
const steps = fc.array(fc.tuple(fc.nat(), fc.nat(8), fc.constantFrom('in', 'out', 'heading', 'level', 'text', 'strip', 'restore', 'keep', 'kind', 'case', 'title', 'cut'), fc.boolean()), { maxLength: 15 });

function after(text: string, taken: readonly (readonly [at: number, more: number, step: string, alike: boolean])[]): Plan {
  let plan = EMPTY_PLAN;
  const found = base(text);
  const shapes = new RowShapes(text, []);
  for (const [at, more, step, alike] of taken) {
    const given = editing(text, plan);
    const { rows } = given;
    if (rows.length === 0) return plan;
    const index = at % rows.length;
    const chosen = alike ? shapes.alike(rows, index) : Array.from({ length: Math.min(more + 1, rows.length - index) }, (_, next) => index + next);
    expect(chosen).toContain(index);
    const next = {
      in: () => shiftRows(given, chosen, 1),
      out: () => shiftRows(given, chosen, -1),
      heading: () => headingRows(given, chosen, shapes, text),
      level: () => headingRows(given, chosen, shapes, text, 3),
      text: () => textRows(given, chosen),
      strip: () => stripRows(given, chosen),
      restore: () => restoreRows(given, chosen, found),
      keep: () => keepRows(given, chosen, found, shapes),
      kind: () => setKind(given, chosen, 'INSIGHT'),
      case: () => toggleCase(given, rows[index]!),
      title: () => titleRows(given, chosen, shapes),
      cut: () => cutSentence(given, index, text),
    }[step]!();
    plan = next ?? plan;
  }
  return plan;
}

describe('any steps of an editor', () => {
  it('make a plan that fits its document and loses nothing of it', () => {
    fc.assert(
      fc.property(anyDocument, steps, (text, taken) => {
        const plan = after(text, taken);
        expect(misfits(plan, base(text), text)).toEqual([]);
        const covered = coverage(text, partsOf(outlineOf(text, plan)));
        expect([...text.matchAll(/[\p{L}\p{N}]/gu)].filter(({ index }) => covered[index] !== 1)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

const TEXT = caseText('柳湾');
const SHAPES = new RowShapes(TEXT, []);
const indexOf = (plan: Plan, words: string) => editing(TEXT, plan).rows.findIndex(({ from, to }) => TEXT.slice(from, to).includes(words));
const tree = (plan: Plan) => outlineOf(TEXT, plan).cases[0]!.sections.map(function print({ heading, children }: OutlineSection): string {
  return children.length > 0 ? `${heading}(${children.map(print).join(' ')})` : heading;
});
const run = (words: string, step: (given: ReturnType<typeof editing>, index: number) => Plan | null, plan = EMPTY_PLAN) => step(editing(TEXT, plan), indexOf(plan, words));

describe('a step', () => {
  it('takes a section in with all below it, and out again', () => {
    const inside = run('二、主要', (given, index) => shiftRows(given, [index], 1))!;
    expect(tree(inside)).toEqual(['背景(主要做法(先登记 再轮灌))', '成效']);
    expect(tree(run('二、主要', (given, index) => shiftRows(given, [index], -1), inside)!)).toEqual(['背景', '主要做法(先登记 再轮灌)', '成效']);
  });

  it('is refused where a section cannot go', () => {
    expect(run('一、背景', (given, index) => shiftRows(given, [index], 1))).toBeNull();
    expect(run('一、背景', (given, index) => shiftRows(given, [index], -1))).toBeNull();
    expect(run('去年大旱', (given, index) => shiftRows(given, [index], 1))).toBeNull();
    expect(run('村修渠记', (given, index) => setKind(given, [index], 'OTHER'))).toBeNull();
  });

  it('makes a line a heading beside the section that it stands in', () => {
    expect(tree(run('逐户登记', (given, index) => headingRows(given, [index], SHAPES, TEXT))!)).toEqual(['背景', '主要做法(先登记 逐户登记用水量，张榜公布 再轮灌)', '成效']);
  });

  it('merges a heading, and what was below it goes to the section above', () => {
    expect(tree(run('二、主要', (given, index) => textRows(given, [index]))!)).toEqual(['背景(先登记 再轮灌)', '成效']);
  });

  it('parts a line behind its first sentence; text stays one paragraph until a part becomes something else', () => {
    const text = TEXT.replace('去年大旱，下游无水可用。', '去年大旱。下游无水可用。');
    const given = editing(text, EMPTY_PLAN);
    const index = given.rows.findIndex(({ from, to }) => text.slice(from, to).includes('去年大旱'));
    const cut = cutSentence(given, index, text)!;
    expect(outlineOf(text, cut).cases[0]!.sections[0]!.text).toBe('去年大旱。下游无水可用。');
    const parted = outlineOf(text, headingRows(editing(text, cut), [index], new RowShapes(text, []), text)!).cases[0]!.sections[1]!;
    expect(parted).toMatchObject({ heading: '去年大旱', text: '下游无水可用。' });
    expect(cutSentence(editing(text, cut), index, text)).toBeNull();
  });

  it('gives a kind to the top section around', () => {
    const changed = run('先登记', (given, index) => setKind(given, [index], 'OUTCOME'))!;
    expect(outlineOf(TEXT, changed).cases[0]!.sections.map(({ kind }) => kind)).toEqual(['BACKGROUND', 'OUTCOME', 'OUTCOME']);
  });

  it('drops a section with all below it, and rescues line by line', () => {
    const dropped = run('二、主要', (given, index) => stripRows(given, [index]))!;
    expect(tree(dropped)).toEqual(['背景', '成效']);
    expect(outlineOf(TEXT, dropped).stripped).toHaveLength(6);
    const rescued = run('逐户登记', (given, index) => restoreRows(given, [index], base(TEXT)), dropped)!;
    expect(tree(rescued)).toEqual(['背景', '成效']);
    expect(outlineOf(TEXT, rescued).cases[0]!.sections[0]!.text).toContain('逐户登记');
  });

  it('names the document by another line, and keeps the words of the old name', () => {
    const named = run('三百户', (given, index) => titleRows(given, [index], SHAPES))!;
    expect(outlineOf(TEXT, named)).toMatchObject({ title: '柳湾村有三百户人家,渠道年久失修' });
    expect(outlineOf(TEXT, named).cases[0]!.lead).toBe('柳湾村修渠记');
  });

  it('knows the depths that the tree has', () => {
    expect(placed(editing(TEXT, EMPTY_PLAN).rows).filter(({ row }) => row.role === 'heading').map(({ depth }) => depth)).toEqual([1, 1, 2, 2, 1]);
  });
});

test('corrections that touch one that was taken are left', () => {
  const taken = withRepairs(EMPTY_PLAN, [{ from: 4, to: 6, text: 'a' }, { from: 5, to: 7, text: 'b' }, { from: 8, to: 9, text: 'c' }]);
  expect(taken.repairs.map(({ text }) => text)).toEqual(['a', 'c']);
  expect(withRepairs(taken, [{ from: 3, to: 5, text: 'd' }, { from: 6, to: 8, text: 'e' }]).repairs.map(({ text }) => text)).toEqual(['a', 'c', 'e']);
});
