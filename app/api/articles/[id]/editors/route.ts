import { z } from 'zod';
import { inviteEditor } from '@/lib/domains/articles/mutations';
import { id, invitation } from '@/lib/domains/articles/schema';
import { route } from '@/lib/api/route';

export const POST = route({
  params: z.object({ id }),
  body: invitation,
  handle: ({ actor, params, body }) => inviteEditor(actor, params.id, body),
});
