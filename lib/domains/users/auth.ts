import { getServerSession, type NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { cache } from 'react';
import type { Anyone } from '../../platform/actor';
import { isUnavailable } from '../../platform/unavailable';
import { readEnv } from '../../platform/env';
import { noteStatus } from '../../platform/page-cache/render-notes';
import { SESSION_SECONDS, endSession, sessionOwner, startSession, type SessionOwner } from './sessions';
import { signIn } from './sign-in';

/** A signed-in user with the session that says so. */
export interface SignedIn extends SessionOwner {
  sessionId: string;
}

/** What the cookie holds: the id of a session row, and nothing that could go stale. */
const carried = (token: Record<string, unknown>) => (typeof token.sid === 'string' ? token.sid : null);

/** Where a fault is kept that next-auth itself would take for a wrong password or an ended session. */
export interface SignInOutcome {
  error?: unknown;
}

/**
 * next-auth's settings. The cookie is a signed JWT around a session id; the row is looked up on every request, so
 * logout, demotion and suspension hold at once (a bare JWT would live on in a copied cookie).
 * @param network whose attempt to sign in this is, for the limit by address
 */
export function authOptions({ outcome = {}, network = 'unknown' }: { outcome?: SignInOutcome; network?: string } = {}): NextAuthOptions {
  const { NEXTAUTH_SECRET } = readEnv();
  if (!NEXTAUTH_SECRET) throw new Error('NEXTAUTH_SECRET is not set');
  return {
    secret: NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/signin', error: '/signin', signOut: '/signin' },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        authorize: async (given) => {
          try {
            return await signIn(given, network);
          } catch (error) {
            outcome.error = error;
            return null;
          }
        },
      }),
    ],
    callbacks: {
      jwt: async ({ token, user }) => (user ? { sub: user.id, sid: await startSession(user.id) } : token),
      session: async ({ session, token }) => {
        const sid = carried(token);
        const owner = sid ? await sessionOwner(sid).catch((error: unknown) => void (outcome.error = error)) : null;
        // next-auth takes whatever is thrown here for the end of the session and clears the cookie.
        if (!owner) throw new Error('session ended');
        const { actor } = owner;
        return { ...session, user: { id: actor.id, name: actor.name, email: actor.email, role: actor.role } };
      },
    },
    events: {
      signOut: async ({ token }) => {
        const sid = carried(token);
        // next-auth would say "signed out" all the same, and a copied cookie would live on.
        if (sid) await endSession(sid).catch((error: unknown) => void (outcome.error = error));
      },
    },
    logger: { error: (code) => { if (code !== 'JWT_SESSION_ERROR') console.error(`next-auth: ${code}`); }, warn: () => undefined },
  };
}

/** The same, with the session's id handed on unchecked: `currentSession` looks it up itself, where a fault is a 503 and not "signed out". */
function idOnly(): NextAuthOptions {
  const options = authOptions();
  return {
    ...options,
    callbacks: { ...options.callbacks, session: ({ session, token }) => ({ ...session, sid: carried(token) }) },
  };
}

/** Who is signed in on this request, read afresh from the database once a request; null for nobody. */
export const currentSession = cache(async (): Promise<SignedIn | null> => {
  const session: { sid?: string | null } | null = await getServerSession(idOnly());
  if (!session?.sid) return null;
  try {
    const owner = await sessionOwner(session.sid);
    return owner && { ...owner, sessionId: session.sid };
  } catch (error) {
    noteStatus(isUnavailable(error) ? 503 : 500);
    throw error;
  }
});

/** The signed-in user, or null. */
export async function currentActor(): Promise<Anyone> {
  return (await currentSession())?.actor ?? null;
}
