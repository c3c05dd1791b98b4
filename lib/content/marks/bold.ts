import { z } from 'zod';
import type { MarkDefinition } from './mark';

const schema = z.strictObject({ type: z.literal('bold') });

export const bold = {
  schema,
  openTag: () => '<strong>',
  closeTag: '</strong>',
  markdown: (_, children) => ({ type: 'strong', children }),
  isSame: () => true,
} satisfies MarkDefinition<z.output<typeof schema>>;
