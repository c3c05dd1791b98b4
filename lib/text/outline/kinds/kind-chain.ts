import { featuresOf, type Read } from './kind-features';
import { AFTER, BIAS, KINDS, WEIGHTS } from './kind-weights';
import type { SectionKind } from '../types';

/** What a section is about, and the probability that it is. */
export interface DecidedKind {
  kind: SectionKind;
  confidence: number;
}

/**
 * Kinds of a case's top sections in their order: by what is seen of each (`featuresOf`), and by what usually comes
 * before and after. The chain of kinds is weighed as a whole (forward and backward), in linear time. The weights are
 * learnt from the labelled corpus: `tests/outline-corpus/learn.ts`.
 */
export function decideKinds(sections: readonly Read[]): DecidedKind[] {
  const seen = sections.map((_, i) => likelihoods(featuresOf(sections, i)));
  const forward: number[][] = [];
  seen.forEach((here, i) => {
    const before = forward[i - 1];
    forward.push(before ? normalised(here.map((own, to) => own + sumOfExponents(before.map((value, from) => value + after(from, to))))) : here);
  });
  const backward: number[][] = [];
  for (let i = seen.length - 1; i >= 0; i--) {
    const there = seen[i + 1];
    const beyond = backward[i + 1];
    backward[i] = there && beyond ? normalised(KINDS.map((_, from) => sumOfExponents(there.map((value, to) => value + (beyond[to] ?? 0) + after(from, to))))) : KINDS.map(() => 0);
  }
  return seen.map((_, i) => {
    const all = normalised(KINDS.map((_kind, k) => (forward[i]?.[k] ?? 0) + (backward[i]?.[k] ?? 0)));
    const best = all.indexOf(Math.max(...all));
    return { kind: KINDS[best] ?? 'OTHER', confidence: Math.round(Math.exp(all[best] ?? 0) * 100) / 100 };
  });
}

/** Logarithms of the probabilities of each kind by what is seen of a section alone. */
function likelihoods(features: ReadonlyMap<string, number>): number[] {
  const sums = [...BIAS];
  for (const [name, value] of features) {
    const weights = WEIGHTS.get(name);
    if (weights) for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] ?? 0) + value * (weights[k] ?? 0);
  }
  return normalised(sums);
}

function after(from: number, to: number): number {
  return AFTER[from]?.[to] ?? 0;
}

/** Logarithms of weights, so that the weights add up to 1. */
function normalised(logarithms: readonly number[]): number[] {
  const total = sumOfExponents(logarithms);
  return logarithms.map((value) => value - total);
}

function sumOfExponents(logarithms: readonly number[]): number {
  const most = Math.max(...logarithms);
  return most + Math.log(logarithms.reduce((sum, value) => sum + Math.exp(value - most), 0));
}
