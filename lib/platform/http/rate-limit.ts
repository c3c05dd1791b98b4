import { createHash } from 'node:crypto';
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';
import { client } from '../database/client';
import { DomainError } from '../errors';
import { shared } from '../registry';

/** How many times in how many seconds; counted in the database, so the same over all instances. */
export interface Allowance {
  name: string;
  points: number;
  seconds: number;
}

function limiter({ name, points, seconds }: Allowance): RateLimiterPrisma {
  return shared(
    `rate-limit:${name}`,
    // Expired rows are cleared away by server/jobs/clear-expired.ts.
    () => new RateLimiterPrisma({ storeClient: client(), tableName: 'RateLimit', keyPrefix: name, points, duration: seconds, clearExpiredByTimeout: false }),
  );
}

/** Keys are stored as hashes: an address typed at sign-in may be anything, and need not be kept. */
function keyOf(subject: string): string {
  return createHash('sha256').update(subject).digest('base64url');
}

/** Uses up one, or so many; also where it throws. @throws DomainError too_many_requests with the seconds until there are new ones */
export async function consume(allowance: Allowance, subject: string, points = 1): Promise<void> {
  try {
    await limiter(allowance).consume(keyOf(subject), points);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw new DomainError('too_many_requests', { retryAfter: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) });
  }
}

/** Uses up one. @returns whether there was one left */
export async function within(allowance: Allowance, subject: string): Promise<boolean> {
  const { consumedPoints } = await limiter(allowance).penalty(keyOf(subject));
  return consumedPoints <= allowance.points;
}

/** Keeps in mind that `subject` was here, for the seconds of the allowance from now. */
export async function remember(allowance: Allowance, subject: string): Promise<void> {
  await limiter(allowance).set(keyOf(subject), allowance.points, allowance.seconds);
}

/** Whether `subject` is still kept in mind. */
export async function isRemembered(allowance: Allowance, subject: string): Promise<boolean> {
  return (await limiter(allowance).get(keyOf(subject))) !== null;
}

/** Forgets what `subject` has used up. */
export async function forgive(allowance: Allowance, subject: string): Promise<void> {
  await limiter(allowance).delete(keyOf(subject));
}

/** Gives one back, or so many, that turned out not to count. */
export async function giveBack(allowance: Allowance, subject: string, points = 1): Promise<void> {
  await limiter(allowance).reward(keyOf(subject), points);
}
