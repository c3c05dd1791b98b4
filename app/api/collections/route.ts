import { createCollection } from '@/lib/domains/collections/mutations';
import { newCollection } from '@/lib/domains/collections/schema';
import { route } from '@/lib/api/route';

export const POST = route({ body: newCollection, status: 201, handle: ({ actor, body }) => createCollection(actor, body) });
