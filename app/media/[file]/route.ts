import { z } from 'zod';
import { pictureFile, pictureFileName } from '@/lib/api/picture-file';
import { publicRoute } from '@/lib/api/route';
import { isPublishedPicture } from '@/lib/domains/articles/picture-access';
import { notFound } from '@/lib/platform/errors';

/**
 * What stands at an address never changes, but whether it may be shown does: a withdrawn article takes its pictures with
 * it. So a shared cache asks each time (304 costs one look-up by index), and only a reader's own browser, which had the
 * picture on the page anyway, keeps it for a day without asking.
 */
const CACHED = 'public, max-age=86400, s-maxage=0, immutable';

/** Pictures that a published revision shows; all others are not there. */
export const GET = publicRoute({
  params: z.object({ file: pictureFileName }),
  answers: 'file',
  handle: async ({ params: { file } }) => {
    if (!(await isPublishedPicture(file.hash))) throw notFound();
    return pictureFile(file, CACHED);
  },
});
