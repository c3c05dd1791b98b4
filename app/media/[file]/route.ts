import { DomainError } from '@/lib/platform/errors';
import { namedPicture, pictureAnswer } from '@/lib/api/picture';
import { guarded } from '@/lib/api/route';
import { isPublishedPicture } from '@/lib/domains/articles/picture-access';

/**
 * What stands at an address never changes, but whether it may be shown does: a withdrawn article takes its pictures with
 * it. So a shared cache asks each time (304 costs one look-up by index), and only a reader's own browser, which had the
 * picture on the page anyway, keeps it for a day without asking.
 */
const CACHED = 'public, max-age=86400, s-maxage=0, immutable';

/** Pictures that a published revision shows; all others are not there. */
export const GET = guarded(async (request, { file }) => {
  const picture = namedPicture(file);
  if (!(await isPublishedPicture(picture.hash))) throw new DomainError('not_found');
  return pictureAnswer(request, picture, CACHED);
});
