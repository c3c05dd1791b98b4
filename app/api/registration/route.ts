import { publicRoute } from '@/lib/http/route';
import { createAccount } from '@/lib/users/mutations';
import { registration } from '@/lib/users/schema';

export const POST = publicRoute({
  body: registration,
  status: 201,
  allowance: { name: 'registration', points: 60, seconds: 3600 },
  handle: ({ body }) => createAccount(null, body),
});
