import type { SectionKind } from '../../text/outline/types';
import type { Edit, Plan, Repair } from './plan';
import { placed } from './placed';
import type { Row } from './rows';

/** What an edit needs: the rows as the plan has them now, and the plan. */
export interface Editing {
  rows: readonly Row[];
  plan: Plan;
}

/** A plan with edits, each in the place of what it said of that row before. */
export function withEdits(plan: Plan, edits: readonly Edit[]): Plan {
  const replaced = new Set(edits.map(({ at }) => at));
  return { ...plan, edits: [...plan.edits.filter(({ at }) => !replaced.has(at)), ...edits] };
}

/** A heading at a level; a kind that was chosen for it stays. */
export function headingEdit(row: Row, level: number, kind?: SectionKind): Edit {
  const own = kind ?? (row.heading?.kind?.confidence === 1 ? row.heading.kind.kind : undefined);
  return { at: row.from, as: 'heading', level, ...(own ? { kind: own } : {}) };
}

/** Parts a row behind its first sentence, so that the rest is a row of its own; null where it is one sentence. */
export function cutSentence({ rows, plan }: Editing, index: number, text: string): Plan | null {
  const { from, to } = rows[index]!;
  const end = /^.+?[。！？；：!?;:][”’》）」』]*/s.exec(text.slice(from, to))?.[0].length ?? 0;
  return end > 0 && from + end < to ? { ...plan, cuts: [...plan.cuts, from + end] } : null;
}

/** Gives the top sections that rows stand in a kind; null where none stands in one. */
export function setKind({ rows, plan }: Editing, chosen: readonly number[], kind: SectionKind): Plan | null {
  const all = placed(rows);
  const tops = new Set<number>();
  for (const index of chosen) {
    let at = index;
    while (at >= 0 && !(all[at]!.row.role === 'heading' && all[at]!.depth === 1) && !all[at]!.row.opens && all[at]!.depth > 0) at--;
    if (at >= 0 && all[at]!.row.role === 'heading') tops.add(at);
  }
  return tops.size > 0 ? withEdits(plan, [...tops].map((at) => headingEdit(rows[at]!, rows[at]!.heading?.level ?? 1, kind))) : null;
}

/** Begins a case at a row, or no longer. */
export function toggleCase({ plan }: Editing, row: Row): Plan {
  return withEdits(plan, [row.opens ? { at: row.from, as: 'text' } : { at: row.from, as: 'case' }]);
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
