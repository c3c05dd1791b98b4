import type { PhrasingContent } from 'mdast';
import type { z } from 'zod';

/** Everything that the product knows of one kind of mark. `M` is the mark as `bodySchema` returns it. */
export interface MarkDefinition<M extends { type: string }> {
  readonly schema: z.ZodObject<{ type: z.ZodLiteral<M['type']> }>;
  /** The tag that opens it, all attributes escaped, and the one that closes it. */
  openTag(mark: M): string;
  readonly closeTag: string;
  /** Words with this mark, as Markdown. */
  markdown(mark: M, words: PhrasingContent[]): PhrasingContent;
  /** Whether two marks of this kind say the same. */
  isSame(one: M, other: M): boolean;
}
