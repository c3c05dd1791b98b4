import { z } from 'zod';
import { db } from '../../platform/database/transaction';
import { consume, forgive, giveBack } from '../../platform/http/rate-limit';
import { verifyPassword } from './password';
import { email, typedPassword } from './schema';

const credentials = z.object({ email, password: typedPassword });

/** Ten wrong passwords an account in a quarter of an hour, wherever they come from. */
const ATTEMPTS = { name: 'signin', points: 10, seconds: 900 };
/** A hundred a client address, for all accounts together: a whole office may share one, and who guesses has thousands of accounts to try. */
const ATTEMPTS_BY_ADDRESS = { name: 'signin-address', points: 100, seconds: 900 };

/**
 * The user whose address and password these are, or null: an unknown address, a wrong password and a suspended
 * account answer alike, in words and in time. Attempts are counted per account and per address before the password
 * is looked at, so that a burst cannot get past the count. A right password clears the account's count and takes itself
 * off the address's, which it does not clear: else one account of his own would let a guesser go on for ever. Live
 * sessions are not touched.
 * @param input whatever came in; operators in place of text are refused like any wrong password
 * @param network the client's, as `clientNetwork` tells it
 * @throws DomainError too_many_requests with the seconds to wait
 */
export async function signIn(input: unknown, network: string): Promise<{ id: string; name: string; email: string } | null> {
  const given = credentials.safeParse(input);
  if (!given.success) return null;
  await consume(ATTEMPTS_BY_ADDRESS, network);
  await consume(ATTEMPTS, given.data.email);
  const user = await db().user.findUnique({ where: { email: given.data.email } });
  const fits = await verifyPassword(user?.passwordHash ?? null, given.data.password);
  if (!user || !fits || user.status !== 'ACTIVE') return null;
  await forgive(ATTEMPTS, given.data.email);
  await giveBack(ATTEMPTS_BY_ADDRESS, network);
  return { id: user.id, name: user.name, email: user.email };
}

