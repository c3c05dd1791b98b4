import { z } from 'zod';
import { id } from '@/lib/domains/articles/schema';
import { route } from '@/lib/api/route';
import { decideArticle } from '@/lib/domains/reviews/mutations';
import { decision } from '@/lib/domains/reviews/schema';

export const POST = route({
  params: z.object({ id }),
  body: decision,
  handle: ({ actor, params, body }) => decideArticle(actor, params.id, body),
});
