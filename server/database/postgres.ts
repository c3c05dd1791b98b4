import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Connection } from '../../lib/platform/connection';
import { prepareDataDir } from '../boot/data-dir';
import { findPostgresBinaries } from './postgres-binaries';
import { chooseUser, createCluster, readPassword } from './postgres-cluster';
import { PostgresLog } from './postgres-log';
import { livingPort } from './postgres-process';
import { addressOf, PostgresServer, SITE, type EmbeddedPostgres } from './postgres-server';
import { StartError } from '../boot/start-error';

/** The major version whose data files these binaries read. */
const MAJOR = '18';

/**
 * Starts the embedded PostgreSQL on DATA_DIR/postgres, which it makes when missing, with a database `anli`.
 * Only the holder of the instance lock may call it: it ends any server that an earlier run left behind.
 * @param options.dataDir DATA_DIR
 * @param options.log receives one line for each thing worth telling
 * @returns the running server, accepting connections; it restarts itself until `stop()`
 * @throws StartError in one line when it cannot run
 */
export async function startPostgres(options: { dataDir: string; log: (line: string) => void }): Promise<EmbeddedPostgres> {
  const dataDir = await prepareDataDir(options.dataDir);
  const cluster = path.join(dataDir, 'postgres');
  const runAs = await chooseUser(cluster);
  const bin = await findPostgresBinaries(runAs);
  const version = (await readFile(path.join(cluster, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (version !== '' && version !== MAJOR) {
    throw new StartError(`${cluster} was written by PostgreSQL ${version}, which PostgreSQL ${MAJOR} cannot read: start with the version that made it, back up, and restore into a new DATA_DIR.`);
  }
  const password = await readPassword(dataDir, version !== '');
  if (version === '') await createCluster(bin, cluster, password, runAs, Number(MAJOR));

  const server = new PostgresServer({ bin, cluster, runAs, password, log: options.log, output: new PostgresLog(dataDir) });
  try {
    await server.open();
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * Finds the embedded PostgreSQL that another process of ours runs on this DATA_DIR.
 * @returns its address, or null when none runs (then the caller may lock the folder and start one)
 */
export async function findRunningPostgres(dataDir: string): Promise<string | null> {
  const folder = path.resolve(dataDir);
  const port = livingPort(path.join(folder, 'postgres'));
  return port === null ? null : addressOf(SITE, SITE, await readPassword(folder, true), port);
}

/**
 * Makes a database on the server of another one, for tests and tools.
 * @param url the address of any database there, of a role that may create databases
 * @param name the new database's name; one of that name that exists is left as it is
 * @returns the new database's address
 * @throws DatabaseError of pg when the server refuses
 */
export async function createDatabase(url: string, name: string): Promise<string> {
  const client = new Connection({ connectionString: url });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === '42P04';
    if (!exists) throw error;
  } finally {
    await client.end();
  }
  const address = new URL(url);
  address.pathname = `/${encodeURIComponent(name)}`;
  return address.href;
}
