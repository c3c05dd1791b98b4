import { z } from 'zod';
import { markList } from '../../marks/registry';
import { nodeSchema } from '../node-schema';

export const text = nodeSchema({
  groups: ['inline', 'words'],
  fields: {
    // What it holds of controls is taken out where the whole is tidied: a break among them is a node of its own.
    text: z
      .string()
      .min(1)
      .refine((text) => text.isWellFormed(), { params: { code: 'unstorable_text' } }),
    marks: markList,
  },
});
