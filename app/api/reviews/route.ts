import { route } from '@/lib/http/route';
import { pageQuery } from '@/lib/keyset';
import { listQueue } from '@/lib/reviews/queries';

/** The review queue. */
export const GET = route({ query: pageQuery, handle: ({ actor, query }) => listQueue(actor, query) });
