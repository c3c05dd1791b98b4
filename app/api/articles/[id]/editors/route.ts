import { z } from 'zod';
import { inviteEditor } from '@/lib/domains/articles/mutations';
import { id, invitation } from '@/lib/domains/articles/schema';
import { route } from '@/lib/api/route';

export const POST = route({
  params: z.object({ id }),
  body: invitation,
  // An invitation tells whether an address belongs to somebody who writes here: nobody tries a list of them.
  allowance: { name: 'invitation', points: 60, seconds: 3600 },
  handle: ({ actor, params, body }) => inviteEditor(actor, params.id, body),
});
