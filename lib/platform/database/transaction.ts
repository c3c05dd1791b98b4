import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { PrismaClient, type Prisma } from './generated/client';
import { readEnv } from '../env';
import { metrics } from '../metrics/metrics';
import { seenByAll } from '../commit-clock/commit';
import { openPool } from './pool';
import { shared } from '../registry';

const TRANSACTION = { maxWait: 5_000, timeout: 20_000 };

const ambient = shared('transaction', () => new AsyncLocalStorage<Prisma.TransactionClient>());

/** The connections of this process, all of them. */
function pool(): Pool {
  return shared('pool', () => {
    const { DATABASE_URL, DATABASE_POOL_SIZE, SLOW_QUERY_MS } = readEnv();
    if (!DATABASE_URL) throw new Error('DATABASE_URL is not set');
    const opened = openPool({ connectionString: DATABASE_URL, size: DATABASE_POOL_SIZE, slow: SLOW_QUERY_MS });
    metrics().poolIs(() => ({ size: opened.totalCount, idle: opened.idleCount, waiting: opened.waitingCount }));
    return opened;
  });
}

/** The pool itself, outside of any transaction: for what must be kept though the transaction fails (rate limits). */
export function client(): PrismaClient {
  return shared('prisma', () => new PrismaClient({ adapter: new PrismaPg(pool()), errorFormat: 'minimal' }));
}

/** The database: inside `transaction` the open transaction, elsewhere the pool. */
export function db(): Prisma.TransactionClient {
  return ambient.getStore() ?? client();
}

/**
 * Runs `work` in one transaction; joins the one that is open already, so that a caller (the idempotency record
 * of the route wrapper) can widen a domain function's transaction without its knowing. Where it changed what readers
 * see, it resolves when no instance serves the state before it any more.
 * @param options `timeout` in milliseconds where twenty seconds are not enough (a whole import)
 * Read committed: writers lock the article's row before they read what they decide on.
 */
export async function transaction<T>(work: () => Promise<T>, options: { timeout?: number } = {}): Promise<T> {
  if (ambient.getStore()) return work();
  const { result, tick } = await client().$transaction(
    async (tx) => {
      const result = await ambient.run(tx, work);
      const [settled] = await tx.$queryRaw<{ tick: bigint | null }[]>`SELECT settle() AS tick`;
      return { result, tick: settled?.tick ?? null };
    },
    { ...TRANSACTION, ...options },
  );
  if (tick !== null) await seenByAll();
  return result;
}

/**
 * Runs `work` so that everything it reads is of one moment.
 * @param work gets that moment: the tick of the last commit it sees that changed what readers see
 */
export async function snapshot<T>(work: (tick: number) => Promise<T>): Promise<T> {
  return client().$transaction(
    async (tx) => {
      const [clock] = await tx.$queryRaw<{ value: bigint }[]>`SELECT "value" FROM "CacheClock"`;
      return ambient.run(tx, () => work(Number(clock?.value)));
    },
    { ...TRANSACTION, isolationLevel: 'RepeatableRead' },
  );
}

/** Closes the pool; the process is about to end. */
export async function disconnect(): Promise<void> {
  await client().$disconnect();
  if (!pool().ending) await pool().end();
}

/** Whether an error is a violated unique index (PostgreSQL 23505). */
export function isUniqueViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && (error as { code?: unknown }).code === 'P2002';
}
