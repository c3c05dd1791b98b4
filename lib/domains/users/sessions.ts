import type { Person } from '../../platform/actor';
import { db } from '../../platform/database/transaction';

/** How long a sign-in lasts without being renewed. */
export const SESSION_SECONDS = 30 * 24 * 60 * 60;

/** Starts a session and clears away the user's expired ones. @returns its id, which the cookie carries */
export async function startSession(userId: string): Promise<string> {
  await db().session.deleteMany({ where: { userId, expiresAt: { lt: new Date() } } });
  const expiresAt = new Date(Date.now() + SESSION_SECONDS * 1000);
  const { id } = await db().session.create({ data: { userId, expiresAt }, select: { id: true } });
  return id;
}

/** Ends one session; a copied cookie of it is worth nothing from now on. */
export async function endSession(sessionId: string): Promise<void> {
  await db().session.deleteMany({ where: { id: sessionId } });
}

/** Who this session belongs to, as the database says now; null when it ended or the account is suspended. */
export async function sessionActor(sessionId: string): Promise<Person | null> {
  const session = await db().session.findUnique({
    where: { id: sessionId, expiresAt: { gt: new Date() }, user: { status: 'ACTIVE' } },
    select: { user: { select: { id: true, role: true, name: true, email: true } } },
  });
  return session?.user ?? null;
}
