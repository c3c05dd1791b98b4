/** What is seen of a thing, and the number of the class that it is of, from 0. */
export interface Example {
  features: ReadonlyMap<string, number>;
  of: number;
}

export interface Model {
  /** Of each feature, what it adds to the logarithms of the odds of each class. */
  weights: Map<string, number[]>;
  bias: number[];
}

const ROUNDS = 300;
/** Longest way of a weight in one round, and how fast earlier gradients make it shorter. */
const RATE = 0.5;

/**
 * Multinomial logistic regression with weights drawn to zero (ridge), by gradient descent whose steps shorten with the
 * gradients so far (AdaGrad). The same examples give the same model.
 * @param classes how many there are
 * @param decay weight of the squared weights against the likelihood of one example
 */
function logistic(examples: readonly Example[], classes: number, decay: number): Model {
  const names = [...new Set(examples.flatMap(({ features }) => [...features.keys()]))].sort();
  const numbers = new Map(names.map((name, i) => [name, i]));
  const width = classes;
  // The last row is the bias.
  const weights = new Float64Array((names.length + 1) * width);
  const squares = new Float64Array(weights.length).fill(1e-8);
  const rows = examples.map(({ features, of }) => ({
    at: [...[...features.keys()].map((name) => numbers.get(name)! * width), names.length * width],
    values: [...features.values(), 1],
    of,
  }));
  const gradient = new Float64Array(weights.length);
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < gradient.length; i++) gradient[i] = i < names.length * width ? weights[i]! * decay : 0;
    for (const { at, values, of } of rows) {
      const odds = probabilities(weights, width, at, values);
      odds[of]! -= 1;
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

function probabilities(weights: Float64Array, width: number, at: readonly number[], values: readonly number[]): number[] {
  const sums = Array.from({ length: width }, (_, k) => at.reduce((sum, row, i) => sum + weights[row + k]! * values[i]!, 0));
  const most = Math.max(...sums);
  const raised = sums.map((sum) => Math.exp(sum - most));
  const total = raised.reduce((sum, one) => sum + one, 0);
  return raised.map((one) => one / total);
}

/** The model over as many features as may be kept: those that weigh most and come often. */
export function sparseLogistic(examples: readonly Example[], classes: number, { decay, kept, often }: { decay: number; kept: number; often: number }): Model {
  const seen = new Map<string, number>();
  for (const { features } of examples) for (const name of features.keys()) seen.set(name, (seen.get(name) ?? 0) + 1);
  const common = examples.map(({ features, of }) => ({ of, features: new Map([...features].filter(([name]) => (seen.get(name) ?? 0) >= often)) }));
  const strongest = new Set(
    [...logistic(common, classes, decay).weights]
      .map(([name, own]): [string, number] => [name, Math.max(...own.map(Math.abs)) * Math.sqrt(seen.get(name) ?? 0)])
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, kept)
      .map(([name]) => name),
  );
  const chosen = common.map(({ features, of }) => ({ of, features: new Map([...features].filter(([name]) => strongest.has(name))) }));
  return logistic(chosen, classes, decay);
}
