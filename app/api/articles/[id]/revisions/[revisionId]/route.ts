import { z } from 'zod';
import { route } from '@/lib/api/route';
import { id } from '@/lib/domains/articles/schema';
import { getRevision } from '@/lib/domains/reviews/history';

export const GET = route({
  params: z.object({ id, revisionId: id }),
  handle: ({ actor, params }) => getRevision(actor, params.id, params.revisionId),
});
