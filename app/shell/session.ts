import { redirect } from 'next/navigation';
import type { Actor, Anyone } from '@/lib/platform/actor';
import { currentActor } from '@/lib/domains/users/auth';

/** Who is signed in; whoever is not is sent to sign in and comes back to `path`. */
export async function requireActor(path: string): Promise<Actor> {
  const actor = await currentActor();
  if (!actor) redirect(`/signin?callbackUrl=${encodeURIComponent(path)}`);
  return actor;
}

/** Who is signed in, for the head of a page: with the database away nobody, and the page itself says what is wrong. */
export async function visibleActor(): Promise<Anyone> {
  try {
    return await currentActor();
  } catch {
    return null;
  }
}
