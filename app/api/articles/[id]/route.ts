import { z } from 'zod';
import { changeArticle, deleteArticle } from '@/lib/domains/articles/mutations';
import { getArticle } from '@/lib/domains/articles/queries';
import { articleChange, id } from '@/lib/domains/articles/schema';
import { route } from '@/lib/api/route';

const params = z.object({ id });

export const GET = route({ params, handle: ({ actor, params }) => getArticle(actor, params.id) });

export const PATCH = route({
  params,
  body: articleChange,
  handle: ({ actor, params, body }) => changeArticle(actor, params.id, body),
});

export const DELETE = route({ params, handle: ({ actor, params }) => deleteArticle(actor, params.id) });
