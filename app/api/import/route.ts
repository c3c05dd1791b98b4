import { mayWrite } from '@/lib/articles/policy';
import { importAny } from '@/lib/importing/answer';
import { importOptions } from '@/lib/importing/plan';
import { route } from '@/lib/http/route';
import { LIMITS } from '@/lib/limits';

export const POST = route({
  who: mayWrite,
  form: { bytes: LIMITS.import.bytes },
  body: importOptions,
  allowance: { name: 'import', points: 1_000, seconds: 3600 },
  handle: ({ actor, bytes, fileName, body }) => importAny(actor, { bytes, fileName, ...body }),
});
