import { inject } from 'vitest';
import { provideEnv } from '../../lib/platform/env';
import type { SiteAddress } from './site-process';

/** The site of this worker. Importing it points the domain functions that a test calls itself at the same database. */
export const site: SiteAddress = mine();

function mine(): SiteAddress {
  const worker = Number(process.env.VITEST_POOL_ID);
  const found = inject('sites')[worker - 1];
  if (!found) throw new Error(`No site was started for worker ${worker}`);
  provideEnv({ DATABASE_URL: found.databaseUrl, NEXTAUTH_SECRET: found.secret, DATA_DIR: found.dataDir, LOG_LEVEL: 'error' });
  return found;
}
