import { z } from 'zod';
import { route } from '@/lib/api/route';
import { id } from '@/lib/domains/articles/schema';
import { revokePreviewLink } from '@/lib/domains/previews/mutations';

export const DELETE = route({
  params: z.object({ id, linkId: id }),
  handle: ({ actor, params }) => revokePreviewLink(actor, params.id, params.linkId),
});
