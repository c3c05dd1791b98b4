import { Client } from 'pg';
import { HANDLERS } from '../../server/jobs/tasks';

const LAST_RUN = `INSERT INTO graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
  SELECT unnest($1::text[]), $2, $2 ON CONFLICT (identifier) DO UPDATE SET last_execution = EXCLUDED.last_execution`;

/** Says in a database when its scheduled tasks have last run. */
async function haveRun(databaseUrl: string, last: Date): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(LAST_RUN, [HANDLERS.flatMap(({ task }) => (task.schedule ? [task.name] : [])), last]);
  } finally {
    await client.end();
  }
}

/** No schedule runs in this database, so that the clock on the wall does not meddle with tests. */
export function holdSchedules(databaseUrl: string): Promise<void> {
  return haveRun(databaseUrl, new Date('2100-01-01'));
}

/** The database was without a server for the last two hours: what is hourly has been missed. */
export function missSchedules(databaseUrl: string): Promise<void> {
  return haveRun(databaseUrl, new Date(Date.now() - 2 * 60 * 60 * 1_000));
}
