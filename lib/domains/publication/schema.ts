import { z } from 'zod';
import { LIMITS } from '../../platform/limits';
import { multiLine } from '../../platform/plain-text';

/** Which approved revision; the latest one where none is named. */
export const publication = z.strictObject({ revisionId: z.uuid().optional() });

/** `reason` is shown to readers who come to the old address. */
export const withdrawal = z.strictObject({ reason: multiLine(LIMITS.note).default('') });

/** A moment with its zone: 2026-12-08T09:30:00+08:00. Whether it can be meant is asked of the clock (schedules.ts). */
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** All that is to happen to an article by itself: what is not named is cancelled. `reason` is told to readers after the withdrawal. */
export const schedule = z.strictObject({
  revisionId: z.uuid(),
  publishAt: moment.optional(),
  withdrawAt: moment.optional(),
  reason: multiLine(LIMITS.note).default(''),
});

export type ScheduleInput = z.output<typeof schedule>;
export type Publication = z.infer<typeof publication>;
export type Withdrawal = z.infer<typeof withdrawal>;
