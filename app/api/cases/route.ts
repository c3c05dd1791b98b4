import { publicRoute } from '@/lib/api/route';
import { namedSlug } from '@/lib/domains/categories/schema';
import { pageQuery } from '@/lib/platform/database/keyset';
import { notFound } from '@/lib/platform/errors';
import { categoryTrail, categoryNames } from '@/lib/published/categories';
import { listInCategory, listLatest } from '@/lib/published/lists';

const query = pageQuery.extend({ category: namedSlug.optional() });

export const GET = publicRoute({
  query,
  handle: async ({ query: { category, cursor, limit } }) => {
    if (category === undefined) return listLatest(cursor, limit);
    const node = categoryTrail(await categoryNames(), category)?.at(-1);
    if (!node) throw notFound();
    return listInCategory(node.path, cursor, limit);
  },
});
