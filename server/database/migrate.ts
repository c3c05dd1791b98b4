import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPg } from '@prisma/adapter-pg';
import type { MigrationDirectory, MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { Client, DatabaseError } from 'pg';
import { ConnectionPool } from '../../lib/platform/connection';
import { installQueue } from '../../lib/platform/jobs/install';
import { connectDatabase } from './database-connection';
import { checkRights, checkServer } from './server-check';
import { explain } from '../boot/explain';
import { ROOT } from '../boot/root';
import { EVERYTHING, openSchemaEngine } from './schema-engine';
import { StartError } from '../boot/start-error';

/** "anli" in ASCII: our key among PostgreSQL's advisory locks. Prisma's own is taken by its engine besides. */
const LOCK = 0x616e6c69;

/**
 * Brings a database to the state of prisma/migrations, as `prisma migrate deploy` would, with the same
 * `_prisma_migrations` table, and installs the queue of jobs. Several processes may call it at once: one applies, the others wait and find it done.
 *
 * Each migration and its row in that table are one transaction. So a process killed halfway, or a migration
 * with a fault in it, leaves the database as it was, and the next start tries again.
 *
 * @param databaseUrl a postgresql:// address
 * @param log receives one line for each thing worth telling
 * @param folder where the migrations lie; another one only in tests
 * @returns the names of the migrations applied by this call, in order
 * @throws StartError when the database cannot be reached, or its history does not allow to go on
 */
export async function migrate(
  databaseUrl: string,
  log: (line: string) => void,
  folder = path.join(ROOT, 'prisma/migrations'),
): Promise<{ applied: string[] }> {
  const guard = await connectDatabase(databaseUrl);
  try {
    await checkServer(guard);
    await takeTurn(guard, log);
    const work = await connectDatabase(databaseUrl);
    try {
      const applied = await applyPending(work, folder, log);
      await installJobs(databaseUrl);
      return { applied };
    } finally {
      await work.end();
    }
  } finally {
    // Ending the session gives the lock back.
    await guard.end();
  }
}

/** The queue of jobs is a schema of its own, with a history of its own; Prisma sees nothing of it. */
async function installJobs(databaseUrl: string): Promise<void> {
  try {
    await installQueue(databaseUrl);
  } catch (error) {
    throw new StartError(`The queue of jobs could not be installed (${(error as Error).message}): the user of DATABASE_URL has to own the schema graphile_worker, or to be allowed to create it (GRANT CREATE ON DATABASE).`);
  }
}

/**
 * Asks again and again instead of waiting inside PostgreSQL: a statement that waits there holds a snapshot,
 * and a migration that builds an index concurrently would wait for it in turn.
 */
async function takeTurn(guard: Client, log: (line: string) => void): Promise<void> {
  for (let told = false; ; told = true) {
    const { rows } = await guard.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [LOCK]);
    if (rows[0]?.mine) return;
    if (!told) log('Another instance is applying migrations: waiting for it');
    await wait(200);
  }
}

async function applyPending(client: Client, folder: string, log: (line: string) => void): Promise<string[]> {
  const list = await readMigrations(folder);
  const script = new ScriptRunner(client);
  const engine = await openSchemaEngine(script.factory());
  try {
    const pending = await findPending(engine, list, log);
    if (pending.length > 0) await checkRights(client);
    for (const name of pending) {
      const upToThis = list.migrationDirectories.slice(0, list.migrationDirectories.findIndex(({ path }) => path === name) + 1);
      await client.query('BEGIN');
      try {
        await engine.applyMigrations({ migrationsList: { ...list, migrationDirectories: upToThis }, filters: EVERYTHING });
        await client.query('COMMIT');
      } catch (error) {
        // A broken connection has rolled back already.
        await client.query('ROLLBACK').catch(() => undefined);
        if (codeOf(error) === 'P3005') {
          throw new StartError('The database holds tables but no history of migrations, so it is not ours to change: give DATABASE_URL an empty database.');
        }
        // A disk, a right, a connection: nothing that the file could be corrected for.
        const told = explain(script.failure ?? error);
        if (told) throw told;
        throw new StartError(
          `Migration ${name} failed and left nothing behind: ${script.explain(error)}. Correct prisma/migrations/${name}/migration.sql or the data that it stumbles over, then start again.`,
        );
      }
      log(`Applied migration ${name}`);
    }
    return pending;
  } finally {
    engine.free();
  }
}

