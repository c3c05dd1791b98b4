import { z } from 'zod';
import { LIMITS } from '../../platform/limits';
import { multiLine, singleLine } from '../../platform/plain-text';

/** `version` is the `workingSeq` that the author saw. */
export const submission = z.strictObject({ version: z.number().int().min(1).max(2_147_483_647) });

/** `revisionId`: the revision that was read. A return needs a note, which the author sees. */
export const decision = z
  .strictObject({
    revisionId: z.uuid(),
    outcome: z.enum(['APPROVED', 'RETURNED']),
    note: multiLine(LIMITS.note).default(''),
  })
  .refine(({ outcome, note }) => outcome !== 'RETURNED' || note !== '', { path: ['note'], params: { code: 'note_required' } });

export type Submission = z.infer<typeof submission>;
export type Decision = z.infer<typeof decision>;

/** What the present state is called. */
export const revisionName = z.strictObject({ name: singleLine(LIMITS.revisionName, 1) });

/** `version` is the `workingSeq` that was seen; `sectionId` brings back one section, left out it is the whole article. */
export const restoration = z.strictObject({ version: z.number().int().min(1).max(2_147_483_647), sectionId: z.uuid().optional() });

export type RevisionName = z.infer<typeof revisionName>;
export type Restoration = z.infer<typeof restoration>;
