import { route } from '@/lib/http/route';
import { changePassword } from '@/lib/users/mutations';
import { passwordChange } from '@/lib/users/schema';

export const PUT = route({
  body: passwordChange,
  allowance: { name: 'password', points: 10, seconds: 900 },
  handle: ({ actor, sessionId, body }) => changePassword(actor, sessionId, body),
});
