import { z } from 'zod';
import { publishArticle, withdrawArticle } from '@/lib/domains/publication/mutations';
import { id } from '@/lib/domains/articles/schema';
import { route } from '@/lib/api/route';
import { publication, withdrawal } from '@/lib/domains/publication/schema';

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
