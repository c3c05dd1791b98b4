import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '../../server/database/migrate';
import { startPostgres } from '../../server/database/postgres';
import { startSite } from '../support/site-process';
import { DEMO_PASSWORD } from './demo';

/** Starts the real site with its demo, on a PostgreSQL of its own, once for all browser tests. */
export default async function startForBrowser(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'anli-e2e-'));
  const postgres = await startPostgres({ dataDir: folder, log: () => undefined });
  const end = async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await migrate(postgres.url, () => undefined);
    const site = await startSite({ databaseUrl: postgres.url, env: { DEMO: 'on', DEMO_PASSWORD } });
    process.env.E2E_ORIGIN = site.origin;
    process.env.E2E_DATABASE_URL = postgres.url;
    // Commands that a test runs keep their files where the site looks for them.
    process.env.DATA_DIR = site.dataDir;
    return async () => {
      await site.stop();
      await end();
    };
  } catch (error) {
    await end();
    throw error;
  }
}
