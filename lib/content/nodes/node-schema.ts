import type { z } from 'zod';

/**
 * Where a node may stand. `block`: in a body itself. `flow`: in items, quotes and cells as well; pictures too, since
 * documents set them side by side in tables. `inline`: in a line of words. `words`: in the line of a note.
 */
export type Group = 'block' | 'flow' | 'inline' | 'words' | 'item' | 'row' | 'cell';

/** What stands in a node, as ProseMirror writes it: members of a group, `+` at least one, `*` any number or none. */
type ContentExpression = `${Group}${'+' | '*'}`;

/** What a node is made of; the key `type` is its name in the table of schemas.ts. */
export interface NodeSchema {
  readonly groups: readonly Group[];
  /** All keys of the node but `type` and `content`; keys that are not named here are refused. */
  readonly fields: z.ZodRawShape;
  /** Left out, the node has no content. */
  readonly content?: ContentExpression;
  /** Looks at the content as a whole, once each part of it is right. */
  check?(content: readonly object[], ctx: z.RefinementCtx): void;
}

/** Keeps the exact types of a schema, of which those of the node are made. */
export function nodeSchema<const Schema extends NodeSchema>(schema: Schema): Schema {
  return schema;
}
