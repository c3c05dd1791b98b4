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
  const where = describe(databaseUrl);
  const giveUp = Date.now() + RECOVERY_PATIENCE;
  for (;;) {
    try {
      const client = new Connection({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_TIMEOUT });
      await client.connect();
      return client;
    } catch (error) {
      const isRecovering = codeOf(error) === '57P03' && Date.now() < giveUp;
      if (!isRecovering) throw new StartError(explain(error, where));
    }
    await wait(250);
  }
}

/** Where an address points, fit to be printed: neither user's password nor options. */
function describe(databaseUrl: string): { host: string; user: string; database: string } {
  let url: URL;
  try {
    url = new URL(databaseUrl);
  } catch {
    // Node's own message would quote the address with the password in it.
    throw new StartError('DATABASE_URL is not an address: write postgresql://USER:PASSWORD@HOST:5432/DATABASE, with special characters of the password percent-encoded.');
  }
  if (!/^postgres(ql)?:$/.test(url.protocol)) {
    throw new StartError(`DATABASE_URL starts with ${url.protocol}// but must be a postgresql:// address.`);
  }
  const user = decodeURIComponent(url.username);
  return {
    host: `${url.hostname || 'localhost'}:${url.port || '5432'}`,
    user: user || '(no user)',
    database: decodeURIComponent(url.pathname.slice(1)) || user,
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function explain(error: unknown, at: { host: string; user: string; database: string }): string {
  const message = error instanceof Error ? error.message.split('\n')[0] : String(error);
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
      return `No PostgreSQL answers at ${at.host}: start it, or correct DATABASE_URL.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host of DATABASE_URL is not known (${at.host}): correct it, or check the name service.`;
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `PostgreSQL at ${at.host} cannot be reached: check the network, or correct DATABASE_URL.`;
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
