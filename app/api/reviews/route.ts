import { route } from '@/lib/api/route';
import { pageQuery } from '@/lib/platform/database/keyset';
import { listQueue } from '@/lib/domains/reviews/queries';

/** The review queue. */
export const GET = route({ query: pageQuery, handle: ({ actor, query }) => listQueue(actor, query) });
