import { describe, expect, it } from 'vitest';
import type { Editing } from '@/lib/importing/plan/edits';
import { outlineOfRows } from '@/lib/importing/plan/outline-of-rows';
import { applyPlan, EMPTY_PLAN, importPlan, misfits, type Plan } from '@/lib/importing/plan/plan';
import { headingRows, keepRows, restoreRows, shiftRows, stripRows, textRows, titleRows } from '@/lib/importing/plan/range-edits';
import { RowShapes } from '@/lib/importing/plan/row-shapes';
import { rowsOf } from '@/lib/importing/plan/rows';
import { LIMITS } from '@/lib/platform/limits';
import { outline } from '@/lib/text/outline/outline';
import type { LineMark } from '@/lib/text/outline/source';
import type { Outline, OutlineSection } from '@/lib/text/outline/types';
import { collectedText } from '../../../support/case-texts';
import { plainReport, portalPage, PORTAL, REPORT_HEADINGS } from '../../../support/long-documents';

/** A document on the import page: its rows, and what steps make of them. */
class Desk {
  plan: Plan = EMPTY_PLAN;
  readonly found;
  readonly shapes;
  private readonly outlined;

  constructor(
    readonly text: string,
    marks: LineMark[] = [],
  ) {
    this.outlined = outline({ text, marks });
    this.found = rowsOf(this.outlined, text);
    this.shapes = new RowShapes(text, marks);
  }

  get editing(): Editing {
    return { rows: applyPlan(this.found, this.plan, this.text), plan: this.plan };
  }

  /** The rows from one to another by their words, of one alone where no other is named. */
  rows(from: string, to = from): number[] {
    const at = (words: string) => this.editing.rows.findIndex((row) => this.text.slice(row.from, row.to).includes(words));
    return Array.from({ length: at(to) - at(from) + 1 }, (_, next) => at(from) + next);
  }

  do(step: (given: Editing, shapes: RowShapes) => Plan | null): Outline {
    const next = step(this.editing, this.shapes);
    expect(next).not.toBeNull();
    this.plan = next!;
    expect(misfits(this.plan, this.found, this.text)).toEqual([]);
    return outlineOfRows(this.text, applyPlan(this.found, this.plan, this.text), this.outlined.at.wrapped);
  }

  heading(chosen: number[], at?: number): Outline {
    return this.do((given, shapes) => headingRows(given, chosen, shapes, this.text, at));
  }
}

const tree = ({ cases }: Outline) => cases.map(({ sections }) => sections.map(function print({ number = '', heading, children }: OutlineSection): string {
  return `${number}${heading}${children.length > 0 ? `(${children.map(print).join(' ')})` : ''}`;
}).join(' '));
const BODY = '这件事在议事会上摆到桌面，几十户人家各说各的难处，最后定下办法写进村规。';

