import type { AddressInfo, Server } from 'node:net';
import type { Env } from '../../lib/platform/env';
import { findRunningPostgres } from '../database/postgres';
import { StartError } from '../boot/start-error';

/**
 * Listens where the environment says. To be done before anything else is started, so that a busy port is told first.
 * @returns the port, also where the environment leaves it to the system
 * @throws StartError in one line that says what to do
 */
export async function listen(server: Server, { PORT, HOST, DATA_DIR, DATABASE_URL }: Env): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', async (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' && !DATABASE_URL && (await findRunningPostgres(DATA_DIR))) {
        return reject(new StartError(`Anli is running on ${DATA_DIR} already: use that one or stop it, or set both PORT and DATA_DIR for a second one.`));
      }
      const told: Record<string, string> = {
        EADDRINUSE: `Port ${PORT} is in use: stop what listens there, or set PORT to another one.`,
        EACCES: `Port ${PORT} may not be used by this user: set PORT to 1024 or above.`,
        EADDRNOTAVAIL: `HOST ${HOST} is no address of this machine: set HOST to 127.0.0.1 or 0.0.0.0.`,
        ENOTFOUND: `HOST ${HOST} is no address of this machine: set HOST to 127.0.0.1 or 0.0.0.0.`,
      };
      reject(new StartError(told[error.code ?? ''] ?? `Cannot listen on ${HOST}:${PORT}: ${error.message}`));
    });
    server.listen(PORT, HOST, () => resolve((server.address() as AddressInfo).port));
  });
}

/** How readers reach the site. @param port that it listens on */
export function siteAddress({ SITE_URL, HOST }: Env, port: number): string {
  return SITE_URL ?? `http://${HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST}:${port}`;
}
