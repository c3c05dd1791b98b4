import { z } from 'zod';
import { halfWidthNumber } from './characters';

/** A schema of numbers (`z.coerce.number()`) for what comes in as text, from a query or the environment: digits of either width. */
export function typedNumber<S extends z.ZodType>(schema: S) {
  return z.preprocess((value) => (typeof value === 'string' ? halfWidthNumber(value) : value), schema);
}
