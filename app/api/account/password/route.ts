import { route } from '@/lib/api/route';
import { changePassword } from '@/lib/domains/users/mutations';
import { passwordChange } from '@/lib/domains/users/schema';

export const PUT = route({
  body: passwordChange,
  allowance: { name: 'password', points: 10, seconds: 900 },
  handle: ({ actor, sessionId, body }) => changePassword(actor, sessionId, body),
});
