import { z } from 'zod';
import { pictureFile, pictureFileName } from '@/lib/api/picture-file';
import { publicRoute } from '@/lib/api/route';
import { maySeePreviewPicture } from '@/lib/domains/previews/queries';
import { notFound } from '@/lib/platform/errors';

/** Pictures of a preview, for whoever has its address and as long as that is good; kept by nobody, so that they end with it. */
export const GET = publicRoute({
  params: z.object({ token: z.string(), file: pictureFileName }),
  answers: 'file',
  handle: async ({ params: { token, file } }) => {
    if (!(await maySeePreviewPicture(token, file.hash))) throw notFound();
    return pictureFile(file, 'private, no-store');
  },
});
