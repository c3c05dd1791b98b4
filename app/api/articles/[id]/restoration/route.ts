import { z } from 'zod';
import { restoreArticle } from '@/lib/domains/articles/mutations';
import { id } from '@/lib/domains/articles/schema';
import { route } from '@/lib/api/route';

export const POST = route({ params: z.object({ id }), handle: ({ actor, params }) => restoreArticle(actor, params.id) });
