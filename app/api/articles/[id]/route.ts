import { z } from 'zod';
import { changeArticle, deleteArticle } from '@/lib/articles/mutations';
import { getArticle } from '@/lib/articles/queries';
import { articleChange, id } from '@/lib/articles/schema';
import { route } from '@/lib/http/route';

const params = z.object({ id });

export const GET = route({ params, handle: ({ actor, params }) => getArticle(actor, params.id) });

export const PATCH = route({
  params,
  body: articleChange,
  handle: ({ actor, params, body }) => changeArticle(actor, params.id, body),
});

export const DELETE = route({ params, handle: ({ actor, params }) => deleteArticle(actor, params.id) });