describe('rows of one shape', () => {
  it('are the 29 headings of a report that nothing marks, and become headings in one step', () => {
    const desk = new Desk(plainReport('柳湾'));
    const before = desk.editing.rows.filter(({ role }) => role === 'heading').length;
    expect(before).toBeLessThan(REPORT_HEADINGS.length / 2);
    const alike = desk.shapes.alike(desk.editing.rows, desk.rows(REPORT_HEADINGS[4]!)[0]!);
    expect(alike.map((index) => desk.text.slice(desk.found[index]!.from, desk.found[index]!.to))).toEqual(REPORT_HEADINGS);
    const { cases } = desk.heading(alike);
    expect(cases[0]!.sections.map(({ heading }) => heading)).toEqual(REPORT_HEADINGS);
  });

  it('are those that count alike, that are as long, and that the format says the same of', () => {
    const lines = ['柳湾村修渠记', '1.登记用水', BODY, '2.轮流放水', BODY, '3.张榜公布用水多少，谁家多用了谁家说明原因，张榜三天没有人来说话就算数，记进账本。', '甲组', '乙组', '老渠不拆', BODY];
    const text = lines.join('\n');
    const marks = ['甲组', '老渠不拆'].map((words): LineMark => ({ from: text.indexOf(words), to: text.indexOf(words) + words.length, bold: true }));
    const desk = new Desk(text, marks);
    const alike = (words: string) => desk.shapes.alike(desk.editing.rows, desk.rows(words)[0]!).map((index) => desk.text.slice(desk.found[index]!.from, desk.found[index]!.to).slice(0, 4));
    expect(alike('1.登记')).toEqual(['1.登记', '2.轮流']);
    expect(alike('老渠')).toEqual(['甲组', '老渠不拆']);
    expect(alike('乙组')).toEqual(['乙组']);
  });

  it('are those of one style, whatever they look like', () => {
    const text = ['柳湾村修渠记', '一、背景', BODY, '先看地，再打井', BODY, '不在其中', BODY].join('\n');
    const marks = ['一、背景', '先看地，再打井'].map((words): LineMark => ({ from: text.indexOf(words), to: text.indexOf(words) + words.length, heading: 2 }));
    const desk = new Desk(text, marks);
    expect(desk.shapes.alike(desk.editing.rows, desk.rows('先看地')[0]!)).toEqual([desk.rows('一、背景')[0], desk.rows('先看地')[0]]);
  });

  it('are not the last lines of lists among the text, though text follows them too', () => {
    const desk = new Desk(['柳湾村修渠记', '老渠不拆', BODY, '分工如下：', '甲组护渠', '乙组巡堤', BODY, '雨前看三遍', BODY].join('\n'));
    const words = desk.shapes.alike(desk.editing.rows, desk.rows('老渠')[0]!).map((index) => desk.text.slice(desk.found[index]!.from, desk.found[index]!.to));
    expect(words).toEqual(['老渠不拆', '雨前看三遍']);
  });
});

describe('headings that an editor makes', () => {
  const text = ['柳湾村修渠记', '一、背景', BODY, '渠是怎么坏的', BODY, '二、做法', BODY, '（一）先登记', BODY, '雨前看三遍', BODY, '（二）再轮灌', BODY].join('\n');

  it('of one family get the level that its headings have, of a new one that below the family above', () => {
    const desk = new Desk(text);
    desk.do((given) => textRows(given, desk.rows('（一）')));
    desk.do((given) => textRows(given, desk.rows('（二）')));
    expect(tree(desk.heading(desk.rows('（一）')))).toEqual(['一背景(渠是怎么坏的) 二做法(（一）先登记 雨前看三遍)']);
    expect(tree(desk.heading(desk.rows('（二）')))).toEqual(['一背景(渠是怎么坏的) 二做法(（一）先登记 雨前看三遍 （二）再轮灌)']);
  });

  it('get the level of the style that the document gives them, whatever they look like', () => {
    const marks = (['柳湾村修渠记 0', '一、背景 1', '渠是怎么坏的 2', '二、做法 1', '（一）先登记 3', '雨前看三遍 2', '（二）再轮灌 3'] as const).flatMap((one): LineMark[] => {
      const [words = '', level] = one.split(' ');
      return level === '0' ? [] : [{ from: text.indexOf(words), to: text.indexOf(words) + words.length, heading: Number(level) }];
    });
    const desk = new Desk(text, marks);
    for (const words of ['渠是怎么坏的', '雨前看三遍', '（一）', '（二）']) desk.do((given) => textRows(given, desk.rows(words)));
    expect(tree(desk.heading(desk.rows('雨前看三遍')))).toEqual(['一背景 二做法(雨前看三遍)']);
    expect(tree(desk.heading(desk.rows('渠是怎么坏的')))).toEqual(['一背景(渠是怎么坏的) 二做法(雨前看三遍)']);
    expect(tree(desk.heading(desk.rows('（二）')))).toEqual(['一背景(渠是怎么坏的) 二做法(雨前看三遍(（二）再轮灌))']);
  });

  it('out of a range with text are the rows that look like headings, at the levels that their numbers say', () => {
    const desk = new Desk(text);
    desk.do((given) => textRows(given, given.rows.map((_, index) => index).slice(1)));
    expect(tree(desk.heading(desk.rows('一、背景', '（二）再轮灌')))).toEqual(['一背景(渠是怎么坏的) 二做法(（一）先登记(雨前看三遍) （二）再轮灌)']);
  });

  it('are labels in bold too, with the text below each', () => {
    const lines = ['柳湾村修渠记', '情景一', '情景简述：', BODY, '问题提出：', BODY, '情景二', '情景简述：', BODY, '问题提出：', BODY].join('\n');
    const marks = [...lines.matchAll(/情景[一二]|情景简述：|问题提出：/g)].map(({ 0: words, index }): LineMark => ({ from: index, to: index + words.length, bold: true }));
    const desk = new Desk(lines, marks);
    const whole = desk.editing.rows.map((_, index) => index).slice(1);
    desk.do((given) => textRows(given, whole));
    const [{ sections }] = desk.heading(whole).cases as [Outline['cases'][number]];
    expect(sections.flatMap(function all({ heading, children }: OutlineSection): string[] {
      return [heading, ...children.flatMap(all)];
    })).toEqual(['情景一', '情景简述', '问题提出', '情景二', '情景简述', '问题提出']);
  });

  it('out of what was stripped bring their text along', () => {
    const desk = new Desk(text);
    const whole = desk.rows('二、做法', '（二）再轮灌').concat(desk.editing.rows.length - 1);
    desk.do((given) => stripRows(given, whole));
    const back = desk.heading(whole);
    expect(tree(back)).toEqual(['一背景(渠是怎么坏的) 二做法(（一）先登记 雨前看三遍 （二）再轮灌)']);
    expect(back.stripped).toEqual([]);
  });

  it('are at the level that is asked for, and a number that is glued to its words is one', () => {
    const desk = new Desk(['柳湾村修渠记', '一、背景', BODY, '2调研的办法', BODY].join('\n'));
    const [section] = desk.heading(desk.rows('2调研'), 2).cases[0]!.sections;
    expect(section!.children[0]).toMatchObject({ number: '2', heading: '调研的办法', level: 2 });
  });

  it('are never rows of a table or a picture', () => {
    const marks: LineMark[] = [{ from: 0, to: 3, fixed: true }];
    const desk = new Desk(`甲\t乙\n${BODY}`, marks);
    expect(headingRows(desk.editing, [0], desk.shapes, desk.text)).toBeNull();
  });
});

