import { mayWrite } from '@/lib/articles/policy';
import { storeImage } from '@/lib/assets/mutations';
import { route } from '@/lib/http/route';
import { LIMITS } from '@/lib/limits';

export const POST = route({
  who: mayWrite,
  upload: { bytes: LIMITS.picture.bytes, types: /^(image\/[\w.+-]+|application\/octet-stream)\s*(;|$)/i },
  status: 201,
  allowance: { name: 'asset', points: 300, seconds: 3600 },
  handle: ({ actor, bytes }) => storeImage(actor, bytes),
});
