import { z } from 'zod';
import { restoreArticle } from '@/lib/articles/mutations';
import { id } from '@/lib/articles/schema';
import { route } from '@/lib/http/route';

export const POST = route({ params: z.object({ id }), handle: ({ actor, params }) => restoreArticle(actor, params.id) });
