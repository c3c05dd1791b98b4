import { z } from 'zod';
import { route } from '@/lib/api/route';
import { id } from '@/lib/domains/articles/schema';
import { listRevisions } from '@/lib/domains/reviews/history';
import { nameRevision } from '@/lib/domains/reviews/restoring';
import { revisionName } from '@/lib/domains/reviews/schema';
import { pageQuery } from '@/lib/platform/database/keyset';

const params = z.object({ id });

export const GET = route({ params, query: pageQuery, handle: ({ actor, params, query }) => listRevisions(actor, params.id, query) });

export const POST = route({ params, body: revisionName, status: 201, handle: ({ actor, params, body }) => nameRevision(actor, params.id, body) });
