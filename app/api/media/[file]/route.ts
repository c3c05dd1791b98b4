import { maySeePicture } from '@/lib/domains/articles/picture-access';
import { currentSession } from '@/lib/domains/users/auth';
import { DomainError } from '@/lib/platform/errors';
import { namedPicture, pictureAnswer } from '@/lib/api/picture';
import { guarded } from '@/lib/api/route';

/** Pictures of drafts, for those who may read them: asked again each time, since what one may read changes. */
export const GET = guarded(async (request, { file }) => {
  const session = await currentSession();
  if (!session) throw new DomainError('unauthenticated');
  const picture = namedPicture(file);
  if (!(await maySeePicture(session.actor, picture.hash))) throw new DomainError('not_found');
  return pictureAnswer(request, picture, 'private, no-cache');
});
