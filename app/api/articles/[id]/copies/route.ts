import { z } from 'zod';
import { copyArticle } from '@/lib/domains/articles/copies';
import { id } from '@/lib/domains/articles/schema';
import { route } from '@/lib/api/route';

export const POST = route({ params: z.object({ id }), status: 201, handle: ({ actor, params }) => copyArticle(actor, params.id) });
