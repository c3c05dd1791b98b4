import { z } from 'zod';
import { moveSection } from '@/lib/domains/articles/moves';
import { id, sectionMove } from '@/lib/domains/articles/schema';
import { route } from '@/lib/api/route';

export const POST = route({
  params: z.object({ id, sectionId: id }),
  body: sectionMove,
  handle: ({ actor, params, body }) => moveSection(actor, params.id, params.sectionId, body),
});
