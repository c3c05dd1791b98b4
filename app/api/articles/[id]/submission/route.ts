import { z } from 'zod';
import { id } from '@/lib/domains/articles/schema';
import { route } from '@/lib/api/route';
import { recallArticle, submitArticle } from '@/lib/domains/reviews/mutations';
import { submission } from '@/lib/domains/reviews/schema';

const params = z.object({ id });

export const POST = route({
  params,
  body: submission,
  handle: ({ actor, params, body }) => submitArticle(actor, params.id, body),
});

export const DELETE = route({ params, handle: ({ actor, params }) => recallArticle(actor, params.id) });