describe('a range of rows', () => {
  it('is kept, and nothing else of a page of 403 rows; its first row is the title', () => {
    const desk = new Desk(portalPage('柳湾'));
    const { from, to } = PORTAL.article;
    expect(desk.found).toHaveLength(PORTAL.rows);
    const chosen = Array.from({ length: to - from }, (_, next) => from + next);
    const kept = desk.do((given, shapes) => keepRows(given, chosen, desk.found, shapes));
    expect(kept.title).toBe('柳湾村修渠记');
    expect(kept.stripped.join('\n').split('\n')).toHaveLength(PORTAL.rows - (to - from));
    expect(tree(kept)).toEqual(['一背景 二主要做法 三成效']);
    expect(importPlan.safeParse(desk.plan).success).toBe(true);
  });

  it('keeps the title that stands above it where it begins with no other', () => {
    const desk = new Desk(['柳湾村修渠记', '来源：本站', '一、背景', BODY, '二、做法', BODY, '上一篇没有了'].join('\n'));
    const kept = desk.do((given, shapes) => keepRows(given, desk.rows('一、背景', '二、做法'), desk.found, shapes));
    expect(kept.title).toBe('柳湾村修渠记');
    expect(tree(kept)).toEqual(['一背景 二做法']);
  });

  it('is stripped and comes back as it was, heading by heading', () => {
    const desk = new Desk(plainReport('柳湾'));
    const before = tree(outline(desk.text));
    const chosen = desk.found.map((_, index) => index);
    expect(desk.do((given) => stripRows(given, chosen)).cases[0]!.sections).toEqual([]);
    expect(tree(desk.do((given) => restoreRows(given, chosen, desk.found)))).toEqual(before);
    expect(restoreRows(desk.editing, chosen, desk.found)).toBeNull();
  });

  it('goes a level in or out together, with what lies below it, and what cannot go stays', () => {
    const lines = ['柳湾村修渠记', '一、背景', BODY, '二、做法', BODY, '（一）先登记', BODY, '三、成效', BODY].join('\n');
    const desk = new Desk(lines);
    const inside = desk.do((given) => shiftRows(given, desk.rows('一、背景', '三、成效'), 1));
    expect(tree(inside)).toEqual(['一背景(二做法(（一）先登记) 三成效)']);
    expect(tree(desk.do((given) => shiftRows(given, desk.rows('一、背景', '三、成效'), -1)))).toEqual(['一背景 二做法(（一）先登记) 三成效']);
    expect(shiftRows(desk.editing, desk.rows('一、背景'), 1)).toBeNull();
  });

  it('of more rows than a plan holds is refused', () => {
    const text = Array.from({ length: LIMITS.import.edits + 10 }, (_, line) => `第${line}行，田边的水渠修好了。`).join('\n');
    const desk = new Desk(text);
    expect(stripRows(desk.editing, desk.found.map((_, index) => index))).toBeNull();
  });
});

