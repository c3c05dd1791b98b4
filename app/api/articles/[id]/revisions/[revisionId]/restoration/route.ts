import { z } from 'zod';
import { route } from '@/lib/api/route';
import { id } from '@/lib/domains/articles/schema';
import { restoreRevision } from '@/lib/domains/reviews/restoring';
import { restoration } from '@/lib/domains/reviews/schema';

export const POST = route({
  params: z.object({ id, revisionId: id }),
  body: restoration,
  handle: ({ actor, params, body }) => restoreRevision(actor, params.id, params.revisionId, body),
});
