import { z } from 'zod';
import { id, sectionOrder } from '@/lib/domains/articles/schema';
import { orderSections } from '@/lib/domains/articles/sections';
import { route } from '@/lib/api/route';

export const PUT = route({
  params: z.object({ id }),
  body: sectionOrder,
  handle: ({ actor, params, body }) => orderSections(actor, params.id, body),
});
