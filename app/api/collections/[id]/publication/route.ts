import { z } from 'zod';
import { id } from '@/lib/domains/articles/schema';
import { publishCollection, withdrawCollection } from '@/lib/domains/collections/mutations';
import { route } from '@/lib/api/route';

const params = z.object({ id });

export const POST = route({ params, handle: ({ actor, params }) => publishCollection(actor, params.id) });

export const DELETE = route({ params, handle: ({ actor, params }) => withdrawCollection(actor, params.id) });
