import { z } from 'zod';
import { publishArticle, withdrawArticle } from '@/lib/articles/publication';
import { id } from '@/lib/articles/schema';
import { route } from '@/lib/http/route';
import { publication, withdrawal } from '@/lib/reviews/schema';

const params = z.object({ id });

export const POST = route({
  params,
  body: publication,
  handle: ({ actor, params, body }) => publishArticle(actor, params.id, body),
});

export const DELETE = route({
  params,
  body: withdrawal,
  handle: ({ actor, params, body }) => withdrawArticle(actor, params.id, body),
});
