import { z } from 'zod';
import { articleFields, sectionKind } from '../../domains/articles/schema';
import { LIMITS } from '../../platform/limits';
import { LineReader } from '../../text/outline/lines/lines';
import { outline } from '../../text/outline/outline';
import { gluedNumber } from '../../text/outline/shapes/numbered';
import { readMarker } from '../../text/outline/shapes/table';
import type { Source } from '../../text/outline/source';
import type { Outline } from '../../text/outline/types';
import { isStorable } from '../../platform/characters';
import { outlineOfRows } from './outline-of-rows';
import { rowsOf, type Role, type Row, type RowHeading } from './rows';

const offset = z.number().int().min(0).max(2_147_483_647);

/** What a row is instead. `case`: the title of a case that begins here. */
const edit = z.discriminatedUnion('as', [
  z.strictObject({ at: offset, as: z.literal('heading'), level: z.number().int().min(1).max(LIMITS.import.levels), kind: sectionKind.optional() }),
  z.strictObject({ at: offset, as: z.enum(['title', 'case', 'byline', 'intro', 'text', 'tail', 'stripped']) }),
]);

const repairText = z.string().max(LIMITS.import.repair).refine((text) => isStorable(text) && !/[\n\r]/.test(text), { params: { code: 'unstorable_text' } });

/**
 * What an editor has changed in an outline, as data. Offsets count the UTF-16 code units of the document's text. Undoing is
 * taking the plan before.
 */
export const importPlan = z.strictObject({
  /** Where a row is cut in two, so that its parts can be different things. */
  cuts: z.array(offset).max(LIMITS.import.edits).default([]),
  /** `at`: where the row begins. */
  edits: z.array(edit).max(LIMITS.import.edits).default([]),
  /** Corrections of the text: what stands there instead. */
  repairs: z.array(z.strictObject({ from: offset, to: offset, text: repairText })).max(LIMITS.import.edits).default([]),
});

export type Plan = z.output<typeof importPlan>;
export type Edit = Plan['edits'][number];
export type Repair = Plan['repairs'][number];

/** Everything that an import may be told beside the document. */
export const importOptions = z.strictObject({
  /** Of the text that the plan is for, as the preview gave it. */
  hash: z.string().regex(/^[0-9a-f]{64}$/).optional(),
  plan: importPlan.optional(),
  category: articleFields.category.unwrap().optional(),
  /** Instead of the title that the document has: of the collection, or of its only case. */
  title: articleFields.title.optional(),
  /** Cases that are left out, counted from 0. */
  without: z.array(z.number().int().min(0).max(LIMITS.import.cases)).max(LIMITS.import.cases).default([]),
  /** Facets that were taken, case by case. */
  facets: z
    .array(
      z.strictObject({
        case: z.number().int().min(0).max(LIMITS.import.cases),
        regionCode: articleFields.regionCode.unwrap().optional(),
        organisation: articleFields.organisation.unwrap().optional(),
        year: articleFields.year.unwrap().optional(),
        field: articleFields.field.optional(),
      }),
    )
    .max(LIMITS.import.cases)
    .default([]),
});

/** What a preview may be told beside the document. */
export const previewOptions = z.strictObject({
  /** Pictures that could come with it, by their paths from where the document's own begins. */
  beside: z.array(z.string().max(LIMITS.import.path)).max(LIMITS.archive.entries).default([]),
});

export type ImportOptions = z.output<typeof importOptions>;

export const EMPTY_PLAN: Plan = { cuts: [], edits: [], repairs: [] };

/** Something in a plan that does not fit the document; the path leads into the plan. */
export interface Misfit {
  path: (string | number)[];
  code: 'plan_mismatch' | 'plan_overlap';
}

/** Every cut and edit of a plan that names no row, and repairs that lie outside the text or on one another. */
export function misfits(plan: Plan, rows: readonly Row[], text: string): Misfit[] {
  const found: Misfit[] = [];
  const parted = withCuts(rows, plan.cuts);
  const starts = new Set(parted.map(({ from }) => from));
  const seen = new Set<number>();
  plan.cuts.forEach((cut, index) => {
    if (!starts.has(cut) || isHalf(text, cut)) found.push({ path: ['cuts', index], code: 'plan_mismatch' });
  });
  plan.edits.forEach(({ at }, index) => {
    if (!starts.has(at)) found.push({ path: ['edits', index, 'at'], code: 'plan_mismatch' });
    else if (seen.has(at)) found.push({ path: ['edits', index, 'at'], code: 'plan_overlap' });
    seen.add(at);
  });
  const order = plan.repairs.map((repair, index) => ({ ...repair, index })).sort((a, b) => a.from - b.from);
  order.forEach(({ from, to, index }, place) => {
    if (from >= to || to > text.length || isHalf(text, from) || isHalf(text, to)) found.push({ path: ['repairs', index], code: 'plan_mismatch' });
    else if (place > 0 && from < (order[place - 1]?.to ?? 0)) found.push({ path: ['repairs', index], code: 'plan_overlap' });
  });
  return found;
}

/** Whether an offset lies inside a surrogate pair. */
function isHalf(text: string, at: number): boolean {
  return at > 0 && at < text.length && text.charCodeAt(at) >> 10 === 0x37 && text.charCodeAt(at - 1) >> 10 === 0x36;
}

