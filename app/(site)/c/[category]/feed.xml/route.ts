import { words } from '@/lib/i18n/words';
import { categoryNames, categoryTrail } from '@/lib/published/categories';
import { listInCategory } from '@/lib/published/lists';
import { isolated } from '@/lib/platform/direction';
import { ATOM, FEED_LENGTH, atomFeed } from '../../../atom-feed';
import { answerOf, nothingHere } from '../../../plain-answers';

export const dynamic = 'force-dynamic';

interface Context {
  params: Promise<{ category: string }>;
}

/** The latest cases of a category and all below it. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const category = categoryTrail(await categoryNames(), (await params).category)?.at(-1);
  if (!category) return nothingHere();
  const { items } = await listInCategory(category.path, undefined, FEED_LENGTH);
  const page = `/c/${category.slug}`;
  const title = `${isolated(category.name)} · ${words().common.siteName}`;
  return answerOf(ATOM, atomFeed({ title, description: category.description, page, path: `${page}/feed.xml`, cases: items }));
}
