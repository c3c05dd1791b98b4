import { z } from 'zod';
import { measureBody, type Finding } from './measure';
import { bodyStructure, type Body, type BodyInput } from './nodes';
import { tidyBody } from './tidy';

export { isEmptyBody } from './visible';
export type { Block, Body, BodyInput, BodyNode, Flow, Footnote, Image, Inline, ListItem, Mark, Table, TableCell, TableRow } from './nodes';

/** The version that is written today; older ones are read through upgrade.ts. */
export const BODY_VERSION = 1;

/** A 2 MB request of nothing but faults would otherwise be answered with many times its size. */
const MAX_FINDINGS = 200;

function report(ctx: z.RefinementCtx, { code, path, message }: Finding): void {
  ctx.addIssue({ code: 'custom', path, message, params: { code } });
}

/**
 * The schema of a section body. In: any value, ids may be missing, attributes that are not set may
 * be null. Out: a `Body` in canonical form (see tidy.ts), every block with an id; ids that came in
 * stay. Too deep or too large a body is refused with one finding before anything recurses; else all
 * findings come together (no more than 200), each with its exact path. Findings that are not zod's
 * own have `params.code`: unstorable_text, bad_link, line_break, duplicate_id, duplicate_mark,
 * too_deep, too_many_blocks, too_many_marks, text_too_long, too_many_columns, table_shape.
 */
export const bodySchema: z.ZodType<Body, BodyInput> = z.unknown().transform((value, ctx): Body => {
  const { refusal, duplicates } = measureBody(value);
  if (refusal) {
    report(ctx, refusal);
    return z.NEVER;
  }
  const parsed = bodyStructure.safeParse(value);
  const faults = parsed.error?.issues ?? [];
  for (const issue of faults.slice(0, MAX_FINDINGS)) ctx.issues.push({ ...issue, input: undefined });
  for (const finding of duplicates.slice(0, MAX_FINDINGS - Math.min(faults.length, MAX_FINDINGS))) report(ctx, finding);
  return parsed.data && duplicates.length === 0 ? tidyBody(parsed.data) : z.NEVER;
}) as unknown as z.ZodType<Body, BodyInput>;

/** A body without blocks, a fresh object each time. */
export function emptyBody(): Body {
  return { type: 'doc', schemaVersion: BODY_VERSION, content: [] };
}

/** The body without blocks, frozen: for comparing and as a default that nobody changes. */
export const EMPTY_BODY: Body = emptyBody();
Object.freeze(EMPTY_BODY.content);
Object.freeze(EMPTY_BODY);
