import { setTimeout as wait } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { readEnv } from '../env';
import { metrics } from '../metrics/metrics';
import { shared } from '../registry';
import { PrismaClient } from './generated/client';
import { openPool } from './pool';

/** For so long Prisma may take to end its transactions, in milliseconds. */
const LEAVE = 3_000;

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

/** Closes the pool within seconds, whatever the database does; the process is about to end. */
export async function disconnect(): Promise<void> {
  await Promise.race([client().$disconnect(), wait(LEAVE, undefined, { ref: false })]);
  if (!pool().ending) await pool().end();
}

/** Whether an error is a violated unique index (PostgreSQL 23505). */
export function isUniqueViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && (error as { code?: unknown }).code === 'P2002';
}
