import { Client, DatabaseError } from 'pg';

/** How long a look may take, connecting included, in milliseconds. */
const DEADLINE = 2_500;

/** What a look told of a session: at work, done with what we asked (or gone, or waiting for us), or not to be told. */
export type BackendState = 'working' | 'waiting' | 'unknown';

/** What one look told: nothing where the server answers and lets nobody look; null where it does not answer. */
type States = ReadonlyMap<number, BackendState> | null;

/** PostgreSQL hides the state of others' sessions and, where it is told not to keep it, of all. */
const LOOK = `SELECT pid, CASE
    WHEN state IS NULL OR state = 'disabled' THEN 'unknown'
    WHEN state LIKE 'idle%' OR wait_event_type = 'Client' THEN 'waiting'
    ELSE 'working' END AS state
  FROM pg_catalog.pg_stat_activity`;

const looks = new Map<string, Promise<States>>();

/**
 * Asks the server, on a connection of its own, what it is doing for a session. One look for all who ask meanwhile.
 * @param pid the session's process
 * @returns null where the server cannot be asked
 */
export async function backendState(connectionString: string, pid: number): Promise<BackendState | null> {
  let look = looks.get(connectionString);
  if (!look) {
    look = takeLook(connectionString).finally(() => looks.delete(connectionString));
    looks.set(connectionString, look);
  }
  const states = await look;
  if (!states) return null;
  // A session that is not among those told is gone.
  return states.size === 0 ? 'unknown' : (states.get(pid) ?? 'waiting');
}

async function takeLook(connectionString: string): Promise<States> {
  const client = new Client({ connectionString, application_name: 'anli look', connectionTimeoutMillis: DEADLINE, query_timeout: DEADLINE });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number; state: BackendState }>(LOOK);
    return new Map(rows.map(({ pid, state }) => [pid, state]));
  } catch (error) {
    // It has no connection left, or is starting.
    return error instanceof DatabaseError ? new Map() : null;
  } finally {
    // Nothing is to be said any more, and the network may be gone.
    client.connection.stream.destroy();
  }
}
