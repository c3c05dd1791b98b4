import { chinaGazetteer } from '@/lib/text/metadata/china';
import { proposeFacets } from '@/lib/text/metadata/facets';
import type { Facet } from '@/lib/text/metadata/proposal';
import { outline } from '@/lib/text/outline/outline';
import type { Labelled, Labels } from './fixtures/labelled';

export const gazetteer = chinaGazetteer();

/** A proposal below this is a guess that the interface offers among others. */
export const CONFIDENT = 0.5;

const SINGLE = ['region', 'township', 'organisation', 'year', 'field', 'author', 'source', 'recommender', 'contact'] as const;

export interface Score {
  right: number;
  proposed: number;
  labelled: number;
}

/** Precision and recall, facet by facet: of single values the first proposal counts, where it is confident. */
export function measure(documents: readonly Labelled[]): { scores: Map<Facet, Score>; misses: string[] } {
  const scores = new Map<Facet, Score>();
  const misses: string[] = [];
  const count = (facet: Facet, name: string, proposed: string[], labelled: string[]) => {
    const score = scores.get(facet) ?? { right: 0, proposed: 0, labelled: 0 };
    score.right += proposed.filter((value) => labelled.includes(value)).length;
    score.proposed += proposed.length;
    score.labelled += labelled.length;
    scores.set(facet, score);
    if (proposed.join() !== labelled.join()) misses.push(`${name}: ${facet} ${proposed.join('|') || '-'} instead of ${labelled.join('|') || '-'}`);
  };
  for (const [name, text, labels] of documents) {
    const proposals = proposeFacets(outline(text), gazetteer);
    for (const facet of SINGLE) {
      const first = proposals.find((one) => one.facet === facet && one.confidence >= CONFIDENT);
      count(facet, name, first ? [first.value] : [], valuesOf(labels, facet));
    }
    count('honour', name, proposals.filter(({ facet }) => facet === 'honour').map(({ value }) => value), labels.honours ?? []);
  }
  return { scores, misses };
}

function valuesOf(labels: Labels, facet: (typeof SINGLE)[number]): string[] {
  const value = labels[facet];
  return value === undefined ? [] : [value];
}
