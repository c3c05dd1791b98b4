import { headingsOf } from '@/lib/text/checks/headings';
import { checkNumbering } from '@/lib/text/checks/numbering';
import type { Finding } from '@/lib/text/checks/rule';
import type { Repair } from '@/lib/importing/plan/plan';
import type { Reading } from '@/lib/importing/document-reader';
import type { Span } from '@/lib/text/outline/source';
import type { Outline, OutlineSection } from '@/lib/text/outline/types';

/** What the checks say of a document with its outline, without what has been repaired; in the order of the text. */
export function findingsOf({ findings }: Pick<Reading, 'findings'>, outline: Outline, repairs: readonly Repair[]): Finding[] {
  const taken = [...repairs].sort((a, b) => a.from - b.from);
  const all = [...findings.items, ...outline.cases.flatMap(numberingOf)].sort((a, b) => a.from - b.from || a.to - b.to);
  let next = 0;
  return all.filter(({ from, to }) => {
    while (next < taken.length && taken[next]!.to <= from) next++;
    return !((taken[next]?.from ?? Infinity) < to);
  });
}

function numberingOf(one: Outline['cases'][number]): Finding[] {
  const spans = one.sections.flatMap(function all({ at, children }: OutlineSection): { number?: Span; heading: Span }[] {
    return [at, ...children.flatMap(all)];
  });
  return checkNumbering(headingsOf(one)).flatMap(({ index, part, suggestion, rule, message, certainty }) => {
    const span = part === 'number' ? spans[index]?.number : spans[index]?.heading;
    return span ? [{ ...span, rule, message, certainty, ...(suggestion === undefined ? {} : { suggestion }) }] : [];
  });
}
