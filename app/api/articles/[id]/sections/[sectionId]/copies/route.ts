import { z } from 'zod';
import { copySection } from '@/lib/domains/articles/moves';
import { id, sectionCopy } from '@/lib/domains/articles/schema';
import { route } from '@/lib/api/route';

export const POST = route({
  params: z.object({ id, sectionId: id }),
  body: sectionCopy,
  status: 201,
  handle: ({ actor, params, body }) => copySection(actor, params.id, params.sectionId, body),
});
