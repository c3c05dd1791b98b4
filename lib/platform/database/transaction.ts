import { AsyncLocalStorage } from 'node:async_hooks';
import { seenByAll } from '../commit-clock/commit';
import { readEnv } from '../env';
import { LIMITS } from '../limits';
import { shared } from '../registry';
import { semaphore, type Turn } from '../semaphore';
import { client } from './client';
import type { Prisma } from './generated/client';

const TRANSACTION = { maxWait: 5_000, timeout: 20_000 };

/** Who has waited so long would then wait for the lock besides. */
const PATIENCE = { waiting: 500, longest: TRANSACTION.maxWait };

/**
 * A writer's turn to have a connection. Writers may all wait for one lock, for instance of another instance that hangs between
 * its last statement and its commit: so they leave to readers as many connections as pages are made at a time, of a pool that
 * has twice as many.
 */
function writersTurn(): Turn {
  return shared('writers', () => {
    const size = readEnv().DATABASE_POOL_SIZE;
    return semaphore(size - Math.min(LIMITS.renders, Math.floor(size / 2)), PATIENCE);
  });
}

const ambient = shared('transaction', () => new AsyncLocalStorage<Prisma.TransactionClient>());

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
 * @returns throws, besides what the work throws, DomainError busy where too many others write
 */
export async function transaction<T>(work: () => Promise<T>, options: { timeout?: number } = {}): Promise<T> {
  if (ambient.getStore()) return work();
  const { result, tick } = await writersTurn()(() =>
    client().$transaction(
      async (tx) => {
        const result = await ambient.run(tx, work);
        const [settled] = await tx.$queryRaw<{ tick: bigint | null }[]>`SELECT settle() AS tick`;
        return { result, tick: settled?.tick ?? null };
      },
      { ...TRANSACTION, ...options },
    ),
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
