import { createHmac } from 'node:crypto';
import type { Person } from '../actor';
import { canonicalJson } from '../canonical-json';
import { db, transaction } from '../database/transaction';
import { readEnv } from '../env';
import type { InputJsonValue } from '../database/generated/internal/prismaNamespace';
import { invalid } from '../errors';
import { finding } from '../findings';
import { LIMITS } from '../limits';

/** What a write answered: an HTTP status and the body. */
export interface Answer {
  status: number;
  body: unknown;
}

const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

interface Attempt {
  actor: Person;
  /** Method and path, ids included: the same key for another article is another request. */
  route: string;
  key: string;
  request: unknown;
}

/** Keyed, since a request may hold a password, and a bare hash of it could be guessed at by whoever reads the table. */
function fingerprint(request: unknown): string {
  const { NEXTAUTH_SECRET } = readEnv();
  if (!NEXTAUTH_SECRET) throw new Error('NEXTAUTH_SECRET is not set');
  return createHmac('sha256', NEXTAUTH_SECRET).update(canonicalJson(request ?? null)).digest('hex');
}

/**
 * Does `work` once for a user, route and key: a repetition with the same request gets the stored answer, and one
 * that comes while the first is at work waits for it. Answer and work are one transaction, so a failure stores
 * nothing and can be tried again.
 * @throws DomainError invalid where the key is malformed or was used for another request
 */
export async function once({ actor, route, key, request }: Attempt, work: () => Promise<Answer>): Promise<Answer> {
  if (key.length > LIMITS.idempotencyKey || !VISIBLE_ASCII.test(key)) throw invalid([finding([], 'idempotency_key')]);
  const requestHash = fingerprint(request);
  return transaction(async () => {
    // A transaction-wide lock rather than the unique index: a violated index would end the transaction.
    await db().$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`${actor.id} ${route} ${key}`}, 0))`;
    const id = { userId: actor.id, route, key };
    const earlier = await db().idempotencyRecord.findUnique({ where: { userId_route_key: id } });
    if (earlier && earlier.requestHash !== requestHash) throw invalid([finding([], 'idempotency_mismatch')]);
    if (earlier) return { status: earlier.status, body: earlier.answer };
    const answer = await work();
    await db().idempotencyRecord.create({ data: { ...id, requestHash, status: answer.status, answer: answer.body as InputJsonValue } });
    return answer;
  });
}
