import type { Body } from '../schema';
import { diffBodies, isUnchanged, type NodeDiff } from './diff';
import { pairsOf } from './pairs';
import { diffWords, Effort, wholly, type Run } from './words';

/** What is compared of a section. */
export interface ComparedSection<K extends string = string> {
  id: string;
  kind: K;
  number: string;
  heading: string;
  body: Body;
}

/** The facts of an article, as they are shown. */
const COMPARED_FIELDS = ['title', 'lead', 'organisation', 'region', 'field', 'year'] as const;
type ComparedField = (typeof COMPARED_FIELDS)[number];

/** A state of an article: its working copy, or a revision. */
export interface ComparedArticle<K extends string = string> extends Record<ComparedField, string> {
  sections: readonly ComparedSection<K>[];
}

/** What became of a section. */
export interface SectionDiff<K extends string = string> {
  id: string;
  change: 'same' | 'added' | 'removed' | 'changed';
  moved: 'up' | 'down' | null;
  heading: Run[];
  kind: { before: K | null; after: K | null };
  body: NodeDiff[];
}

export interface ArticleDiff<K extends string = string> {
  /** Those that differ. */
  fields: { field: ComparedField; runs: Run[] }[];
  sections: SectionDiff<K>[];
  isSame: boolean;
}

const nameOf = ({ number, heading }: { number: string; heading: string }) => ({ text: number && heading ? `${number} ${heading}` : number || heading });

function diffSection<K extends string>(before: ComparedSection<K> | null, after: ComparedSection<K> | null, moved: 'up' | 'down' | null, effort: Effort): SectionDiff<K> {
  const there = (after ?? before)!;
  const empty: Body = { ...there.body, content: [] };
  const body = diffBodies(before?.body ?? empty, after?.body ?? empty, effort);
  const kind = { before: before?.kind ?? null, after: after?.kind ?? null };
  if (!before || !after) {
    const change = after ? 'added' : 'removed';
    return { id: there.id, change, moved, heading: wholly([nameOf(there)], change), kind, body };
  }
  const heading = diffWords([nameOf(before)], [nameOf(after)], effort);
  const isSame = kind.before === kind.after && heading.every(({ change }) => change === 'same') && isUnchanged(body);
  return { id: there.id, change: isSame ? 'same' : 'changed', moved, heading, kind, body };
}

/** What differs between two states of an article: its fields, and section by section, each known by its id. */
export function diffArticles<K extends string>(before: ComparedArticle<K>, after: ComparedArticle<K>): ArticleDiff<K> {
  const effort = new Effort();
  const fields = COMPARED_FIELDS.flatMap((field) => (before[field] === after[field] ? [] : [{ field, runs: diffWords([{ text: before[field] }], [{ text: after[field] }], effort) }]));
  const pairs = pairsOf(before.sections, after.sections, { key: ({ id }) => id, likeness: () => '' });
  const sections = pairs.map((pair) => diffSection(pair.before, pair.after, pair.moved, effort));
  return { fields, sections, isSame: fields.length === 0 && sections.every(({ change, moved }) => change === 'same' && moved === null) };
}
