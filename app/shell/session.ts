import { redirect } from 'next/navigation';
import type { Person } from '@/lib/platform/actor';
import { currentActor, currentSession, type SignedIn } from '@/lib/domains/users/auth';

/** Who is signed in; whoever is not is sent to sign in and comes back to `path`. */
export async function requireActor(path: string): Promise<Person> {
  const actor = await currentActor();
  if (!actor) redirect(`/signin?callbackUrl=${encodeURIComponent(path)}`);
  return actor;
}

/** Who is signed in, for the frame of a page: with the database away nobody, and the page itself says what is wrong. */
export async function visibleSession(): Promise<SignedIn | null> {
  try {
    return await currentSession();
  } catch {
    return null;
  }
}
