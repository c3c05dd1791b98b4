import type { Env } from '../../lib/platform/env';
import { lockInstance } from '../boot/instance-lock';
import { findRunningPostgres, startPostgres } from './postgres';

/** A database that is migrated and open for use. */
export interface OpenDatabase {
  url: string;
  embedded: boolean;
  /** Ends what was started for it, and nothing else. */
  close(): Promise<void>;
}

type Log = (line: string) => void;
type Migrate = (url: string, log: Log) => Promise<unknown>;

/** Prisma's engine is loaded only where it is needed: a supervisor lets another process do this. */
const migrateHere: Migrate = async (url, log) => (await import('./migrate')).migrate(url, log);

/**
 * The site's own database: that of DATABASE_URL, or the embedded one in DATA_DIR, which is locked for this process.
 * @param migrate brings it to the state of the migrations
 * @throws StartError in one line that says what to do
 */
export async function openDatabase({ DATABASE_URL, DATA_DIR }: Env, log: Log, migrate = migrateHere): Promise<OpenDatabase> {
  if (DATABASE_URL) return migrated({ url: DATABASE_URL, embedded: false, close: async () => undefined }, log, migrate);
  const lock = await lockInstance(DATA_DIR);
  try {
    const postgres = await startPostgres({ dataDir: DATA_DIR, log });
    const close = async () => {
      await postgres.stop();
      await lock.release();
    };
    return await migrated({ url: postgres.url, embedded: true, close }, log, migrate);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** For commands: the database of the instance that runs on this DATA_DIR, or else as `openDatabase`. */
export async function attachDatabase(env: Env, log: Log): Promise<OpenDatabase> {
  const running = env.DATABASE_URL ? null : await findRunningPostgres(env.DATA_DIR);
  return running ? { url: running, embedded: true, close: async () => undefined } : openDatabase(env, log);
}

async function migrated(database: OpenDatabase, log: Log, migrate: Migrate): Promise<OpenDatabase> {
  try {
    await migrate(database.url, log);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
