import { setTimeout as wait } from 'node:timers/promises';
import { Connection } from '../../lib/platform/connection';
import { StartError } from '../boot/start-error';

const CONNECT_TIMEOUT = 10_000;
/** How long a server that answers "starting up" or "in recovery" is waited for. */
const RECOVERY_PATIENCE = 60_000;

/**
 * Opens one connection for work at start-up.
 * @param databaseUrl a postgresql:// address
 * @returns the open connection; the caller ends it
 * @throws StartError in one line, without the password, when the address is wrong or nothing answers there
 */
export async function connectDatabase(databaseUrl: string): Promise<Connection> {
  const giveUp = Date.now() + RECOVERY_PATIENCE;
  for (;;) {
    const { client, at } = prepare(databaseUrl);
    try {
      await client.connect();
      return client;
    } catch (error) {
      const isRecovering = codeOf(error) === '57P03' && Date.now() < giveUp;
      if (!isRecovering) throw new StartError(explain(error, at));
    }
    await wait(250);
  }
}

/** Where an address points, fit to be printed: neither user's password nor options. */
interface Place {
  /** HOST:PORT, or the file of a socket. */
  host: string;
  user: string;
  database: string;
}

const NOT_AN_ADDRESS = 'DATABASE_URL is not an address: write postgresql://USER:PASSWORD@HOST:5432/DATABASE, or postgresql://USER:PASSWORD@/DATABASE?host=FOLDER for a socket, with special characters of the password percent-encoded (@ is %40, / is %2F, # is %23, ? is %3F, % is %25).';

/** @throws StartError that quotes nothing of the address where it cannot be told what of it is the password */
function checkAddress(databaseUrl: string): void {
  const [, protocol, rest] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(databaseUrl) ?? [];
  if (protocol === undefined || rest === undefined) throw new StartError(NOT_AN_ADDRESS);
  if (!/^postgres(ql)?$/.test(protocol)) throw new StartError(`DATABASE_URL starts with ${protocol}:// but must be a postgresql:// address.`);
  // What stands before the last @ is the password, and a part of it would be taken for the host.
  if (rest.slice(rest.search(/[/?#]|$/)).includes('@') || /\s/.test(rest)) throw new StartError(NOT_AN_ADDRESS);
}

/** @throws StartError as `checkAddress` */
function prepare(databaseUrl: string): { client: Connection; at: Place } {
  checkAddress(databaseUrl);
  let client: Connection;
  try {
    client = new Connection({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_TIMEOUT });
  } catch (error) {
    // A certificate that is not there, for instance; all else is the address's own fault, and its message might quote it.
    if (codeOf(error) === 'ENOENT') throw new StartError(`A file that DATABASE_URL names is not there (${(error as Error).message}).`);
    throw new StartError(NOT_AN_ADDRESS);
  }
  const { host, port, user, database } = client;
  if (!Number.isInteger(port)) throw new StartError(NOT_AN_ADDRESS);
  const where = host.startsWith('/') ? `${host}/.s.PGSQL.${port}` : `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return { client, at: { host: where, user: user ?? '(no user)', database: database ?? '(no database)' } };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function explain(error: unknown, at: Place): string {
  const message = error instanceof Error ? error.message.split('\n')[0] : String(error);
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
    case 'ENOENT':
      return `No PostgreSQL answers at ${at.host}: start it, or correct DATABASE_URL.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host of DATABASE_URL is not known (${at.host}): correct it, or check the name service.`;
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `PostgreSQL at ${at.host} cannot be reached: check the network, or correct DATABASE_URL.`;
    case 'EACCES':
      return `This user may not open the socket of PostgreSQL, ${at.host}: give it the right, or name a host in DATABASE_URL.`;
    case '42501':
      return `PostgreSQL at ${at.host} does not let the user "${at.user}" into the database "${at.database}": grant it (GRANT CONNECT ON DATABASE "${at.database}" TO "${at.user}"), or correct DATABASE_URL.`;
    case '28P01':
    case '28000':
      return `PostgreSQL at ${at.host} refuses the user "${at.user}": correct user and password in DATABASE_URL.`;
    case '3D000':
      return `PostgreSQL at ${at.host} has no database "${at.database}": create it (CREATE DATABASE "${at.database}"), or correct DATABASE_URL.`;
    case '53300':
      return `PostgreSQL at ${at.host} has no connection left: raise max_connections, or stop other clients.`;
    default:
      return /timeout/i.test(message ?? '')
        ? `PostgreSQL at ${at.host} does not answer within ${CONNECT_TIMEOUT / 1000} s: check the network, or correct DATABASE_URL.`
        : `No connection to PostgreSQL at ${at.host} (${message}): correct DATABASE_URL.`;
  }
}
