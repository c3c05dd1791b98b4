import { z } from 'zod';
import { singleLine } from '../../platform/plain-text';
import { BLOCK_ID, newBlockId } from '../ids';

/** ProseMirror writes an attribute that is not set as null; here it is simply not there. */
export function unset<T extends z.ZodType>(schema: T) {
  return schema
    .nullable()
    .transform((value) => value ?? undefined)
    .optional();
}

/** An attribute that is one line of words, trimmed, at most `max` characters; one without words is not there. */
export function optionalLine(max: number) {
  return singleLine(max)
    .nullable()
    .transform((value) => value || undefined)
    .optional();
}

/** A missing id is given here, so that every stored block has one. */
export const id = z
  .string()
  .regex(BLOCK_ID)
  .nullish()
  .transform((value) => value ?? newBlockId());

/** The attributes of a block that has an id and nothing else. */
export const identified = z.strictObject({ id }).prefault({});
