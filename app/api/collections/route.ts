import { createCollection } from '@/lib/collections/mutations';
import { newCollection } from '@/lib/collections/schema';
import { route } from '@/lib/http/route';

export const POST = route({ body: newCollection, status: 201, handle: ({ actor, body }) => createCollection(actor, body) });
