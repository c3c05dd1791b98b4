import { z } from 'zod';
import { LIMITS } from '../../platform/limits';

const { days } = LIMITS.preview;

/** For how many days the address is to lead somewhere. */
export const previewLink = z.strictObject({ days: z.number().int().min(1).max(days.max).default(days.default) });

export type NewPreviewLink = z.output<typeof previewLink>;
