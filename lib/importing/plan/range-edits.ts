import { LIMITS } from '../../platform/limits';
import { headingEdit, withEdits, type Editing } from './edits';
import { handLevels } from './hand-levels';
import { placed, sectionEnd } from './placed';
import type { Edit, Plan } from './plan';
import type { RowShapes } from './row-shapes';
import type { Row } from './rows';

// What an editor does with some rows at once. Every function takes the indexes of the rows, rising, and answers with one plan,
// which is one step to be undone; null where nothing would change or what is asked for cannot be.

/** A plan with edits; null for none, and for more than a plan may hold. */
function edited(plan: Plan, edits: readonly Edit[]): Plan | null {
  if (edits.length === 0) return null;
  const next = withEdits(plan, edits);
  return next.edits.length > LIMITS.import.edits ? null : next;
}

/** The chosen headings and all that lies below them. */
function withBelow(rows: readonly Row[], chosen: readonly number[]): Set<number> {
  const all = placed(rows);
  const found = new Set<number>();
  let done = 0;
  for (const index of chosen) {
    const end = rows[index]?.role === 'heading' ? sectionEnd(all, index) : index + 1;
    for (let at = Math.max(done, index); at < end; at++) found.add(at);
    done = Math.max(done, end);
  }
  return found;
}

/** Moves sections, with all below them, a level out (-1) or in (1); those that cannot go stay. */
export function shiftRows({ rows, plan }: Editing, chosen: readonly number[], by: 1 | -1): Plan | null {
  const all = placed(rows);
  const wanted = new Set(chosen);
  const edits: Edit[] = [];
  let moved = 0;
  /** The level of the heading before, as it is now; 0 where there is none. */
  let before = 0;
  /** How deep the section lies that moves and carries along what is below it. */
  let carries = Infinity;
  all.forEach(({ row, depth }, index) => {
    if (row.opens || row.role === 'tail') before = 0;
    if (row.role !== 'heading') return;
    if (depth <= carries) carries = Infinity;
    const goes = carries < depth || (wanted.has(index) && (by < 0 ? depth > 1 : before >= depth && depth < LIMITS.import.levels));
    if (goes && carries === Infinity) carries = depth;
    const level = Math.min(goes ? depth + by : depth, LIMITS.import.levels);
    if (goes) moved += 1;
    before = level;
    // Everything gets its depth for its level: a jump that was closed up before would now swallow the section.
    if (level !== row.heading?.level || goes) edits.push(headingEdit(row, level));
  });
  return moved > 0 ? edited(plan, edits) : null;
}

/** Strips rows; a single heading takes its section along. */
export function stripRows({ rows, plan }: Editing, chosen: readonly number[]): Plan | null {
  const whole = chosen.length === 1 ? [...withBelow(rows, chosen)] : chosen;
  return edited(plan, whole.flatMap((index): Edit[] => (rows[index]!.role === 'stripped' ? [] : [{ at: rows[index]!.from, as: 'stripped' }])));
}

/**
 * Brings back what was stripped: what the editor had stripped as what it was found to be, all else as text.
 * @param found the rows of the document's own outline
 */
export function restoreRows({ rows, plan }: Editing, chosen: readonly number[], found: readonly Row[]): Plan | null {
  const were = new Map(found.map((row) => [row.from, row]));
  const back = chosen.flatMap((index) => (rows[index]!.role === 'stripped' ? [rows[index]!] : []));
  return edited(plan, back.map((row): Edit => restored(row, were.get(row.from))));
}

function restored({ from: at }: Row, was: Row | undefined): Edit {
  if (!was || was.role === 'stripped' || was.role === 'marker') return { at, as: 'text' };
  if (was.opens) return { at, as: 'case' };
  return was.role === 'heading' ? headingEdit(was, was.heading?.level ?? 1) : { at, as: was.role };
}

/** Makes rows text, whatever they are. */
export function textRows({ rows, plan }: Editing, chosen: readonly number[]): Plan | null {
  return edited(plan, chosen.flatMap((index): Edit[] => (rows[index]!.role === 'text' && !rows[index]!.opens ? [] : [{ at: rows[index]!.from, as: 'text' }])));
}

/**
 * Makes rows headings: at the levels of `handLevels`, and where headings and their text were chosen together only those that look
 * like headings, and what else was stripped of them is text; or all of them at one level. Of a long row its first words become
 * the heading.
 */
