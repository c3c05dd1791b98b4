import { z } from 'zod';
import type { MarkDefinition } from './mark';

const schema = z.strictObject({ type: z.literal('italic') });

export const italic = {
  schema,
  openTag: () => '<em>',
  closeTag: '</em>',
  markdown: (_, children) => ({ type: 'emphasis', children }),
  isSame: () => true,
} satisfies MarkDefinition<z.output<typeof schema>>;
