import type { SectionKind } from '../../text/outline/types';
import type { Edit, Plan, Repair } from './plan';
import type { Row } from './rows';

/** A row with its place in the tree: how deep its heading lies, or the section that it is the text of. */
export interface Placed {
  row: Row;
  /** Of a heading 1 and more; of a text that of its section, 0 above all sections. */
  depth: number;
}

/** Levels of rows as the tree has them: jumps closed up. */
export function placed(rows: readonly Row[]): Placed[] {
  let open: number[] = [];
  return rows.map((row) => {
    if (row.opens || row.role === 'tail') open = [];
    if (row.role === 'heading') {
      const level = row.heading?.level ?? 1;
      while ((open.at(-1) ?? -1) >= level) open.pop();
      open.push(level);
    }
    return { row, depth: open.length };
  });
}

/** What an edit needs: the rows as the plan has them now, and the plan. */
export interface Editing {
  rows: readonly Row[];
  plan: Plan;
}

/** The index behind a section: its heading, its text and all below it. */
export function sectionEnd(all: readonly Placed[], index: number): number {
  const depth = all[index]?.depth ?? 0;
  let end = index + 1;
  while (end < all.length && !all[end]!.row.opens && all[end]!.row.role !== 'tail' && (all[end]!.row.role !== 'heading' || all[end]!.depth > depth)) end++;
  return end;
}

function withEdits(plan: Plan, edits: readonly Edit[]): Plan {
  const replaced = new Set(edits.map(({ at }) => at));
  return { ...plan, edits: [...plan.edits.filter(({ at }) => !replaced.has(at)), ...edits] };
}

/** A heading at a level; a kind that was chosen for it stays. */
function headingEdit(row: Row, level: number, kind?: SectionKind): Edit {
  const own = kind ?? (row.heading?.kind?.confidence === 1 ? row.heading.kind.kind : undefined);
  return { at: row.from, as: 'heading', level, ...(own ? { kind: own } : {}) };
}

/** Moves a section, with all below it, a level out (-1) or in (1); null where it cannot. */
export function shift({ rows, plan }: Editing, index: number, by: 1 | -1): Plan | null {
  const all = placed(rows);
  const own = all[index];
  if (own?.row.role !== 'heading') return null;
  if (by < 0 ? own.depth === 1 : !hasElder(all, index)) return null;
  const end = sectionEnd(all, index);
  // Everything gets its depth for its level: a jump that was closed up before would now swallow the section.
  const edits = all.flatMap(({ row, depth }, at) => {
    if (row.role !== 'heading') return [];
    const level = at >= index && at < end ? depth + by : depth;
    return level === row.heading?.level && !(at === index) ? [] : [headingEdit(row, level)];
  });
  return withEdits(plan, edits);
}

/** Whether a section stands before it at its depth, below which it can go. */
function hasElder(all: readonly Placed[], index: number): boolean {
  const depth = all[index]?.depth ?? 0;
  for (let at = index - 1; at >= 0 && !all[at + 1]!.row.opens; at--) {
    const { row, depth: other } = all[at]!;
    if (row.role === 'tail') return false;
    if (row.role === 'heading' && other <= depth) return other === depth;
  }
  return false;
}

/** Where the first words of a row end that could be a heading by themselves; null where the row is short, or has no such place. */
function headingEnd(text: string, { from, to }: Row): number | null {
  const line = text.slice(from, to);
  if (line.length <= 40) return null;
  const end = /^.{2,40}?[。：:；！？]/.exec(line)?.[0].length ?? /^.{2,24}?[\s\u3000]/.exec(line)?.[0].length;
  return end === undefined || line.length - end < 8 ? null : from + end;
}

/** Parts a row behind its first sentence, so that the rest is a row of its own; null where it is one sentence. */
export function cutSentence({ rows, plan }: Editing, index: number, text: string): Plan | null {
  const { from, to } = rows[index]!;
  const end = /^.+?[。！？；：!?;:][”’》）」』]*/s.exec(text.slice(from, to))?.[0].length ?? 0;
  return end > 0 && from + end < to ? { ...plan, cuts: [...plan.cuts, from + end] } : null;
}

/** Makes a row a heading beside the section that it stands in; of a long line only its first words. A heading is confirmed. */
export function asHeading({ rows, plan }: Editing, index: number, text: string): Plan {
  const { row, depth } = placed(rows)[index]!;
  const end = row.role === 'heading' ? null : headingEnd(text, row);
  const cut = end === null ? plan : { ...plan, cuts: [...plan.cuts, end] };
  const { heading } = row;
  if (row.role !== 'heading') return withEdits(cut, [headingEdit(row, Math.max(1, depth))]);
  return withEdits(plan, [headingEdit(row, heading?.level ?? 1, depth === 1 ? heading?.kind?.kind : undefined)]);
}

/** Gives a row another role, and of a section's heading that is dropped or merged only the heading. */
export function asRole({ plan }: Editing, row: Row, role: Exclude<Edit['as'], 'heading'>): Plan {
  return withEdits(plan, [{ at: row.from, as: role }]);
}

/** Drops a section with all below it, or a line; rescues what was stripped, as text. */
export function drop({ rows, plan }: Editing, index: number): Plan {
  const row = rows[index]!;
  if (row.role === 'stripped') return withEdits(plan, [{ at: row.from, as: 'text' }]);
  const end = row.role === 'heading' ? sectionEnd(placed(rows), index) : index + 1;
  return withEdits(plan, rows.slice(index, end).filter(({ role }) => role !== 'stripped').map(({ from }): Edit => ({ at: from, as: 'stripped' })));
}

/** Gives a top section a kind; a deeper one has that of the section around it, which gets it. */
export function setKind({ rows, plan }: Editing, index: number, kind: SectionKind): Plan | null {
  const all = placed(rows);
  let at = index;
  while (at >= 0 && !(all[at]!.row.role === 'heading' && all[at]!.depth === 1)) {
    if (all[at]!.row.opens || all[at]!.depth === 0) return null;
    at--;
  }
  const row = all[at]?.row;
  return row ? withEdits(plan, [headingEdit(row, row.heading?.level ?? 1, kind)]) : null;
}

/** Begins a case at a row, or no longer. */
export function toggleCase({ plan }: Editing, row: Row): Plan {
  return withEdits(plan, [row.opens ? { at: row.from, as: 'text' } : { at: row.from, as: 'case' }]);
}

/** Names the document by a row; the rows that named it before become text. */
export function asTitle({ rows, plan }: Editing, row: Row): Plan {
  const first = rows.findIndex(({ opens }) => opens);
  const before = rows.slice(0, first < 0 ? rows.length : first).filter(({ role, from }) => role === 'title' && from !== row.from);
  return withEdits(plan, [...before.map(({ from }): Edit => ({ at: from, as: 'text' })), { at: row.from, as: 'title' }]);
}

/** Takes corrections; those that touch one that was taken already are left. */
export function withRepairs(plan: Plan, repairs: readonly Repair[]): Plan {
  const taken = [...plan.repairs].sort((a, b) => a.from - b.from);
  const free = [...repairs].sort((a, b) => a.from - b.from);
  const added: Repair[] = [];
  let next = 0;
  let end = 0;
  for (const one of free) {
    while (next < taken.length && taken[next]!.to <= one.from) next++;
    if (one.from < end || (taken[next]?.from ?? Infinity) < one.to) continue;
    added.push(one);
    end = one.to;
  }
  return { ...plan, repairs: [...plan.repairs, ...added] };
}
