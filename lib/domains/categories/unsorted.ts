import { system } from '../../platform/actor';
import { db } from '../../platform/database/transaction';
import { ensureCategories } from './mutations';
import type { NewCategory } from './schema';

/** Where articles go for which nobody has chosen a category; the last of all. */
export const UNSORTED: NewCategory = { slug: 'uncategorised', name: '未分类', description: '还没有归入栏目的案例。', position: 9_999 };

/** A site without any category could submit nothing: it gets this one. */
export async function ensureSomeCategory(): Promise<void> {
  if ((await db().category.count()) === 0) await ensureCategories(system('setup'), [UNSORTED]);
}
