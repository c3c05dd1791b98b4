import { z } from 'zod';
import { isStorable } from '../../../platform/plain-text';
import { markList } from '../../marks/registry';
import { nodeSchema } from '../node-schema';

export const text = nodeSchema({
  groups: ['inline', 'words'],
  fields: {
    text: z
      .string()
      .min(1)
      .refine(isStorable, { params: { code: 'unstorable_text' } }),
    marks: markList,
  },
});
