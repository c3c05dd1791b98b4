import type { Client } from 'pg';
import { StartError } from '../boot/start-error';

/** The major versions that `npm run postgres-versions` tries. Older ones are refused. */
const TRIED = { oldest: 15, newest: 18 };

interface Found {
  version: string;
  major: number;
  encoding: string;
  standby: boolean;
  replication: string;
  database: string;
}

const FOUND = `SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int / 10000 AS major,
  current_setting('server_encoding') AS encoding, pg_is_in_recovery() AS standby,
  current_setting('session_replication_role') AS replication, current_database() AS database`;

/**
 * Looks whether a server is one that the site can work with.
 * @returns its version in words for the operator
 * @throws StartError in one line that says what to do
 */
export async function checkServer(client: Client): Promise<string> {
  const { rows } = await client.query<Found>(FOUND);
  const { version, major, encoding, standby, replication, database } = rows[0]!;
  if (major < TRIED.oldest) {
    throw new StartError(`DATABASE_URL leads to PostgreSQL ${version}, which is too old: use ${TRIED.oldest} to ${TRIED.newest}.`);
  }
  if (standby) {
    throw new StartError(`DATABASE_URL leads to a standby (PostgreSQL ${version}), which cannot be written to: give it the address of the primary.`);
  }
  if (encoding !== 'UTF8') {
    throw new StartError(
      `The database "${database}" is encoded in ${encoding}, which cannot hold every text: make one in UTF-8 (createdb --encoding=UTF8 --template=template0 NAME), bring over by pg_dump and pg_restore what is to be kept, and give its address to DATABASE_URL.`,
    );
  }
  if (replication !== 'origin') {
    throw new StartError(
      `session_replication_role is ${replication} for this user, so no trigger of the database would run: take that setting away (ALTER ROLE … RESET session_replication_role).`,
    );
  }
  return `PostgreSQL ${version}${major > TRIED.newest ? ` (not tried; tried are ${TRIED.oldest} to ${TRIED.newest})` : ''}`;
}

/**
 * Looks whether tables can be made where the site has its own, which PostgreSQL from 15 on allows to the database's owner alone.
 * @throws StartError in one line that says what to do
 */
export async function checkRights(client: Client): Promise<void> {
  const { rows } = await client.query<{ create: boolean | null; user: string; database: string }>(
    `SELECT has_schema_privilege(to_regnamespace('public'), 'CREATE') AS create, current_user AS "user", current_database() AS database`,
  );
  const { create, user, database } = rows[0]!;
  // Where there is no such schema, the migrations make it.
  if (create === false) {
    throw new StartError(
      `The user "${user}" may not make tables in the schema public of the database "${database}": as a superuser, make it the owner (ALTER DATABASE "${database}" OWNER TO "${user}"), or grant it that right there (GRANT CREATE ON SCHEMA public TO "${user}").`,
    );
  }
}

/**
 * Looks for times that an earlier version stored by a time zone other than UTC.
 * @param client of a database that is migrated
 * @returns what the operator is to do about it; null where nothing is off
 */
export async function adviseOnTimes(client: Client): Promise<string | null> {
  const { rows } = await client.query<{ hours: number; zone: string }>(
    `SELECT (extract(epoch FROM "off") / 3600)::float8 AS hours,
       (SELECT reset_val FROM pg_settings WHERE name = 'TimeZone') AS zone
     FROM times_off() WHERE "off" <> interval '0' ORDER BY 1 LIMIT 1`,
  );
  const [off] = rows;
  if (!off) return null;
  const zone = /^(UTC|GMT|Etc\/UTC)$/i.test(off.zone) ? 'ZONE' : off.zone;
  return `Times stored by an earlier version are off by ${Math.abs(off.hours)} h, since the database's time zone was not UTC. Make a backup, then run once in the database: SELECT mend_times('${zone}'); (docs/deploy.md, "Times that are off").`;
}
