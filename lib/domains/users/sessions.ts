import type { Person } from '../../platform/actor';
import { db, transaction } from '../../platform/database/transaction';
import { LIMITS } from '../../platform/limits';

/** How long a sign-in lasts without being renewed. */
export const SESSION_SECONDS = 30 * 24 * 60 * 60;

/** How long a sign-in tells what it has to tell. */
const TOLD_FOR = 24 * 60 * 60 * 1000;

/**
 * Starts a session. The user's expired ones go, and the oldest of more than LIMITS.sessions.
 * @returns its id, which the cookie carries
 */
export function startSession(userId: string): Promise<string> {
  return transaction(async () => {
    // One sign-in after the other, so that their count holds; not in the way of those who only name the user.
    await db().$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${userId}::uuid FOR NO KEY UPDATE`;
    await db().session.deleteMany({ where: { userId, expiresAt: { lt: new Date() } } });
    const oldest = await db().session.findMany({
      where: { userId },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: LIMITS.sessions - 1,
      select: { id: true },
    });
    await db().session.deleteMany({ where: { id: { in: oldest.map(({ id }) => id) } } });
    const { registrationTriedAt } = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { registrationTriedAt: true } });
    if (registrationTriedAt) await db().user.update({ where: { id: userId }, data: { registrationTriedAt: null }, select: { id: true } });
    const expiresAt = new Date(Date.now() + SESSION_SECONDS * 1000);
    const { id } = await db().session.create({ data: { userId, expiresAt, registrationTriedAt }, select: { id: true } });
    return id;
  });
}

/** Ends one session; a copied cookie of it is worth nothing from now on. */
export async function endSession(sessionId: string): Promise<void> {
  await db().session.deleteMany({ where: { id: sessionId } });
}

/** Whose session it is, and what it has to tell. */
export interface SessionOwner {
  actor: Person;
  /** When somebody tried to register with his address before he signed in; null where nobody did, or it was long told. */
  registrationTriedAt: Date | null;
}

/** Who this session belongs to, as the database says now; null when it ended or the account is suspended. */
export async function sessionOwner(sessionId: string): Promise<SessionOwner | null> {
  const session = await db().session.findUnique({
    where: { id: sessionId, expiresAt: { gt: new Date() }, user: { status: 'ACTIVE' } },
    select: { createdAt: true, registrationTriedAt: true, user: { select: { id: true, role: true, name: true, email: true } } },
  });
  if (!session) return null;
  const isTold = Date.now() - session.createdAt.getTime() < TOLD_FOR;
  return { actor: session.user, registrationTriedAt: isTold ? session.registrationTriedAt : null };
}
