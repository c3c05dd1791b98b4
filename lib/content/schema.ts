import { z } from 'zod';
import { measureBody, type BodyFault } from './measure';
import type { AnyNode, Registry } from './nodes/node';
import { nodes } from './nodes/registry';
import type { Body, BodyInput } from './nodes/schemas';
import { structureOf } from './nodes/structure';
import { tidyBody } from './tidy';

export { isEmptyBody } from './visible';
export type { Block, Body, BodyInput, BodyNode, Flow, Footnote, Image, Inline, ListItem, Mark, Table, TableCell, TableRow } from './nodes/schemas';

/** The version that is written today; older ones are read through upgrade.ts. */
export const BODY_VERSION = 1;

/** A 2 MB request of nothing but faults would otherwise be answered with many times its size. */
const MOST_FAULTS = 200;

function report(ctx: z.RefinementCtx, { code, path, message }: BodyFault): void {
  ctx.addIssue({ code: 'custom', path, message, params: { code } });
}

/**
 * The schema of a body whose nodes are these. In: any value, ids may be missing, attributes that are not set may
 * be null. Out: a body in canonical form (see tidy.ts), every block with an id; ids that came in
 * stay. Too deep or too large a body is refused with one fault before anything recurses; else all
 * faults come together (no more than 200), each with its exact path. Faults that are not zod's
 * own have `params.code`: unstorable_text, bad_link, line_break, duplicate_id, duplicate_mark,
 * too_deep, too_many_blocks, too_many_marks, text_too_long, too_many_columns, table_shape.
 */
export function bodySchemaOf(registry: Registry): z.ZodType<{ content: readonly AnyNode[] }> {
  const structure = structureOf(registry);
  return z.unknown().transform((value, ctx) => {
    const { refusal, duplicates } = measureBody(value, registry);
    if (refusal) {
      report(ctx, refusal);
      return z.NEVER;
    }
    const parsed = structure.safeParse(value);
    const faults = parsed.error?.issues ?? [];
    for (const issue of faults.slice(0, MOST_FAULTS)) ctx.issues.push({ ...issue, input: undefined });
    for (const fault of duplicates.slice(0, MOST_FAULTS - Math.min(faults.length, MOST_FAULTS))) report(ctx, fault);
    return parsed.success && duplicates.length === 0 ? tidyBody(parsed.data as { content: AnyNode[] }, registry) : z.NEVER;
  });
}

/** The schema of a section's body: any value in, a `Body` out, as `bodySchemaOf` says. */
export const bodySchema = bodySchemaOf(nodes) as unknown as z.ZodType<Body, BodyInput>;

/** A body without blocks, a fresh object each time. */
export function emptyBody(): Body {
  return { type: 'doc', schemaVersion: BODY_VERSION, content: [] };
}

/** The body without blocks, frozen: for comparing and as a default that nobody changes. */
export const EMPTY_BODY: Body = emptyBody();
Object.freeze(EMPTY_BODY.content);
Object.freeze(EMPTY_BODY);