export function headingRows({ rows, plan }: Editing, chosen: readonly number[], shapes: RowShapes, text: string, at?: number): Plan | null {
  const able = chosen.filter((index) => !rows[index]!.opens && !shapes.of(rows[index]!).fixed);
  const like = able.filter((index) => shapes.isHeadingLike(rows, index));
  const isMixed = like.length > 1 && able.some((index) => shapes.of(rows[index]!).form !== 'line');
  const parts = isMixed && at === undefined;
  const picks = parts ? like : able;
  // Headings that are chosen by themselves are confirmed as they are.
  const levels = picks.every((index) => rows[index]!.role === 'heading') ? new Map<number, number>() : handLevels(rows, picks, shapes);
  const picked = new Set(picks);
  const back = new Set(parts ? chosen.filter((index) => rows[index]!.role === 'stripped' && !picked.has(index)) : []);
  const cuts: number[] = [];
  const edits = placed(rows).flatMap(({ row, depth }, index): Edit[] => {
    if (back.has(index)) return [{ at: row.from, as: 'text' }];
    // A jump between levels that was closed up before would now swallow what is beside the new heading.
    if (!picked.has(index)) return row.role === 'heading' && row.heading?.level !== depth ? [headingEdit(row, depth)] : [];
    const level = Math.min(at ?? levels.get(index) ?? Math.max(1, depth), LIMITS.import.levels);
    if (row.role === 'heading') return [headingEdit(row, level, level === 1 && depth === 1 ? row.heading?.kind?.kind : undefined)];
    const end = shapes.of(row).format > 0 ? null : headingEnd(text, row);
    if (end !== null) cuts.push(end);
    return [headingEdit(row, level)];
  });
  return picks.length > 0 ? edited(cuts.length > 0 ? { ...plan, cuts: [...plan.cuts, ...cuts] } : plan, edits) : null;
}

/** Where the first words of a row end that could be a heading by themselves; null where the row is short, or has no such place. */
function headingEnd(text: string, { from, to }: Row): number | null {
  const line = text.slice(from, to);
  if (line.length <= 40) return null;
  const end = /^.{2,40}?[。：:；！？]/.exec(line)?.[0].length ?? /^.{2,24}?[\s\u3000]/.exec(line)?.[0].length;
  return end === undefined || line.length - end < 8 ? null : from + end;
}

/**
 * Names the document by rows, or the case of a collection that they stand in; what named it before becomes text. A row that
 * opens a case names it already, a table or a picture never does, and several rows do as far as a title is long.
 */
export function titleRows({ rows, plan }: Editing, chosen: readonly number[], shapes: RowShapes): Plan | null {
  const picks = new Set(chosen.filter((index) => !rows[index]!.opens && !shapes.of(rows[index]!).fixed));
  const length = [...picks].reduce((sum, index) => sum + rows[index]!.to - rows[index]!.from, 0);
  if (picks.size === 0 || (picks.size > 1 && length > LIMITS.title)) return null;
  const named = [...picks].map((index): Edit => ({ at: rows[index]!.from, as: 'title' }));
  const opens = rows.findIndex((row) => row.opens);
  const isCollected = rows.filter((row, index) => row.opens || (index < opens && row.role === 'heading')).length > 1;
  // A case keeps the row that opens it; applyPlan sees that it does not name it any more.
  if (isCollected && Math.min(...picks) > opens) return edited(plan, named);
  const before = rows.flatMap(({ role, from, opens: begins }, index): Edit[] => {
    const names = isCollected ? index < opens && role === 'title' : role === 'title' || role === 'marker' || begins;
    return names && !picks.has(index) ? [{ at: from, as: 'text' }] : [];
  });
  return edited(plan, [...before, ...named]);
}

/**
 * Keeps some rows and strips all others; what of them was stripped comes back. The title stays, unless the first of these rows
 * is one.
 * @param found the rows of the document's own outline
 */
export function keepRows({ rows, plan }: Editing, chosen: readonly number[], found: readonly Row[], shapes: RowShapes): Plan | null {
  const kept = new Set(chosen);
  const were = new Map(found.map((row) => [row.from, row]));
  const [first] = chosen;
  if (first === undefined) return null;
  const isNamed = chosen.some((index) => rows[index]!.role === 'title' && !rows[index]!.opens) || chosen.filter((index) => rows[index]!.opens).length === 1;
  const names = !isNamed && shapes.isTitleLike(rows[first]!) ? first : -1;
  const edits = rows.flatMap((row, index): Edit[] => {
    const at = row.from;
    if (index === names) return [{ at, as: 'title' }];
    if (kept.has(index)) return row.role === 'stripped' ? [restored(row, were.get(at))] : [];
    const isTitle = row.role === 'title' && !row.opens && !isNamed && names < 0;
    return row.role === 'stripped' || isTitle ? [] : [{ at, as: 'stripped' }];
  });
  return edited(plan, edits);
}
