import { evidenceOf, type Evidence } from './kind-evidence';
import { readKind } from './kinds';
import type { SectionKind } from './types';

/** What a section is about, and the probability that it is. */
export interface DecidedKind {
  kind: SectionKind;
  confidence: number;
}

type Weights = Record<SectionKind, number>;

const KINDS = ['BACKGROUND', 'PRACTICE', 'OUTCOME', 'INSIGHT', 'OTHER'] as const;

/** How a case begins, goes on and ends: what the situation was, what was done, what came of it, what was learnt. */
const FIRST: Weights = { BACKGROUND: 0.55, PRACTICE: 0.33, OUTCOME: 0.04, INSIGHT: 0.04, OTHER: 0.04 };
const NEXT: Record<SectionKind, Weights> = {
  BACKGROUND: { BACKGROUND: 0.14, PRACTICE: 0.78, OUTCOME: 0.05, INSIGHT: 0.02, OTHER: 0.01 },
  PRACTICE: { BACKGROUND: 0.01, PRACTICE: 0.62, OUTCOME: 0.24, INSIGHT: 0.12, OTHER: 0.01 },
  OUTCOME: { BACKGROUND: 0.003, PRACTICE: 0.1, OUTCOME: 0.14, INSIGHT: 0.72, OTHER: 0.037 },
  INSIGHT: { BACKGROUND: 0.003, PRACTICE: 0.04, OUTCOME: 0.03, INSIGHT: 0.85, OTHER: 0.077 },
  OTHER: { BACKGROUND: 0.05, PRACTICE: 0.1, OUTCOME: 0.05, INSIGHT: 0.3, OTHER: 0.5 },
};
const LAST: Weights = { BACKGROUND: 0.02, PRACTICE: 0.25, OUTCOME: 0.5, INSIGHT: 0.8, OTHER: 0.5 };

/**
 * Kinds of a case's top sections in their order, by the words of their headings, by what their texts do, and by what
 * usually comes before and after. The chain of kinds is weighed as a whole (forward and backward), in linear time.
 */
export function decideKinds(sections: readonly { heading: string; text: string }[]): DecidedKind[] {
  const seen = sections.map(({ heading, text }, i) => {
    const evidence = evidenceOf(heading, text);
    // Situation, task, action, result: the task there is still the situation.
    if (heading === '任务' && readKind(sections[i - 1]?.heading ?? '')?.kind === 'BACKGROUND') evidence.BACKGROUND = Math.max(evidence.BACKGROUND, evidence.PRACTICE + 2);
    if (isParallel(heading, sections[i - 1]?.heading) || isParallel(heading, sections[i + 1]?.heading)) evidence.PRACTICE += PARALLEL;
    return odds(evidence);
  });
  const forward: Weights[] = [];
  seen.forEach((here, i) => {
    const before = forward[i - 1];
    forward.push(scaled((kind) => here[kind] * (before ? sum((from) => before[from] * NEXT[from][kind]) : FIRST[kind])));
  });
  const backward: Weights[] = [];
  for (let i = seen.length - 1; i >= 0; i--) {
    const after = backward[i + 1];
    const there = seen[i + 1];
    backward[i] = after && there ? scaled((kind) => sum((to) => NEXT[kind][to] * there[to] * after[to])) : LAST;
  }
  return seen.map((_, i) => {
    const all = scaled((kind) => (forward[i]?.[kind] ?? 0) * (backward[i]?.[kind] ?? 0));
    const kind = KINDS.reduce((best, other) => (all[other] > all[best] ? other : best));
    return { kind, confidence: Math.round(all[kind] * 100) / 100 };
  });
}

/** Weight of a heading that is built as its neighbour is: 每户一张券, 每季一次会. Authors line their measures up so. */
const PARALLEL = 2;

/** Whether two headings without a telling word begin or end with the same characters. */
function isParallel(heading: string, other: string | undefined): boolean {
  if (!other || readKind(heading) || readKind(other) || heading === other) return false;
  const tail = heading.slice(-2);
  return heading.charAt(0) === other.charAt(0) || (tail.length === 2 && other.endsWith(tail));
}

function odds(evidence: Evidence): Weights {
  return weights((kind) => Math.exp(evidence[kind]));
}

function weights(of: (kind: SectionKind) => number): Weights {
  return { BACKGROUND: of('BACKGROUND'), PRACTICE: of('PRACTICE'), OUTCOME: of('OUTCOME'), INSIGHT: of('INSIGHT'), OTHER: of('OTHER') };
}

function sum(of: (kind: SectionKind) => number): number {
  return KINDS.reduce((total, kind) => total + of(kind), 0);
}

/** Weights that add up to 1. */
function scaled(of: (kind: SectionKind) => number): Weights {
  const raw = weights(of);
  const total = sum((kind) => raw[kind]);
  return weights((kind) => raw[kind] / total);
}