/**
 * The rows of a document as a plan has them. What in a plan fits no row changes nothing, so that no plan can lose a
 * character; `misfits` tells it.
 * @param rows those of the document's own outline
 */
export function applyPlan(rows: readonly Row[], { cuts, edits }: Plan, text: string): Row[] {
  const byRow = new Map(edits.map((one) => [one.at, one]));
  const all = withCuts(rows, cuts).flatMap((row) => {
    const change = byRow.get(row.from);
    return change ? changed(row, change, text) : [row];
  });
  return edits.some(({ as }) => as === 'title') ? renamed(all, byRow) : all;
}

/** A case of a collection that an editor has named by another of its rows: what opens it does not name it any more. */
function renamed(rows: readonly Row[], byRow: ReadonlyMap<number, Edit>): Row[] {
  const isNamed = ({ from }: Row) => byRow.get(from)?.as === 'title';
  const opened: number[] = [];
  let part = -1;
  const parts = rows.map((row) => {
    if (row.opens) part += 1;
    if (part >= 0 && isNamed(row)) opened[part] = 1;
    return part;
  });
  return rows.map((row, index) => (row.role === 'title' && opened[parts[index]!] === 1 && !isNamed(row) ? { ...row, role: 'text', core: { from: row.from, to: row.to } } : row));
}

/** The outline of a document as a plan has it; an empty plan is no change. Repairs are not looked at. */
export function outlineWithPlan(source: string | Source, plan: Plan): Outline {
  const text = typeof source === 'string' ? source : source.text;
  const found = outline(source);
  return outlineOfRows(text, applyPlan(rowsOf(found, text), plan, text), found.at.wrapped);
}

function withCuts(rows: readonly Row[], cuts: readonly number[]): Row[] {
  const sorted = [...new Set(cuts)].sort((a, b) => a - b);
  const out: Row[] = [];
  let next = 0;
  for (const row of rows) {
    let rest = row;
    while (next < sorted.length && sorted[next]! <= rest.from) next++;
    for (; next < sorted.length && sorted[next]! < rest.to; next++) {
      const at = sorted[next]!;
      const piece = { from: rest.from, to: at };
      // A heading that is cut is one no longer than to its cut.
      const head = rest.role === 'heading' ? heading(piece, rest.heading?.level ?? 1, rest.heading?.kind) : { core: piece };
      out.push({ ...rest, ...piece, ...head });
      const { heading: _, ...plain } = rest;
      const tail = { from: at, to: row.to };
      rest = { ...plain, ...tail, core: tail, role: rest.role === 'heading' ? 'text' : rest.role, opens: false, continues: true };
    }
    out.push(rest);
  }
  return out;

  function heading({ from, to }: { from: number; to: number }, level: number, kind: RowHeading['kind']) {
    const span = { from, to };
    return { core: span, heading: { level, words: span, confidence: 1, ...(kind ? { kind } : {}) } };
  }
}

function changed(row: Row, change: Edit, text: string): Row[] {
  const whole = { from: row.from, to: row.to };
  const { heading: before, joined: _, ranged: __, ...rest } = row;
  if (change.as === 'heading') {
    const kind = change.kind ? { kind: { kind: change.kind, confidence: 1 } } : change.level === 1 && before?.kind ? { kind: before.kind } : {};
    const read = before && row.role === 'heading' ? { core: row.core, parts: { words: before.words, ...(before.number ? { number: before.number } : {}) } } : headingParts(text, whole);
    return [{ ...rest, role: 'heading', opens: false, core: read.core, heading: { level: change.level, confidence: 1, ...read.parts, ...kind } }];
  }
  const role: Role = change.as === 'case' ? 'title' : change.as;
  // A title that stays one keeps what it left out.
  const core = row.role === role || (role === 'title' && row.role === 'marker') ? row.core : role === 'title' ? titleCore(text, whole) : whole;
  return [{ ...rest, role, opens: change.as === 'case', core }];
}

const EDGE = /[\s。．.:：,，;；、】\]#*＊]/;

/** Number and words of a line that shall be a heading. */
function headingParts(text: string, { from, to }: { from: number; to: number }): { core: { from: number; to: number }; parts: Pick<RowHeading, 'number' | 'words'> } {
  const line = new LineReader(text).moveTo(from, to);
  const read = readMarker(line);
  const marker = read && read.ordinal > 0 ? read : (gluedNumber(line) ?? read);
  const headed = marker && marker.headFrom < line.length ? marker : null;
  const start = from + (headed?.headFrom ?? 0);
  const end = headed?.headTo !== undefined && headed.headTo === line.length - 1 ? from + headed.headTo : to;
  const words = trimmed(text, start, end);
  const number = headed && headed.ordinal > 0 && headed.numberTo > headed.numberFrom ? { number: { from: from + headed.numberFrom, to: from + headed.numberTo } } : {};
  return { core: { from: number.number?.from ?? words.from, to: words.to }, parts: { ...number, words } };
}

function titleCore(text: string, { from, to }: { from: number; to: number }): { from: number; to: number } {
  return trimmed(text, from, to);
}

/** Without spaces and marks at the edges, unless nothing else is there. */
function trimmed(text: string, from: number, to: number): { from: number; to: number } {
  let start = from;
  let end = to;
  while (start < end && /[\s#]/.test(text[start] ?? '')) start++;
  while (end > start && EDGE.test(text[end - 1] ?? '')) end--;
  return start < end ? { from: start, to: end } : { from, to };
}
