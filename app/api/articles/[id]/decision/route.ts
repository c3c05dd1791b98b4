import { z } from 'zod';
import { id } from '@/lib/articles/schema';
import { route } from '@/lib/http/route';
import { decideArticle } from '@/lib/reviews/mutations';
import { decision } from '@/lib/reviews/schema';

export const POST = route({
  params: z.object({ id }),
  body: decision,
  handle: ({ actor, params, body }) => decideArticle(actor, params.id, body),
});
