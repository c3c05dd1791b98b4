import { z } from 'zod';
import { db } from '../../platform/database/transaction';
import { placeOf } from '../../platform/http/client-network';
import { consume, forgive, giveBack, isRemembered, remember, within } from '../../platform/http/rate-limit';
import { verifyPassword } from './password';
import { email, typedPassword } from './schema';

const credentials = z.object({ email, password: typedPassword });

/** Ten wrong passwords in a quarter of an hour for an account from one place: who is elsewhere has ten of his own. */
const ATTEMPTS = { name: 'signin', points: 10, seconds: 900 };
/** A hundred a client address, for all accounts together: a whole office may share one, and who guesses has thousands of accounts to try. */
const ATTEMPTS_BY_ADDRESS = { name: 'signin-address', points: 100, seconds: 900 };
/** A hundred in an hour for an account from wherever they come: more are a wide attack. */
const ATTEMPTS_FROM_ANYWHERE = { name: 'signin-anywhere', points: 100, seconds: 3600 };
/** What a place has during a wide attack from which nobody has signed in to the account before. */
const ATTEMPTS_IN_ATTACK = { name: 'signin-attack', points: 2, seconds: 3600 };
/** Places from which somebody has signed in to an account lately: an attack from elsewhere is nothing to them. */
const KNOWN_PLACES = { name: 'signin-known', points: 1, seconds: 90 * 24 * 3600 };

/**
 * The user whose address and password these are, or null: an unknown address, a wrong password and a suspended
 * account answer alike, in words and in time. Attempts are counted before the password is looked at, so that a burst cannot
 * get past the count: per client address, and per account and place (`placeOf`), so that strangers elsewhere cannot lock the
 * owner out. Past a hundred for one account in an hour, places from which nobody has signed in to it lately have two left,
 * which slows a wide attack down and lets the owner in from a new place with the right password. A right password clears the
 * count of account and place and takes itself off the others, which it does not clear: else one account of his own would let a guesser go
 * on for ever. Live sessions are not touched.
 * @param input whatever came in; operators in place of text are refused like any wrong password
 * @param network the client's, as `clientNetwork` tells it
 * @throws DomainError too_many_requests with the seconds to wait
 */
export async function signIn(input: unknown, network: string): Promise<{ id: string; name: string; email: string } | null> {
  const given = credentials.safeParse(input);
  if (!given.success) return null;
  const { email: account, password } = given.data;
  const here = `${account} ${placeOf(network)}`;
  await consume(ATTEMPTS_BY_ADDRESS, network);
  await consume(ATTEMPTS, here);
  const attacked = !(await within(ATTEMPTS_FROM_ANYWHERE, account));
  if (attacked && !(await isRemembered(KNOWN_PLACES, here))) await consume(ATTEMPTS_IN_ATTACK, here);
  const user = await db().user.findUnique({ where: { email: account } });
  const fits = await verifyPassword(user?.passwordHash ?? null, password);
  if (!user || !fits || user.status !== 'ACTIVE') return null;
  await forgive(ATTEMPTS, here);
  if (attacked) await forgive(ATTEMPTS_IN_ATTACK, here);
  await giveBack(ATTEMPTS_FROM_ANYWHERE, account);
  await giveBack(ATTEMPTS_BY_ADDRESS, network);
  await remember(KNOWN_PLACES, here);
  return { id: user.id, name: user.name, email: user.email };
}
