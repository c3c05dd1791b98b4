import { z } from 'zod';
import { id } from '@/lib/articles/schema';
import { publishCollection, withdrawCollection } from '@/lib/collections/mutations';
import { route } from '@/lib/http/route';

const params = z.object({ id });

export const POST = route({ params, handle: ({ actor, params }) => publishCollection(actor, params.id) });

export const DELETE = route({ params, handle: ({ actor, params }) => withdrawCollection(actor, params.id) });