/** The migrations that the database lacks; refuses a history that cannot be continued. */
async function findPending(engine: SchemaEngine, list: MigrationList, log: (line: string) => void): Promise<string[]> {
  const { failedMigrationNames, editedMigrationNames, history } = await engine.diagnoseMigrationHistory({
    migrationsList: list,
    optInToShadowDatabase: false,
    filters: EVERYTHING,
  });
  if (failedMigrationNames.length > 0) {
    throw new StartError(
      `Migration ${failedMigrationNames.join(', ')} failed in this database before: repair the database, then tell Prisma with npx prisma migrate resolve (--rolled-back or --applied) NAME.`,
    );
  }
  if (editedMigrationNames.length > 0) {
    throw new StartError(
      `Migration ${editedMigrationNames.join(', ')} was changed after this database had applied it: restore the file and write a new migration instead (npm run migration -- NAME); a database without anything to keep may simply be deleted.`,
    );
  }
  switch (history?.diagnostic) {
    case undefined:
      return [];
    case 'databaseIsBehind':
      return history.unappliedMigrationNames;
    case 'migrationsDirectoryIsBehind':
      // An older instance restarting while a newer one is rolled out: migrations are written so that it may.
      log(`The database is newer than this version: it has ${history.unpersistedMigrationNames.join(', ')}`);
      return [];
    case 'historiesDiverge':
      throw new StartError(
        `The database has migrations that this version does not know (${history.unpersistedMigrationNames.join(', ')}) and lacks others (${history.unappliedMigrationNames.join(', ')}): it belongs to another branch; use the version that made it, or another database.`,
      );
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);

async function readMigrations(folder: string): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  const migrationDirectories = await Promise.all(
    names.map(async (name): Promise<MigrationDirectory> => {
      const value = await readFile(path.join(folder, name, 'migration.sql'), 'utf8');
      return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value } } };
    }),
  );
  const lockfile = await readFile(path.join(folder, 'migration_lock.toml'), 'utf8').catch(() => null);
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: lockfile },
    migrationDirectories,
    shadowDbInitScript: '',
  };
}

/**
 * Gives Prisma's engine one single connection, and runs a migration's script as a whole.
 * Prisma's adapter would take any connection of a pool, so not stay within our transaction, and it splits a
 * script at every semicolon, which tears functions and texts apart.
 */
class ScriptRunner {
  failure: DatabaseError | undefined;
  private failedScript = '';

  constructor(private readonly client: Client) {}

  factory(): SqlMigrationAwareDriverAdapterFactory {
    // Never asked for a connection of its own.
    const pool = new ConnectionPool({ connectionString: '' });
    pool.query = this.client.query.bind(this.client) as typeof pool.query;
    const prisma = new PrismaPg(pool);
    const connect = async (): Promise<SqlDriverAdapter> => {
      const adapter = await prisma.connect();
      adapter.executeScript = (script) => this.run(script);
      return adapter;
    };
    return { provider: prisma.provider, adapterName: prisma.adapterName, connect, connectToShadowDb: connect };
  }

  private async run(script: string): Promise<void> {
    try {
      await this.client.query(script);
    } catch (error) {
      this.failure = error as DatabaseError;
      this.failedScript = script;
      throw error;
    }
  }

  /** What went wrong, with the line of the script where PostgreSQL names one. */
  explain(error: unknown): string {
    if (!this.failure) return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    const { message, position, detail } = this.failure;
    const line = position ? ` (line ${this.failedScript.slice(0, Number(position)).split('\n').length})` : '';
    return `${message}${line}${detail ? `, ${detail.replace(/\.$/, '')}` : ''}`;
  }
}
