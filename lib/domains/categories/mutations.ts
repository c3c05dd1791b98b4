import type { Actor } from '../../platform/actor';
import { db, transaction } from '../../platform/database/transaction';
import { invalid } from '../../platform/errors';
import { finding } from '../../platform/findings';
import { record } from '../audit/audit';
import { categoryPolicy } from './policy';
import { categoryBySlug } from './queries';
import type { NewCategory } from './schema';

/**
 * Makes a category, behind those that were given none either where no position is given.
 * @throws DomainError forbidden; invalid taken_slug or unknown_category for a parent that is not there
 */
export async function createCategory(actor: Actor, input: NewCategory): Promise<void> {
  categoryPolicy.authorize(actor, 'category.create');
  await transaction(async () => {
    const made = await add(actor, input, await db().category.count());
    if (!made) throw invalid([finding(['slug'], 'taken_slug')]);
  });
}

/**
 * Makes the categories that are not there yet, in the given order; those that are stay as they are.
 * @throws DomainError forbidden; invalid unknown_category for a parent that neither is there nor stands before
 */
export async function ensureCategories(actor: Actor, inputs: readonly NewCategory[]): Promise<void> {
  categoryPolicy.authorize(actor, 'category.create');
  await transaction(async () => {
    for (const [index, input] of inputs.entries()) await add(actor, input, index);
  });
}

/** @returns whether it was made; not where there is one of this slug, also by somebody at this moment */
async function add(actor: Actor, { slug, name, description, parent, position }: NewCategory, place: number): Promise<boolean> {
  const above = parent === undefined ? null : await categoryBySlug(parent);
  if (parent !== undefined && !above) throw invalid([finding(['parent'], 'unknown_category')]);
  const path = `${above?.path ?? ''}${slug}/`;
  const [made] = await db().category.createManyAndReturn({
    data: [{ slug, name, description, parentId: above?.id ?? null, path, position: position ?? place }],
    skipDuplicates: true,
    select: { id: true },
  });
  if (made) await record(actor, { action: 'category.created', subject: 'category', subjectId: made.id, data: { path } });
  return made !== undefined;
}
