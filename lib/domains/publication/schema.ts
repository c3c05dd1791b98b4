import { z } from 'zod';
import { LIMITS } from '../../platform/limits';
import { multiLine, singleLine } from '../../platform/plain-text';

/** Which approved revision; the latest one where none is named. */
export const publication = z.strictObject({ revisionId: z.uuid().optional() });

/** `reason` is shown to readers who come to the old address. */
export const withdrawal = z.strictObject({ reason: multiLine(LIMITS.note).default('') });

export type Publication = z.infer<typeof publication>;
export type Withdrawal = z.infer<typeof withdrawal>;

/** Words of a title that somebody looks for; empty for none. */
export const titleSearch = singleLine(LIMITS.title);
