import { z } from 'zod';
import { id } from '@/lib/articles/schema';
import { restoreSection } from '@/lib/articles/sections';
import { route } from '@/lib/http/route';

export const POST = route({
  params: z.object({ id, sectionId: id }),
  handle: ({ actor, params }) => restoreSection(actor, params.id, params.sectionId),
});
