import type { SectionKind } from '@/lib/outline/types';

export const KINDS = ['BACKGROUND', 'PRACTICE', 'OUTCOME', 'INSIGHT', 'OTHER'] as const satisfies readonly SectionKind[];

/** A section with what is seen of it, and its kind. */
export interface Example {
  features: ReadonlyMap<string, number>;
  kind: SectionKind;
}

export interface Model {
  /** Of each feature, what it adds to the logarithms of the odds of each kind, in the order of `KINDS`. */
  weights: Map<string, number[]>;
  bias: number[];
}

const ROUNDS = 300;
/** Longest way of a weight in one round, and how fast earlier gradients make it shorter. */
const RATE = 0.5;

/**
 * Multinomial logistic regression with weights drawn to zero (ridge), by gradient descent whose steps shorten with the
 * gradients so far (AdaGrad). The same examples give the same model.
 * @param decay weight of the squared weights against the likelihood of one example
 */
export function logistic(examples: readonly Example[], decay: number): Model {
  const names = [...new Set(examples.flatMap(({ features }) => [...features.keys()]))].sort();
  const numbers = new Map(names.map((name, i) => [name, i]));
  const width = KINDS.length;
  // The last row is the bias.
  const weights = new Float64Array((names.length + 1) * width);
  const squares = new Float64Array(weights.length).fill(1e-8);
  const rows = examples.map(({ features, kind }) => ({
    at: [...[...features.keys()].map((name) => numbers.get(name)! * width), names.length * width],
    values: [...features.values(), 1],
    kind: KINDS.indexOf(kind),
  }));
  const gradient = new Float64Array(weights.length);
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < gradient.length; i++) gradient[i] = i < names.length * width ? weights[i]! * decay : 0;
    for (const { at, values, kind } of rows) {
      const odds = probabilities(weights, at, values);
      odds[kind]! -= 1;
      at.forEach((row, i) => odds.forEach((missed, k) => (gradient[row + k]! += missed * values[i]!)));
    }
    for (let i = 0; i < weights.length; i++) {
      squares[i]! += gradient[i]! ** 2;
      weights[i]! -= (RATE * gradient[i]!) / Math.sqrt(squares[i]!);
    }
  }
  const row = (i: number) => [...weights.subarray(i * width, (i + 1) * width)];
  return { weights: new Map(names.map((name, i) => [name, row(i)])), bias: row(names.length) };
}

function probabilities(weights: Float64Array, at: readonly number[], values: readonly number[]): number[] {
  const sums = KINDS.map((_, k) => at.reduce((sum, row, i) => sum + weights[row + k]! * values[i]!, 0));
  const most = Math.max(...sums);
  const raised = sums.map((sum) => Math.exp(sum - most));
  const total = raised.reduce((sum, one) => sum + one, 0);
  return raised.map((one) => one / total);
}
