import { z } from 'zod';
import { id } from '@/lib/domains/articles/schema';
import { restoreSection } from '@/lib/domains/articles/sections';
import { route } from '@/lib/api/route';

export const POST = route({
  params: z.object({ id, sectionId: id }),
  handle: ({ actor, params }) => restoreSection(actor, params.id, params.sectionId),
});
