import { z } from 'zod';
import { LIMITS } from '../../platform/limits';
import { singleLine } from '../../platform/plain-text';

/** Small letters, digits and single hyphens between them: it stands in addresses. */
const categorySlug = z.string().max(LIMITS.category.slug).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** The slug of a category that is there, as somebody names it: whatever its case and the width of its letters. */
export const namedSlug = z.string().trim().normalize('NFKC').toLowerCase().max(LIMITS.category.slug);

/** A category as it is written down. */
export const newCategory = z.strictObject({
  slug: categorySlug,
  name: singleLine(LIMITS.category.name, 1),
  description: singleLine(LIMITS.category.description).default(''),
  /** The slug of the category that it stands below. */
  parent: categorySlug.optional(),
  /** Place among its siblings; where nothing is said, the place in the list that is given, or behind all others. */
  position: z.number().int().min(0).max(LIMITS.category.position).optional(),
});

export type NewCategory = z.infer<typeof newCategory>;