describe('the first of the rows that are kept', () => {
  const isTitle = (line: string) => new RowShapes(line, []).isTitleLike({ from: 0, to: line.length, role: 'text', opens: false, continues: false, core: { from: 0, to: line.length } });

  it.each(['青石县：把窗口搬到集市上', '“三治融合”托起幸福家园', '怎样让群众少跑腿？', '党建引领 共治共享——记柳湾村网格化治理'])('is a title by its words: %s', (line) => {
    expect(isTitle(line)).toBe(true);
  });

  it.each(['来源：新华网', '2023-05-06 10:20 来源：本站', '一、背景', '背景', '首页 > 要闻', '打印本页', '字号：大 中 小', BODY])('is none: %s', (line) => {
    expect(isTitle(line)).toBe(false);
  });
});

describe('the title', () => {
  it('may be any row: a heading, one that was stripped, and two rows together', () => {
    const desk = new Desk(['柳湾村修渠记', BODY, '一、背景', BODY, '水到了地头', '人心到一起', '二、做法', BODY, '加入收藏 打印本页'].join('\n'));
    expect(desk.do((given, shapes) => titleRows(given, desk.rows('二、做法'), shapes)).title).toBe('二、做法');
    expect(desk.do((given, shapes) => titleRows(given, desk.rows('加入收藏'), shapes)).title).toBe('加入收藏 打印本页');
    const both = desk.do((given, shapes) => titleRows(given, desk.rows('水到了地头', '人心到一起'), shapes));
    expect(both.title).toBe('水到了地头人心到一起');
    expect(both.cases[0]!.lead).toContain('柳湾村修渠记');
  });

  it('is no table, and no more rows than a title is long', () => {
    const marks: LineMark[] = [{ from: 0, to: 3, fixed: true }];
    const desk = new Desk(['甲\t乙', ...Array.from({ length: 8 }, (_, line) => `${line}${BODY}`)].join('\n'), marks);
    expect(titleRows(desk.editing, [0], desk.shapes)).toBeNull();
    expect(titleRows(desk.editing, [1, 2, 3, 4, 5, 6], desk.shapes)).toBeNull();
    expect(titleRows(desk.editing, [1, 2], desk.shapes)).not.toBeNull();
  });

  it('of a case in a collection is the row that names it now, and the words of the old one stay with it', () => {
    const desk = new Desk(collectedText('柳湾'));
    const named = desk.do((given, shapes) => titleRows(given, desk.rows('车棚没有人管'), shapes));
    expect(named.cases).toHaveLength(3);
    expect(named.title).toBe('柳湾社区治理案例汇编');
    expect(named.cases[1]!.title).toContain('车棚没有人管');
    expect(named.cases[1]!.title).not.toContain('柳湾车棚（');
    expect(named.cases[1]!.lead).toContain('柳湾车棚');
    expect(named.cases[0]!.title).toContain('柳湾路灯');
  });

  it('of a document that has one case after all is the document’s', () => {
    const desk = new Desk(['柳湾村修渠记', '一、背景', BODY, '石渠小记', BODY].join('\n'));
    desk.do((given) => ({ ...given.plan, edits: [{ at: desk.text.indexOf('一、背景'), as: 'case' }] }));
    expect(desk.do((given, shapes) => titleRows(given, desk.rows('石渠小记'), shapes))).toMatchObject({ title: '石渠小记', cases: [{ title: '石渠小记' }] });
  });
});
