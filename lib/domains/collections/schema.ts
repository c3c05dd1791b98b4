import { z } from 'zod';
import { LIMITS } from '../../platform/limits';
import { multiLine, singleLine } from '../../platform/plain-text';

export const newCollection = z.strictObject({
  title: singleLine(LIMITS.title, 1),
  lead: multiLine(LIMITS.lead).default(''),
  articleIds: z
    .array(z.uuid())
    .max(LIMITS.import.cases)
    .refine((ids) => new Set(ids).size === ids.length, { params: { code: 'duplicate_article' } })
    .default([]),
});

export type NewCollection = z.infer<typeof newCollection>;
