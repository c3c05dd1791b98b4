import type { DocumentScore } from './score';

/** The figures of a folder: shares from 0 to 1, and counts of what must be none. */
export interface Summary {
  documents: number;
  f1: number;
  precision: number;
  recall: number;
  level: number;
  kind: number;
  number: number;
  body: number;
  lead: number;
  title: number;
  /** Documents with the labelled number of cases. */
  casesRight: number;
  noise: number;
  leaked: number;
  traps: number;
  lost: number;
}

type Count = { [K in keyof DocumentScore]-?: DocumentScore[K] extends number ? K : never }[keyof DocumentScore];

/** Sums the counts of documents before it divides them: a long document weighs more than a short one. */
export function summarise(scores: readonly DocumentScore[]): Summary {
  const sum = (count: Count) => scores.reduce((total, score) => total + score[count], 0);
  const share = (part: Count, whole: Count) => sum(part) / Math.max(1, sum(whole));
  const precision = sum('matched') / Math.max(1, sum('matched') + sum('extra'));
  const recall = share('matched', 'want');
  return {
    documents: scores.length,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    precision,
    recall,
    level: share('level', 'matched'),
    kind: share('kind', 'tops'),
    number: share('number', 'matched'),
    body: share('body', 'matched'),
    lead: share('lead', 'leads'),
    title: sum('title') / Math.max(1, scores.length),
    casesRight: scores.filter(({ casesWant, casesGot }) => casesWant === casesGot).length,
    noise: sum('noise'),
    leaked: sum('leaked'),
    traps: sum('traps'),
    lost: sum('lost'),
  };
}

/** One line for people. */
export function formatSummary(summary: Summary): string {
  const { documents, casesRight, noise, leaked, traps, lost, ...shares } = summary;
  const figures = Object.entries(shares).map(([name, share]) => `${name} ${share.toFixed(3)}`);
  return `${figures.join('  ')}  cases ${casesRight}/${documents}  noise left ${leaked}/${noise}  traps ${traps}  lost ${lost}`;
}
