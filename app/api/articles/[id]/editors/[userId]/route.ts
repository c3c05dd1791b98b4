import { z } from 'zod';
import { removeEditor } from '@/lib/articles/mutations';
import { id } from '@/lib/articles/schema';
import { route } from '@/lib/http/route';

export const DELETE = route({
  params: z.object({ id, userId: id }),
  handle: ({ actor, params }) => removeEditor(actor, params.id, params.userId),
});
