import { ConnectionPool } from '../connection';
import { jobLog } from './job-log';

/** The schema of the database in which the queue lives; the library keeps its own history of migrations there. */
export const SCHEMA = 'graphile_worker';

/**
 * Brings the queue's schema to the state that the library needs. To be called by one process at a time, before runners of
 * this version start: the library would do it in each runner otherwise.
 * @param connectionString of a user who may create a schema in the database
 */
export async function installQueue(connectionString: string): Promise<void> {
  const { runMigrations } = await import('graphile-worker');
  const pool = new ConnectionPool({ connectionString, max: 1 });
  try {
    await runMigrations({ pgPool: pool, schema: SCHEMA, logger: await jobLog() });
  } finally {
    await pool.end();
  }
}
