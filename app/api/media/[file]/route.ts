import { z } from 'zod';
import { pictureFile, pictureFileName } from '@/lib/api/picture-file';
import { route } from '@/lib/api/route';
import { maySeePicture } from '@/lib/domains/articles/picture-access';
import { notFound } from '@/lib/platform/errors';

/** Pictures of drafts, for those who may read them: asked again each time, since what one may read changes. */
export const GET = route({
  params: z.object({ file: pictureFileName }),
  answers: 'file',
  handle: async ({ actor, params: { file } }) => {
    if (!(await maySeePicture(actor, file.hash))) throw notFound();
    return pictureFile(file, 'private, no-cache');
  },
});
