import { z } from 'zod';
import { listPictures } from '@/lib/domains/articles/picture-library';
import { mayWrite } from '@/lib/domains/users/roles';
import { storeImage } from '@/lib/domains/assets/mutations';
import { route } from '@/lib/api/route';
import { pageQuery } from '@/lib/platform/database/keyset';
import { LIMITS } from '@/lib/platform/limits';

export const GET = route({
  query: pageQuery.extend({ show: z.enum(['all', 'unused']).optional() }),
  handle: ({ actor, query }) => listPictures(actor, { ...query, show: query.show ?? 'all' }),
});

export const POST = route({
  who: mayWrite,
  upload: { bytes: LIMITS.picture.bytes, types: /^(image\/[\w.+-]+|application\/octet-stream)\s*(;|$)/i },
  status: 201,
  allowance: { name: 'asset', points: 300, seconds: 3600 },
  handle: ({ actor, bytes }) => storeImage(actor, bytes),
});
