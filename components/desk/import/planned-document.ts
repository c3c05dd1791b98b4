import { placed, type Placed } from '@/lib/importing/plan/placed';
import { outlineOfRows } from '@/lib/importing/plan/outline-of-rows';
import { applyPlan, EMPTY_PLAN, type ImportOptions, type Plan } from '@/lib/importing/plan/plan';
import type { Reading } from '@/lib/importing/document-reader';
import { rowsOf, type Row } from '@/lib/importing/plan/rows';
import { halfWidthNumber } from '@/lib/platform/characters';
import type { Proposal } from '@/lib/text/metadata/proposal';
import type { Outline, OutlineCase, OutlineSection } from '@/lib/text/outline/types';

/** The facets of a case that an article has columns for. */
export type TakenFacet = 'region' | 'organisation' | 'year' | 'field';
export type Taken = Partial<Record<TakenFacet, string>>;

/** What an editor has decided about one document: the plan, and what goes with it, by where each case begins. */
export interface Work {
  plan: Plan;
  without: readonly number[];
  facets: Readonly<Record<number, Taken>>;
}

export const NO_WORK: Work = { plan: EMPTY_PLAN, without: [], facets: {} };

/** A case with the place that names it: that of its first part, 0 for the first. */
export interface CaseState {
  at: number;
  one: OutlineCase;
  sections: number;
}

/** A document as its work has it. */
export interface Planned {
  rows: readonly Row[];
  placed: readonly Placed[];
  outline: Outline;
  sections: ReadonlyMap<number, OutlineSection>;
  cases: readonly CaseState[];
  /** Indexes of the rows that somebody should look at. */
  uncertain: readonly number[];
}

/** Below it a heading is often none, and a kind often another. */
export const UNSURE = 0.6;

/** Rows of a document as it was found. */
export function baseRows(reading: Pick<Reading, 'outline' | 'text'>): Row[] {
  return rowsOf(reading.outline, reading.text);
}

/** A document with a plan, for the page to show. Linear. */
export function plannedDocument({ text, outline: found }: Pick<Reading, 'text' | 'outline'>, base: readonly Row[], plan: Plan): Planned {
  const rows = applyPlan(base, plan, text);
  const all = placed(rows);
  const outline = outlineOfRows(text, rows, found.at.wrapped);
  const sections = new Map<number, OutlineSection>();
  const collect = (one: OutlineSection) => {
    sections.set(one.at.heading.from, one);
    one.children.forEach(collect);
  };
  outline.cases.forEach((one) => one.sections.forEach(collect));
  const uncertain = all.flatMap(({ row }, index) => (isUnsure(row, sections.get(row.heading?.words.from ?? -1)) ? [index] : []));
  return { rows, placed: all, outline, sections, cases: outline.cases.map(caseState), uncertain };
}

/** Whether a heading may be none, or a top section's kind another one. */
function isUnsure(row: Row, section: OutlineSection | undefined): boolean {
  return row.role === 'heading' && section !== undefined && (section.confidence < UNSURE || (section.level === 1 && section.kindConfidence < UNSURE));
}

function caseState(one: OutlineCase, index: number): CaseState {
  const { at, sections } = one;
  const first = [...at.title, ...(at.marker ? [at.marker] : []), ...at.byline, ...at.lead, ...at.body, ...(sections[0] ? [sections[0].at.number ?? sections[0].at.heading] : [])];
  return { at: index === 0 ? 0 : Math.min(...first.map(({ from }) => from)), one, sections: sections.length };
}

/** The proposals of each case that begins where a case of the document as it was found does. */
export function proposalsOf({ outline, proposals }: Pick<Reading, 'outline' | 'proposals'>): Map<number, Proposal[]> {
  return new Map(outline.cases.map((one, index) => [caseState(one, index).at, proposals[index] ?? []]));
}

/** What is sent with a document. */
export function optionsOf(reading: Pick<Reading, 'hash'>, { plan, without, facets }: Work, cases: readonly CaseState[], category: string): Partial<ImportOptions> {
  const numbers = new Map(cases.map(({ at }, index) => [at, index]));
  const taken = Object.entries(facets).flatMap(([at, { region, organisation, year, field }]) => {
    const number = numbers.get(Number(at));
    if (number === undefined) return [];
    return [{ case: number, ...(region ? { regionCode: region } : {}), ...(organisation ? { organisation } : {}), ...(year ? { year: Number(halfWidthNumber(year)) } : {}), ...(field ? { field } : {}) }];
  });
  return {
    hash: reading.hash,
    plan,
    without: without.flatMap((at) => numbers.get(at) ?? []),
    facets: taken,
    ...(category ? { category } : {}),
  };
}
