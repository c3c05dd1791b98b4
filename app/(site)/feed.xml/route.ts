import { words } from '@/lib/i18n/words';
import { feedState } from '@/lib/published/feed';
import { listLatest } from '@/lib/published/lists';
import { ATOM, FEED_LENGTH, atomFeed } from '../atom-feed';
import { answerOf } from '../plain-answers';

export const dynamic = 'force-dynamic';

/** The latest cases of the whole site. */
export async function GET(): Promise<Response> {
  const { common, site } = words();
  const { items } = await listLatest(undefined, FEED_LENGTH);
  return answerOf(ATOM, atomFeed({ title: common.siteName, description: site.description, page: '/', path: '/feed.xml', cases: items, state: await feedState() }));
}
