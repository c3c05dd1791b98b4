import { z } from 'zod';
import { ASSET_HASH } from '@/lib/content/picture-files';
import { deletePicture } from '@/lib/domains/articles/picture-library';
import { route } from '@/lib/api/route';

export const DELETE = route({ params: z.object({ hash: z.string().regex(ASSET_HASH) }), handle: ({ actor, params }) => deletePicture(actor, params.hash) });
