import learnt from './kind-weights.json';
import type { SectionKind } from '../types';

// What tests/outline-corpus/learn.ts has learnt from the labelled documents of tests/outline-corpus/build, in steps of
// logarithms of odds.
const odds = (steps: readonly number[]) => steps.map((value) => value / learnt.step);

/** The order in which kinds have their weights. */
export const KINDS = learnt.kinds as readonly SectionKind[];
/** Of each kind by itself. */
export const BIAS = odds(learnt.bias);
/** Of a kind (column) behind another one (row). */
export const AFTER = learnt.after.map(odds);
/** Of each feature (`featuresOf`), what it adds to each kind. */
export const WEIGHTS: ReadonlyMap<string, readonly number[]> = new Map(Object.entries(learnt.weights).map(([name, steps]) => [name, odds(steps)]));
