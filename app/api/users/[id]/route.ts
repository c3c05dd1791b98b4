import { z } from 'zod';
import { id } from '@/lib/domains/articles/schema';
import { route } from '@/lib/api/route';
import { changeAccount } from '@/lib/domains/users/mutations';
import { accountChange } from '@/lib/domains/users/schema';

export const PATCH = route({
  params: z.object({ id }),
  body: accountChange,
  handle: ({ actor, params, body }) => changeAccount(actor, params.id, body),
});
