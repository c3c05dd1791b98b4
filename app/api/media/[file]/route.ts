import { maySeePicture } from '@/lib/assets/queries';
import { currentSession } from '@/lib/auth';
import { DomainError } from '@/lib/errors';
import { namedPicture, pictureAnswer } from '@/lib/http/picture';
import { guarded } from '@/lib/http/route';

/** Pictures of drafts, for those who may read them: asked again each time, since what one may read changes. */
export const GET = guarded(async (request, { file }) => {
  const session = await currentSession();
  if (!session) throw new DomainError('unauthenticated');
  const picture = namedPicture(file);
  if (!(await maySeePicture(session.actor, picture.hash))) throw new DomainError('not_found');
  return pictureAnswer(request, picture, 'private, no-cache');
});
