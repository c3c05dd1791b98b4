import { z } from 'zod';
import { id, sectionOrder } from '@/lib/articles/schema';
import { orderSections } from '@/lib/articles/sections';
import { route } from '@/lib/http/route';

export const PUT = route({
  params: z.object({ id }),
  body: sectionOrder,
  handle: ({ actor, params, body }) => orderSections(actor, params.id, body),
});
