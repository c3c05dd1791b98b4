import { z } from 'zod';
import { id, unset } from '../fields';
import { nodeSchema } from '../node-schema';

export const orderedList = nodeSchema({
  groups: ['block', 'flow'],
  fields: { attrs: z.strictObject({ id, start: unset(z.int().min(0).max(999_999_999)) }).prefault({}) },
  content: 'item+',
});
