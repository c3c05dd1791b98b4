import { mayWrite } from '@/lib/domains/users/roles';
import { contentsOfFile } from '@/lib/api/import-answer';
import { route } from '@/lib/api/route';
import { LIMITS } from '@/lib/platform/limits';

export const POST = route({
  who: mayWrite,
  form: { bytes: LIMITS.import.bytes },
  allowance: { name: 'import-contents', points: 300, seconds: 3600 },
  handle: ({ actor, bytes, fileName, request: { signal } }) => contentsOfFile(actor, { bytes, fileName }, signal),
});
