import type { Candidate } from './candidate';

/** Siblings of one family under one parent, counted from 1 where they count. */
interface Group {
  members: { candidate: Candidate; bodied: boolean }[];
}

/** Longest sentence that may stand as a heading without any text behind it. */
const LONGEST_PHRASE = 16;

/** The candidates that behave as headings do: groups that are lists, and members that are list items, are left out. */
export function headingGroups(candidates: readonly Candidate[], ranks: ReadonlyMap<string, number>, end: number): Candidate[] {
  const kept = new Set<Candidate>();
  for (const group of groupsOf(candidates, ranks, end)) {
    if (!isHeadingGroup(group, ranks)) continue;
    const items = group.members.filter(({ candidate, bodied }) => isItem(candidate, bodied));
    // Siblings that count are one decision: a single one without text of its own is a heading as the others are, unless it ends them.
    const all = items.length === 1 && items[0] !== group.members.at(-1) && group.members.length > 2 && group.members.every(({ candidate }) => candidate.ordinal > 0 && candidate.style !== 'item');
    for (const { candidate, bodied } of group.members) if (all || !isItem(candidate, bodied)) kept.add(candidate);
  }
  return candidates.filter((candidate) => kept.has(candidate));
}

function isItem({ style, headFrom, headTo, format }: Candidate, bodied: boolean): boolean {
  if (format > 0) return false;
  return style === 'item' || (style === 'sentence' && !bodied && headTo - headFrom > LONGEST_PHRASE);
}

function groupsOf(candidates: readonly Candidate[], ranks: ReadonlyMap<string, number>, end: number): Group[] {
  const groups: Group[] = [];
  const open: { rank: number; shape: string; group: Group }[] = [];
  candidates.forEach((candidate, i) => {
    const rank = ranks.get(candidate.shape) ?? 0;
    let sibling: Group | undefined;
    for (let top = open.at(-1); top && top.rank >= rank; top = open.at(-1)) {
      if (top.shape === candidate.shape) sibling = top.group;
      open.pop();
    }
    const group = sibling && candidate.ordinal !== 1 ? sibling : { members: [] };
    if (group.members.length === 0) groups.push(group);
    group.members.push({ candidate, bodied: hasBody(candidate, candidates[i + 1], ranks, end) });
    open.push({ rank, shape: candidate.shape, group });
  });
  return groups;
}

function hasBody(candidate: Candidate, next: Candidate | undefined, ranks: ReadonlyMap<string, number>, end: number): boolean {
  if (candidate.rest >= 0 || (next?.position ?? end) > candidate.next) return true;
  return next !== undefined && (ranks.get(next.shape) ?? 0) > (ranks.get(candidate.shape) ?? 0);
}

/** Families of which a single member is believed: an author who writes 一、 or （一） means a heading. */
const SINGLE = /^(han|han-paren|formal|roman|division-.|decimal-\d|bracket|bold|bare-kind|bare-line|bare-frame)$/;

function isHeadingGroup({ members }: Group, ranks: ReadonlyMap<string, number>): boolean {
  const first = members[0]?.candidate;
  if (!first) return false;
  if (members.some(({ candidate }) => candidate.format > 0)) return true;
  // A list of the format's is one, unless paragraphs follow its items.
  if (members.every(({ candidate, bodied }) => candidate.item && !(bodied && candidate.rest < 0))) return false;
  if (members.filter(({ candidate }) => candidate.style === 'item').length * 2 > members.length) return false;
  const telling = members.filter(({ candidate }) => candidate.kind !== null).length;
  const bodied = members.filter((member) => member.bodied).length;
  if (members.length === 1) return SINGLE.test(first.shape) && (bodied > 0 || telling > 0);
  if (bodied * 2 > members.length) return true;
  return ranks.get(first.shape) === 0 && telling * 2 >= members.length;
}
