import { z } from 'zod';
import { inviteEditor } from '@/lib/articles/mutations';
import { id, invitation } from '@/lib/articles/schema';
import { route } from '@/lib/http/route';

export const POST = route({
  params: z.object({ id }),
  body: invitation,
  handle: ({ actor, params, body }) => inviteEditor(actor, params.id, body),
});
