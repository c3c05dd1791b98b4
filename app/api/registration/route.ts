import { publicRoute } from '@/lib/api/route';
import { register } from '@/lib/domains/users/mutations';
import { registration } from '@/lib/domains/users/schema';

export const POST = publicRoute({
  body: registration,
  status: 201,
  allowance: { name: 'registration', points: 30, seconds: 3600 },
  handle: ({ body }) => register(body),
});
