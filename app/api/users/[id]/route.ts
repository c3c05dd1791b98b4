import { z } from 'zod';
import { id } from '@/lib/articles/schema';
import { route } from '@/lib/http/route';
import { changeAccount } from '@/lib/users/mutations';
import { accountChange } from '@/lib/users/schema';

export const PATCH = route({
  params: z.object({ id }),
  body: accountChange,
  handle: ({ actor, params, body }) => changeAccount(actor, params.id, body),
});
