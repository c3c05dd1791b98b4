import { z } from 'zod';
import { id, newSection } from '@/lib/articles/schema';
import { addSection } from '@/lib/articles/sections';
import { route } from '@/lib/http/route';

export const POST = route({
  params: z.object({ id }),
  body: newSection,
  status: 201,
  handle: ({ actor, params, body }) => addSection(actor, params.id, body),
});
