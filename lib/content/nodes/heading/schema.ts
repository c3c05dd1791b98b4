import { z } from 'zod';
import { LIMITS } from '../../../platform/limits';
import { id, optionalLine } from '../fields';
import { nodeSchema } from '../node-schema';

/** How long a line is for the limit of headings: a break and a note count as one character. */
function lengthOf(line: readonly { text?: string }[]): number {
  return line.reduce((sum, { text }) => sum + (text?.length ?? 1), 0);
}

/** A heading inside a section: level 2 is the highest. `number` is the original numbering, without its text. */
export const heading = nodeSchema({
  groups: ['block'],
  fields: {
    attrs: z.strictObject({ id, level: z.literal([2, 3, 4]), number: optionalLine(LIMITS.headingNumber) }),
  },
  content: 'inline*',
  check(line: readonly { text?: string }[], ctx) {
    if (lengthOf(line) > LIMITS.heading) ctx.addIssue({ code: 'custom', params: { code: 'text_too_long' }, message: 'Invalid input' });
  },
});
