import { z } from 'zod';
import { id, newSection } from '@/lib/domains/articles/schema';
import { addSection } from '@/lib/domains/articles/sections';
import { route } from '@/lib/api/route';

export const POST = route({
  params: z.object({ id }),
  body: newSection,
  status: 201,
  handle: ({ actor, params, body }) => addSection(actor, params.id, body),
});
