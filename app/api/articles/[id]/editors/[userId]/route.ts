import { z } from 'zod';
import { removeEditor } from '@/lib/domains/articles/mutations';
import { id } from '@/lib/domains/articles/schema';
import { route } from '@/lib/api/route';

export const DELETE = route({
  params: z.object({ id, userId: id }),
  handle: ({ actor, params }) => removeEditor(actor, params.id, params.userId),
});
