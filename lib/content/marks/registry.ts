import { z } from 'zod';
import { bold } from './bold';
import { italic } from './italic';
import { link } from './link';
import type { MarkDefinition } from './mark';

/** The marks that a text may bear, each at its home. In this order they lie on it, the first one outermost. */
const definitions = { link, bold, italic };

const mark = z.discriminatedUnion('type', [link.schema, bold.schema, italic.schema]);

export type Mark = z.output<typeof mark>;

/** Every mark by its type; the compiler asks for each that a text may bear. */
const marks: { readonly [T in Mark['type']]: MarkDefinition<Extract<Mark, { type: T }>> } = definitions;

const ORDER = Object.keys(definitions);

/** Which of two marks lies outside: negative for the first one. */
export function outermostFirst(one: Mark, other: Mark): number {
  return ORDER.indexOf(one.type) - ORDER.indexOf(other.type);
}

/** What the product knows of a mark. */
export function markDefinition(mark: Mark): MarkDefinition<Mark> {
  return marks[mark.type] as MarkDefinition<Mark>;
}

/** Whether two marks say the same. */
export function isSameMark(one: Mark, other: Mark | undefined): boolean {
  return one.type === other?.type && markDefinition(one).isSame(one, other);
}

/** The marks of a node in a line, each kind once. */
export const markList = z
  .array(mark)
  .superRefine((list, ctx) => {
    list.forEach((item, index) => {
      if (list.findIndex((other) => other.type === item.type) === index) return;
      ctx.addIssue({ code: 'custom', path: [index], params: { code: 'duplicate_mark' }, message: 'Duplicate mark' });
    });
  })
  .optional();
